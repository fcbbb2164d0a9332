"""Commands about sources: list, add, test."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from .. import settings as settings_module
from ..errors import InputError, SettingsError
from ..records import Candidate, FetchedPage, NotModified, Rejected, Source, SourceKind
from ..urls import canonical_url
from .context import Context, pass_context
from .output import clean, counted, print_json, print_table

if TYPE_CHECKING:
    from pathlib import Path

    from ..fetching import Fetcher
    from ..visiting import Found


@click.group()
def sources() -> None:
    """List, add and test the places where articles are found."""


@sources.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@pass_context
def list_sources(context: Context, as_json: bool) -> int:
    """List the sources with their health.

    \b
    Example: voltwire sources list
    """
    states: dict[str, Any] = {}
    if context.database.is_file():
        with context.store_to_ask() as store:
            states = {state.source_id: state for state in store.source_states()}
    rows = []
    for source in context.settings.sources:
        state = states.get(source.id)
        health = (state.health if state else "never visited") if source.enabled else "disabled"
        if state and state.failures and health == "ok":
            health = f"ok, {counted(state.failures, 'failed visit')}"
        rows.append((source, health, state))
    if as_json:
        print_json([_source_json(source, health, state) for source, health, state in rows])
        return 0
    table = [
        [s.id, s.kind, s.language, s.every, health, _moment(state.next_visit_at if state else None), s.url]
        for s, health, state in rows
    ]
    print_table(["id", "kind", "lang", "every", "health", "next visit", "url"], table, empty="no sources yet")
    if not table:
        click.echo(f"add one: {context.hint('sources', 'add', 'https://…')}", err=True)
    return 0


def _moment(value: datetime | None) -> str:
    return value.strftime("%Y-%m-%d %H:%M") if value else ""


def _source_json(source: Source, health: str, state: Any) -> dict[str, Any]:
    told = {**asdict(source), "health": health}
    if state is not None:
        told["next_visit_at"] = state.next_visit_at
        told["failures"] = state.failures
        told["health_since"] = state.health_since
    return told


@dataclass(frozen=True, slots=True)
class Offer:
    """A source that could be added, and what it would collect now."""

    source: Source
    candidates: list[Candidate]


@sources.command("add")
@click.argument("address")
@click.option("--id", "source_id", help="Id of the new source; made from the host when left out.")
@click.option("--every", default="1h", show_default=True, help='How often: "30m", "1d" or a cron line.')
@click.option("--link-pattern", help="For a page without a feed: regular expression that article addresses match.")
@click.option("--all", "take_all", is_flag=True, help="Add every feed and sitemap that was found, not only the best.")
@click.option("--allow-private", is_flag=True, help="Let the address be on this machine or a private network.")
@click.option("-y", "--yes", is_flag=True, help="Write without asking.")
@pass_context
def add_source(
    context: Context,
    address: str,
    source_id: str | None,
    every: str,
    link_pattern: str | None,
    take_all: bool,
    allow_private: bool,
    yes: bool,
) -> int:
    """Find the feeds and sitemaps of a site, show what they would collect, then write them to sources.toml.

    \b
    Example: voltwire sources add https://www.example.org
    """
    if "://" not in address:
        address = f"https://{address}"
    _check_options(address, source_id, every, link_pattern)
    import asyncio

    offers, tried = asyncio.run(_look_around(context, address, link_pattern, allow_private))
    if not offers:
        click.echo(f"voltwire: {clean(address)}: no feed, sitemap or listing found", err=True)
        for line in tried:
            click.echo(f"  {clean(line)}", err=True)
        click.echo("for a page without a feed, give --link-pattern, e.g. --link-pattern '/news/\\d+'", err=True)
        return 1
    for offer in offers:
        _print_offer(offer)
    chosen = offers if take_all else offers[:1]
    known = {canonical_url(source.url): source.id for source in context.settings.sources}
    for offer in chosen:
        if (already := known.get(canonical_url(offer.source.url))) is not None:
            raise InputError(f"{offer.source.url}: is there already, as the source {already}")
    chosen_sources = _named(context, [offer.source for offer in chosen], source_id, every, allow_private)
    path = _writable_sources(context)
    if not yes and not (sys.stdin.isatty() and click.confirm(f"Add {len(chosen)} to {path}?")):
        click.echo(f"nothing was written; to add, repeat the command with --yes: {context.hint(*_typed_words())} --yes")
        return 0
    append_sources(path, chosen_sources)
    for source in chosen_sources:
        click.echo(f"{path}: added {source.id} ({source.kind} {source.url})")
    return 0


async def _look_around(
    context: Context, address: str, link_pattern: str | None, allow_private: bool
) -> tuple[list[Offer], list[str]]:
    """Try the address itself, what it names, robots.txt and well-known paths; the best offers first."""
    from ..discovering import discover
    from ..fetching import Fetcher

    async with Fetcher(context.settings.fetching) as fetcher:
        found = await discover(fetcher, address, link_pattern, allow_private, datetime.now(UTC))
    return [Offer(source, candidates) for source, candidates in found.offers], found.tried


def _check_options(address: str, source_id: str | None, every: str, link_pattern: str | None) -> None:
    """Bad options are told before anything is asked (SettingsError)."""
    kind: SourceKind = "listing" if link_pattern else "feed"
    wanted = Source(source_id or "x", kind, address, every=every, link_pattern=link_pattern)
    if problems := settings_module.source_problems(wanted):
        raise SettingsError([f"sources add: {problem}" for problem in problems])


def _typed_words() -> list[str]:
    """The words of the present command, options and all, without --config and --db (hints bring them)."""
    command = click.get_current_context()
    words = ["sources", "add", *command.params["address"].split()]
    for parameter in command.command.params:
        value = command.params.get(parameter.name or "")
        if isinstance(parameter, click.Option) and value and value != parameter.get_default(command):
            words += [parameter.opts[0]] if parameter.is_flag else [parameter.opts[0], str(value)]
    return words


def _print_offer(offer: Offer) -> None:
    click.secho(f"{offer.source.kind}  {clean(offer.source.url)}", bold=True)
    click.echo(f"  {len(offer.candidates)} articles now, for example:")
    for candidate in offer.candidates[:3]:
        day = candidate.published_at or candidate.modified_at
        click.echo(f"  {day.date() if day else 'undated   '}  {clean(candidate.title) or clean(candidate.url)}")


def _named(
    context: Context, found: list[Source], source_id: str | None, every: str, allow_private: bool
) -> list[Source]:
    from dataclasses import replace

    taken = {source.id for source in context.settings.sources}
    named = []
    for number, source in enumerate(found):
        wanted = source_id if source_id and number == 0 else source.id
        unique, count = wanted, 2
        while unique in taken:
            unique, count = f"{wanted}-{count}", count + 1
        taken.add(unique)
        source = replace(source, id=unique, every=every, allow_private=allow_private)
        if problems := settings_module.source_problems(source):
            raise SettingsError(problems)
        named.append(source)
    return named


def _writable_sources(context: Context) -> Path:
    """The sources.toml that belongs to the user: of --config, or of the checkout; an installed one is not touched."""
    from ..paths import PACKAGE

    folder = context.settings.folders[-1]
    if PACKAGE in folder.parents:
        raise InputError(f"{folder}: belongs to the installation; make a folder of your own with `voltwire init DIR`")
    return folder / "sources.toml"


def append_sources(path: Path, new: list[Source]) -> None:
    """Add [[source]] tables at the end of a sources.toml; what a person wrote there stays as it is."""
    import tomlkit

    lines = []
    for source in new:
        table = tomlkit.table()
        for one in fields(source):
            value = getattr(source, one.name)
            if value is not None and value != "" and (one.name in ("id", "kind", "url") or value != one.default):
                table[one.name] = value
        lines.append(f"\n[[source]]\n{tomlkit.dumps(table)}")
    before = path.read_text("utf-8") if path.is_file() else ""
    try:
        path.write_text(before.rstrip("\n") + ("\n" if before else "") + "".join(lines), "utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror})") from error


@sources.command("test")
@click.argument("source_id", metavar="ID")
@click.option("--articles", default=2, show_default=True, type=click.IntRange(0, 20), help="Articles to read.")
@pass_context
def test_source(context: Context, source_id: str, articles: int) -> int:
    """Visit one source, read some of its articles, and say what is broken. Nothing is stored.

    \b
    Example: voltwire sources test electrive
    """
    by_id = {source.id.casefold(): source for source in context.settings.sources}
    source = by_id.get(source_id.casefold())
    if source is None:
        raise InputError(f'no source "{clean(source_id)}"; {context.hint("sources", "list")} shows the ids')
    import asyncio

    return asyncio.run(_test(context, source, articles))


async def _test(context: Context, source: Source, articles: int) -> int:
    from ..fetching import Fetcher
    from ..visiting import Asking

    async with Fetcher(context.settings.fetching) as fetcher:
        asking = Asking(fetcher, source, None, datetime.now(UTC))
        found = await asking.candidates()
        if isinstance(found, NotModified | Rejected):
            _complain(source.url, found)
            return 1
        return await _test_articles(context, fetcher, source, found, articles)


async def _test_articles(context: Context, fetcher: Fetcher, source: Source, found: Found, articles: int) -> int:
    from ..visiting import private_host
    from ..work import Reader, ReadingTask

    click.echo(f"{source.kind} answers: {found.size} bytes, {len(found.candidates)} articles within its age limit")
    if not found.candidates:
        click.echo(f"problem: nothing younger than {source.max_age_days} days; raise max_age_days or use --since")
        return 1
    dates = [day for c in found.candidates if (day := c.published_at or c.modified_at) is not None]
    if dates and max(dates) < datetime.now(UTC) - timedelta(days=30):
        click.echo(f"problem: the newest article is from {max(dates).date()}")
    reader = Reader(context.settings) if articles else None
    broken = 0
    for candidate in found.candidates[:articles]:
        page = await fetcher.fetch(candidate.url, private_host=private_host(source))
        assert reader is not None
        if isinstance(page, FetchedPage):
            outcome = reader.read(ReadingTask(page, datetime.now(UTC), candidate, source, source.relevance == "keep"))
        else:
            outcome = page if isinstance(page, Rejected) else Rejected("fetch", candidate.url, "http_error", "HTTP 304")
        if isinstance(outcome, Rejected):
            broken += outcome.reason != "off_topic"
            _complain(candidate.url, outcome)
        else:
            told = outcome.article
            click.echo(
                f"ok: {clean(told.title)} · {told.published.date or 'undated'} · {told.language} · "
                f"{len(told.text)} characters · {len(outcome.mentions)} mentions"
            )
    return 1 if broken and broken == min(articles, len(found.candidates)) else 0


def _complain(url: str, what: NotModified | Rejected) -> None:
    told = f"{what.reason} ({clean(what.detail)})" if isinstance(what, Rejected) else "answered 304 to a first visit"
    click.echo(f"problem: {clean(url)}: {told}")
