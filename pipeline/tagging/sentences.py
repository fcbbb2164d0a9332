"""Where sentences begin and end: rules that need no language, cheap enough for every article."""

from __future__ import annotations

from bisect import bisect_right

from ..regex import regex
from .words import MONTHS_DE, NEVER_END, SENTENCE_STARTERS, SOMETIMES_END

_CLOSING = "[\"'”’»«›“)\\]】」』）》]{0,6}"
_STOP = regex(
    rf"[.!?…]{{1,9}}{_CLOSING}(?=\s|$)"  # a stop before a blank; bounded, as texts come from strangers
    rf"|[。！？｡]{{1,9}}{_CLOSING}"  # full-width stops need none
    "|[.!?]{1,9}(?=[\u3040-\u9fff\uac00-\ud7a3])(?<=[\u3040-\u9fff\uac00-\ud7a3][.!?])"  # nor a narrow one in CJK
    r"|\n+"
)
_WORD_BEFORE = regex(r"[^\s(（\[\"“„'‘]{1,24}$")
_WORD_AFTER = regex(r"\s*[\"'“„‘(\[»«]*([^\W_]+)")


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences as half-open spans without the blanks around them; every visible character is in exactly one."""
    spans: list[tuple[int, int]] = []
    begin = 0
    for match in _STOP.finditer(text):
        if match[0][0] == "." and _goes_on(text, match.start(), match.end()):
            continue
        _add(spans, text, begin, match.end())
        begin = match.end()
    _add(spans, text, begin, len(text))
    return spans


def sentence_around(spans: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """The sentence that holds a mention; when a mention crosses a border, both sentences together."""
    first = max(0, bisect_right(spans, (start, float("inf"))) - 1)
    left, right = spans[first] if spans else (start, end)
    last = first
    while right < end and last + 1 < len(spans):
        last += 1
        right = spans[last][1]
    return min(left, start), max(right, end)


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))


def _goes_on(text: str, dot: int, after: int) -> bool:
    """Whether the full stop at `dot` belongs to an abbreviation or a number rather than to the sentence's end."""
    if text[dot:after] != ".":
        return False
    following = _WORD_AFTER.match(text, after)
    if following is None:
        return False
    nxt = following[1]
    if nxt[0].islower():
        return True
    before = _WORD_BEFORE.search(text, max(0, dot - 24), dot)
    word = before[0] if before else ""
    lowered = word.lower()
    if lowered in NEVER_END:
        return True
    if lowered in SOMETIMES_END or "." in word or (len(word) == 1 and word.isalpha() and word.isascii()):
        return nxt not in SENTENCE_STARTERS
    return word.isdigit() and len(word) <= 2 and nxt in MONTHS_DE
