"""Commands that read given texts and pages: extract, tag, evaluate."""

from __future__ import annotations

import codecs
import hashlib
import json
import logging
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .. import logs
from ..errors import InputError
from ..garbage import loaded_for_good, no_collecting
from ..records import FetchedPage, Mention, NotModified, Rejected
from . import views
from .context import Context, pass_context
from .output import print_json, print_json_line, print_table

if TYPE_CHECKING:
    from ..settings import Settings
    from ..store import Store
    from ..tagging.tagger import Tagger
    from ..work import Reader, Reading


@click.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print an array with one object per input.")
@click.option("--store", "keep", is_flag=True, help="Keep articles and mentions in the database.")
@click.option("--allow-private", is_flag=True, help="Let addresses be on this machine or a private network.")
@pass_context
def extract(context: Context, inputs: tuple[str, ...], as_json: bool, keep: bool, allow_private: bool) -> int:
    """Read articles: text, date, companies, regions, chemistries.

    INPUT is an address, an HTML file, a text file, or - for standard input.

    \b
    Examples: voltwire extract https://example.org/article
              voltwire extract saved-page.html --json
    """
    missing = [name for name in inputs if not _is_address(name) and name != "-" and not Path(name).is_file()]
    if missing:
        what = "is a folder" if Path(missing[0]).is_dir() else "no such file"
        raise InputError(f"{missing[0]}: {what}; give an address (https://…), a file, or - for standard input")
    logs.set_up(logging.WARNING)
    store = context.store_to_write(create=True) if keep else None
    try:
        outcomes = list(_extract_all(context, inputs, allow_private, store))
    finally:
        if store is not None:
            store.close()
    if as_json:
        print_json([views.reading_json(name, outcome) for name, outcome in outcomes])
    else:
        for name, outcome in outcomes:
            views.print_reading(name, outcome)
    return 1 if any(isinstance(outcome, Rejected) for _, outcome in outcomes) else 0


def _is_address(name: str) -> bool:
    return re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*://", name) is not None


def _extract_all(
    context: Context, inputs: Sequence[str], allow_private: bool, store: Store | None
) -> Iterator[tuple[str, Reading | Rejected]]:
    from ..work import Reader

    # Relevance is kept with a stored article; nobody asks for it here, and its vocabulary takes a while to load.
    reader = Reader(context.settings, scores=store is not None)
    loaded_for_good()
    if store is not None:
        _bring_catalogue(context.settings, store)
    fetched = _fetch_all(context.settings, [name for name in inputs if _is_address(name)], allow_private)
    for name in inputs:
        page = fetched[name] if _is_address(name) else _local_page(name)
        outcome = page if isinstance(page, Rejected) else _read(reader, name, page)
        if store is not None and not isinstance(outcome, Rejected):
            stored_page = page if isinstance(page, FetchedPage) else None
            store.record_article(
                None, stored_page, outcome.article, outcome.mentions, outcome.tagger, datetime.now(UTC)
            )
        yield name, outcome


def _bring_catalogue(settings: Settings, store: Store) -> None:
    from ..tagging.catalogue import load_catalogue

    catalogue = load_catalogue(settings.catalogue_files())
    store.sync_entities(catalogue.entities.values(), catalogue.digest)


def _local_page(name: str) -> FetchedPage:
    content = sys.stdin.buffer.read() if name == "-" else _file_bytes(Path(name))
    # What comes by standard input is named by its bytes: another text is another article.
    digest = hashlib.sha256(content).hexdigest()[:16]
    address = f"stdin:{digest}" if name == "-" else Path(name).resolve().as_uri()
    return FetchedPage(address, address, content, datetime.now(UTC))


def _fetch_all(settings: Settings, addresses: Sequence[str], allow_private: bool) -> dict[str, FetchedPage | Rejected]:
    """The documents of all addresses, hosts in parallel, with the same manners as an ingest."""
    if not addresses:
        return {}
    import asyncio

    from ..fetching import Fetcher
    from ..urls import host_key

    async def fetch_all() -> list[FetchedPage | NotModified | Rejected]:
        async with Fetcher(settings.fetching) as fetcher:
            hosts = [host_key(address) if allow_private else None for address in addresses]
            asked = [fetcher.fetch(address, private_host=host) for address, host in zip(addresses, hosts, strict=True)]
            return await asyncio.gather(*asked)

    pages = dict(zip(addresses, asyncio.run(fetch_all()), strict=True))
    # No validators were sent, so the fetcher takes a 304 for an http_error.
    return {address: page for address, page in pages.items() if not isinstance(page, NotModified)}


def _file_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error


def _read(reader: Reader, name: str, page: FetchedPage) -> Reading | Rejected:
    """HTML goes through extraction; a file or standard input that is plain text is read as such."""
    if not _is_address(name) and looks_like_text(page.content):
        from ..extraction import decode, extract_text

        found = extract_text(decode(page.content), name=page.final_url, now=page.fetched_at)
        if isinstance(found, Rejected):
            return found
        return reader.tag(replace(found, fetched_at=page.fetched_at), keep=True)
    from ..work import ReadingTask

    return reader.read(ReadingTask(page, page.fetched_at, keep=True))


def looks_like_text(content: bytes) -> bool:
    """Whether a file holds plain text: no markup near its start, no binary bytes, no JSON."""
    marked = next((name for mark, name in _MARKS.items() if content.startswith(mark)), None)
    head = content[:8192].decode(marked or "utf-8", "replace").lstrip("\ufeff \t\r\n")
    strange = sum(not (c.isprintable() or c in "\t\r\n\f") for c in head)
    if strange > len(head) / 50 or head.startswith(("%PDF", "{", "[{")):
        return False
    return re.search(r"<(?:!doctype|html|head|body|article|div|p|h1|title|meta|\?xml)\b", head, re.I) is None


_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


@click.command()
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--lang", metavar="xx", help="Language of the texts (en, zh, ko, ja, de …); recognised when left out.")
@click.option("--no-catalogue", is_flag=True, help="Use the model and patterns alone.")
@click.option("--jsonl", is_flag=True, help='Lines {"id","text","lang"?} in, lines {"id","mentions"} out.')
@pass_context
def tag(context: Context, files: tuple[Path, ...], lang: str | None, no_catalogue: bool, jsonl: bool) -> int:
    """Tag plain text: files or standard input in, mentions out.

    \b
    Examples: echo "CATL opens a plant in Debrecen." | voltwire tag
              voltwire tag --jsonl texts.jsonl
    """
    from ..tagging.tagger import load_tagger

    for path in files:
        if not path.is_file() and str(path) != "-":
            raise InputError(f"{path}: no such file")
    with no_collecting():
        tagger = load_tagger(context.settings, use_catalogue=not no_catalogue)
    loaded_for_good()
    if jsonl:
        return _tag_lines(tagger, _lines(files), lang)
    columns = ("start", "end", "label", "entity_id", "text")
    for path in files or (Path("-"),):
        found = tagger.tag(_text(path), lang)
        rows = [(m.start, m.end, m.label, m.entity_id or "-", m.text) for m in found]
        if len(files) > 1:  # offsets start again with each file
            print_table(("file", *columns), [(str(path), *row) for row in rows], empty=f"{path}: nothing found")
        else:
            print_table(columns, rows)
    return 0


def _text(path: Path) -> str:
    from ..extraction import decode

    return decode(sys.stdin.buffer.read() if str(path) == "-" else _file_bytes(path))


def _lines(files: Iterable[Path]) -> Iterator[bytes]:
    for path in files or (Path("-"),):
        if str(path) == "-":
            yield from sys.stdin.buffer
        else:
            with path.open("rb") as file:
                yield from file


def _tag_lines(tagger: Tagger, lines: Iterable[bytes], lang: str | None) -> int:
    """Tag JSON lines in order. A bad line is answered with its number and what is wrong; the rest goes on."""
    failed = False
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        given: Any = None
        try:
            given = _json_of_line(line)
            text, own_lang = _text_of_line(given)
        except (ValueError, TypeError) as error:
            failed = True
            identity = given.get("id") if isinstance(given, dict) else None
            print_json_line({"id": identity, "line": number, "error": str(error)})
            continue
        mentions = tagger.tag(text, own_lang or lang)
        print_json_line({"id": given.get("id"), "mentions": [views.mention_json(m, text) for m in mentions]})
    return 1 if failed else 0


def _json_of_line(line: bytes) -> object:
    try:
        return json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError(f"is no UTF-8 (byte {error.start + 1})") from None
    except ValueError as error:
        raise ValueError(f"is no JSON ({error})") from None


def _text_of_line(given: object) -> tuple[str, str | None]:
    if not isinstance(given, dict):
        raise TypeError('not an object; write {"id": …, "text": "…"}')
    text, lang = given.get("text"), given.get("lang")
    if not isinstance(text, str):
        raise TypeError('"text" is missing or no string')
    if lang is not None and not isinstance(lang, str):
        raise TypeError('"lang" is no string')
    # A lone surrogate (\\ud800 in JSON) is no character: it cannot be stored, printed or counted.
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise ValueError('"text" holds a lone surrogate')
    return text, lang


@click.command()
@click.argument("corpus", metavar="CORPUS.jsonl", type=click.Path(path_type=Path))
@click.option("--no-catalogue", is_flag=True, help="Judge the model and patterns alone.")
@click.option("--json", "as_json", is_flag=True, help="Print all figures as JSON.")
@pass_context
def evaluate(context: Context, corpus: Path, no_catalogue: bool, as_json: bool) -> int:
    """Judge the tagger on annotated texts.

    Prints precision, recall, F1 and linking per label and language.

    Each line of CORPUS is {"id","text","lang","mentions":[{"start","end","label","entity_id","optional"?}]}.

    \b
    Example: voltwire evaluate corpus.jsonl --json
    """
    from ..evaluation import read_corpus, score
    from ..tagging.tagger import load_tagger

    if not corpus.is_file():
        raise InputError(f"{corpus}: no such file")
    gold = read_corpus(corpus)
    tagger = load_tagger(context.settings, use_catalogue=not no_catalogue)
    predicted: dict[str, list[Mention]] = {text.id: tagger.tag(text.text, text.lang) for text in gold}
    report = score(gold, predicted)
    if as_json:
        print_json(report.as_json())
    else:
        views.print_evaluation(report)
    return 0
