"""Commands that look after what is kept: status, check, prune, backup, retag."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import InputError
from .collecting import Day
from .context import Context, pass_context
from .output import clean, counted, print_counts, print_json, print_table

if TYPE_CHECKING:
    from ..records import Source
    from ..store import Pruned, SourceState, Status, Store


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@pass_context
def status(context: Context, as_json: bool) -> int:
    """Say how collecting goes.

    What is waiting, which sources are unwell, how much was collected and how it grows.

    \b
    Example: voltwire status
    """
    from ..tagging.catalogue import load_catalogue
    from ..tagging.version import tagger_version

    settings = context.settings
    with context.store_to_ask() as store:
        catalogue = load_catalogue(settings.catalogue_files())
        told = store.status(tagger_version(catalogue.digest, settings.models, settings.tagging.min_score))
        states = store.source_states()
    if as_json:
        print_json(told.as_json())
    else:
        _print_status(context, told, states)
    return 0


def _seldom_asked(sources: Sequence[Source], states: Sequence[SourceState]) -> list[str]:
    """Ids of sources that go well and are due later than their `every` says."""
    from ..schedule import interval_s

    every = {source.id: interval_s(source.every) for source in sources if source.enabled}
    found = []
    for state in states:
        usual_s, last, due = every.get(state.source_id), state.last_visit_at, state.next_visit_at
        if usual_s and last and due and not state.failures and (due - last).total_seconds() > 1.1 * usual_s:
            found.append(state.source_id)
    return found


def _print_status(context: Context, told: Status, states: Sequence[SourceState]) -> None:
    click.secho(str(context.database), bold=True)
    edited = f", earlier versions kept: {told.versions}" if told.versions else ""
    click.echo(
        f"articles: {told.articles} ({told.articles_undated} undated{edited}), newest {told.newest_published or 'none'}"
    )
    click.echo(f"mentions: {told.mentions}, of them {told.mentions_unknown} of companies no catalogue knows")
    growth = f", {told.growth_bytes / 1e6:.0f} MB per 10,000 articles" if told.growth_bytes else ""
    click.echo(f"size: {told.size_bytes / 1e6:.1f} MB with {told.pages} stored pages{growth}")
    room = f", enough for about {told.room_articles:,} articles" if told.room_articles is not None else ""
    click.echo(f"disk: {told.disk_free_bytes / 1e9:.1f} GB left{room}")
    print_counts("candidates", dict(told.queue))
    print_counts("rejected", dict(told.rejected))
    if told.retrying:
        print_counts("to be tried again after", dict(told.retrying))
    print_counts("sources", {health: len(names) for health, names in told.sources.items()})
    for source in told.unwell:
        since = f" since {source.since:%Y-%m-%d %H:%M} UTC" if source.since else ""
        click.echo(f"  {source.id}: {source.health}{since}: {clean(source.why)}")
    for name, address in told.moved.items():
        click.echo(f"  {clean(name)}: moved for good to {clean(address)}; write that into its url")
    if seldom := _seldom_asked(context.settings.sources, states):
        click.echo(f"asked less often than `every` allows, for they seldom bring something new: {', '.join(seldom)}")
    if told.stale:
        click.echo(
            f"stale: {counted(told.stale, 'article')} tagged by an older tagger; {context.hint('retag')} renews them"
        )


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print {ok, problems} as JSON.")
@pass_context
def check(context: Context, as_json: bool) -> int:
    """Prove that the database holds its promises.

    Every mention stands where its row says, nothing is lost, nothing doubled.

    \b
    Example: voltwire check
    """
    with context.store_to_ask() as store:
        problems = store.check()
    if as_json:
        print_json({"ok": not problems, "problems": problems})
    else:
        for problem in problems:
            click.echo(problem)
        click.echo(f"{context.database}: " + (counted(len(problems), "problem") if problems else "ok"))
    return 1 if problems else 0


class Age(click.ParamType[timedelta]):
    """A duration such as 180d."""

    name = "age"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        from ..schedule import interval_s

        if isinstance(value, timedelta):
            return value
        seconds = interval_s(str(value))
        if seconds is None or seconds > _LONGEST_AGE_S:
            self.fail(f'"{value}" is no age; write e.g. 180d, 26w or 12h', param, ctx)
        return timedelta(seconds=seconds)


_LONGEST_AGE_S = 100 * 365 * 86_400


@click.command()
@click.option(
    "--pages-older-than", "age", type=Age(), metavar="AGE", help="E.g. 180d; default [store] keep_pages_days."
)
@click.option("--dry-run", is_flag=True, help="Show what would go; remove nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@pass_context
def prune(context: Context, age: timedelta | None, dry_run: bool, as_json: bool) -> int:
    """Remove old stored documents and free their space.

    Articles, mentions and what became of every address stay; what goes can no longer be read again without the
    network. A daemon does this once a day by itself; it may run meanwhile.

    \b
    Example: voltwire prune --pages-older-than 90d --dry-run
    """
    if age is None and not (days := context.settings.store.keep_pages_days):
        click.echo("[store] keep_pages_days is 0: every document is kept; --pages-older-than says otherwise", err=True)
        return 0
    age = age if age is not None else timedelta(days=days)
    before = datetime.now(UTC) - age
    with context.store_to_ask() if dry_run else context.store_to_write(create=False) as store:
        size = store.file_bytes()
        gone = store.old_pages(before) if dry_run else _pruned(store, before)
        freed = size - store.file_bytes()
    if as_json:
        told = {"before": before, "pages": gone.pages, "bytes": gone.bytes, "freed_bytes": freed, "dry_run": dry_run}
        print_json(told)
        return 0
    verb = "would go" if dry_run else f"gone, {freed / 1e6:.1f} MB given back"
    click.echo(f"{counted(gone.pages, 'document')} ({gone.bytes / 1e6:.1f} MB) from before {before:%Y-%m-%d} {verb}")
    return 0


def _pruned(store: Store, before: datetime) -> Pruned:
    from ..store import Pruned

    pages = size = 0
    while (some := store.prune_some(before)).pages:
        pages, size = pages + some.pages, size + some.bytes
    while store.give_back_some():
        pass
    return Pruned(pages, size)


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@pass_context
def backup(context: Context, file: Path, as_json: bool) -> int:
    """Copy the database to a new file, also while a daemon works.

    The copy is opened and checked before it gets its name. To restore it, stop the daemon and put the file in the
    place of the database.

    \b
    Example: voltwire backup /backups/voltwire-2026-11-24.db
    """
    if not file.parent.is_dir():
        raise InputError(f"{file.parent}: no such folder; make it, or name another file")
    with context.store_to_ask() as store:
        problems = store.back_up(file)
    if as_json:
        size = None if problems else file.stat().st_size
        print_json({"ok": not problems, "file": str(file), "bytes": size, "problems": problems})
    elif problems:
        for problem in problems:
            click.echo(problem)
        click.echo(f"{context.database}: {counted(len(problems), 'problem')}, no backup was kept", err=True)
    else:
        click.echo(f"{file}: {file.stat().st_size / 1e6:.1f} MB, checked")
    return 1 if problems else 0


@click.command()
@click.option("--since", type=Day(), metavar="DATE", help="Only articles first seen since then.")
@click.option("--dry-run", is_flag=True, help="Show what would change; change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the difference as JSON.")
@pass_context
def retag(context: Context, since: datetime | None, dry_run: bool, as_json: bool) -> int:
    """Tag stored articles again, without the network.

    For use after a change of catalogue or model.

    Prints the mentions gained and lost by entity. It may be interrupted and goes on where it stopped; a second run
    changes nothing.

    \b
    Example: voltwire retag --dry-run
    """
    from ..retagging import retag as run

    with context.store_to_ask() if dry_run else context.store_to_write(create=False) as store:
        report = run(context.settings, store, since=since, dry_run=dry_run)
    if as_json:
        print_json(report.as_json())
        return 0
    verb = "would change" if dry_run else "changed"
    click.echo(f"{counted(report.articles, 'article')} looked at, {report.changed} {verb}")
    rows = [[sign, entity, number] for sign, counts in (("+", report.gained), ("-", report.lost))
            for entity, number in Counter(counts).most_common()]  # fmt: skip
    if rows:
        print_table(["", "entity", "mentions"], rows)
    else:
        print_counts("mentions gained or lost", {})
    if dry_run and report.changed:
        click.echo(f"to apply: {context.hint('retag')}")
    return 0
