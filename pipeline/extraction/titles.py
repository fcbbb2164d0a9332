"""The headline, as the page prints it."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from ..regex import regex
from . import structured
from .document import squeeze_text
from .markup import Page, site_name
from .strings import key, squeeze, weight, words

# " - Site", " | Site", " :: 사이트", "_新浪财经", " – Site"; a hyphen without blanks belongs to a word
_SEPARATOR = regex(
    r"\s+[-–—|·•»:]{1,2}\s+|\s*[|｜]\s*|\s*::\s*|\s*[＿_]\s*|\s+／\s+|"
    r"(?<=[\u3040-\u9fff\uac00-\ud7af])-(?=[\u3040-\u9fff\uac00-\ud7af])"
)
_MAX_TITLE = 400
_ALIKE = 0.72
# sections, navigation and greetings that templates put into an h1
_NO_HEADLINE = frozenset(
    words(
        """news home blog menu article articles press release releases latest search newsroom startseite
        nachrichten aktuelles pressemitteilung 新闻 首页 资讯 뉴스 홈 ニュース トップ"""
    )
)


def headline(page: Page, witness: str | None = None) -> str:
    """The headline of a page, "" when it has none. `witness` is the title that the source gave.

    An h1 is what readers see, but it may be a logo or a section: it is believed when another witness agrees with it.
    Without such an h1 the metadata decide, freed from the site's name.
    """
    said = _said(page, witness)
    best: tuple[float, str] = (0.0, "")
    for heading in page.headings[:8]:
        printed = squeeze_text(heading)
        if not printed or len(printed) > _MAX_TITLE or _NO_HEADLINE.issuperset(key(printed).split()):
            continue
        agreement = max((_agreement(printed, other) for other in said), default=0.0)
        if agreement > best[0]:
            best = (agreement, printed)
    if best[0] >= _ALIKE:
        return squeeze(best[1])
    if said:
        return max(said, key=lambda one: sum(_agreement(one, other) for other in said))
    lone = [squeeze_text(heading) for heading in page.headings]
    return squeeze(lone[0]) if len(lone) == 1 and len(lone[0]) <= _MAX_TITLE else ""


def variants(page: Page, chosen: str, witness: str | None = None) -> frozenset[str]:
    """Comparison keys of every form of the headline: none of them is body."""
    forms = {chosen, *_said(page, witness)}
    forms |= {squeeze_text(heading) for heading in page.headings if _agreement(squeeze_text(heading), chosen) >= _ALIKE}
    return frozenset(key(form) for form in forms if form) - {""}


def _said(page: Page, witness: str | None) -> list[str]:
    """What others than the headings give as title, most reliable first, each without the site's name."""
    given: list[str | None] = []
    if page.article is not None:
        given.append(structured.text(page.article, "headline"))
    given += [page.first_meta(name) for name in ("og:title", "twitter:title", "citation_title", "parsely-title")]
    given.append(page.document_title)
    if page.article is not None:
        given.append(structured.text(page.article, "name"))
    given.append(witness)
    known = _site_names(page)
    told = [one for one in given if one and len(one) <= _MAX_TITLE]
    plain = {key(squeeze_text(heading)) for heading in page.headings} | {key(one) for one in told}
    found: list[str] = []
    for one in told:
        bare = strip_site(squeeze(one), known, plain)
        if bare and key(bare) not in known and key(bare) not in map(key, found):
            found.append(bare)
    return found


def _site_names(page: Page) -> frozenset[str]:
    name = site_name(page)
    host = re.sub(r"^www\.", "", page.url.partition("://")[2].partition("/")[0].lower())
    return frozenset({key(name or ""), key(host), key(host.partition(".")[0])}) - {""}


def strip_site(title: str, site_keys: frozenset[str], headlines: set[str]) -> str:
    """`title` without a site's name at its end or beginning.

    A part goes when it is the site's known name, when the rest is a headline known from elsewhere, or when it is
    short and stands behind a much longer rest. A headline with a dash of its own stays whole.
    """
    cuts = [(m.start(), m.end()) for m in _SEPARATOR.finditer(title)]
    for start, _ in cuts:
        if key(title[:start]) in headlines:
            return title[:start]
    for _, end in cuts:
        if key(title[end:]) in headlines and key(title[: end - 1]) in site_keys:
            return title[end:]
    while cuts:
        start, end = cuts.pop()
        rest, tail = title[:start], title[end:]
        known = any(name == key(tail) or (len(name) > 3 and name in key(tail) and len(tail) < 40) for name in site_keys)
        short = (
            weight(tail) <= 30
            and weight(rest) >= 2 * weight(tail)
            and len(tail.split()) <= 4
            and _is_bar(title, start, end)
        )
        if not (known or short):
            break
        title = rest
    first = _SEPARATOR.search(title)
    return title[first.end() :] if first and key(title[: first.start()]) in site_keys else title


def _is_bar(title: str, start: int, end: int) -> bool:
    """Whether a separator is one that headlines do not use themselves (a dash may be part of the headline)."""
    return title[start:end].strip() in ("|", "｜", "::", "_", "＿", "»", "•")


def _agreement(one: str, other: str) -> float:
    """0 … 1: how far two titles say the same; a cut one agrees with its longer form."""
    a, b = key(one), key(other)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    short, long = sorted((a, b), key=len)
    if len(short) >= 12 and long.startswith(short):
        return 0.95
    if len(short) >= 12 and short in long:
        return 0.85
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE else 0.0
