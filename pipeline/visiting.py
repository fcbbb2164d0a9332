"""One asking of one source: when it is due, what it offers, when to ask again."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from . import schedule, sources
from .fetching import Fetcher
from .records import MOVED, Candidate, FetchedPage, NotModified, Reason, Rejected, Source, SourceKind
from .store import SourceState
from .urls import host_key
from .weights import backoff_s

SITEMAP_CHILDREN = 12
"""Children of a sitemap index asked in an ordinary visit, newest first; `--since` asks all that reach back so far."""
SITEMAP_CHILDREN_SINCE = 500
UNDATED_MOST = 100
"""Undated entries of a sitemap that are taken for news; more of them are its archive and wait for `--since`."""
SITEMAP_DEPTH = 3
"""Indexes of indexes are followed so deep (sitemaps.org knows one level; sites nest two)."""
LONGEST_RETRY_AFTER_S = 24 * 3600.0
CLOCK_SLACK = timedelta(minutes=10)
BELIEVED_FOR = timedelta(days=1)
"""So long "nothing has changed" is believed; then the whole document is asked for once: some servers never say else."""
MOST_STRETCH = 4
VISITS_PER_FIND = 10
LONGEST_STRETCH = timedelta(days=1)


def due_tolerance(every: str) -> timedelta:
    """How early a visit may be: a tenth of a duration, at most a minute, so that cron every 30 minutes and
    `every = "30m"` do not skip each other; a cron line says its moment itself."""
    seconds = schedule.interval_s(every)
    return timedelta(seconds=min(seconds / 10, 60.0) if seconds else 0)


def is_due(
    source: Source, next_visit_at: datetime | None, now: datetime, last_visit_at: datetime | None = None
) -> bool:
    """Whether an enabled source is to be visited now (`next_visit_at` None: never visited).

    A last visit that lies ahead was dated by a clock that has been set back since: what was planned then means nothing.
    """
    if not source.enabled:
        return False
    if last_visit_at is not None and last_visit_at > now + CLOCK_SLACK:
        return True
    return next_visit_at is None or next_visit_at - due_tolerance(source.every) <= now


def next_visit(
    source: Source,
    failures: int,
    retry_after_s: float | None,
    now: datetime,
    timezone: str,
    reason: Reason | None = None,
) -> datetime:
    """When to ask a source again: as its `every` says, later after failures.

    `failures` counts the failed visits in a row, this one included (0: it went well), `reason` is why the last one
    failed: the pause is at least what that weighs, and never shorter than what the server asked for, up to a day.
    """
    usual = schedule.next_due(source.every, now, timezone)
    if failures == 0:
        return usual
    pause_s = max(backoff_s(reason, failures), min(retry_after_s or 0.0, LONGEST_RETRY_AFTER_S))
    return max(usual, now + timedelta(seconds=pause_s))


def unhurried(source: Source, state: SourceState, due: datetime, now: datetime) -> datetime:
    """`due`, or later when the source seldom has something new: as often as it changes, it need not be asked.

    Some ten visits for each find, at most four times its `every` apart, and never later than in a day. A cron line
    names its moments itself and is kept to.
    """
    seconds = schedule.interval_s(source.every)
    if seconds is None or state.first_new_at is None or state.finds == 0:
        return due
    gap = (now - state.first_new_at) / state.finds
    stretched = min(gap / VISITS_PER_FIND, timedelta(seconds=seconds * MOST_STRETCH), LONGEST_STRETCH)
    return max(due, now + stretched)


def validators(state: SourceState, now: datetime) -> tuple[str | None, str | None]:
    """ETag and Last-Modified to send to a source; none when its last whole answer is too long ago."""
    if state.last_full_at is None or now - state.last_full_at >= BELIEVED_FOR:
        return None, None
    return state.etag, state.last_modified


def remark(found: Found | NotModified) -> str | None:
    """What a visit that went well tells besides: a new address, entries left out; None when there is nothing."""
    moved_to = found.moved_to if isinstance(found, NotModified) else found.page.moved_to
    told = [f"{MOVED}{moved_to}"] if moved_to else []
    if isinstance(found, Found) and found.left_out:
        told.append(f"{found.left_out} entries left out as too old or undated")
    return "; ".join(told) or None


def private_host(source: Source | None) -> str | None:
    """The one host that may be private: the source's own, when its settings open it."""
    return host_key(source.url) if source is not None and source.allow_private else None


@dataclass(frozen=True, slots=True)
class Found:
    """What a visit brought: the candidates young enough, the document they came from, its size in bytes."""

    candidates: list[Candidate]
    page: FetchedPage
    size: int
    left_out: int = 0  # entries that are too old, or of a sitemap's undated archive


class Asking:
    """One asking of one source: fetch, read, follow a sitemap index, leave out what is too old."""

    def __init__(self, fetcher: Fetcher, source: Source, since: datetime | None, now: datetime) -> None:
        self.fetcher = fetcher
        self.source = source
        self.since = since
        self.oldest = since or now - timedelta(days=source.max_age_days)
        self.children_left = SITEMAP_CHILDREN_SINCE if since else SITEMAP_CHILDREN
        self.asked = {source.url}  # indexes that name each other would be asked round and round
        self.size = 0

    async def candidates(
        self, etag: str | None = None, last_modified: str | None = None
    ) -> Found | NotModified | Rejected:
        """The source's candidates. Going back (`since`) needs the whole document: no validators are sent then."""
        if self.since is not None:
            etag = last_modified = None
        page = await self.fetcher.fetch(
            self.source.url, etag=etag, last_modified=last_modified, private_host=private_host(self.source)
        )
        if not isinstance(page, FetchedPage):
            return page
        found = await self.read(page, depth=0)
        if isinstance(found, Rejected):
            return found
        young = self.young(found)
        return Found(young, page, self.size, left_out=len(found) - len(young))

    def young(self, found: list[Candidate]) -> list[Candidate]:
        """The candidates that are not too old. A sitemap's entries without any date count when there are few of them
        or when `since` asks for the archive: many of them are the archive."""
        undated = sum(not sources.age_known(candidate) for candidate in found)
        shows_all = self.source.kind == "sitemap" and self.since is None and undated > UNDATED_MOST
        kind: SourceKind = "sitemap" if shows_all else "feed"
        return [candidate for candidate in found if sources.recent_enough(candidate, self.oldest, kind)]

    async def read(self, page: FetchedPage, depth: int) -> list[Candidate] | Rejected:
        self.size += len(page.content)
        # In a thread: a stranger's feed may take seconds to parse, during which all other hosts would wait.
        found = await asyncio.to_thread(sources.read_candidates, self.source, page)
        if not isinstance(found, sources.SitemapIndex):
            return found
        if depth >= SITEMAP_DEPTH:
            return []
        return await self.follow(found, depth)

    async def follow(self, index: sources.SitemapIndex, depth: int) -> list[Candidate] | Rejected:
        """The candidates of an index's children, newest first, bounded. One dead child among others is no failure."""
        candidates: list[Candidate] = []
        failed: Rejected | None = None
        worth = [child for child in index.children if sources.worth_visiting(child, self.oldest)]
        for child in sources.newest_first(worth):
            if child.url in self.asked:
                continue
            if self.children_left <= 0:
                break
            self.children_left -= 1
            self.asked.add(child.url)
            page = await self.fetcher.fetch(child.url, private_host=private_host(self.source))
            found = await self.read(page, depth + 1) if isinstance(page, FetchedPage) else page
            if isinstance(found, list):
                candidates.extend(found)
            elif isinstance(found, Rejected):
                failed = found
        return failed if failed is not None and not candidates else candidates
