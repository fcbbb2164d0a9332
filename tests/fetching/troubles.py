"""What a trouble is: a site that misbehaves in one way, and what must become of it in a cycle.

The kinds stand in `transporttroubles.py` (how a document travels) and `documenttroubles.py` (what it says); `ALL` has
them together. Each has a server of its own, so that one cannot spoil another; `faultrun.py` drives them.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from faultserver import FaultServer, Route, page

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts" / "bench"))
import newsroom

Site = Callable[[str], dict[str, Route]]


@dataclass(frozen=True)
class Seen:
    """What can be looked at after the cycles: the trouble's own server, and the rows about its source."""

    server: FaultServer
    database: sqlite3.Connection
    source_id: str

    def rows(self, sql: str) -> list[Any]:
        """First columns of a query over the source `?`."""
        return [row[0] for row in self.database.execute(sql, (self.source_id,))]

    def asked(self, path: str) -> int:
        return sum(request.path == path for request in self.server.requests)

    def pause_s(self) -> float:
        """Seconds from the last visit's start to the next one planned."""
        sql = (
            "SELECT unixepoch(s.next_visit_at) - unixepoch(max(v.started_at)) FROM sources s"
            " JOIN visits v ON v.source_id = s.id WHERE s.id = ?"
        )
        return float(self.rows(sql)[0])


@dataclass(frozen=True)
class Trouble:
    """One kind of trouble. `site` makes the routes for the server's address.

    `visit` is the outcome of the last visit, or its reason when it failed; `candidates` how many ended in which state
    and reason; `proof` what else must be seen. `visits`: so many cycles are run. `names` are host names with what each
    asking of the resolver answers, in order; `taken_for_public` addresses that count as public ones then.
    """

    name: str
    site: Site
    visit: str = "ok"
    candidates: Mapping[str, int] = field(default_factory=dict)
    kind: str = "feed"
    path: str = "/feed.xml"
    visits: int = 1
    certificate: str = ""
    slams: bool = False
    deaf: bool = False  # nobody listens
    waits: bool = False  # ends when time is up
    proof: Callable[[Seen], bool] | None = None
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    taken_for_public: tuple[str, ...] = ()

    def problem(self, seen: Seen) -> str:
        """What is not as expected; "" when all is."""
        visits = seen.rows("SELECT coalesce(reason, outcome) FROM visits WHERE source_id = ? ORDER BY id")
        if len(visits) != self.visits or visits[-1] != self.visit:
            return f"visits ended as {visits}, not as {self.visit}"
        states = "SELECT trim(state || ' ' || coalesce(reason, '')) FROM candidates WHERE source_id = ?"
        found = seen.rows(states)
        if {state: found.count(state) for state in found} != dict(self.candidates):
            return f"candidates ended as {sorted(found)[:20]}, not as {dict(self.candidates)}"
        if self.proof is not None and not self.proof(seen):
            return "what else must be seen is not so"
        return ""

    def seen_as(self) -> str:
        """The expected end in one short line."""
        ends = ", ".join(f"{number} {state}" for state, number in self.candidates.items())
        return f"{self.visit}; {ends}" if ends else self.visit


def rss(*items: str, head: str = "") -> bytes:
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel>{"".join(items)}</channel></rss>'.encode()


def item(link: str, title: str = "Battery plant", more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def feed(*items: str, **options: Any) -> Route:
    return page(rss(*items), content_type="application/rss+xml", **options)


def article(base: str, number: int = 1, **options: Any) -> Route:
    """A good article of the sample newsroom."""
    return page(newsroom.article_page(number, base), **options)


def fed(name: str, route: Route, visit: str = "ok", **expected: Any) -> Trouble:
    """The trouble is what stands at the source's address."""
    return Trouble(name, lambda base: {"/feed.xml": route, "/a": article(base)}, visit, **expected)


def paged(name: str, route: Route, ends: str, **expected: Any) -> Trouble:
    """The trouble is what stands at an article's address."""
    return Trouble(
        name, lambda base: {"/feed.xml": feed(item(base + "/a")), "/a": route}, candidates={ends: 1}, **expected
    )


def under_robots(name: str, route: Route, visit: str = "ok", **expected: Any) -> Trouble:
    """The trouble is the host's robots.txt; feed and article are good."""
    expected = {"candidates": {"done": 1} if visit == "ok" else {}, **expected}
    routes: Site = lambda base: {"/robots.txt": route, "/feed.xml": feed(item(base + "/a")), "/a": article(base)}  # noqa: E731
    return Trouble(name, routes, visit, **expected)
