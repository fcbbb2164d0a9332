"""Regular expressions that are compiled when first used.

Python compiles an expression where it stands, and a module is read whole: `voltwire extract FILE` would compile 240 of
them (70 ms) to use a third. What is made here behaves as `re.compile` of it would, apart from that moment; a mistake
in an expression is told by the test that compiles them all (tests/test_regex.py).
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")

made: list[LatePattern] = []
"""Every expression of the modules imported so far."""


class LatePattern:
    """Compiles itself when it is first asked for anything, and is from then on as quick as what it compiled."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.late = (pattern, flags)
        made.append(self)

    def __getattr__(self, name: str) -> Any:
        pattern, flags = self.late
        compiled: re.Pattern[Any] = re.compile(pattern, flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """An expression to be compiled when first used."""
    return cast("re.Pattern[AnyStr]", LatePattern(pattern, flags))
