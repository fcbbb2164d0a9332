"""Commands that ask: entities, show, search, why, query, sql."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import InputError
from ..records import Entity
from ..tagging.catalogue import load_catalogue
from .context import Context, R, pass_context
from .output import Form, clean, print_json, print_rows, print_table
from .views import shorten

_WORDS = 8  # of those that made a score

if TYPE_CHECKING:
    from ..store import CandidateFate, NamedQuery, Store


def _answer_options(command: Callable[..., R]) -> Callable[..., R]:
    """--json, --csv, --bom and --xlsx for commands that answer with rows; they come as one `form`."""

    @click.option("--json", "as_json", is_flag=True, help="An array of objects.")
    @click.option("--csv", "as_csv", is_flag=True, help="CSV with a head line.")
    @click.option("--bom", is_flag=True, help="With --csv: a byte order mark first, so that Excel reads it as UTF-8.")
    @click.option(
        "--xlsx",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Write a workbook, replacing FILE.",
    )
    @wraps(command)
    def with_form(*args: Any, as_json: bool, as_csv: bool, bom: bool, xlsx: Path | None, **given: Any) -> R:
        form = Form(as_json, as_csv, bom, xlsx)
        form.check()
        return command(*args, form=form, **given)

    return with_form


@click.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--label", type=click.Choice(["company", "region", "chemistry", "material"], case_sensitive=False))
@click.option("--json", "as_json", is_flag=True, help="Print full entries as JSON.")
@pass_context
def entities(context: Context, names: tuple[str, ...], label: str | None, as_json: bool) -> int:
    """Look names up in the catalogue.

    NAME is an id or any way of writing a name; without NAME the catalogue is listed.

    \b
    Example: voltwire entities 宁德时代 LFP
    """
    catalogue = load_catalogue(context.settings.catalogue_files())
    found: dict[str, Entity] = {}
    missing = []
    for name in names:
        hits = catalogue.find(name)
        found.update({entity.id: entity for entity in hits})
        if not hits:
            missing.append(name)
    chosen = list(found.values()) if names else list(catalogue.entities.values())
    if label:
        chosen = [entity for entity in chosen if entity.label == label.upper()]
    if as_json:
        print_json([entity_json(entity) for entity in chosen])
    elif chosen or not names:
        rows = [[e.id, e.kind, e.name, e.country, ", ".join(_other_names(e))] for e in chosen]
        print_table(["id", "kind", "name", "country", "also written"], rows)
    for name in missing:
        click.echo(f"voltwire: {clean(name)}: not in the catalogue", err=True)
    return 1 if missing else 0


def entity_json(entity: Entity) -> dict[str, Any]:
    """An entity as `entities --json` prints it."""
    return {
        "id": entity.id,
        "label": entity.label,
        "kind": entity.kind,
        "name": entity.name,
        "aliases": [{"alias": alias.text, "language": alias.language} for alias in entity.aliases],
        "parents": [{"id": parent.id, "kind": parent.kind} for parent in entity.parents],
        "country": entity.country,
        "wikidata": entity.wikidata,
        "ticker": entity.ticker,
        "roles": list(entity.roles),
        "attributes": dict(entity.attributes),
        "replaced_by": entity.replaced_by,
    }


def _other_names(entity: Entity, most: int = 6) -> list[str]:
    names = list(dict.fromkeys(alias.text for alias in entity.aliases if alias.text != entity.name))
    return names[:most] + ([f"and {len(names) - most} more"] if len(names) > most else [])


@click.command()
@click.argument("name", metavar="ID_OR_NAME")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 1000), help="Rows of evidence.")
@click.option("--json", "as_json", is_flag=True, help="Print entity and evidence as JSON.")
@pass_context
def show(context: Context, name: str, limit: int, as_json: bool) -> int:
    """Show one entity with its newest evidence.

    ID_OR_NAME is an id or a name in any language.

    \b
    Example: voltwire show 宁德时代
    """
    hits = load_catalogue(context.settings.catalogue_files()).find(name)
    if not hits:
        raise InputError(f"{clean(name)}: not in the catalogue; {context.hint('entities')} lists what is")
    with context.store_to_ask() as store:
        answers = [(entity, store.evidence_of(entity.id, limit)) for entity in hits]
    if as_json:
        print_json([{**entity_json(entity), "evidence": [asdict(row) for row in rows]} for entity, rows in answers])
        return 0
    for entity, rows in answers:
        _print_entity(entity)
        shown = [[r.published_date, r.source, shorten(r.sentence, r.text, 200), r.url] for r in rows]
        print_table(["date", "source", "sentence", "url"], shown, empty="no evidence collected yet")
    return 0


def _print_entity(entity: Entity) -> None:
    click.secho(f"{entity.name}  [{entity.id}]", bold=True)
    facts = [entity.kind, entity.country, ", ".join(entity.roles), entity.ticker, entity.wikidata]
    click.echo("  " + " · ".join(fact for fact in facts if fact))
    if entity.parents:
        click.echo("  " + ", ".join(f"{parent.kind.replace('_', ' ')}: {parent.id}" for parent in entity.parents))
    if names := _other_names(entity, 20):
        click.echo("  also written: " + ", ".join(names))


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 10_000), help="Rows.")
@_answer_options
@pass_context
def search(context: Context, words: tuple[str, ...], limit: int, form: Form) -> int:
    """Find articles by words in any language.

    All of the words must occur.

    \b
    Example: voltwire search 固态 宁德
    """
    with context.store_to_ask() as store:
        hits = store.search(" ".join(words), limit)
    columns = ["article_id", "published_date", "source", "title", "url", "language", "excerpt"]
    rows = [[getattr(hit, column) for column in columns] for hit in hits]
    print_rows(columns, rows, form, empty="no article holds these words")
    return 0


@click.command()
@click.argument("url")
@click.option("--json", "as_json", is_flag=True, help="Print what is known as JSON.")
@pass_context
def why(context: Context, url: str, as_json: bool) -> int:
    """Say what became of an address.

    Stored, waiting, rejected (and why), or never seen.

    \b
    Example: voltwire why https://example.org/article
    """
    from ..urls import canonical_url

    address = canonical_url(url)
    if address is None:
        raise InputError(f"{clean(url)}: no web address; give one that begins with http:// or https://")
    with context.store_to_ask() as store:
        fate = store.what_became_of(address)
        words = _words(context, store, fate) if fate is not None else ()
    if as_json:
        print_json({"url": address, "state": "not seen"} if fate is None else {**asdict(fate), "words": words})
    elif fate is None:
        click.echo(f"not seen: no source has shown {clean(address)}, and nobody has stored it")
    else:
        for line in _told_fate(fate, words):
            click.echo(clean(line))
    return 0


def _words(context: Context, store: Store, fate: CandidateFate) -> tuple[str, ...]:
    """The words that made a stored article's score; those of a refused one stand in its detail."""
    from ..reconsidering import weigh_article

    weighed = weigh_article(context.settings, store, fate.article_id) if fate.article_id is not None else None
    return weighed.words if weighed is not None else ()


def _told_fate(fate: CandidateFate, words: Sequence[str]) -> Iterator[str]:
    """What became of an address, in lines for a person."""
    reason = (fate.reason or "").replace("_", " ")
    if fate.state == "done":
        yield f"stored as article {fate.article_id}, version {fate.article_version}, {fate.mentions} mentions"
        yield f"title: {fate.article_title}"
        if fate.relevance is not None:
            yield f"relevance: {fate.relevance:.2f}" + (f" ({', '.join(words[:_WORDS])})" if words else "")
        if fate.article_url != fate.url:
            yield f"under the address {fate.article_url}"
    elif fate.state == "rejected":
        yield f"rejected: {reason}" + (f" ({fate.detail})" if fate.detail else "")
    else:
        yield f"waiting since {fate.found_at:%Y-%m-%d %H:%M} UTC" + (f"; last try: {reason}" if reason else "")
        if fate.next_try_at:
            yield f"next try after {fate.next_try_at:%Y-%m-%d %H:%M} UTC, {fate.attempts} so far"
    if fate.state != "done" and fate.title:
        yield f"title: {fate.title}"
    if fate.source_id:
        yield f"shown by the source {fate.source_id}, first on {fate.found_at:%Y-%m-%d}"


@click.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
@click.argument("name", required=False)
@_answer_options
@click.argument("parameters", nargs=-1, type=click.UNPROCESSED)
@pass_context
def query(context: Context, name: str | None, parameters: tuple[str, ...], form: Form) -> int:
    """Answer a named query.

    Without NAME, list them with their parameters.

    \b
    Examples: voltwire query movers
              voltwire query mentioned-with --entity chemistry:sodium-ion --xlsx sodium.xlsx
    """
    from ..store import load_queries

    queries = load_queries(context.settings.config_file("queries.toml"))
    if name is None:
        rows = [[q.name, q.title, _told_parameters(q)] for q in queries.values()]
        print_rows(["query", "answers", "parameters"], rows, form)
        return 0
    if name not in queries:
        raise InputError(f'no query "{clean(name)}"; there are {", ".join(queries)}')
    named = queries[name]
    values = named.bind(_given_parameters(name, parameters), datetime.now(UTC).date())
    for key in values.keys() & {"entity", "company", "with"}:
        values[key] = _entity_id(context, str(values[key]))
    with context.store_to_ask() as store:
        found = store.run_sql(named.sql, values)
        about = [] if form.as_json or form.as_csv else _about(store, named, values)
    print_rows(found.columns, found.rows, form, about=about)
    if form.is_table:
        click.echo("\n".join(about), err=True)
    return 0


def _about(store: Store, query: NamedQuery, values: dict[str, Any]) -> list[str]:
    """What an answer leaves out, and how much where that is counted."""
    from ..store import told_left_out

    counted = told_left_out(store.run_sql(query.left_out, values)) if query.left_out else ""
    return [query.description.strip(), *([f"Left out here: {counted}."] if counted else [])]


def _told_parameters(query: NamedQuery) -> str:
    return " ".join(f"--{key} {value}".strip() for key, value in query.params.items())


def _entity_id(context: Context, given: str) -> str:
    """An entity id from an id or any name (InputError when the catalogue has neither)."""
    if not given:
        return given
    catalogue = load_catalogue(context.settings.catalogue_files())
    hits = catalogue.find(given)
    if not hits and ":" not in given:  # an id may have left the catalogue and still stand in the database
        raise InputError(f"{clean(given)}: not in the catalogue; {context.hint('entities')} lists what is")
    return hits[0].id if hits else given


def _given_parameters(query_name: str, words: Sequence[str]) -> dict[str, str]:
    """`--entity X --weeks=4` as a dict."""
    values: dict[str, str] = {}
    left = list(words)
    while left:
        word = left.pop(0)
        if not word.startswith("--"):
            raise InputError(f'query {query_name}: "{clean(word)}" is no parameter; write --NAME VALUE')
        key, equals, value = word[2:].partition("=")
        if not equals:
            if not left:
                raise InputError(f"query {query_name}: --{key} needs a value")
            value = left.pop(0)
        values[key.replace("-", "_")] = value
    return values


@click.command()
@click.argument("statement", metavar="SQL")
@click.option("--limit-s", default=30.0, show_default=True, help="Seconds after which the question is given up.")
@_answer_options
@pass_context
def sql(context: Context, statement: str, limit_s: float, form: Form) -> int:
    """Ask in SQL, read-only.

    \b
    Example: voltwire sql "select entity, count(*) from evidence where label = 'company' group by 1 order by 2 desc"
    """
    with context.store_to_ask() as store:
        found = store.run_sql(statement, {}, limit_s=limit_s)
    print_rows(found.columns, found.rows, form, about=[statement])
    return 0
