"""The order of things, written once: source → candidates → page → article → mentions → rows.

Daemon, cron and the command line all end here. A cycle is one asyncio loop. Every due source is visited and every
host with waiting candidates is worked through, all at once; within one host the fetcher asks for one document at a
time. Pages are read in other processes; the database is written here alone, one transaction per candidate, so a
cycle may be killed at any moment: what was not recorded is still waiting and is done by the next cycle.

    visit(source)  → candidates waiting in the database
    work(host)     → for each waiting candidate: fetch → read → record
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any

from . import logs
from .errors import ModelError, PipelineError
from .fetching import Fetcher, retry_delay_s
from .patience import Patience
from .records import FetchedPage, NotModified, Rejected, Source
from .relevance import load_vocabulary
from .settings import FetchingSettings, Settings
from .store import BUSY_TIMEOUT_S, SourceState, Store, Visit, WaitingCandidate
from .tagging.catalogue import Catalogue, load_catalogue
from .tagging.version import model_problem
from .visiting import Asking, Found, is_due, next_visit, private_host, remark, unhurried, validators
from .work import PageReader, Reading, ReadingTask, page_reader

STOP_GRACE_S = 5.0
"""After being told to stop, so long may what is being fetched still take."""


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class CycleReport:
    """What one cycle did, as `voltwire ingest --json` prints it."""

    sources: int = 0
    visits: Counter[str] = field(default_factory=Counter)
    articles: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    postponed: int = 0
    waiting: int = 0
    mentions: int = 0
    elapsed_s: float = 0.0
    failures: list[str] = field(default_factory=list)  # "electrive: timeout (no answer in 30 s)"

    def as_json(self) -> dict[str, Any]:
        return {
            "sources": self.sources,
            "visits": dict(self.visits),
            "articles": {outcome: self.articles[outcome] for outcome in ("new", "changed", "known")},
            "rejected": dict(self.rejected),
            "waiting": self.waiting,
            "mentions": self.mentions,
            "elapsed_s": round(self.elapsed_s, 3),
        }

    @property
    def every_source_failed(self) -> bool:
        return self.sources > 0 and self.visits["failed"] == self.sources


@dataclass(frozen=True, slots=True)
class Tools:
    """What a cycle works with; `now` and `rng` are arguments so that tests can set time and chance."""

    settings: Settings
    store: Store
    fetcher: Fetcher
    reader: PageReader
    patience: Patience
    now: Callable[[], datetime] = utc_now
    rng: random.Random = field(default_factory=random.Random)


async def run_cycle(
    tools: Tools,
    *,
    only: Sequence[str] | None = None,
    since: datetime | None = None,
    stop: asyncio.Event | None = None,
) -> CycleReport:
    """Visit every due source (or those in `only`, due or not), then work through what is waiting.

    `since` goes back into sitemaps and listings beyond each source's max_age_days. When `stop` is set, nothing new is
    begun and the cycle ends after what is under way.
    """
    return await _Cycle(tools, only, since, stop or asyncio.Event()).run()


def check_ready(settings: Settings) -> Catalogue:
    """The catalogue, when all that reading a page needs is there and whole; before anything is asked or written.

    Raises SettingsError and ModelError.
    """
    load_vocabulary(settings.config_file("relevance.toml"))
    for model in settings.models:
        if problem := model_problem(model):
            raise ModelError(problem)
    return load_catalogue(settings.catalogue_files())


class Collector:
    """Runs whole cycles into a store: sources and catalogue brought up to date, then `run_cycle`.

    The fetcher lives as long as its settings stay the same, so that pauses that sites asked for and robots.txt files
    outlast a cycle; the reading processes live for one cycle, so that an idle daemon is small and a changed catalogue
    is seen.
    """

    def __init__(
        self,
        now: Callable[[], datetime] = utc_now,
        patience: Patience | None = None,
        reader_for: Callable[[Settings], AbstractAsyncContextManager[PageReader]] = page_reader,
    ) -> None:
        self._now = now
        self._reader_for = reader_for
        self._patience = patience or Patience(BUSY_TIMEOUT_S)
        self._fetcher: Fetcher | None = None
        self._fetching: FetchingSettings | None = None

    async def __aenter__(self) -> Collector:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._close()

    async def collect(
        self,
        settings: Settings,
        store: Store,
        *,
        only: Sequence[str] | None = None,
        since: datetime | None = None,
        stop: asyncio.Event | None = None,
    ) -> CycleReport:
        """One cycle, as `run_cycle` says."""
        catalogue = check_ready(settings)
        store.wait_for_locks(0)  # waiting is done here, where it holds nobody up
        write, now = self._patience.write, self._now()
        await write(lambda: store.sync_sources(settings.sources, now))
        await write(lambda: store.sync_entities(catalogue.entities.values(), catalogue.digest))
        fetcher = await self._fetcher_for(settings.fetching)
        async with self._reader_for(settings) as reader:
            tools = Tools(settings, store, fetcher, reader, self._patience, self._now)
            return await run_cycle(tools, only=only, since=since, stop=stop)

    async def _fetcher_for(self, fetching: FetchingSettings) -> Fetcher:
        if self._fetcher is None or self._fetching != fetching:
            await self._close()
            self._fetcher = await Fetcher(fetching, now=self._now).__aenter__()
            self._fetching = fetching
        return self._fetcher

    async def _close(self) -> None:
        if self._fetcher is not None:
            await self._fetcher.__aexit__(None, None, None)
            self._fetcher = None


class _Cycle:
    def __init__(self, tools: Tools, only: Sequence[str] | None, since: datetime | None, stop: asyncio.Event) -> None:
        self.tools = tools
        self.only = None if only is None else [source_id.casefold() for source_id in only]
        self.since = since
        self.stop = stop
        self.report = CycleReport()
        self.sources = {source.id: source for source in tools.settings.sources}
        self.queues: dict[str, deque[WaitingCandidate]] = {}
        self.asking: set[asyncio.Task[None]] = set()
        self.taken: set[str] = set()
        self.taken_from_host: Counter[str] = Counter()
        self.taken_from_source: Counter[str] = Counter()
        # So many pages may be under way or waiting to be read: keeps the workers busy and the memory small. One that
        # hangs holds a place, so there are more places than connections.
        self.unread = asyncio.Semaphore(tools.settings.fetching.connections + max(2, 4 * tools.settings.cycle.workers))

    async def run(self) -> CycleReport:
        started = time.monotonic()
        store = self.tools.store
        due = self.due_sources()
        self.report.sources = len(due)
        if due:  # a disk that takes nothing must not cost the sites a request
            await self.tools.patience.write(lambda: store.prove_writable(self.tools.now()))
        hurry = asyncio.create_task(self.hurry())
        try:
            async with asyncio.TaskGroup() as tasks:
                self.take_waiting(tasks, self.only)
                for source, state in due:
                    self.asking.add(tasks.create_task(self.visit(source, state, tasks)))
        except BaseExceptionGroup as group:
            # What must stop a run (a full disk, a missing model) is told as itself, not wrapped; bugs stay as they are.
            if (expected := group.subgroup(PipelineError)) is not None:
                raise _first(expected) from group
            raise
        finally:
            hurry.cancel()
        self.report.waiting = store.waiting_count()
        self.report.elapsed_s = time.monotonic() - started
        return self.report

    async def hurry(self) -> None:
        """Once told to stop, give up what still waits for an answer or for its host's turn: it is asked next time."""
        await self.stop.wait()
        await asyncio.sleep(STOP_GRACE_S)
        for task in self.asking:
            task.cancel()

    def due_sources(self) -> list[tuple[Source, SourceState]]:
        now = self.tools.now()
        states = {state.source_id: state for state in self.tools.store.source_states()}
        if self.only is not None:
            return [(s, states[s.id]) for s in self.sources.values() if s.id.casefold() in self.only]
        return [
            (source, state)
            for source in self.sources.values()
            for state in [states[source.id]]
            if is_due(source, state.next_visit_at, now, state.last_visit_at)
        ]

    # -- visiting ------------------------------------------------------------------------------------------------

    async def visit(self, source: Source, state: SourceState, tasks: asyncio.TaskGroup) -> None:
        """Ask one source for candidates. Every way out is recorded, in one place."""
        if self.stop.is_set():
            return
        started_at, started = self.tools.now(), time.monotonic()
        found = await Asking(self.tools.fetcher, source, self.since, started_at).candidates(
            *validators(state, started_at)
        )
        now, new, elapsed_s = self.tools.now(), 0, time.monotonic() - started
        if isinstance(found, Rejected):
            outcome = "failed"
        elif isinstance(found, NotModified):
            outcome = "not_modified"
        else:
            outcome = "ok"
            candidates, store = found.candidates, self.tools.store
            added = await self.tools.patience.write(lambda: store.add_candidates(source, candidates, now))
            new = added.new
        await self.record_visit(source, state, found, outcome, new, started_at, elapsed_s)
        self.take_waiting(tasks, [source.id])

    async def record_visit(
        self,
        source: Source,
        state: SourceState,
        found: Found | NotModified | Rejected,
        outcome: str,
        new: int,
        started_at: datetime,
        elapsed_s: float,
    ) -> None:
        now = self.tools.now()
        failed = found if isinstance(found, Rejected) else None
        seen = found if isinstance(found, Found) else None
        visit = Visit(
            source_id=source.id,
            started_at=started_at,
            outcome=outcome,
            reason=failed.reason if failed else None,
            listed=len(seen.candidates) + seen.left_out if seen else None,
            detail=found.detail if isinstance(found, Rejected) else remark(found),
            http_status=failed.http_status if failed else (304 if outcome == "not_modified" else 200),
            bytes=seen.size if seen else 0,
            candidates=len(seen.candidates) if seen else 0,
            new_articles=new,
            elapsed_ms=round(elapsed_s * 1000),
        )
        failures = state.failures + 1 if failed else 0
        timezone = self.tools.settings.daemon.timezone
        retry_after_s, reason = (failed.retry_after_s, failed.reason) if failed else (None, None)
        due_at = next_visit(source, failures, retry_after_s, now, timezone, reason)
        after = await self.tools.patience.write(
            lambda: self.tools.store.record_visit(
                visit,
                next_visit_at=due_at if failed else unhurried(source, state, due_at, now),
                # A document that cannot be read must not be remembered as seen: its validators are dropped.
                etag=seen.page.etag if seen else None if failed else state.etag,
                last_modified=seen.page.last_modified if seen else None if failed else state.last_modified,
                now=now,
            )
        )
        self.report.visits[outcome] += 1
        if failed:
            self.report.failures.append(f"{source.id}: {failed.reason} ({failed.detail})")
            logs.event("source failed", source=source.id, reason=failed.reason, detail=failed.detail)
        else:
            logs.event("source visited", logging.DEBUG, source=source.id, outcome=outcome, new=new)
        if after.health != state.health:
            why = after.health_why or ""
            logs.event("source health changed", source=source.id, health=after.health, before=state.health, why=why)

    # -- working through candidates -----------------------------------------------------------------------------

    def take_waiting(self, tasks: asyncio.TaskGroup, source_ids: Sequence[str] | None) -> None:
        """Queue waiting candidates by host, within the budgets; a host without a task gets one."""
        cycle = self.tools.settings.cycle
        for waiting in self.tools.store.waiting(
            self.tools.now(),
            per_source=cycle.candidates_per_source,
            per_host=cycle.candidates_per_host,
            source_ids=source_ids,
        ):
            url, host, source_id = waiting.candidate.url, waiting.host, waiting.candidate.source_id
            if (
                url in self.taken
                or self.taken_from_host[host] >= cycle.candidates_per_host
                or self.taken_from_source[source_id] >= cycle.candidates_per_source
            ):
                continue
            self.taken.add(url)
            self.taken_from_host[host] += 1
            self.taken_from_source[source_id] += 1
            queue = self.queues.get(host)
            if queue is None:
                self.queues[host] = deque([waiting])
                self.asking.add(tasks.create_task(self.work(host, tasks)))
            else:
                queue.append(waiting)

    async def work(self, host: str, tasks: asyncio.TaskGroup) -> None:
        """Fetch one host's candidates one after the other; each is read and recorded while the next is fetched."""
        queue = self.queues[host]
        while queue and not self.stop.is_set():
            waiting = queue.popleft()
            page = await self.fetch(waiting)
            tasks.create_task(self.finish(waiting, page))
        del self.queues[host]

    async def fetch(self, waiting: WaitingCandidate) -> FetchedPage | NotModified | Rejected:
        if waiting.stored is not None and (page := self.tools.store.page(waiting.stored)) is not None:
            return page
        source = self.sources.get(waiting.candidate.source_id)
        return await self.tools.fetcher.fetch(
            waiting.candidate.url, private_host=private_host(source), room=self.unread
        )

    async def finish(self, waiting: WaitingCandidate, page: FetchedPage | NotModified | Rejected) -> None:
        """Read a page and record what became of its candidate: article, rejection or another try."""
        try:
            if isinstance(page, FetchedPage):
                await self.record(waiting, page, await self.read(waiting, page))
            else:
                assert isinstance(page, Rejected), "no validators were sent, so 304 is an http_error"
                await self.record(waiting, None, page)
        finally:
            if isinstance(page, FetchedPage):
                self.unread.release()

    async def read(self, waiting: WaitingCandidate, page: FetchedPage) -> Reading | Rejected:
        source = self.sources.get(waiting.candidate.source_id)
        keep = waiting.wanted or (source is not None and source.relevance == "keep")
        return await self.tools.reader.read(ReadingTask(page, self.tools.now(), waiting.candidate, source, keep))

    async def record(self, waiting: WaitingCandidate, page: FetchedPage | None, outcome: Reading | Rejected) -> None:
        store, write, candidate = self.tools.store, self.tools.patience.write, waiting.candidate
        now = self.tools.now()
        if isinstance(outcome, Reading):
            article, mentions, tagger = outcome.article, outcome.mentions, outcome.tagger
            recorded = await write(
                lambda: store.record_article(candidate, page, article, mentions, tagger, now),
            )
            self.report.articles[recorded.outcome] += 1
            if recorded.outcome != "known":
                self.report.mentions += len(mentions)
        elif not outcome.asked or (outcome.temporary and waiting.attempts + 1 < self.tools.settings.cycle.attempts):
            next_try_at = now + timedelta(seconds=retry_delay_s(waiting.attempts + 1, outcome, self.tools.rng))
            await write(lambda: store.postpone(candidate, outcome, next_try_at, now))
            self.report.postponed += 1
        else:
            await write(lambda: store.record_rejection(candidate, outcome, page, now))
            self.report.rejected[outcome.reason] += 1


def _first(group: BaseExceptionGroup[PipelineError]) -> PipelineError:
    inner = group.exceptions[0]
    return _first(inner) if isinstance(inner, BaseExceptionGroup) else inner
