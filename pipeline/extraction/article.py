"""A fetched page → an article, or the reason why it is none."""

from __future__ import annotations

from datetime import datetime
from importlib.metadata import version

from lxml import html

from .. import __version__
from ..records import Article, Candidate, FetchedPage, Rejected, Source
from . import authors, blocks, document, kinds, markup, plaintext, structured, surroundings, titles
from .decoding import decode
from .language import language
from .listing import listing
from .markup import Page
from .published import published
from .strings import clean, key, plain, squeeze, weight
from .trimming import trim

EXTRACTOR = f"voltwire {__version__} / trafilatura {version('trafilatura')}"
"""What reads pages and texts, with versions; stored with every article."""

_SHORT_BODY = 400  # weight under which the page's own JSON-LD text is asked, too
_MIN_JSON_BODY = 200


def extract_article(
    page: FetchedPage, *, candidate: Candidate | None = None, source: Source | None = None, now: datetime
) -> Article | Rejected:
    """Read a page.

    The candidate's title and date and the source's language, country and publisher are witnesses, never the only
    word where the page speaks for itself. `now` is an aware time: dates far ahead of it are mistakes. Rejected with
    not_html, no_text, consent_page, bot_page or listing_page, the title filled in as far as known.
    """
    address = page.final_url or page.requested_url
    if not page.content.strip():
        return Rejected("extract", address, "no_text", "the document is empty")
    text = decode(page.content, page.charset)
    if found := document.not_html(page.content, text, page.content_type):
        return Rejected("extract", address, "not_html", found)
    tree = document.parse(text)
    if tree is None:
        return Rejected("extract", address, "no_text", "the document is empty")
    return _read(markup.read(tree, address, document.is_challenge(text)), page, candidate, source, now)


def _read(
    read: Page, page: FetchedPage, candidate: Candidate | None, source: Source | None, now: datetime
) -> Article | Rejected:
    witness = squeeze(candidate.title) if candidate is not None and candidate.title else None
    title = titles.headline(read, witness)
    when = published(read, candidate=candidate, source=source, now=now)
    listed = listing(read)
    body, raw_body = _body(read, title, titles.variants(read, title, witness))
    if not title and (title := plaintext.find_title(raw_body.split("\n\n"))):
        body, raw_body = _body(read, title, frozenset({key(title)}))
    if refused := kinds.no_article(read, title, body, listed):
        return Rejected("extract", read.url, refused[0], refused[1], title=title or None)
    canonical = markup.canonical_address(read)
    site = markup.site_name(read)
    return Article(
        url=read.url,
        title=title,
        text=body,
        language=language(body, _declared(read, candidate, source)),
        page_kind=kinds.kind(read, title, body, raw_body, source),
        canonical_url=canonical,
        source_id=candidate.source_id if candidate is not None else source.id if source is not None else None,
        authors=authors.authors(read),
        site_name=site,
        published=when,
        fetched_at=page.fetched_at,
        extractor=EXTRACTOR,
    )


def _body(read: Page, title: str, headlines: frozenset[str]) -> tuple[str, str]:
    """The body trimmed and as found, paragraphs joined by a blank line."""
    main = markup.main_container(read, title)
    around = surroundings.read(read, headlines, main)
    if main is not None:
        _drop_other_articles(read.tree, main)
    found = blocks.read_blocks(read.tree, read.url)
    body = _joined(trim(found, around))
    dump = _is_dump(found, headlines)
    if weight(body) < _SHORT_BODY or dump:
        others = [_joined(trim(other, around)) for other in (_longest_run(read), _json_body(read))]
        best = max(others, key=weight)
        body = best if best and (dump or weight(best) > 1.2 * weight(body)) else body
    return body, _joined(found)


def _is_dump(found: list[blocks.Block], headlines: frozenset[str]) -> bool:
    """Whether a block holds the headline and more: the text reader found no text and gave the page's whole."""
    long = [headline for headline in headlines if len(headline) >= 8]
    return any(
        headline in block.key and len(block.key) > len(headline) + 20 for block in found[:3] for headline in long
    )


def _longest_run(read: Page) -> list[blocks.Block]:
    """The blocks of the element that holds most running text itself: right for very short articles."""
    runs = document.runs(read.tree)
    return list(blocks.blocks(max(runs, key=lambda element: runs[element]))) if runs else []


def _joined(found: list[blocks.Block]) -> str:
    return "\n\n".join(block.text for block in found)


def _drop_other_articles(tree: html.HtmlElement, main: html.HtmlElement) -> None:
    """Take the other articles out (in place) when the page's own is known and has text: endless pages append them."""
    if sum(weight(document.quick_text(one)) for one in main.iter("p")) < 200:
        return
    related = {main, *main.iterancestors(), *main.iterdescendants("article")}
    for other in [one for one in tree.iter("article") if one not in related]:
        if other.getparent() is not None:
            other.drop_tree()


def _json_body(read: Page) -> list[blocks.Block]:
    """The text that some sites give in JSON-LD alone and build the page from by script."""
    given = read.article.get("articleBody") if read.article is not None else None
    if not isinstance(given, str) or len(given) < _MIN_JSON_BODY:
        return []
    if "<p" in given or "<br" in given:
        inner = document.parse(f"<div>{clean(given)}</div>")
        return list(blocks.blocks(inner)) if inner is not None else []
    lines = (squeeze(plain(line)) for line in clean(given).splitlines())
    return [blocks.Block("paragraph", line) for line in lines if line]


def _declared(read: Page, candidate: Candidate | None, source: Source | None) -> list[str | None]:
    root = read.tree.getroottree().getroot()
    return [
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        structured.text(read.article, "inLanguage") if read.article is not None else None,
        read.first_meta("og:locale", "content-language", "language", "dc.language"),
        candidate.language if candidate is not None else None,
        source.language if source is not None else None,
    ]


def extract_text(text: str, *, name: str, now: datetime) -> Article | Rejected:
    """Read a plain text file; see `plaintext.extract_text`."""
    return plaintext.extract_text(text, name=name, now=now, extractor=EXTRACTOR)
