"""Strangers' input by the hundred thousand, at every reader that meets it.

    nice -n 5 python scripts/fuzz.py [TARGET…] [--inputs 200000] [--seed 1] [--seconds S]

Targets: feed, sitemap, listing, structured, dates, addresses, kinds, documents (all, when none is named; whole
documents are slow, a tenth of the inputs do). Inputs are put together by chance, from a seed, out of pieces that such
documents are made of, values that they should not hold, and any text. After each, the result is checked: no exception,
addresses absolute http(s), dates within the web's years and not ahead of the clock, no NUL, control character or lone
surrogate in a text; and no file outside of Python's own was opened and no connection made, whatever the input names.
The first fault ends the run with its input; the slowest input of each target is told. `tests/test_fuzz.py` reads a few
hundred of each, made by hypothesis of the same pieces, which also finds the smallest input that shows a fault.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import py3langid
from fuzz_pieces import ADDRESSES, DATES, FEED, HTML, JSON, QUOTED, SITEMAP, VALUES
from voltwire import urls
from voltwire.extraction import dates, decode, document, extract_article, kinds, markup, structured
from voltwire.extraction.listing import listing
from voltwire.extraction.published import published
from voltwire.records import Article, Candidate, FetchedPage, Rejected, Source
from voltwire.sources import SitemapIndex, find_sources, read_candidates
from voltwire.sources.dates import read_date

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
AHEAD = timedelta(days=3)
SLOWEST_S = 5.0  # of processor time for one small input
HOST = "https://cells.example"

# -- what inputs are made of -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Target:
    """A reader and what its inputs are made of; `share` of the wanted number are read."""

    pieces: tuple[str, ...]
    read: Callable[[str], None]
    values: tuple[str, ...] = VALUES
    longest: int = 24
    share: float = 1.0


RANGES = (
    (0, 0x7F), (0x80, 0x24F), (0x300, 0x52F), (0x600, 0x6FF), (0x2000, 0x206F), (0x3000, 0x30FF), (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3), (0xD800, 0xDFFF), (0xE000, 0xFFFF), (0x1F300, 0x1F6FF), (0xE0000, 0x10FFFF),
)  # fmt: skip


def any_text(chance: random.Random) -> str:
    """Up to a dozen characters of one part of Unicode, lone surrogates and controls included."""
    first, last = chance.choice(RANGES)
    return "".join(chr(chance.randint(first, last)) for _ in range(chance.randint(1, 12)))


def document_of(chance: random.Random, target: Target) -> str:
    pieces = []
    for _ in range(chance.randint(1, target.longest)):
        kind = chance.random()
        if kind < 0.6:
            pieces.append(chance.choice(target.pieces))
        else:
            pieces.append(chance.choice(target.values) if kind < 0.9 else any_text(chance))
    return "".join(pieces)


# -- what must hold --------------------------------------------------------------------------------------------------


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for part in value:
            yield from strings(part)


def check_clean(value: Any) -> None:
    for text in strings(value):
        bad = [
            c for c in text if (ord(c) < 32 and c not in "\n\t") or 0x7F <= ord(c) < 0xA0 or 0xD800 <= ord(c) <= 0xDFFF
        ]
        assert not bad, f"unwanted characters {bad!r} in {text[:80]!r}"


def check_address(url: str) -> None:
    parts = urlsplit(url)
    assert parts.scheme in ("http", "https"), url
    assert parts.hostname, url
    assert not any(c.isspace() or ord(c) < 33 for c in url), url


def check_moment(moment: datetime | None) -> None:
    if moment is not None:
        assert moment.tzinfo is not None
        assert 1994 < moment.year < 2100, moment
        assert moment <= NOW + AHEAD, moment


def check_candidate(candidate: Candidate) -> None:
    check_address(candidate.url)
    check_clean([candidate.url, candidate.title, candidate.language, candidate.published_offset])
    check_moment(candidate.published_at)
    assert candidate.title != ""


def check_found(found: object) -> None:
    if isinstance(found, SitemapIndex):
        for child in found.children:
            check_address(child.url)
    elif isinstance(found, list):
        for candidate in found:
            check_candidate(candidate)
        assert len({one.url for one in found}) == len(found)
    else:
        assert isinstance(found, Rejected), found
        check_clean([found.detail, found.title])


def check_read(found: Article | Rejected) -> None:
    check_clean(list(astuple(found)))
    if isinstance(found, Article):
        assert found.text.strip() == found.text != ""
        check_moment(found.published.at)
        assert (found.published.at is not None) == (found.published.precision == "minute")
        if found.canonical_url is not None:
            assert urlsplit(found.canonical_url).scheme in ("http", "https")
        if found.published.date:
            assert found.published.date <= (NOW + AHEAD).date().isoformat()


# -- the readers -----------------------------------------------------------------------------------------------------


def fetched(text: str, path: str = "/", content_type: str | None = None) -> FetchedPage:
    content = text.encode("utf-8", "surrogatepass")
    return FetchedPage(HOST + path, HOST + path, content, NOW, content_type=content_type)


def read_source(kind: str, text: str) -> None:
    source = Source("cells", kind, f"{HOST}/{kind}", language="zh" if len(text) % 2 else None)  # type: ignore[arg-type]
    page = fetched(text, f"/{kind}")
    check_found(read_candidates(source, page))
    for found in find_sources(page):
        check_address(found.url)


def read_structured(text: str) -> None:
    tree = document.parse(
        f"<html><head><script type='application/ld+json'>{text}</script></head><body><p>x</p></body></html>"
    )
    assert tree is not None
    nodes = structured.json_ld(tree)
    structured.main_article(nodes, {HOST}, {"norrvind starts"})
    for node in nodes:
        structured.free_to_read(node)
        structured.node_addresses(node)
        check_clean([structured.text(node, "headline", "name"), structured.names(node, "author")])
    page = markup.read(tree, f"{HOST}/news/one")
    found = published(page, candidate=None, source=None, now=NOW)
    check_moment(found.at)
    check_clean([found.date, found.offset, markup.site_name(page), markup.canonical_address(page)])


def read_dates(text: str) -> None:
    for stamp in (dates.parse(text), *(stamp for stamp, _, _ in dates.visible(text))):
        if stamp is not None:
            assert 1995 <= stamp.year <= 2099
            assert stamp.wall.tzinfo is not None
            assert len(stamp.printed) in (7, 10)
            assert stamp.at is None or stamp.full
    for chinese in (False, True):
        if moment := read_date(text, now=NOW, chinese=chinese):
            check_moment(moment.at)
            check_clean(moment.offset)


def read_address(text: str) -> None:
    base, _, link = text.partition("\x1f")
    for found in (
        urls.canonical_url(text),
        urls.request_url(text),
        urls.join(base, link),
        urls.join(f"{HOST}/a/b", text),
    ):
        if found is not None:
            check_address(found)
            check_clean(found)
            assert urls.host_key(found)
            urls.is_article_like(found)
    canonical = urls.canonical_url(text)
    assert canonical is None or urls.canonical_url(canonical) == canonical, text
    urls.resolve(HOST, text)
    urls.host_key(text)
    urls.is_article_like(text)


def read_kind(text: str) -> None:
    text = decode(text.encode("utf-8", "surrogatepass"))
    tree = document.parse(text)
    if tree is None:
        return
    page = markup.read(tree, f"{HOST}/news/one?x={len(text)}", document.is_challenge(text))
    body = "\n\n".join(filter(None, (markup.quick_text(p) for p in tree.iter("p", "div", "li"))))
    refused = kinds.no_article(page, page.document_title, body, listing(page))
    assert refused is None or (refused[0] and refused[1])
    if refused is not None:
        check_clean(refused[1])
    assert kinds.kind(page, page.document_title, body, body, None) in ("article", "teaser", "press_release")


def read_document(text: str) -> None:
    check_read(extract_article(fetched(text, "/news/one", "text/html"), now=NOW))


TARGETS = {
    "feed": Target(FEED, lambda text: read_source("feed", text)),
    "sitemap": Target(SITEMAP, lambda text: read_source("sitemap", text)),
    "listing": Target(HTML, lambda text: read_source("listing", text)),
    "structured": Target(JSON, read_structured, QUOTED, 30),
    "dates": Target(DATES, read_dates, VALUES, 12),
    "addresses": Target(ADDRESSES, read_address, VALUES, 10),
    "kinds": Target(HTML, read_kind),
    "documents": Target(HTML, read_document, VALUES, 40, 0.1),
}


# -- running ---------------------------------------------------------------------------------------------------------

_watching = False
_touched: list[str] = []
_PACKAGE = Path(document.__file__).parent.parent
_OWN = tuple(map(str, (sys.prefix, sys.base_prefix, Path(os.__file__).parent, _PACKAGE)))


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watching:
        return
    if event in ("socket.connect", "subprocess.Popen", "os.system"):
        _touched.append(f"{event} {arguments}")
    elif event == "open" and isinstance(arguments[0], str) and not arguments[0].startswith(_OWN):
        _touched.append(f"open {arguments[0]}")


@contextmanager
def watched() -> Iterator[None]:
    """Fails when a file outside of Python's own was opened or a connection made inside."""
    global _watching
    _touched.clear()
    _watching = True
    try:
        yield
    finally:
        _watching = False
    assert not _touched, _touched


def read_one(name: str, text: str) -> float:
    """Read one input and check what comes of it; processor seconds. A fault carries its input."""
    started = time.process_time()
    try:
        with watched():
            TARGETS[name].read(text)
    except Exception as error:
        error.add_note(f"input of {name}: {text!r}")
        raise
    taken = time.process_time() - started
    assert taken < SLOWEST_S, f"{taken:.1f} s for {text!r}"
    return taken


def run(name: str, inputs: int, seed: int, seconds: float | None = None) -> tuple[int, float, str]:
    """How many inputs were read, processor seconds of the slowest, and that input. A fault raises with its input."""
    chance = random.Random(f"{name} {seed}")
    until = time.monotonic() + seconds if seconds else float("inf")
    slowest: tuple[float, str] = (0.0, "")
    for read in range(inputs):
        if time.monotonic() > until:
            return read, *slowest
        text = document_of(chance, TARGETS[name])
        slowest = max(slowest, (read_one(name, text), text))
    return inputs, *slowest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--inputs", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, help="of each target at most")
    options = parser.parse_args()
    if unknown := set(options.targets) - TARGETS.keys():
        parser.error(f"no such target: {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    sys.addaudithook(_audit)
    py3langid.classify("x")  # unpacks its model by way of a temporary file
    for name in options.targets or TARGETS:
        started = time.monotonic()
        wanted = round(options.inputs * TARGETS[name].share)
        read, slowest_s, text = run(name, wanted, options.seed, options.seconds)
        print(f"{name:<11} {read:>8} inputs, no fault, {time.monotonic() - started:>6.0f} s; slowest {slowest_s:.3f} s")
        print(f"            {text[:100]!r}", flush=True)


if __name__ == "__main__":
    main()
