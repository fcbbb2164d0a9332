"""The labelled pages of tests/pages/kinds: what kind each is, and what the reader makes of it.

A file holds the pages of one kind, each below a line `@@ name address`; in error.pages the reason follows. All were
written before the rules they measured: `tuned/` was looked at while the rules were made, `held/` measured afterwards
(3 of 84 wrong then), `fresh/` and `last/` written and measured after that (11 of 50 and 6 of 40 wrong then); what each
showed was mended before the next was written. `first/` and `second/` are whole pages as sites send them, written by
others: 22 of 48 were wrong while phrases alone decided. `third/` says the same things in words as unusual as could be
thought of: 22 of 71 were wrong before the words of such pages were learnt, 1 still is. `fourth/` and `fifth/` are
whole pages again, written by others and run after that: 7 of 48 were wrong. `sixth/` came last: 4 of 32 are wrong, and
nobody has mended what it shows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from saved_pages import PAGES, read
from voltwire.records import Rejected

KINDS = PAGES / "kinds"
HALVES = ("tuned", "held", "fresh", "last", "first", "second", "third", "fourth", "fifth", "sixth")
_EXPECTED = {
    "consent": "consent_page", "bot": "bot_page", "login": "login_page", "listing": "listing_page",
    "teaser": "teaser", "press": "press_release", "article": "article",
}  # fmt: skip


@dataclass(frozen=True)
class KindPage:
    """A labelled page; `expected` is a reason for refusing it, or the kind of article."""

    half: str
    kind: str
    name: str
    url: str
    expected: str
    content: str

    def found(self) -> str:
        result = read(self.content, url=self.url)
        return result.reason if isinstance(result, Rejected) else result.page_kind


@cache
def kind_pages() -> tuple[KindPage, ...]:
    return tuple(
        page
        for half in HALVES
        for file in sorted((KINDS / half).glob("*.pages"))
        for page in _pages(half, file.stem, file.read_text("utf-8"))
    )


def _pages(half: str, kind: str, text: str) -> list[KindPage]:
    found = []
    for part in re.split(r"^@@ ", text, flags=re.MULTILINE)[1:]:
        head, _, content = part.partition("\n")
        name, url, *reason = head.split()
        found.append(KindPage(half, kind, name, url, *(reason or [_EXPECTED[kind]]), content))
    return found
