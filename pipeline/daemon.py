"""The daemon: one APScheduler tick asks which sources are due and runs the ordinary cycle.

`next_visit_at` in the database owns the schedule; APScheduler only ticks (a late tick runs once, never two at a time).
Settings, sources and catalogue are read again for each cycle; when they are broken the last good ones stay and the
log says so. SIGTERM and SIGINT let what is under way end, up to a limit; what was not recorded is waiting for the
next start. What a person has to mend is told once and tried again, ever more seldom; a bug ends the daemon with its
traceback and exit code 1: the service manager starts it again.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from . import logs
from .errors import PipelineError, SettingsError, StoreError
from .run import CycleReport, utc_now
from .settings import Settings

if TYPE_CHECKING:
    from apscheduler.job import Job

Collect = Callable[[Settings, asyncio.Event], Awaitable[CycleReport]]

JUMP_S = 30.0
"""A clock that is off by more than this against the steady one was set, or the machine slept."""
LOOK_AT_CLOCK_S = 10.0
LONGEST_PAUSE_S = 900.0
"""After failed cycles in a row, the longest time without another try."""
TOLD_AGAIN_S = 6 * 3600.0
"""A trouble that stays the same is told again after so long."""
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class Watcher(Protocol):
    """Who wants to know how cycles end (metrics)."""

    def cycle_done(self, report: CycleReport) -> None: ...

    def cycle_failed(self, error: PipelineError) -> None: ...


class Daemon:
    """Ticks until told to stop. `load` reads the settings afresh; `collect` runs one cycle that ends soon after
    its event is set. The first load must succeed (SettingsError)."""

    def __init__(
        self,
        load: Callable[[], Settings],
        collect: Collect,
        now: Callable[[], datetime] = utc_now,
        watcher: Watcher | None = None,
    ) -> None:
        self._load = load
        self._collect = collect
        self._now = now
        self._watcher = watcher
        self._settings = load()
        self._complaints = _Complaints()
        self._stop = asyncio.Event()
        self._tick_over = asyncio.Event()
        self._tick_over.set()
        self._failed_in_a_row = 0
        self._not_before = 0.0  # on the steady clock
        self._bug: Exception | None = None

    async def run(self) -> None:
        """Tick until SIGTERM or SIGINT; raises what a tick did not expect."""
        from apscheduler.schedulers.asyncio import AsyncIOScheduler

        scheduler = AsyncIOScheduler(timezone="UTC")
        job = scheduler.add_job(
            self._tick,
            "interval",
            seconds=self._settings.daemon.tick_s,
            next_run_time=self._now(),
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )
        # A tick that finds the one before still at work is the rule here, not a warning.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        listen_for_stop(self._stop)
        scheduler.start()
        logs.event("daemon started", tick_s=self._settings.daemon.tick_s, sources=len(self._settings.sources))
        await self._watch_clock(job)
        scheduler.pause()
        await self._drain()
        scheduler.shutdown(wait=False)
        logs.event("daemon stopped")
        if self._bug is not None:
            raise self._bug

    async def _watch_clock(self, job: Job) -> None:
        """Until told to stop, notice when the clock is set or the machine slept, and tick then: the moment that was
        planned may lie years ahead on the new clock."""
        before = self._clock_lead()
        while not self._stop.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), LOOK_AT_CLOCK_S)
            lead = self._clock_lead()
            if abs(lead - before) > timedelta(seconds=JUMP_S):
                logs.event("clock jumped", logging.WARNING, by_s=round((lead - before).total_seconds()))
                self._not_before = 0.0
                job.modify(next_run_time=self._now())
            before = lead

    def _clock_lead(self) -> timedelta:
        """How far the clock on the wall is ahead of the steady one: changes only when it is set."""
        return self._now() - _LONG_AGO - timedelta(seconds=time.monotonic())

    async def _drain(self) -> None:
        """Wait for the tick under way, at most as long as the settings allow."""
        limit_s = self._settings.daemon.stop_within_s
        try:
            await asyncio.wait_for(self._tick_over.wait(), limit_s)
        except TimeoutError:
            logs.event("stopped before the cycle was over", logging.WARNING, waited_s=limit_s)

    async def _tick(self) -> None:
        if self._stop.is_set() or time.monotonic() < self._not_before:
            return
        self._tick_over.clear()
        try:
            self._refresh()
            report = await self._collect(self._settings, self._stop)
        except PipelineError as error:
            self._failed(error)
        except Exception as error:
            logs.event("ended by a bug", logging.CRITICAL, error=type(error).__name__)
            self._bug = error
            self._stop.set()
        else:
            self._done(report)
        finally:
            self._tick_over.set()

    def _failed(self, error: PipelineError) -> None:
        """A full disk at the start or a missing model is for a person to mend; a later tick tries again."""
        self._complaints.tell("cycle failed", error)
        if not isinstance(error, StoreError):  # trying the database again costs nobody anything
            self._failed_in_a_row += 1
            doublings = min(self._failed_in_a_row - 1, 20)
            # A little less than whole ticks, so that the tick at that moment is not the one too early.
            pause_s = min((2.0**doublings - 0.5) * self._settings.daemon.tick_s, LONGEST_PAUSE_S)
            self._not_before = time.monotonic() + pause_s
        if self._watcher is not None:
            self._watcher.cycle_failed(error)

    def _done(self, report: CycleReport) -> None:
        self._failed_in_a_row = 0
        self._complaints.over("cycle failed")
        _tell(report)
        if self._watcher is not None:
            self._watcher.cycle_done(report)

    def _refresh(self) -> None:
        try:
            self._settings = self._load()
        except SettingsError as error:
            self._complaints.tell("settings are broken, the last good ones stay", error)
        else:
            self._complaints.over("settings are broken, the last good ones stay")


class _Complaints:
    """Tells a trouble when it begins or changes, not with every tick."""

    def __init__(self) -> None:
        self._told: dict[logs.Event, tuple[str, float]] = {}

    def tell(self, event: logs.Event, error: PipelineError) -> None:
        text, at = self._told.get(event, ("", 0.0))
        if text != str(error) or time.monotonic() - at > TOLD_AGAIN_S:
            self._told[event] = (str(error), time.monotonic())
            logs.event(event, logging.ERROR, error=error)

    def over(self, event: logs.Event) -> None:
        if self._told.pop(event, None) is not None:
            logs.event("trouble is over", what=event)


def listen_for_stop(stop: asyncio.Event) -> None:
    """Let SIGTERM and SIGINT set `stop`; a second one does what the system does: it ends the process at once."""
    loop = asyncio.get_running_loop()

    def stop_once(number: signal.Signals) -> None:
        stop.set()
        loop.remove_signal_handler(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, stop_once, number)
        except NotImplementedError:  # Windows: Ctrl-C raises KeyboardInterrupt instead
            return


def _tell(report: CycleReport) -> None:
    """One line per cycle in which something was asked."""
    if not (report.sources or report.postponed or report.articles or report.rejected):
        return
    told: dict[str, Any] = {
        "sources": report.sources,
        "failed": report.visits["failed"],
        "new": report.articles["new"],
        "changed": report.articles["changed"],
        "rejected": sum(report.rejected.values()),
        "waiting": report.waiting,
        "mentions": report.mentions,
        "elapsed_s": round(report.elapsed_s, 1),
    }
    logs.event("cycle done", **told)
