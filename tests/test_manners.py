"""How sources are treated between visits: validators that lie, addresses that moved, sources that seldom change."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import newsroom
import pytest
from voltwire import settings as settings_module
from voltwire.records import Source
from voltwire.run import Collector
from voltwire.store import SourceState, Store
from voltwire.visiting import unhurried, validators

sys.path.insert(0, str(Path(__file__).parent / "fetching"))
from faultserver import FaultServer, Request, in_thread, page, redirect, status, validated

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def configured(folder: Path, url: str, every: str = "1h") -> Path:
    (folder / "voltwire.toml").write_text(newsroom.settings_files("", workers=0)["voltwire.toml"], "utf-8")
    (folder / "sources.toml").write_text(
        f'[[source]]\nid = "one"\nkind = "feed"\nurl = "{url}"\nevery = "{every}"\nallow_private = true\n', "utf-8"
    )
    return folder


def state(**known: Any) -> SourceState:
    never = ("etag", "last_modified", "next_visit_at", "last_visit_at", "last_success_at", "health_since")
    always: dict[str, Any] = dict.fromkeys(never)
    return SourceState(
        **{"source_id": "one", "name": "", "enabled": True, "failures": 0, "health": "ok", **always, **known}
    )


def test_a_server_that_always_says_not_modified_is_asked_for_the_whole_once_a_day(tmp_path: Path) -> None:
    """It answers 304 to every validator for ever, although its feed has changed."""
    moment = NOON
    sent: list[tuple[str | None, str | None]] = []

    async def collect(server: FaultServer) -> list[dict[str, int]]:
        nonlocal moment
        feeds = iter(newsroom.feed(number, server.key) for number in (1, 2))

        async def liar(request: Request, writer: asyncio.StreamWriter) -> None:
            sent.append((request.headers.get("if-none-match"), request.headers.get("if-modified-since")))
            answer = status(304) if any(sent[-1]) else page(next(feeds), ETag='"1"', Last_Modified="yesterday")
            await answer(request, writer)

        server.routes = {"/feed": liar}  # what it lists is not there, which costs no reading and is counted
        settings = settings_module.load(configured(tmp_path, server.url("/feed")))
        visits = []
        with Store.open(tmp_path / "bench.db", create=True) as store:
            async with Collector(lambda: moment) as collector:
                for hours in (0, 3, 20, 2):
                    moment += timedelta(hours=hours)
                    report = await collector.collect(settings, store, only=["one"])
                    visits.append(dict(report.visits) | dict(report.rejected))
        return visits

    async def main() -> list[dict[str, int]]:
        async with FaultServer() as server:
            return await collect(server)

    assert asyncio.run(main()) == [
        {"ok": 1, "not_found": 1}, {"not_modified": 1}, {"not_modified": 1}, {"ok": 1, "not_found": 1},
    ]  # fmt: skip
    assert sent == [(None, None), ('"1"', "yesterday"), ('"1"', "yesterday"), (None, None)]


def test_validators_are_sent_while_the_last_whole_answer_is_young() -> None:
    known = state(etag='"1"', last_modified="yesterday", last_full_at=NOON)
    assert validators(known, NOON + timedelta(hours=23)) == ('"1"', "yesterday")
    assert validators(known, NOON + timedelta(hours=24)) == (None, None)
    assert validators(state(etag='"1"'), NOON) == (None, None)


def test_a_feed_that_moved_for_good_is_followed_and_told(voltwire: Callable[..., Any], tmp_path: Path) -> None:
    with in_thread({}) as server:
        server.routes = {
            "/old": redirect("/new", 301),
            "/new": validated('"1"', "yesterday", newsroom.feed(1, server.key)),
        }
        folder = configured(tmp_path, server.url("/old"))
        for visited in ("ok", "not_modified"):
            report = voltwire("--config", folder, "ingest", "--source", "one", "--json").json
            assert report["visits"] == {visited: 1}
            told = voltwire("--config", folder, "status", "--json").json
            assert told["moved"] == {"one": server.url("/new")}
        assert f"one: moved for good to {server.url('/new')}" in voltwire("--config", folder, "status").out
        server.routes["/old"] = redirect("/new", 302)
        voltwire("--config", folder, "ingest", "--source", "one")
        assert voltwire("--config", folder, "status", "--json").json["moved"] == {}


HOURLY = Source("one", "feed", "https://example.org/feed", every="1h")


@pytest.mark.parametrize(
    ("every", "finds", "days", "hours"),
    [
        ("1h", 0, 30, 1.0),  # nothing is known of it
        ("1h", 100, 10, 1.0),  # something new every 2.4 hours
        ("1h", 10, 10, 2.4),  # once a day
        ("1h", 3, 30, 4.0),  # every ten days
        ("30m", 3, 30, 2.0),
        ("12h", 3, 365, 24.0),  # never later than in a day …
        ("2d", 3, 365, 48.0),  # … unless its settings say so
        ("0 * * * *", 3, 365, 1.0),  # a cron line names its moments
    ],
)
def test_a_source_is_asked_as_often_as_it_changes(every: str, finds: int, days: int, hours: float) -> None:
    source = Source("one", "feed", "https://example.org/feed", every=every)
    usual = NOON + timedelta(hours={"1h": 1, "30m": 0.5, "12h": 12, "2d": 48}.get(every, 1))
    known = state(finds=finds, first_new_at=NOON - timedelta(days=days) if finds else None)
    assert unhurried(source, known, usual, NOON) - NOON == timedelta(hours=hours)


def test_status_names_what_is_asked_less_often(voltwire: Callable[..., Any], tmp_path: Path) -> None:
    with in_thread({}) as server:
        server.routes = {"/feed": page(b"<rss><channel></channel></rss>")}
        folder = configured(tmp_path, server.url("/feed"))
        voltwire("--config", folder, "ingest")
        assert "less often" not in voltwire("--config", folder, "status").out
        with Store.open(folder / "bench.db") as store, store._writing() as connection:
            connection.execute("UPDATE sources SET first_new_at = '2026-01-01T00:00:00Z', finds = 2")
        voltwire("--config", folder, "ingest", "--source", "one")
        assert "seldom bring something new: one" in voltwire("--config", folder, "status").out


def test_a_user_agent_without_contact_is_warned_of(voltwire: Callable[..., Any], tmp_path: Path) -> None:
    with in_thread({"/feed": page(b"<rss><channel></channel></rss>")}) as server:
        folder = configured(tmp_path, server.url("/feed"))
        told = voltwire("--config", folder, "ingest").err
        assert "WARNING user_agent names no contact" in told
        assert str(folder / "voltwire.toml") in told
        settings = folder / "voltwire.toml"
        settings.write_text(settings.read_text().replace("[fetching]", '[fetching]\nuser_agent = "x (me@example.org)"'))
        assert "WARNING" not in voltwire("--config", folder, "ingest").err
