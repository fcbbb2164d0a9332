"""State by key that forgets by itself: a daemon meets new hosts for months."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Generic, TypeVar

T = TypeVar("T")


class Recent(Generic[T]):
    """Items by key; an item nobody asked for during `keep_s` seconds is dropped, unless `busy` says it is in use."""

    def __init__(
        self,
        make: Callable[[], T],
        *,
        keep_s: float,
        clock: Callable[[], float],
        busy: Callable[[T], bool] = lambda item: False,
    ) -> None:
        self._make = make
        self._keep_s = keep_s
        self._clock = clock
        self._busy = busy
        self._items: OrderedDict[str, tuple[T, float]] = OrderedDict()  # oldest use first

    def __len__(self) -> int:
        return len(self._items)

    def get(self, key: str) -> T:
        """The item of `key`, made when it is new."""
        found = self._items.pop(key, None)
        item = self._make() if found is None else found[0]
        self._items[key] = (item, self._clock())
        return item

    def put(self, key: str, item: T) -> None:
        """Replaces the item of `key`."""
        self._items.pop(key, None)
        self._items[key] = (item, self._clock())

    def drop_unused(self) -> list[T]:
        """Forgets what was not used for long; returns it, for those items that have to be closed."""
        dropped: list[T] = []
        limit = self._clock() - self._keep_s
        for key, (item, used_at) in list(self._items.items()) if self._has_older_than(limit) else []:
            if used_at <= limit and not self._busy(item):
                del self._items[key]
                dropped.append(item)
        return dropped

    def drop_all(self) -> list[T]:
        """Forgets everything and returns it."""
        dropped = [item for item, _ in self._items.values()]
        self._items.clear()
        return dropped

    def _has_older_than(self, limit: float) -> bool:
        return bool(self._items) and next(iter(self._items.values()))[1] <= limit


_KEEP_UNUSED_S = 6 * 3600.0


@dataclass(slots=True)
class _Known(Generic[T]):
    """What is known of one host; `lock` is held while it is being asked."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    item: T | None = None
    stale_at: datetime | None = None  # None: not asked yet


class Asked(Generic[T]):
    """One thing by host that is asked for over the network and then remembered, for as long as `keep` says of it."""

    def __init__(
        self, keep: Callable[[T], timedelta], *, now: Callable[[], datetime], clock: Callable[[], float]
    ) -> None:
        self._keep = keep
        self._now = now
        self._known: Recent[_Known[T]] = Recent(
            _Known, keep_s=_KEEP_UNUSED_S, clock=clock, busy=lambda known: known.lock.locked()
        )

    async def get(self, host: str, load: Callable[[], Awaitable[T]]) -> T:
        """From memory or by `load`, which one caller at a time runs; what `load` raises is not remembered."""
        self._known.drop_unused()
        known = self._known.get(host)
        async with known.lock:
            if known.item is None or known.stale_at is None or self._now() >= known.stale_at:
                known.item = await load()
                known.stale_at = self._now() + self._keep(known.item)
            return known.item
