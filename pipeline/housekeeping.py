"""What the daemon does once a day: stored pages that are too old go, and their space is given back."""

from __future__ import annotations

from datetime import datetime, timedelta

from . import logs
from .patience import Patience
from .settings import Settings
from .store import Pruned, Store

EVERY = timedelta(days=1)


async def keep_house(settings: Settings, store: Store, patience: Patience, now: datetime) -> Pruned | None:
    """Remove pages older than the settings keep them, when a day has passed since the last time; None: not yet.

    In small steps, with the loop free in between, so that nobody waits for it.
    """
    days = settings.store.keep_pages_days
    last = store.last_pruned()
    if not days or (last is not None and timedelta(0) <= now - last < EVERY):
        return None
    before, size = now - timedelta(days=days), store.file_bytes()
    pages = bytes_ = 0
    while (some := await patience.write(lambda: store.prune_some(before))).pages:
        pages, bytes_ = pages + some.pages, bytes_ + some.bytes
    while pages and await patience.write(store.give_back_some):
        pass
    await patience.write(lambda: store.note_pruned(now))
    if pages:
        logs.event("pages pruned", pages=pages, freed_bytes=size - store.file_bytes())
    return Pruned(pages, bytes_)
