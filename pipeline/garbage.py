"""The garbage collector, told when there is nothing for it to find."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collecting() -> Iterator[None]:
    """Do not look for garbage while libraries, models and catalogues are loaded: all that is made is there to stay,
    and looking at it again and again takes a tenth of the time of a start."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def loaded_for_good() -> None:
    """Say that what was loaded stays until the process ends, so that the collector never looks at it again, not even
    on the way out (a tenth of a second of `voltwire extract`). Only for processes that load once: rings among what
    is alive now are never freed."""
    gc.freeze()
