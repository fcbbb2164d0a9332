"""The daemon: one APScheduler tick asks which sources are due and runs the ordinary cycle.

`next_visit_at` in the database owns the schedule; APScheduler only ticks (a late tick runs once, never two at a time).
Settings, sources and catalogue are read again for each cycle; when they are broken the last good ones stay and the
log says so. SIGTERM and SIGINT let what is under way end, up to a limit; what was not recorded is waiting for the
next start. A bug ends the daemon with its traceback and exit code 1: the service manager starts it again.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable
from datetime import datetime

from . import logs
from .errors import PipelineError, SettingsError
from .run import CycleReport, utc_now
from .settings import Settings

Collect = Callable[[Settings, asyncio.Event], Awaitable[CycleReport]]


class Daemon:
    """Ticks until told to stop. `load` reads the settings afresh; `collect` runs one cycle that ends soon after
    its event is set. The first load must succeed (SettingsError)."""

    def __init__(self, load: Callable[[], Settings], collect: Collect, now: Callable[[], datetime] = utc_now) -> None:
        self._load = load
        self._collect = collect
        self._now = now
        self._settings = load()
        self._stop = asyncio.Event()
        self._tick_over = asyncio.Event()
        self._tick_over.set()
        self._bug: Exception | None = None

    async def run(self) -> None:
        """Tick until SIGTERM or SIGINT; raises what a tick did not expect."""
        from apscheduler.schedulers.asyncio import AsyncIOScheduler

        scheduler = AsyncIOScheduler(timezone="UTC")
        scheduler.add_job(
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
        await self._stop.wait()
        scheduler.pause()
        await self._drain()
        scheduler.shutdown(wait=False)
        logs.event("daemon stopped")
        if self._bug is not None:
            raise self._bug

    async def _drain(self) -> None:
        """Wait for the tick under way, at most as long as the settings allow."""
        limit_s = self._settings.daemon.stop_within_s
        try:
            await asyncio.wait_for(self._tick_over.wait(), limit_s)
        except TimeoutError:
            logs.event("stopped before the cycle was over", logging.WARNING, waited_s=limit_s)

    async def _tick(self) -> None:
        if self._stop.is_set():
            return
        self._tick_over.clear()
        try:
            self._refresh()
            report = await self._collect(self._settings, self._stop)
        except PipelineError as error:
            # A full disk or a missing model is for a person to mend; the next tick tries again.
            logs.event("cycle failed", logging.ERROR, error=error)
        except Exception as error:
            self._bug = error
            self._stop.set()
        else:
            _tell(report)
        finally:
            self._tick_over.set()

    def _refresh(self) -> None:
        try:
            self._settings = self._load()
        except SettingsError as error:
            logs.event("settings are broken, the last good ones stay", logging.ERROR, error=error)


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
    logs.event(
        "cycle done",
        sources=report.sources,
        failed=report.visits["failed"],
        new=report.articles["new"],
        changed=report.articles["changed"],
        rejected=sum(report.rejected.values()),
        waiting=report.waiting,
        mentions=report.mentions,
        elapsed_s=round(report.elapsed_s, 1),
    )
