"""What a fetch brings: documents, statuses, redirects, validators, opt-outs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from faultserver import FaultServer, page, redirect, status, validated, zipped
from fetching_helpers import fetch_one, quick, reason, with_server
from voltwire.fetching import Fetcher
from voltwire.records import FetchedPage, NotModified, Rejected


def test_a_page_comes_with_what_the_server_says_of_it() -> None:
    moment = datetime(2026, 11, 20, 12, tzinfo=UTC)
    route = page(b"<p>\xc4</p>", content_type='Text/HTML; Charset="ISO-8859-1"', ETag='"v1"', Last_Modified="yesterday")

    async def do(fetcher: Fetcher, server: FaultServer) -> object:
        return await fetcher.fetch(server.url("/a"), private_host=server.key)

    answer, server = with_server({"/a": route}, do, now=lambda: moment)
    assert answer == FetchedPage(
        requested_url=server.url("/a"),
        final_url=server.url("/a"),
        content=b"<p>\xc4</p>",
        fetched_at=moment,
        content_type="text/html",
        charset="ISO-8859-1",
        etag='"v1"',
        last_modified="yesterday",
    )


def test_requests_are_honest_and_keep_no_cookies() -> None:
    async def do(fetcher: Fetcher, server: FaultServer) -> None:
        for _ in range(2):
            await fetcher.fetch(server.url("/a?idxno=7&utm_source=x#part"), private_host=server.key)

    settings = quick(user_agent="voltwire/0.1 (Bürger;\r\n b@example.org)")
    _, server = with_server({"/a": page(Set_Cookie="seen=1; Path=/")}, do, settings)
    asked = server.requests[-1]
    assert asked.path == "/a?idxno=7&utm_source=x"
    assert asked.headers["user-agent"].encode("latin-1").decode() == "voltwire/0.1 (Bürger; b@example.org)"
    assert asked.headers["host"] == f"127.0.0.1:{server.port}"
    assert asked.headers["accept-encoding"] == "gzip"
    assert not {"cookie", "accept-language", "authorization"} & asked.headers.keys()


def test_proxy_variables_are_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert isinstance(fetch_one({"/a": page()}), FetchedPage)


def test_gzip_is_unpacked() -> None:
    answer = fetch_one({"/a": zipped(b"battery " * 10_000)})
    assert isinstance(answer, FetchedPage)
    assert answer.content == b"battery " * 10_000


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (201, "http_error"), (204, "http_error"), (206, "http_error"), (300, "http_error"), (301, "http_error"),
        (304, "http_error"), (400, "http_error"), (401, "forbidden"), (402, "http_error"), (403, "forbidden"),
        (404, "not_found"), (408, "http_error"), (418, "http_error"), (429, "rate_limited"),
        (451, "forbidden"), (500, "server_error"), (503, "server_error"), (599, "server_error"), (999, "http_error"),
    ],
)  # fmt: skip
def test_each_status_has_one_reason(code: int, expected: str) -> None:
    answer = fetch_one({"/a": status(code)})
    assert isinstance(answer, Rejected)
    assert (answer.reason, answer.http_status, answer.detail) == (expected, code, f"HTTP {code}")


def test_retry_after_is_passed_on_as_seconds() -> None:
    moment = datetime(2026, 11, 20, 12, tzinfo=UTC)
    date = (moment + timedelta(hours=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")

    async def do(fetcher: Fetcher, server: FaultServer) -> list[object]:
        return [await fetcher.fetch(server.url(path), private_host=server.key) for path in ("/seconds", "/date")]

    async def no_wait(seconds: float) -> None:
        return None

    routes = {"/seconds": status(503, Retry_After="7"), "/date": status(429, Retry_After=date)}
    (seconds, dated), _ = with_server(routes, do, now=lambda: moment, sleep=no_wait)
    assert isinstance(seconds, Rejected)
    assert isinstance(dated, Rejected)
    assert (seconds.retry_after_s, dated.retry_after_s) == (7.0, 3600.0)


def test_not_modified_needs_validators() -> None:
    routes = {"/a": validated('"v1"', "Fri, 20 Nov 2026 10:00:00 GMT", b"text")}
    assert isinstance(fetch_one(routes, etag='"v1"'), NotModified)
    assert isinstance(fetch_one(routes, last_modified="Fri, 20 Nov 2026 10:00:00 GMT"), NotModified)
    assert isinstance(fetch_one(routes, etag='"v0"'), FetchedPage)
    assert reason(fetch_one({"/a": status(304)})) == "http_error"


def test_a_validator_that_cannot_be_a_header_is_left_out() -> None:
    assert isinstance(fetch_one({"/a": page()}, etag='"a"\r\nX-Evil: 1', last_modified="명일"), FetchedPage)


def test_only_permanent_redirects_move_an_address() -> None:
    routes = {"/a": redirect("/b", 301), "/b": redirect("/c", 308), "/c": page(), "/t": redirect("/a", 302)}
    moved = fetch_one(routes)
    assert isinstance(moved, FetchedPage)
    assert moved.moved_to == moved.final_url
    assert moved.final_url.endswith("/c")
    mixed = fetch_one(routes, "/t")
    assert isinstance(mixed, FetchedPage)
    assert (mixed.moved_to, mixed.final_url[-2:]) == (None, "/c")


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_redirects_of_each_kind_are_followed_with_their_whole_query(code: int) -> None:
    answer = fetch_one({"/a": redirect("../b ü?utm_id=1#x", code), "/b%20%C3%BC": page(b"there")})
    assert isinstance(answer, FetchedPage)
    assert answer.final_url.endswith("/b%20%C3%BC?utm_id=1")


@pytest.mark.parametrize(
    "to", ["/a", "/b", "file:///etc/passwd", "ftp://example.org/x", "javascript:alert(1)", "http://", "http://[::1"]
)
def test_redirects_that_lead_nowhere(to: str) -> None:
    assert reason(fetch_one({"/a": redirect(to), "/b": redirect("/a")})) == "redirects"


def test_the_number_of_redirects_is_bounded() -> None:
    routes = {f"/{n}": redirect(f"/{n + 1}") for n in range(9)} | {"/9": page()}
    assert reason(fetch_one(routes, "/0")) == "redirects"
    assert isinstance(fetch_one(routes, "/1"), FetchedPage)
    assert reason(fetch_one(routes, "/8", quick(max_redirects=0))) == "redirects"


def test_redirect_bodies_are_not_read() -> None:
    assert isinstance(fetch_one({"/a": redirect("/b", content=b"x" * 5_000_000), "/b": page()}), FetchedPage)


@pytest.mark.parametrize(
    "route",
    [
        page(tdm_reservation="1"),
        page(X_Robots_Tag="noai"),
        page(X_Robots_Tag="noindex, NoAI"),
        page(X_Robots_Tag="otherbot: noindex, voltwire: noai"),
        page(b'<head><META content="1" NAME="TDM-Reservation"></head>'),
        page(b"<head><meta name='robots' content='noarchive, noai'/></head>"),
        page(b"<head><meta name=voltwire content=noai></head>"),
    ],
)
def test_reservations_are_respected_unless_told_otherwise(route: object) -> None:
    assert reason(fetch_one({"/a": route})) == "opted_out"  # type: ignore[dict-item]
    assert isinstance(fetch_one({"/a": route}, settings=quick(respect_opt_outs=False)), FetchedPage)  # type: ignore[dict-item]


@pytest.mark.parametrize(
    "route",
    [
        page(tdm_reservation="0"),
        page(X_Robots_Tag="noindex, noimageai, unavailable_after: 1 Jan 2027"),
        page(X_Robots_Tag="otherbot: noai"),
        page(b"<p>The tag noai and tdm-reservation are explained here</p>"),
        page(b'<meta name="tdm-reservation" content="0"><meta name="description" content="noai">'),
        page(b"<meta " * 11_000 + b"noai"),
    ],
)
def test_what_is_no_reservation(route: object) -> None:
    assert isinstance(fetch_one({"/a": route}), FetchedPage)  # type: ignore[dict-item]
