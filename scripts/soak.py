"""Weeks of collecting in minutes: loopback sources that publish, edit, fail, recover and misbehave by a seed.

    python scripts/soak.py [--minutes 30] [--days 24] [--sources 50] [--seed 1]

The clock is an argument of everything that asks for it; here it goes on as usual while a cycle runs and jumps ahead
between cycles, and the event loop's own clock with it, so that pauses, back-offs, robots rules and due moments keep
their proportions however busy the machine is. The last third is calm: nothing new, nothing broken, so that what failed
can recover. Exit 0 when at the end every published article is there exactly once, every edit is a version, every
refused page and failed visit has the reason that its trouble must have, no source is called unwell that is well or the
reverse, and `check` is clean.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent / "bench"))
import newsroom
from voltwire import settings as settings_module
from voltwire.patience import Patience
from voltwire.records import Source
from voltwire.run import Collector
from voltwire.settings import Settings
from voltwire.store import Store
from voltwire.work import page_reader

TIMEOUT_S = 15.0
DATABASE = "soak.db"
LONGEST_JUMP = timedelta(hours=12)
CALM = 1 / 3
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

# What can be wrong with a source's document → the reasons its visits may have then.
TROUBLES = {
    "cut off": {"connection"},
    "hangs": {"timeout"},
    "500": {"server_error"},
    "503 for half an hour": {"server_error", "rate_limited"},  # whoever comes meanwhile finds the host resting
    "429 for two hours": {"rate_limited"},
    "404": {"not_found"},
    "403": {"forbidden"},
    "418": {"http_error"},
    "a page": {"not_a_source"},
    "rubbish": {"not_a_source"},
    "a loop": {"redirects"},
    "nothing new": set(),
    "no entry": {"not_a_source"},  # of a listing: what it has are links
    "slow": set(),
}
# What an article can be → the reason its candidate must end with; None: it must be stored.
NATURES: dict[str, str | None] = {
    "good": None,
    "shaky": None,  # fails twice before it answers
    "moved": None,
    "gone": "not_found",
    "forbidden": "forbidden",
    "private": "robots",
    "consent": "consent_page",
    "football": "off_topic",
    "a file": "not_html",
}
WEIGHTS = (72, 8, 6, 3, 3, 2, 2, 2, 2)
CONSENT = (
    "<html><head><title>Before you continue</title></head><body><h1>We value your privacy</h1><p>We and our partners"
    " use cookies to store and access information on a device. Accept all cookies or manage your choices.</p>"
    "<button>Accept all</button><button>Reject all</button></body></html>"
)
FOOTBALL = (
    "The home side won by three goals to one on Saturday after a slow first half. The coach praised the young defenders"
    " and said that the referee had been right about the late penalty. Supporters sang long after the final whistle."
)


class JumpingLoop(asyncio.SelectorEventLoop):
    """An event loop whose clock can be set ahead."""

    def __init__(self) -> None:
        self._ahead_s = 0.0
        super().__init__()

    def time(self) -> float:
        return super().time() + self._ahead_s

    def jump(self, by: timedelta) -> None:
        self._ahead_s += by.total_seconds()


@dataclass
class Item:
    """A published article."""

    path: str
    number: int
    nature: str
    published: datetime
    edits: int = 0
    changed: datetime | None = None
    asked: int = 0

    @property
    def title(self) -> str:
        return newsroom.title(self.number)


@dataclass
class Place:
    """A source of the world: what it will publish, when its document is in trouble, and what is for ever."""

    id: str
    host: str
    kind: str
    items: list[Item]
    troubles: list[tuple[datetime, datetime, str]]
    borrowed: list[Item] = field(default_factory=list)  # articles of the site's other source that it lists, too

    def trouble(self, now: datetime) -> str | None:
        return next((kind for begin, end, kind in self.troubles if begin <= now < end), None)

    def recent_troubles(self, now: datetime) -> set[str]:
        """What was wrong at this moment or shortly before: an answer takes its time."""
        return {kind for begin, end, kind in self.troubles if begin - HOUR <= now and now - 6 * HOUR < end}


class World:
    """Fifty sites at addresses of this machine, all behind one port. Everything follows from the seed and the clock."""

    def __init__(self, sources: int, start: datetime, length: timedelta, seed: int, per_source: int) -> None:
        self.rng = random.Random(seed)
        self.start, self.busy = start, start + length * (1 - CALM)
        self.clock: Callable[[], datetime] = lambda: start
        self.server = newsroom.QuietServer(("0.0.0.0", 0), self._handler())
        self.port = self.server.server_port
        self.places = [self._place(number, per_source) for number in range(sources)]
        for before, place in zip(self.places, self.places[1:], strict=False):
            if self.rng.random() < 0.2:  # two sources of one site, which list partly the same
                place.host, place.borrowed = before.host, before.items[::3]
        self.by_document = {(place.host, f"/{place.id}"): place for place in self.places}
        self.pages = {(p.host, item.path): item for p in self.places for item in p.items}

    @property
    def now(self) -> datetime:
        return self.clock()

    def _moment(self, first: datetime, last: datetime) -> datetime:
        return (first + (last - first) * self.rng.random()).replace(microsecond=0)

    def _place(self, number: int, per_source: int) -> Place:
        kind = ("feed", "atom", "feed", "sitemap", "listing")[number % 5]
        items = []
        for n in range(self.rng.randint(per_source // 2, per_source)):
            nature = self.rng.choices(list(NATURES), WEIGHTS)[0]
            folder = {"private": "private", "moved": "old"}.get(nature, "news")
            moment = self._moment(self.start - HOUR, self.busy)
            unique = 1000 * (number + 1) + n
            items.append(Item(f"/{folder}/{unique}", unique, nature, moment))
        items[0].published = self.start - HOUR
        troubles = [self._trouble() for _ in range(self.rng.randint(0, 6))]
        if number % 25 == 7:  # gone for good
            troubles.append((self._moment(self.start + DAY, self.busy), datetime.max.replace(tzinfo=UTC), "404"))
        return Place(f"place-{number}", f"127.0.1.{number + 1}:{self.port}", kind, items, troubles)

    def _trouble(self) -> tuple[datetime, datetime, str]:
        begin = self._moment(self.start, self.busy)
        end = min(self.busy, begin + self.rng.choice((HOUR, 6 * HOUR, DAY, 2 * DAY)))
        return begin, end, self.rng.choice(list(TROUBLES))

    def sources(self) -> tuple[Source, ...]:
        return tuple(self._source(place) for place in self.places)

    def _source(self, place: Place) -> Source:
        kind: Any = "feed" if place.kind == "atom" else place.kind
        pattern = r"/(news|old|private)/\d+$" if kind == "listing" else None
        return Source(
            id=place.id, kind=kind, url=f"http://{place.host}/{place.id}", language="en", every="1h",
            link_pattern=pattern, max_age_days=3000, allow_private=True,
        )  # fmt: skip

    def edit_some(self, stored: set[str]) -> None:
        """Editors change some of what a reader has: the text, and the moment its source shows."""
        if self.now >= self.busy:
            return
        for place in self.places:
            for item in place.items:
                editable = item.nature in ("good", "shaky") and place.kind != "listing"
                if editable and not item.edits and f"http://{place.host}{item.path}" in stored:
                    item.edits = -1  # looked at once; most stay as they are
                    if self.rng.random() < 0.15:
                        item.edits, item.changed = 1, self.now.replace(microsecond=0)

    # -- answers -------------------------------------------------------------------------------------------------------

    def listed(self, place: Place) -> list[Item]:
        if place.trouble(self.now) == "no entry":
            return []
        limit = self.now
        if place.trouble(self.now) == "nothing new":
            limit = next(begin for begin, _, kind in place.troubles if kind == "nothing new")
        return [item for item in place.items + place.borrowed if item.published <= limit]

    def document(self, place: Place) -> tuple[str, str]:
        """Content type and body of a source's document."""
        entries = [(self._url(place, item), item) for item in self.listed(place)]
        if place.kind == "sitemap":
            body = "".join(f"<url><loc>{u}</loc><lastmod>{_iso(i.changed or i.published)}</lastmod></url>"
                           for u, i in entries)  # fmt: skip
            return "application/xml", f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{body}</urlset>'
        if place.kind == "listing":
            body = "".join(f'<li><a href="{url}">{item.title}</a></li>' for url, item in entries)
            return "text/html", f"<html><body><h1>Newest</h1><ul>{body}</ul></body></html>"
        if place.kind == "atom":
            body = "".join(
                f"<entry><title>{i.title}</title><id>{u}</id><link href='{u}'/>"
                f"<published>{_iso(i.published)}</published><updated>{_iso(i.changed or i.published)}</updated></entry>"
                for u, i in entries
            )
            return "application/atom+xml", f'<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title>{body}</feed>'
        body = "".join(
            f"<item><title>{i.title}</title><link>{u}</link>"
            f"<pubDate>{i.changed or i.published:%a, %d %b %Y %H:%M:%S +0000}</pubDate></item>"
            for u, i in entries
        )
        return "application/rss+xml", f'<rss version="2.0"><channel><title>R</title>{body}</channel></rss>'

    def _url(self, place: Place, item: Item) -> str:
        return f"http://{place.host}{item.path}"

    def page(self, item: Item) -> str:
        paragraphs = list(newsroom.paragraphs(item.number))
        if item.nature == "football":
            paragraphs = [f"{FOOTBALL} It was match number {item.number}."] * 3
        if item.edits > 0:
            paragraphs[-1] = f"Correction: the company named {item.number} tonnes of lithium, not fewer."
        text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        title = f"Late winner in match {item.number}" if item.nature == "football" else item.title
        return (
            f'<html lang="en"><head><title>{title}</title><meta property="article:published_time"'
            f' content="{_iso(item.published)}"></head><body><article><h1>{title}</h1>{text}</article></body></html>'
        )

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        world = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                host = self.headers["Host"]
                if self.path == "/robots.txt":
                    self.answer(200, "text/plain", "User-agent: *\nDisallow: /private/\n")
                elif place := world.by_document.get((host, self.path)):
                    self.source(place)
                elif self.path.startswith("/moved-to/"):
                    self.article(world.pages[host, self.path.replace("/moved-to/", "/old/")], moved=True)
                elif (host, self.path) in world.pages:
                    self.article(world.pages[host, self.path])
                else:
                    self.answer(404, "text/plain", "nothing here")

            def source(self, place: Place) -> None:
                trouble = place.trouble(world.now)
                if trouble == "cut off":
                    self.close_connection = True
                    self.connection.close()
                elif trouble == "hangs":
                    time.sleep(TIMEOUT_S + 1)
                    self.close_connection = True
                elif trouble and trouble[0].isdigit():
                    wait = {"503": "1800", "429": "7200"}.get(trouble[:3])
                    self.answer(int(trouble[:3]), "text/plain", "no", {"Retry-After": wait} if wait else {})
                elif trouble == "a page":
                    self.answer(200, "text/html", "<html><body><p>We are rebuilding our site.</p></body></html>")
                elif trouble == "rubbish":
                    self.answer(200, "application/xml", "\x00\x01 no markup at all <<<")
                elif trouble == "a loop":
                    self.answer(302, "text/plain", "", {"Location": self.path})
                else:
                    if trouble == "slow":
                        time.sleep(0.5)
                    self.answer(200, *world.document(place))

            def article(self, item: Item, moved: bool = False) -> None:
                item.asked += 1
                if item.nature == "moved" and not moved:
                    self.answer(301, "text/plain", "", {"Location": item.path.replace("/old/", "/moved-to/")})
                elif item.nature == "gone":
                    self.answer(410, "text/plain", "gone")
                elif item.nature == "forbidden":
                    self.answer(403, "text/plain", "no")
                elif item.nature == "shaky" and item.asked <= 2:
                    self.answer(500, "text/plain", "try again")
                elif item.nature == "consent":
                    self.answer(200, "text/html", CONSENT)
                elif item.nature == "a file":
                    self.answer(200, "application/pdf", "%PDF-1.7 …")
                else:
                    self.answer(200, "text/html; charset=utf-8", world.page(item))

            def answer(self, status: int, kind: str, body: str, more: dict[str, str] | None = None) -> None:
                content = body.encode()
                self.send_response(status)
                for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **(more or {})}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        return Handler

    @contextmanager
    def serving(self) -> Iterator[World]:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        try:
            yield self
        finally:
            self.server.shutdown()
            self.server.server_close()


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def configured(world: World, workers: int) -> Settings:
    """The shipped settings with this world's sources, and no politeness towards ourselves."""
    shipped = settings_module.load()
    return replace(
        shipped,
        sources=world.sources(),
        fetching=replace(shipped.fetching, delay_s=0.0, timeout_s=TIMEOUT_S, connections=32),
        cycle=replace(shipped.cycle, workers=workers),
    )


async def collect(world: World, database: Path, loop: JumpingLoop, end: datetime, real_s: float, workers: int) -> int:
    """Cycles until `end`, as the daemon makes them, in about `real_s` seconds; how many."""
    begun, settings, cycles = loop.time(), configured(world, workers), 0
    started = time.monotonic()
    world.clock = lambda: world.start + timedelta(seconds=loop.time() - begun)
    async with (
        page_reader(settings) as reader,  # kept: starting it for each of hundreds of cycles would be most of the time
        Collector(lambda: world.now, Patience(None), lambda _: nullcontext(reader)) as collector,
    ):
        while world.now < end:
            with Store.open(database, create=True) as store:
                await collector.collect(settings, store)
                stored = {row[0] for row in store.run_sql("SELECT url FROM articles").rows}
            world.edit_some(stored)
            cycles += 1
            spent_s = time.monotonic() - started
            left_cycles = max(1.0, (real_s - spent_s) / (spent_s / cycles))
            loop.jump(min((end - world.now) / left_cycles + timedelta(minutes=1), LONGEST_JUMP))
    return cycles


def judge(world: World, database: Path) -> list[str]:
    """What was promised and does not hold."""
    with Store.open(database, read_only=True) as store:
        problems = store.check()
        for place in world.places:
            problems += [f"{place.id}: {problem}" for problem in _articles(store, place)]
            mates = [one for one in world.places if one.host == place.host]  # a pause that one is asked for holds all
            problems += [f"{place.id}: {problem}" for problem in _visits(store, place, mates)]
        problems += _health(store, world)
        states = dict(store.run_sql("SELECT state, count(*) FROM candidates GROUP BY 1").rows)
        if states.get("waiting"):
            gone = {place.id for place in world.places if place.troubles and place.troubles[-1][1].year == 9999}
            left = store.run_sql("SELECT url, source_id, reason FROM candidates WHERE state = 'waiting'").rows
            problems += [f"still waiting: {row}" for row in left if row[1] not in gone]
    return problems


def _articles(store: Store, place: Place) -> Iterator[str]:
    found = store.run_sql(
        "SELECT c.url, c.state, c.reason, a.version, a.id FROM candidates c LEFT JOIN articles a ON a.id = c.article_id"
        " WHERE c.host LIKE ?", (f"%{place.host}",),
    ).rows  # fmt: skip
    by_path = {row[0].partition(place.host)[2]: row for row in found}
    forever = bool(place.troubles) and place.troubles[-1][1].year == 9999
    ids = Counter(row[4] for row in found if row[4] is not None)
    for item in place.items:
        row = by_path.get(item.path)
        wanted = NATURES[item.nature]
        if row is None:
            if not forever:
                yield f"{item.path} ({item.nature}) was never seen"
        elif wanted is None:
            if row[1] != "done" or ids[row[4]] != 1:
                yield f"{item.path} ({item.nature}) is {row[1]} {row[2]}, {ids[row[4]]} times"
            elif row[3] != 1 + max(item.edits, 0) and not forever:
                yield f"{item.path} has {row[3]} versions after {max(item.edits, 0)} edits"
        elif row[1:3] != ("rejected", wanted):
            yield f"{item.path} ({item.nature}) is {row[1]} {row[2]}, not rejected {wanted}"


def _visits(store: Store, place: Place, mates: list[Place]) -> Iterator[str]:
    rows = store.run_sql("SELECT started_at, outcome, reason FROM visits WHERE source_id = ?", (place.id,)).rows
    for started_at, outcome, reason in rows:
        now = datetime.fromisoformat(started_at)
        troubles = set().union(*(mate.recent_troubles(now) for mate in mates))
        allowed = set().union(*(TROUBLES[kind] for kind in troubles))
        if outcome == "failed" and reason not in allowed:
            yield f"visit at {started_at} failed with {reason}, its troubles then: {troubles}"


def _health(store: Store, world: World) -> Iterator[str]:
    states = {state.source_id: state for state in store.source_states()}
    for place in world.places:
        health, why = states[place.id].health, states[place.id].health_why
        gone = bool(place.troubles) and place.troubles[-1][1].year == 9999
        if gone and (health != "failing" or "not_found" not in (why or "")):
            yield f"{place.id} is gone for good and called {health} ({why})"
        if not gone and health not in ("ok", "silent", "slow"):
            yield f"{place.id} answers and is called {health} ({why})"


def run(
    folder: Path, *, sources: int, days: float, real_s: float, seed: int, per_source: int, workers: int
) -> tuple[list[str], dict[str, object]]:
    """Problems found, and figures of what happened."""
    start = datetime.now(UTC).replace(microsecond=0)
    length = timedelta(days=days)
    database = folder / DATABASE
    with World(sources, start, length, seed, per_source).serving() as world, closing(JumpingLoop()) as loop:
        cycles = loop.run_until_complete(collect(world, database, loop, start + length, real_s, workers))
        loop.run_until_complete(loop.shutdown_default_executor())
    with Store.open(database, read_only=True) as store:
        one = lambda sql: store.run_sql(sql).rows[0][0]  # noqa: E731
        figures: dict[str, object] = {
            "cycles": cycles,
            "published": sum(len(place.items) for place in world.places),
            "articles": one("SELECT count(*) FROM articles"),
            "versions": one("SELECT count(*) FROM article_versions"),
            "visits": dict(store.run_sql("SELECT coalesce(reason, outcome), count(*) FROM visits GROUP BY 1").rows),
            "rejected": dict(store.status().rejected),
        }
    return judge(world, database), figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--days", type=float, default=24.0)
    parser.add_argument("--sources", type=int, default=50)
    parser.add_argument("--articles", type=int, default=60, help="published by one source, at most")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, metavar="FILE", help="copy the database there when something is wrong")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        problems, figures = run(
            Path(name), sources=given.sources, days=given.days, real_s=given.minutes * 60, seed=given.seed,
            per_source=given.articles, workers=given.workers,
        )  # fmt: skip
        if problems and given.keep is not None:
            shutil.copy(Path(name) / DATABASE, given.keep)
    for key, value in figures.items():
        print(f"{key}: {value}")
    for problem in problems[:100]:
        print(f"problem: {problem}")
    print(f"{len(problems)} problems")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
