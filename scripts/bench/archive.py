"""A database as two years of collecting leave it: a million mentions in a hundred thousand articles, from a seed.

    python scripts/bench/archive.py ~/bench.db                    # 100,000 articles with their pages
    python scripts/bench/archive.py small.db --articles 2000 --no-pages

Schema, entities, sources and rows are the program's own: everything goes through the functions that an ingest uses,
only many articles to a transaction. What it is like: entities by a Zipf law over the real catalogue, in the spelling of
the article's language; companies nobody listed; fewer articles on weekends, more from year to year; a source that was
down for six weeks; undated articles, dates of a month, teasers, edited articles, visits, rejected addresses.
The texts are sentences from a stock, so names stand in them as they would, and words do not.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import accumulate, islice
from pathlib import Path
from typing import NamedTuple

from archive_words import FILLERS, LANGUAGES, SENTENCES, TITLES, Template
from voltwire import settings
from voltwire.records import Article, Candidate, Entity, FetchedPage, Label, Mention, Part, Published, Rejected, Source
from voltwire.store import Store, Visit
from voltwire.store.articles import record_article
from voltwire.store.connection import open_to_write, transaction
from voltwire.store.pages import put_page
from voltwire.store.queue import add_candidates, reject
from voltwire.store.rows import moment_text
from voltwire.store.sources import record_visit
from voltwire.tagging.catalogue import load_catalogue

TAGGER = "archive 1"
DAYS = 730
DOWN = (60, 102)  # days before the end between which the second source brought nothing
_BATCH = 2000  # articles to a transaction
_FAMOUS = {
    "COMPANY": (
        "catl", "byd", "tesla", "lg-energy-solution", "samsung-sdi", "sk-on", "panasonic-energy", "toyota",
        "volkswagen", "calb", "gotion-high-tech", "northvolt", "eve-energy", "albemarle", "ganfeng-lithium",
        "posco-future-m",
        "ecopro-bm", "umicore", "hyundai-motor", "sunwoda", "svolt", "quantumscape", "lg-chem", "l-and-f", "brunp",
    ),
    "REGION": (
        "CN", "US", "KR", "JP", "DE", "europe", "CL", "AU", "ID", "IN", "HU", "PL", "CA", "FR", "SE", "US-NV", "US-GA",
        "US-MI", "CN-CQ", "CN-SC", "CN-GD", "CN-JS", "AR", "GB", "eu", "asia", "ES", "MX", "TH", "MA",
    ),
    "CHEMISTRY": (
        "li-ion", "lfp", "solid-state", "sodium-ion", "nmc", "silicon-anode", "graphite-anode", "lmfp", "nmc-811",
        "semi-solid-state", "sulfide-electrolyte", "flow-vanadium", "nca", "li-metal", "hard-carbon", "lead-acid",
    ),
    "MATERIAL": ("lithium", "lithium-carbonate", "nickel", "cobalt", "lithium-hydroxide", "graphite", "black-mass"),
}  # fmt: skip


class Cast(NamedTuple):
    """What can be named under one label: entities, most famous first, and how often (cumulative weights)."""

    entities: Sequence[Entity]
    weights: Sequence[float]


class Piece(NamedTuple):
    """One article as it would come from reading, with the candidate that led to it."""

    candidate: Candidate
    page: FetchedPage | None
    article: Article
    mentions: list[Mention]
    seen_at: datetime


def zipf(size: int) -> list[float]:
    """Cumulative weights of ranks 1 to `size` (Zipf–Mandelbrot): the first company is in one article of six."""
    return list(accumulate((rank + 2.7) ** -1.25 for rank in range(1, size + 1)))


def cast(entities: Sequence[Entity], label: Label) -> Cast:
    prefix = f"{label.lower()}:"
    known = {entity.id: entity for entity in entities if entity.label == label}
    first = [known.pop(prefix + name) for name in _FAMOUS.get(label, ()) if prefix + name in known]
    ordered = [*first, *known.values()]
    return Cast(ordered, zipf(len(ordered)))


@dataclass(frozen=True)
class Archive:
    """The articles of an archive, each made from its number and the seed alone."""

    entities: Sequence[Entity]
    sources: Sequence[Source]
    until: date
    articles: int
    seed: int = 7
    pages: bool = True

    @cached_property
    def casts(self) -> dict[str, Cast]:
        return {label: cast(self.entities, label) for label in ("COMPANY", "REGION", "CHEMISTRY", "MATERIAL")}

    @cached_property
    def source_weights(self) -> list[float]:
        return zipf(len(self.sources))

    @cached_property
    def moments(self) -> list[datetime]:
        """When each article was published, oldest first: an ingest stores them in about this order."""
        rng = random.Random(f"{self.seed}/moments")
        days, weights = _days(self.until)
        return sorted(
            datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=rng.randrange(1440))
            for day in rng.choices(days, weights, k=self.articles)
        )

    def piece(self, number: int, *, at: datetime | None = None) -> Piece:
        """Article `number`; published at `at` instead of at its own time when one is given."""
        rng = random.Random(f"{self.seed}/{number}")
        moment = at or self.moments[number]
        source = self._source(rng, moment)
        language = source.language or rng.choices(*LANGUAGES)[0]
        named = self._named(rng)
        title, title_mentions = _written(rng, [rng.choice(TITLES[language])], named, language, "title")
        text, text_mentions = _written(rng, _body(rng, language), named, language, "text")
        url = f"https://{source.id}.example/news/{number}"
        article = Article(
            url=url,
            title=title,
            text=text,
            language=language,
            page_kind=rng.choices(("article", "teaser", "press_release"), (86, 6, 8))[0],
            source_id=source.id,
            authors=("Robin Sample",),
            site_name=source.name or source.id,
            published=_published(rng, moment),
            fetched_at=moment + timedelta(minutes=rng.randint(2, 300)),
            relevance=round(rng.uniform(0.5, 1), 2),
            extractor=TAGGER,
        )
        assert article.fetched_at is not None
        candidate = Candidate(url, source.id, title, published_at=moment, language=language)
        page = _page(rng, article) if self.pages else None
        return Piece(candidate, page, article, title_mentions + text_mentions, article.fetched_at)

    def edited(self, piece: Piece, number: int) -> Piece:
        """The same article some hours later, with another end."""
        other = self.piece(number + self.articles, at=piece.seen_at)
        rng = random.Random(f"{self.seed}/edit/{number}")
        text, mentions = _written(rng, _body(rng, "en"), self._named(rng), "en", "text")
        kept = [mention for mention in piece.mentions if mention.part == "title"]
        article = replace(piece.article, text=text, fetched_at=piece.seen_at + timedelta(hours=rng.randint(1, 40)))
        assert article.fetched_at is not None
        page = replace(piece.page, content=other.page.content) if piece.page and other.page else None
        return Piece(piece.candidate, page, article, kept + mentions, article.fetched_at)

    def _source(self, rng: random.Random, moment: datetime) -> Source:
        source = rng.choices(self.sources, cum_weights=self.source_weights)[0]
        down = DOWN[0] <= (self.until - moment.date()).days <= DOWN[1]
        return self.sources[0] if source is self.sources[1] and down else source

    def _named(self, rng: random.Random) -> dict[str, list[Entity | str]]:
        """Who and what an article is about: few of each, so that they come again within it."""
        named: dict[str, list[Entity | str]] = {}
        for label, most in (("COMPANY", 4), ("REGION", 3), ("CHEMISTRY", 2), ("MATERIAL", 2)):
            some = self.casts[label]
            named[label] = rng.choices(some.entities, cum_weights=some.weights, k=rng.randint(1, most))
        if rng.random() < 0.18:
            named["COMPANY"][-1] = unlisted(rng)
        return named


def unlisted(rng: random.Random) -> str:
    """A company nobody listed; a few of them come again and again."""
    first = ("Volt", "Halden", "Kestrel", "Norr", "Lumen", "Terra", "Quant", "Argo", "Silva", "Ember", "Polar", "Zeph")
    then = ("aro", "ine", "mark", "ridge", "wick", "ion", "ella", "gate", "stone", "vale", "dyne", "mere")
    last = ("Cells", "Energy", "Materials", "Battery Systems", "Storage", "Minerals", "Power GmbH", "Technologies")
    return (
        f"{_skewed(rng, first)}{_skewed(rng, then)} {_skewed(rng, last)}"
        + rng.choice(("", "", "", " II", " Asia", " North", " One")) * (rng.random() < 0.5)
    )  # fmt: skip


def _skewed(rng: random.Random, words: Sequence[str]) -> str:
    return words[min(int(rng.expovariate(0.35)), len(words) - 1)]


def _days(until: date) -> tuple[list[date], list[float]]:
    """The days of two years and how much each brings: half on weekends, twice as much at the end as at the start."""
    days = [until - timedelta(days=DAYS - 1 - number) for number in range(DAYS)]
    return days, [(0.5 if day.weekday() > 4 else 1.0) * (1 + number / DAYS) for number, day in enumerate(days)]


def _published(rng: random.Random, moment: datetime) -> Published:
    kind = rng.choices(("minute", "day", "month", "none"), (70, 25, 2, 3))[0]
    trust = rng.choices(("high", "medium", "low"), (76, 16, 8))[0]
    if kind == "minute":
        return Published(moment, moment.date().isoformat(), "+00:00", "minute", "json-ld", trust)
    if kind == "day":
        return Published(None, moment.date().isoformat(), None, "day", "text", trust)
    if kind == "month":
        return Published(None, f"{moment:%Y-%m}", None, "month", "text", "low")
    return Published()


def _body(rng: random.Random, language: str) -> list[Template]:
    """Templates of a body's sentences, the naming ones first and then among the others."""
    naming = rng.choices(SENTENCES[language], k=max(1, round(rng.lognormvariate(0.95, 0.5))))
    others = rng.choices(FILLERS[language], k=rng.randint(6, 26))
    rest = naming[1:] + others
    rng.shuffle(rest)
    return [naming[0], *rest]


def _written(
    rng: random.Random, templates: Sequence[Template], named: dict[str, list[Entity | str]], language: str, part: Part
) -> tuple[str, list[Mention]]:
    """Sentences with names filled in, four to a paragraph, and the mentions in them."""
    pieces: list[str] = []
    mentions: list[Mention] = []
    length = 0
    gap = "" if language in ("zh", "ja") else " "
    for number, template in enumerate(templates):
        joint = ("\n\n" if number % 4 == 0 else gap) if number else ""
        start = at = length + len(joint)
        found: list[tuple[int, str, Entity | str, str]] = []
        filled = [joint]
        for literal, slot in template:
            if slot == "NUMBER":
                literal += str(rng.randint(2, 980))
            filled.append(literal)
            at += len(literal)
            if slot and slot != "NUMBER":
                named[slot].append(one := named[slot].pop(0))  # in turn: a sentence names two companies, not one twice
                spelling = one if isinstance(one, str) else spelled(rng, one, language)
                filled.append(spelling)
                found.append((at, spelling, one, slot))
                at += len(spelling)
        sentence = "".join(filled)
        pieces.append(sentence)
        length += len(sentence)
        mentions += [_mention(*one, start, length, part) for one in found]
    return "".join(pieces), mentions


def _mention(at: int, spelling: str, one: Entity | str, label: Label, start: int, end: int, part: Part) -> Mention:
    known = isinstance(one, Entity)
    return Mention(
        at, at + len(spelling), spelling, label, one.id if known else None, one.name if known else one, "name",
        "catalogue" if known else "model", 1.0 if known else 0.87, start, end, part,
    )  # fmt: skip


def spelled(rng: random.Random, entity: Entity, language: str) -> str:
    """A spelling of an entity in a language, its name when there is none."""
    own = [alias.text for alias in entity.aliases if alias.language == language and alias.form == "name"]
    return rng.choice(own) if own else entity.name


_SHELL = "".join(f'<li><a href="/section/{n}">Section {n} of the site</a></li>' for n in range(400))


def _page(rng: random.Random, article: Article) -> FetchedPage:
    """The document the article was read from: the text between what sites put around it, some of it new each time."""
    state = rng.randbytes(4000).hex()
    html = f"<html><title>{article.title}</title><ul>{_SHELL}</ul><p>{article.text}</p><script>'{state}'</script>"
    assert article.fetched_at is not None
    return FetchedPage(
        article.url, article.url, html.encode(), article.fetched_at, content_type="text/html", charset="utf-8"
    )


def write(path: Path, archive: Archive, digest: str) -> None:
    """Write the whole archive into a new database."""
    with Store.open(path, create=True) as store:
        store.sync_sources(archive.sources, datetime(archive.until.year, 1, 1, tzinfo=UTC))
        store.sync_entities(archive.entities, digest)
    connection = open_to_write(path)
    connection.execute("PRAGMA synchronous = OFF")  # a generator that is killed starts again
    connection.execute("PRAGMA cache_size = -262144")
    pieces = (archive.piece(number) for number in range(archive.articles))
    done = 0
    while batch := list(islice(pieces, _BATCH)):
        with transaction(connection, path):
            for number, piece in enumerate(batch, done):
                _record(connection, archive, piece, number)
        done += len(batch)
        print(f"\r{done:,} articles", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    with transaction(connection, path):
        _others(connection, archive)
    with transaction(connection, path):
        _visits(connection, archive)
    connection.close()
    Store.open(path).close()  # lets SQLite look at its indexes, as the end of each cycle does


def _record(connection: sqlite3.Connection, archive: Archive, piece: Piece, number: int) -> None:
    record_article(connection, piece.candidate, piece.page, piece.article, piece.mentions, TAGGER, piece.seen_at)
    if number % 33 == 32:
        later = archive.edited(piece, number)
        record_article(connection, later.candidate, later.page, later.article, later.mentions, TAGGER, later.seen_at)


_REASONS = ("off_topic", "not_found", "no_text", "listing_page", "consent_page", "robots", "not_html", "timeout")


def _others(connection: sqlite3.Connection, archive: Archive) -> None:
    """Three rejected addresses to four articles, most of them off topic, and some that wait."""
    for number in range(archive.articles * 3 // 4):
        rng = random.Random(f"{archive.seed}/other/{number}")
        piece = archive.piece(number)
        source = rng.choice(archive.sources)
        url = f"https://{source.id}.example/other/{number}"
        candidate = replace(piece.candidate, url=url, source_id=source.id)
        reason = rng.choices(_REASONS, (70, 6, 6, 6, 4, 4, 2, 2))[0]
        score = round(rng.betavariate(1.2, 3) * 0.5, 2) if reason == "off_topic" else None
        detail = f"score {score:.2f}, needs 0.50" if score is not None else reason.replace("_", " ")
        if number % 100 == 99:
            add_candidates(connection, source, [candidate], piece.seen_at)
            continue
        rejected = Rejected("relevance", url, reason, detail, title=piece.article.title, relevance=score)  # type: ignore[arg-type]
        page_url = put_page(connection, replace(piece.page, final_url=url), replace=False) if piece.page else None
        reject(connection, candidate, rejected, page_url, piece.seen_at)


def _visits(connection: sqlite3.Connection, archive: Archive) -> None:
    """Each source asked every two hours."""
    end = datetime(archive.until.year, archive.until.month, archive.until.day, 23, tzinfo=UTC)
    rng = random.Random(f"{archive.seed}/visits")
    for source in archive.sources:
        connection.executemany(
            "INSERT INTO visits (source_id, started_at, outcome, reason, http_status, bytes, candidates, new_articles,"
            " elapsed_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            _visit_rows(rng, source, end),
        )
        last = Visit(source.id, end, "ok", http_status=200, bytes=60_000, candidates=20, elapsed_ms=900)
        record_visit(connection, last, end + timedelta(hours=2), None, None, end)


def _visit_rows(rng: random.Random, source: Source, end: datetime) -> Iterator[tuple[object, ...]]:
    for number in range(DAYS * 12, 0, -1):
        outcome = rng.choices(("ok", "not_modified", "failed"), (60, 36, 4))[0]
        at = moment_text(end - timedelta(hours=2 * number))
        if outcome == "failed":
            yield source.id, at, outcome, "timeout", None, 0, 0, 0, 30_000
        else:
            yield source.id, at, outcome, None, 200 if outcome == "ok" else 304, 60_000, 20, 1, rng.randint(100, 3000)


def open_archive(articles: int, *, seed: int = 7, until: date | None = None, pages: bool = True) -> tuple[Archive, str]:
    """An archive over the shipped catalogue and sources, and the catalogue's digest."""
    shipped = settings.load()
    catalogue = load_catalogue(shipped.catalogue_files())
    end = until or datetime.now(UTC).date()
    return Archive(list(catalogue.entities.values()), shipped.sources, end, articles, seed, pages), catalogue.digest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--until", type=date.fromisoformat, help="last day; today when not given")
    parser.add_argument("--no-pages", action="store_true", help="leave the fetched documents out: half the size")
    given = parser.parse_args()
    if given.path.exists():
        sys.exit(f"{given.path}: is there already; name another file")
    started = time.monotonic()
    archive, digest = open_archive(given.articles, seed=given.seed, until=given.until, pages=not given.no_pages)
    write(given.path, archive, digest)
    with Store.open(given.path, read_only=True) as store:
        told = store.status()
    print(
        f"{given.path}: {told.mentions:,} mentions in {told.articles:,} articles, {told.size_bytes / 1e6:,.0f} MB,"
        f" made in {time.monotonic() - started:.0f} s"
    )


if __name__ == "__main__":
    main()
