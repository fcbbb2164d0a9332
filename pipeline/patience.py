"""Waiting for a database that cannot be written now: locked by another program, disk full, read-only.

What was fetched and read is not thrown away: the step that failed is kept in memory and tried again, and since every
step is one transaction, trying again is safe. Meanwhile the loop goes on; what may be fetched and not yet recorded is
bounded, so that a long wait costs neither memory nor the sites a second request.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import TypeVar

from . import logs
from .errors import UnwritableError

T = TypeVar("T")

FIRST_PAUSE_S = 0.05
LONGEST_PAUSE_S = 2.0
TOLD_AFTER_S = 3.0
"""A shorter wait is nobody's business: a `retag` or a `prune` beside a daemon makes hundreds of them."""


class Patience:
    """Writes with patience, one step at a time, in the order asked for.

    `limit_s`: how long a locked database is waited for; everything else is raised at once. None: a lock, a full disk
    and a failing one are waited out, as long as it takes. `trouble` is what is waited for now, None: nothing.
    """

    def __init__(self, limit_s: float | None) -> None:
        self._limit_s = limit_s
        self._turn = asyncio.Lock()
        self.trouble: UnwritableError | None = None

    async def write(self, step: Callable[[], T]) -> T:
        """What `step` returns, once the database can be written. Raises UnwritableError when patience is over."""
        async with self._turn:
            try:
                return step()
            except UnwritableError as error:
                self.trouble = error
            try:
                return await self._again(step)
            finally:
                self.trouble = None

    async def _again(self, step: Callable[[], T]) -> T:
        started, pause_s, told = time.monotonic(), FIRST_PAUSE_S, False
        while True:
            waited_s = time.monotonic() - started
            self._check_limit(waited_s)
            if not told and waited_s >= TOLD_AFTER_S:
                told = True
                # Who waits without end has no other way to tell; who gives up tells it then.
                level = logging.WARNING if self._limit_s is None else logging.INFO
                logs.event("database cannot be written, waiting", level, error=self.trouble)
            await asyncio.sleep(pause_s)
            pause_s = min(2 * pause_s, LONGEST_PAUSE_S)
            try:
                done = step()
            except UnwritableError as error:
                self.trouble = error
                continue
            if told:
                logs.event("database can be written again", waited_s=round(time.monotonic() - started, 1))
            return done

    def _check_limit(self, waited_s: float) -> None:
        assert self.trouble is not None
        # A connection that was opened read-only stays so: only opening it anew helps.
        endless = self.trouble.trouble == "read_only" if self._limit_s is None else self.trouble.trouble != "locked"
        if endless or (self._limit_s is not None and waited_s >= self._limit_s):
            raise self.trouble
