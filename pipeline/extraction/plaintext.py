"""A plain text file → article: which lines are body, which is the title.

Such files are copied from pages by hand, with menus and labels around. A body line is a finished sentence; what
stands above the first and below the last one is furniture, and the title is among it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from ..records import Article, Published, Rejected
from ..regex import regex
from . import dates
from .furniture import heads_other_articles, is_credit_line, is_furniture
from .language import language
from .strings import clean, cut_off, is_sentence, key, squeeze, weight

_PARTS = regex(r"\n[^\S\n]*\n\s*")
_LIST_MARK = regex(r"^\s*(?:[-–—•·*▪●○■]\s|\d{1,2}[.)]\s|\|)")
_WIDE_END = regex("[\u2e80-\u9fff\uff00-\uffef]$")
_MAX_TITLE = 300
_LONG = 220  # weight of a paragraph that may lack its full stop
_FUTURE_DAYS = 2


def extract_text(text: str, *, name: str, now: datetime, extractor: str = "") -> Article | Rejected:
    """Read a plain text. `name` stands for its address. A file without a title line has the title "".

    Rejected with `no_text` when nothing is left.
    """
    parts = _paragraphs(clean(text).lstrip("\ufeff"))
    if not parts:
        return Rejected("extract", name, "no_text", "the text is empty")
    first, last = _body_range(parts)
    title, begin = _title(parts, first)
    body = "\n\n".join(part for part in parts[begin:last] if not _is_label(part))
    if not body:
        return Rejected("extract", name, "no_text", "no line that could be body", title=title or None)
    return Article(
        url=name,
        title=title,
        text=body,
        language=language(body),
        published=_published(parts[:begin], now),
        fetched_at=now,
        extractor=extractor,
    )


def _paragraphs(text: str) -> list[str]:
    """Paragraphs parted by blank lines; where there are none, each line is one, unless lines were broken by width."""
    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    if len(parts) == 1 and "\n" in parts[0] and not _is_wrapped(parts[0].splitlines()):
        parts = [line for line in parts[0].splitlines() if line.strip()]
    return [_unwrapped(part) for part in parts]


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines were broken at a width: all but the last about equally long, most of them amidst a sentence."""
    inner = [len(line.strip()) for line in lines[:-1]]
    broken = sum(not is_sentence(line) for line in lines[:-1])
    return bool(inner) and max(inner) <= 120 and min(inner) >= 0.6 * max(inner) >= 24 and broken * 2 > len(inner)


def _unwrapped(part: str) -> str:
    lines = [squeeze(line) for line in part.splitlines()]
    if len(lines) == 1 or any(_LIST_MARK.match(line) for line in lines) or not _is_wrapped(lines):
        return "\n".join(filter(None, lines))
    joined = lines[0]
    for line in lines[1:]:
        joined += line if _WIDE_END.search(joined) else " " + line
    return joined


def _is_body(part: str) -> bool:
    if _is_label(part) or is_credit_line(part):
        return False
    return is_sentence(part) or (weight(part) >= _LONG and not cut_off(part))


def _is_label(part: str) -> bool:
    return is_furniture(part) or heads_other_articles(part)


def _body_range(parts: list[str]) -> tuple[int, int]:
    """First body line and the end behind the last. Without any finished sentence the title's followers are body,
    or the one line that there is."""
    body = [at for at, part in enumerate(parts) if _is_body(part)]
    if not body:
        own = [at for at, part in enumerate(parts) if not _is_label(part)]
        return (own[min(1, len(own) - 1)], own[-1] + 1) if own else (0, 0)
    first, end = body[0], body[-1] + 1
    # a list or table behind the last sentence still belongs to it
    while end < len(parts) and all(_LIST_MARK.match(line) for line in parts[end].splitlines()):
        end += 1
    return first, end


def find_title(parts: list[str]) -> str:
    """The title among the lines of a text (see `_title`), "" when there is none."""
    return _title(parts, _body_range(parts)[0])[0]


def _title(parts: list[str], first: int) -> tuple[str, int]:
    """The title and where the body begins.

    Above the body a line printed twice is the headline (the page's and the article's own); else the first line that
    is no label. A headline may end as a sentence does: it is known by being printed again.
    """
    keys = [key(part) for part in parts]
    for at, own in enumerate(keys[: first + 1]):
        again = max((i for i in range(at + 1, min(first + 4, len(keys))) if keys[i] == own), default=None)
        if not own or again is None or len(parts[at]) > _MAX_TITLE or _is_label(parts[at]):
            continue
        if at < first or any(map(_is_body, parts[again + 1 :])):
            return squeeze(parts[at]), max(first, again + 1)
    for part in parts[:first]:
        if not _is_label(part) and not is_credit_line(part) and len(part) <= _MAX_TITLE and not cut_off(part):
            return squeeze(part.splitlines()[0]), first
    return "", first


def _published(above: list[str], now: datetime) -> Published:
    """A date printed above the body, as weak as any that is read from text."""
    for part in above:
        for stamp, _, _ in dates.visible(part):
            if (stamp.wall - now.astimezone(UTC)).days <= _FUTURE_DAYS:
                shown = replace(stamp, minute=None, offset=None, second=0)
                return Published(date=shown.printed, precision="day", origin="text", trust="low")
    return Published()
