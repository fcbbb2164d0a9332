"""Troubles on the way of a document: slowness, cuts, lengths, packing, redirects, statuses, robots.txt, TLS."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from faultserver import (
    TDMREP,
    Request,
    Route,
    bomb,
    chunked,
    drip_body,
    drip_head,
    endless,
    hang,
    head,
    lying_length,
    once,
    page,
    raw,
    redirect,
    repeated,
    reset,
    status,
    zipped,
)
from troubles import Seen, Trouble, article, fed, feed, item, paged, rss, under_robots
from voltwire.records import MOVED

_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
_CHUNKED = _HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
_HALF = rss(item("https://example.org/news/1"))[:80]
_FORBID = b"User-agent: *\nDisallow: /\n"


def _slowly(pause_s: float) -> Route:
    async def chunks() -> AsyncIterator[bytes]:
        while True:
            yield b"<!-- more -->"
            await asyncio.sleep(pause_s)

    return chunked(chunks)


def _after(first_s: float, then: Route) -> Route:
    async def route(request: Request, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(first_s)
        await then(request, writer)

    return route


_SLOWNESS = [
    under_robots("robots-that-never-comes", hang(), "robots_unreachable"),
    under_robots("robots-that-drips", drip_body(0.2), "robots_unreachable"),
    Trouble(
        "tdmrep-json-that-never-comes",
        lambda base: {TDMREP: hang(), "/feed.xml": feed(item(base + "/a")), "/a": article(base)},
        candidates={"done": 1},
    ),
    fed("silence", hang(), "timeout"),
    fed("drip-before-headers", repeated(b"", b"H", 0.2), "timeout"),
    fed("drip-in-headers", drip_head(0.2), "timeout"),
    fed("drip-in-body", drip_body(0.2), "timeout"),
    fed("drip-between-chunks", _slowly(0.2), "timeout"),
    fed("drip-inside-a-chunk", repeated(_CHUNKED + b"ffff\r\n", b"x", 0.2), "timeout"),
    fed("interim-answers-without-end", repeated(b"", b"HTTP/1.1 103 Early\r\n\r\n", 0.02), "timeout"),
    paged("article-that-never-comes", hang(), "waiting timeout"),
    paged("article-that-drips", drip_body(0.2), "waiting timeout"),
]
SLOWNESS = [replace(trouble, waits=True) for trouble in _SLOWNESS]
CUTS = [
    Trouble("nobody-listens", lambda base: {}, "connection", deaf=True),
    Trouble("reset-when-connected", lambda base: {}, "robots_unreachable", slams=True),
    fed("reset-before-the-answer", reset(), "connection"),
    fed("reset-in-the-status-line", reset(b"HTTP/1."), "connection"),
    fed("reset-in-the-headers", reset(b"HTTP/1.1 200 OK\r\nContent-Ty"), "connection"),
    fed("reset-after-the-headers", reset(_HEAD + b"Content-Length: 500\r\n\r\n"), "connection"),
    fed("reset-in-the-body", reset(_HEAD + b"Content-Length: 500\r\n\r\n" + _HALF), "connection"),
    fed("reset-between-chunks", reset(_CHUNKED + b"%x\r\n%b\r\n" % (len(_HALF), _HALF)), "connection"),
    paged("article-cut-off", reset(head(200, {"Content-Length": "5000"}) + b"<html><p>Half"), "waiting connection"),
]
LENGTHS = [
    fed("length-longer-than-the-body", lying_length(5000, _HALF), "connection"),
    fed("length-shorter-than-the-body", lying_length(80, rss(item("/news/1")), close=False), "not_a_source"),
    fed("length-of-a-petabyte", lying_length(10**15, b"x"), "too_large"),
    fed("length-that-is-no-number", raw(_HEAD + b"Content-Length: many\r\n\r\nx"), "connection"),
    fed("two-lengths", raw(_HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx"), "connection"),
    fed("chunks-without-an-end", raw(_CHUNKED + b"%x\r\n%b\r\n" % (len(_HALF), _HALF)), "connection"),
    fed("chunk-size-that-is-no-number", raw(_CHUNKED + b"zz\r\nxx\r\n"), "connection"),
    fed("body-without-end", endless(), "too_large"),
    fed("headers-without-end", repeated(b"HTTP/1.1 200 OK\r\n", b"X-More: of them\r\n" * 100), "connection"),
    fed("one-header-of-10-MB", raw(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 10_000_000 + b"\r\n\r\n"), "connection"),
    fed("no-http-at-all", raw(b"220 mail.example ESMTP ready\r\n"), "connection"),
    fed("body-without-headers", raw(rss()), "connection"),
]
PACKING = [
    fed("gzip-bomb", bomb(), "too_large"),
    fed("gzip-bomb-as-a-file", page(gzip.compress(bytes(50_000_000))), "bad_encoding"),
    fed("gzip-in-gzip", zipped(gzip.compress(rss())), "ok"),
    fed("gzip-in-gzip-in-gzip", zipped(gzip.compress(gzip.compress(rss()))), "not_a_source"),
    fed("gzip-that-breaks-off", zipped(rss() * 100, cut=10), "bad_encoding"),
    fed("gzip-that-is-none", page(rss(), Content_Encoding="gzip"), "bad_encoding"),
    fed("brotli-nobody-asked-for", page(b"\x0b\x02\x80text\x03", Content_Encoding="br"), "bad_encoding"),
    fed("deflate-nobody-asked-for", page(zlib.compress(rss()), Content_Encoding="deflate"), "bad_encoding"),
    paged("article-that-is-a-gzip-bomb", bomb(), "rejected too_large"),
]


def _chain(length: int) -> dict[str, Route]:
    return {f"/hop{n}": redirect(f"/hop{n + 1}") for n in range(length)}


def _moved(code: int) -> Trouble:
    """A feed that moved for good to another path: the new address is followed and told."""
    return Trouble(
        f"feed-moved-for-good-{code}",
        lambda base: {
            "/feed.xml": redirect("/new.xml", code),
            "/new.xml": feed(item(base + "/a")),
            "/a": article(base),
        },
        candidates={"done": 1},
        visits=2,
        proof=lambda seen: (
            seen.rows("SELECT detail FROM visits WHERE source_id = ?") == [MOVED + seen.server.url("/new.xml")] * 2
        ),
    )


REDIRECTS = [
    fed("redirect-to-itself", redirect("/feed.xml"), "redirects"),
    Trouble("redirect-round-three",
            lambda base: _chain(2) | {"/feed.xml": redirect("/hop0"), "/hop2": redirect("/hop0")}, "redirects"),
    Trouble("redirect-chain-of-30", lambda base: _chain(30) | {"/feed.xml": redirect("/hop0")}, "redirects"),
    fed("redirect-to-a-file", redirect("file:///etc/passwd"), "redirects"),
    fed("redirect-to-ftp", redirect("ftp://example.org/feed.xml"), "redirects"),
    fed("redirect-to-javascript", redirect("javascript:alert(1)"), "redirects"),
    fed("redirect-to-data", redirect("data:text/xml,<rss/>"), "redirects"),
    fed("redirect-to-nonsense", redirect("http://[::1"), "redirects"),
    fed("redirect-without-a-target", status(302), "http_error"),
    fed("redirect-with-a-body-without-end", repeated(head(302, {"Location": "/b"}), b"x" * 65536), "not_found"),
    fed("redirect-for-a-while", once(redirect("/a", 307), feed()), "not_a_source"),
    _moved(301),
    _moved(308),
]  # fmt: skip

_PRIVATE = {
    "loopback": "127.0.0.1", "loopback-name": "localhost", "decimal": "2130706433", "octal": "0177.0.0.1",
    "hexadecimal": "0x7f000001", "short": "127.1", "zero": "0", "ten": "10.0.0.1", "router": "192.168.1.1",
    "carrier": "100.64.0.1", "link-local": "169.254.1.1", "metadata": "169.254.169.254",
    "metadata-decimal": "2852039166", "ipv6": "[::1]", "ipv6-mapped": "[::ffff:127.0.0.1]",
    "ipv6-mapped-hexadecimal": "[::ffff:7f00:1]", "nat64": "[64:ff9b::7f00:1]", "six-to-four": "[2002:7f00:1::]",
    "unique-local": "[fd00::1]", "link-local-ipv6": "[fe80::1]", "metadata-ipv6": "[fd00:ec2::254]",
    "trailing-dot": "localhost.", "wide-digits": "１２７.0.0.1", "user-name": "example.org@127.0.0.1",
}  # fmt: skip
_NO_ADDRESS = ("octal",)  # leading zeros: read as octal by some and as decimal by others, so refused as written


def _to_private(label: str, host: str) -> Trouble:
    refused = "bad_address" if label in _NO_ADDRESS else "private_address"
    return fed(f"redirect-to-private-{label}", page(b"", status_code=302, Location=_location(host)), refused)


def _location(host: str) -> str:
    """As header bytes: the server writes Latin-1, browsers send UTF-8."""
    return f"http://{host}:9/feed.xml".encode().decode("latin-1")


def _at(host: str, base: str) -> str:
    return f"http://{host}:{base.rpartition(':')[2]}/a"


PRIVATE = [
    *(_to_private(label, host) for label, host in _PRIVATE.items()),
    Trouble(
        "article-on-a-private-host",
        lambda base: {"/feed.xml": feed(item("http://169.254.169.254/latest/meta-data/"))},
        candidates={"rejected private_address": 1},
    ),
    Trouble(
        "article-on-this-machine",
        lambda base: {"/feed.xml": feed(item(base.replace("127.0.0.1", "localhost") + "/a")), "/a": article(base)},
        candidates={"rejected private_address": 1},
        proof=lambda seen: seen.asked("/a") == 0,
    ),
    Trouble(
        "name-that-is-private",
        lambda base: {
            "/feed.xml": feed(item(f"http://inside.example:{base.rpartition(':')[2]}/a")),
            "/a": article(base),
        },
        candidates={"rejected private_address": 1},
        names={"inside.example": ("127.0.0.1",)},
        proof=lambda seen: seen.asked("/a") == 0,
    ),
    Trouble(
        "name-public-first-and-private-next",
        lambda base: {
            "/feed.xml": feed(item(f"http://twice.example:{base.rpartition(':')[2]}/a")),
            "/a": article(base),
        },
        candidates={"waiting connection": 1},
        names={"twice.example": ("127.0.0.2", "127.0.0.1")},
        taken_for_public=("127.0.0.2",),
        proof=lambda seen: seen.asked("/a") == 0,
    ),
]


def _paused(least_s: float, most_s: float) -> dict[str, object]:
    return {"proof": lambda seen: least_s <= Seen.pause_s(seen) <= most_s}


def _in_two_hours() -> str:
    return format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)


DAY_S = 86400.0
STATUSES = [
    fed("gone-410", status(410), "not_found",
        proof=lambda seen: seen.rows("SELECT detail FROM visits WHERE source_id = ?") == ["HTTP 410: gone for good"]),
    fed("not-found-404", status(404), "not_found"),
    fed("unauthorized-401", status(401, WWW_Authenticate="Basic"), "forbidden"),
    fed("forbidden-403", status(403), "forbidden"),
    fed("unavailable-for-legal-reasons-451", status(451), "forbidden"),
    fed("retry-after-seconds-429", status(429, Retry_After="7200"), "rate_limited", **_paused(7200, 7260)),
    fed("retry-after-date-429", status(429, Retry_After=_in_two_hours()), "rate_limited", **_paused(5000, 7260)),
    fed("retry-after-seconds-503", status(503, Retry_After="7200"), "server_error", **_paused(7200, 7260)),
    fed("retry-after-absurd-503", status(503, Retry_After="9" * 400), "server_error", **_paused(DAY_S, DAY_S + 60)),
    fed("retry-after-year-9999", status(503, Retry_After="Fri, 31 Dec 9999 23:59:59 GMT"), "server_error",
        **_paused(DAY_S, DAY_S + 60)),
    fed("retry-after-past", status(503, Retry_After="Thu, 01 Jan 1970 00:00:00 GMT"), "server_error",
        **_paused(3600, 3660)),
    fed("retry-after-nonsense", status(503, Retry_After="soon \x1b[31m"), "server_error", **_paused(3600, 3660)),
    fed("server-error-500", status(500), "server_error"),
    fed("status-999", status(999), "http_error"),
    fed("no-content-204", raw(b"HTTP/1.1 204 No Content\r\n\r\n"), "http_error"),
    fed("partial-206", page(_HALF, status_code=206), "http_error"),
    fed("not-modified-unasked-304", status(304), "http_error"),
    paged("article-forbidden", status(403), "rejected forbidden"),
    paged("article-gone", status(410), "rejected not_found"),
]  # fmt: skip
OPT_OUTS = [
    paged("reserved-by-header", page(tdm_reservation="1"), "rejected opted_out"),
    paged("reserved-by-meta", page(b'<meta name="tdm-reservation" content="1"><p>text'), "rejected opted_out"),
    paged("reserved-by-noai", page(X_Robots_Tag="noai"), "rejected opted_out"),
    Trouble(
        "reserved-by-tdmrep-json",
        lambda base: {
            TDMREP: page(b'[{"location": "/a", "tdm-reservation": 1}]'),
            "/feed.xml": feed(item(base + "/a"), item(base + "/b")), "/a": article(base), "/b": article(base, 2),
        },
        candidates={"rejected opted_out": 1, "done": 1},
        proof=lambda seen: seen.asked("/a") == 0 and seen.asked(TDMREP) == 1,
    ),
]  # fmt: skip


async def _long_robots() -> AsyncIterator[bytes]:
    yield _FORBID
    for _ in range(160):
        yield b"# nothing\n" * 6554


ROBOTS = [
    under_robots("robots-of-10-MB", chunked(_long_robots), "robots"),
    under_robots("robots-with-a-bom", page(b"\xef\xbb\xbf" + _FORBID), "robots"),
    under_robots("robots-that-is-html", page(b"<!doctype html><html><p>Welcome</p></html>")),
    under_robots("robots-503", status(503), "robots_unreachable"),
    under_robots("robots-500", status(500), "robots_unreachable"),
    under_robots("robots-429", status(429)),
    under_robots("robots-403", status(403)),
    under_robots("robots-that-is-a-bomb", bomb()),
    under_robots("robots-going-round", redirect("/robots.txt")),
    under_robots("robots-on-a-private-host", redirect("http://10.0.0.1/robots.txt"), "private_address"),
    under_robots("robots-that-changes", once(status(404), page(_FORBID)), "robots", visits=2, candidates={"done": 1}),
    under_robots("robots-without-an-end-of-rules", page(b"User-agent: *\nDisallow: /" + b"*a" * 200_000)),
]  # fmt: skip
ETAGS = [
    Trouble(
        "etag-that-lies",  # it says "as before" for ever; test_manners.py shows when it is no longer believed
        lambda base: {
            "/feed.xml": once(feed(item(base + "/a"), ETag='"1"'), status(304)), "/a": article(base),
        },
        "not_modified",
        {"done": 1},
        visits=2,
    ),
    fed("etag-with-control-characters", feed(ETag='"\x1b[31m\xff"'), visits=2),
    fed("cookies-by-the-thousand", feed(Set_Cookie="a=" + "b" * 4000), visits=2,
        proof=lambda seen: all("cookie" not in request.headers for request in seen.server.requests)),
]  # fmt: skip
TLS = [
    Trouble(f"tls-{name}", lambda base: {"/feed.xml": feed()}, "tls", certificate=name)
    for name in ("expired", "selfsigned", "elsewhere")
]
TRANSPORT = [
    *SLOWNESS, *CUTS, *LENGTHS, *PACKING, *REDIRECTS, *PRIVATE, *STATUSES, *OPT_OUTS, *ROBOTS, *ETAGS, *TLS
]  # fmt: skip
