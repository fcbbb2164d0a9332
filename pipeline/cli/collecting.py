"""Commands that collect: demo, init, ingest, daemon."""

from __future__ import annotations

import logging
import shutil
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import logs
from ..errors import InputError, SettingsError
from ..paths import data_folder
from ..settings import DEFAULT_USER_AGENT
from .context import Context, pass_context
from .output import counted, print_counts, print_json

if TYPE_CHECKING:
    from ..logs import LogFormat
    from ..monitoring import Monitor
    from ..patience import Patience
    from ..run import CycleReport
    from ..settings import Settings


class Day(click.ParamType[datetime]):
    """A day, YYYY-MM-DD, as the first moment of it in UTC."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            self.fail(f'"{value}" is no date; write YYYY-MM-DD, e.g. 2026-11-01', param, ctx)
        return datetime(day.year, day.month, day.day, tzinfo=UTC)


@click.command()
@pass_context
def demo(context: Context) -> None:
    """Run the whole pipeline offline on sample articles.

    A small news site is served on this machine, collected by the ordinary code, and summed up: what was found, with
    one sentence of evidence each, what was rejected and why.

    \b
    Example: voltwire demo
    """
    from ..demo import demo_database, run_demo
    from .summary import print_demo

    logs.set_up(logging.WARNING)
    if context.db is not None and context.db.exists():
        # The demo starts from nothing each time; it must never be what empties a real database.
        raise InputError(f"{context.db}: exists already; leave --db and VOLTWIRE_DB out, or name a new file")
    print_demo(context, run_demo(context.settings, context.db or demo_database()))


_FOLDER_SETTINGS = """\
# Your settings. Only what differs from Voltwire's own stands here; every key is explained in config/voltwire.toml
# of the installation.

[store]
path = "voltwire.db"      # relative to this file

[fetching]
# Put your own contact here: sites want to know whom to write to.
user_agent = "voltwire/0.1 (news monitoring; operator has set no contact)"
"""


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@pass_context
def init(context: Context, folder: Path) -> None:
    """Make a folder of your own with settings and sources.

    It holds voltwire.toml, sources.toml, an empty catalogue folder and an empty database.

    \b
    Example: voltwire init ~/battery-news
    """
    from ..store import Store

    existing = [name for name in ("voltwire.toml", "sources.toml") if (folder / name).exists()]
    if existing:
        raise InputError(f"{folder}: holds {' and '.join(existing)} already; nothing was changed")
    try:
        (folder / "catalogue").mkdir(parents=True, exist_ok=True)
        (folder / "voltwire.toml").write_text(_FOLDER_SETTINGS, "utf-8")
        shutil.copyfile(data_folder("config") / "sources.toml", folder / "sources.toml")
    except OSError as error:
        raise InputError(f"{folder}: cannot be written ({error.strerror})") from error
    with Store.open(folder / "voltwire.db", create=True):
        pass
    context.config = folder
    click.echo(f"{folder}: made voltwire.toml, sources.toml, catalogue/ and voltwire.db")
    click.echo("Next:")
    click.echo(f"  {context.hint('sources', 'list')}")
    click.echo(f"  {context.hint('ingest')}")


@click.command()
@click.option("--source", "source_ids", multiple=True, metavar="ID", help="Visit this source now, due or not.")
@click.option("--since", type=Day(), metavar="DATE", help="Go back so far into sitemaps and listings.")
@click.option("--workers", type=click.IntRange(0, 64), help="Reading processes; 0 reads in this one.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option("-v", "--verbose", is_flag=True, help="Tell every visit on standard error.")
@pass_context
def ingest(
    context: Context,
    source_ids: tuple[str, ...],
    since: datetime | None,
    workers: int | None,
    as_json: bool,
    verbose: bool,
) -> int:
    """Visit the sources that are due and collect their articles.

    One cycle: new articles are fetched, read, tagged and stored; what does not fit into the cycle stays waiting.

    \b
    Example: voltwire ingest --source electrive --since 2026-11-01
    """
    import asyncio

    from ..lock import collector_lock
    from ..run import check_ready

    # On a terminal somebody is watching: every visit is told.
    logs.set_up(logging.DEBUG if verbose or sys.stderr.isatty() else logging.WARNING)
    settings = context.settings
    known = {source.id.casefold() for source in settings.sources}
    for source_id in source_ids:
        if source_id.casefold() not in known:
            raise InputError(f'no source "{source_id}"; {context.hint("sources", "list")} shows the ids')
    if workers is not None:
        settings = with_workers(settings, workers)
    check_ready(settings)
    with collector_lock(context.database) as held:
        if not held:
            click.echo(f"{context.database}: another ingest or daemon is at work; nothing to do here", err=True)
            return 0
        report = asyncio.run(_one_cycle(context, settings, source_ids, since))
    _want_contact(settings)
    if as_json:
        print_json(report.as_json())
    else:
        _print_report(context, report)
    return 1 if report.every_source_failed else 0


def _want_contact(settings: Settings) -> None:
    """Warn while the user agent tells the sites nobody whom they could write to."""
    if settings.fetching.user_agent == DEFAULT_USER_AGENT:
        where = settings.folders[-1] / "voltwire.toml"
        logs.event("user_agent names no contact", logging.WARNING, mend=f"[fetching] in {where}")


def with_workers(settings: Settings, workers: int) -> Settings:
    from dataclasses import replace

    return replace(settings, cycle=replace(settings.cycle, workers=workers))


async def _one_cycle(
    context: Context, settings: Settings, source_ids: tuple[str, ...], since: datetime | None
) -> CycleReport:
    import asyncio

    from ..daemon import listen_for_stop
    from ..run import Collector

    stop = asyncio.Event()
    listen_for_stop(stop)
    with context.store_to_write(create=True) as store:
        async with Collector() as collector:
            return await collector.collect(settings, store, only=source_ids or None, since=since, stop=stop)


def _print_report(context: Context, report: CycleReport) -> None:
    visited, mentions = counted(report.sources, "source"), counted(report.mentions, "mention")
    click.echo(f"{visited} visited in {report.elapsed_s:.1f} s, {mentions} found")
    print_counts("visits", report.visits)
    print_counts("articles", {name: report.articles[name] for name in ("new", "changed", "known")})
    print_counts("rejected", dict(report.rejected.most_common()))
    if report.waiting:
        later = f", {report.postponed} of them after a pause" if report.postponed else ""
        click.echo(f"waiting: {report.waiting} for a later cycle{later}")
    for failure in report.failures:
        click.echo(f"failed: {failure}", err=True)
    if not report.sources:
        click.echo(f"no source was due; {context.hint('sources', 'list')} shows when each is", err=True)


@click.command()
@click.option(
    "--log-format", type=click.Choice(["text", "json"]), help="How log lines look; default [daemon] log_format."
)
@click.option(
    "--metrics-port",
    type=click.IntRange(0, 65535),
    metavar="PORT",
    help="Answer /metrics and /healthz on 127.0.0.1; default [daemon] metrics_port.",
)
@click.option("-v", "--verbose", is_flag=True, help="Log every visit.")
@pass_context
def daemon(context: Context, log_format: LogFormat | None, metrics_port: int | None, verbose: bool) -> int:
    """Collect for ever, each source when it is due.

    One log line per cycle; SIGTERM and Ctrl-C let what is under way end. A database that is locked, or a full disk, is
    waited out.

    \b
    Example: voltwire --config ~/battery-news daemon
    """
    import asyncio

    from .. import settings as settings_module
    from ..daemon import Daemon
    from ..housekeeping import keep_house
    from ..lock import collector_lock
    from ..patience import Patience
    from ..run import Collector, utc_now

    form = log_format or context.settings.daemon.log_format
    logs.set_up(logging.DEBUG if verbose else logging.INFO, form=form)
    database = context.database

    patience = Patience(None)

    async def run(monitor: Monitor | None) -> None:
        async with Collector(patience=patience) as collector:

            async def cycle(settings: Settings, stop: asyncio.Event) -> CycleReport:
                with context.store_to_write(create=True) as store:
                    report = await collector.collect(settings, store, stop=stop)
                    await keep_house(settings, store, patience, utc_now())
                    if monitor is not None and report.sources:
                        monitor.stored(store.status())
                    return report

            await Daemon(lambda: settings_module.load(context.config), cycle, watcher=monitor).run()

    if not context.settings.sources:
        raise SettingsError(f"{context.settings.config_file('sources.toml')}: no sources; add one first")
    with collector_lock(database) as held:
        if not held:
            click.echo(f"{database}: another ingest or daemon is at work; this one ends", err=True)
            return 1
        _want_contact(context.settings)
        asyncio.run(run(_monitor(context.settings, metrics_port, patience)))
    return 0


def _monitor(settings: Settings, port: int | None, patience: Patience) -> Monitor | None:
    """Who answers /metrics and /healthz, when a port is given on the command line or in the settings."""
    port = settings.daemon.metrics_port if port is None else port
    if not port:
        return None
    from ..monitoring import Monitor

    monitor = Monitor(settings.daemon.unhealthy_after_s, patience)
    monitor.serve(port)
    return monitor
