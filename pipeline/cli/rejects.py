"""Commands about what was refused: another threshold of relevance, and taking candidates up again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, get_args

import click

from ..errors import InputError
from ..records import Reason
from ..schedule import interval_s
from .collecting import Day
from .context import Context, pass_context
from .output import clean, counted, print_json, print_table

if TYPE_CHECKING:
    from ..reconsidering import ThresholdReport, Weighed
    from ..store import RejectedCandidate

_SHOWN_WORDS = 8


class Since(Day):
    """A day, or how long ago: `30d`, `12h`."""

    name = "date or age"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        seconds = interval_s(value) if isinstance(value, str) else None
        if seconds is None:
            return super().convert(value, param, ctx)
        try:
            return datetime.now(UTC) - timedelta(seconds=seconds)
        except OverflowError:
            self.fail(f'"{value}" goes back too far', param, ctx)


_since = click.option(
    "--since", type=Since(), metavar="WHEN", help="Only what was decided since: 30d, 12h or a date (YYYY-MM-DD)."
)


@click.command()
@click.option("--at", type=click.FloatRange(0, 1), required=True, metavar="SCORE", help="The threshold to try, 0 to 1.")
@_since
@click.option("--limit", type=click.IntRange(0), default=50, show_default=True, help="Titles to show of each kind.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@pass_context
def relevance(context: Context, at: float, since: datetime | None, limit: int, as_json: bool) -> int:
    """Show what another threshold of relevance would change.

    Which candidates refused as off topic would be taken up, and which stored articles would not have been kept: each
    with its score, the words that made it (those with a minus spoke against it) and its title. Nothing is changed.

    \b
    Example: voltwire relevance --at 0.3 --since 30d
    """
    from ..reconsidering import threshold_report

    with context.store_to_ask() as store:
        report = threshold_report(context.settings, store, at=at, since=since, limit=limit, now=datetime.now(UTC))
    if as_json:
        print_json(report.as_json())
    else:
        _print_report(context, report)
    return 0


def _print_report(context: Context, report: ThresholdReport) -> None:
    click.echo(f"at {report.at:.2f} instead of {report.min_score:.2f}:")
    click.echo(f"{counted(report.taken_up, 'candidate')} refused as off topic would be taken up")
    _print_weighed(report.would_take_up)
    click.echo(f"{counted(report.fallen_out, 'stored article')} would fall out")
    _print_weighed(report.would_fall_out)
    if report.taken_up:
        click.echo(f"to take them up: {context.hint('requeue', '--at', f'{report.at:g}')}")
    if report.at != report.min_score:
        click.echo(f"for what comes in future: min_score = {report.at:g} under [relevance] in voltwire.toml")


def _print_weighed(rows: list[Weighed]) -> None:
    if rows:
        told = [
            [round(one.score, 2), one.title, ", ".join(one.words[:_SHOWN_WORDS]), one.source_id or "", one.url]
            for one in rows
        ]
        print_table(["score", "title", "words", "source", "url"], told)


@click.command()
@click.option(
    "--reason",
    type=click.Choice(get_args(Reason)),
    default="off_topic",
    show_default=True,
    metavar="REASON",
    help="Which of those refused; `voltwire status` counts them by reason.",
)
@click.option(
    "--at",
    type=click.FloatRange(0, 1),
    metavar="SCORE",
    help="Of those off topic, the ones that scored at least this.  [default: min_score of the settings]",
)
@click.option("--source", "sources", multiple=True, metavar="ID", help="Only those of this source; may be repeated.")
@_since
@click.option("--dry-run", is_flag=True, help="Show what would be taken up; change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the addresses as JSON.")
@pass_context
def requeue(
    context: Context,
    reason: Reason,
    at: float | None,
    sources: tuple[str, ...],
    since: datetime | None,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Take refused candidates up again.

    They go back to waiting, all in one step, and the next cycle works through them. What was off topic is read from
    its stored page, not fetched a second time, and kept whatever its score: you asked for it. What was refused for
    another reason is fetched anew.

    \b
    Examples: voltwire requeue --at 0.3 --since 30d
              voltwire requeue --reason bot_page --source electrive --dry-run
    """
    off_topic = reason == "off_topic"
    if at is not None and not off_topic:
        raise InputError(f"--at goes with --reason off_topic alone: what is refused as {reason} has no score")
    if off_topic and at is None:
        at = context.settings.relevance.min_score
    with context.store_to_ask() if dry_run else context.store_to_write(create=False) as store:
        found = store.rejected(reason, at=at, since=since, source_ids=sources or None)
        taken = len(found) if dry_run else store.requeue(reason, [one.candidate.url for one in found])
    if as_json:
        print_json(
            {"reason": reason, "at": at, "dry_run": dry_run, "requeued": taken, "candidates": list(map(_json, found))}
        )
    else:
        _print_requeued(context, found, taken, dry_run)
    return 0


def _json(one: RejectedCandidate) -> dict[str, object]:
    candidate = one.candidate
    return {
        "url": candidate.url, "source_id": candidate.source_id, "title": candidate.title, "score": one.relevance,
    }  # fmt: skip


def _print_requeued(context: Context, found: list[RejectedCandidate], taken: int, dry_run: bool) -> None:
    for one in found if dry_run else []:
        told = "" if one.relevance is None else f"{one.relevance:.2f}  "
        click.echo(f"{told}{clean(one.candidate.title) or '(no title)'}  {clean(one.candidate.url)}")
    verb = "would wait again" if dry_run else "wait again" if taken != 1 else "waits again"
    click.echo(f"{counted(taken, 'candidate')} {verb}")
    if taken and not dry_run:
        click.echo(f"the next cycle takes them up: {context.hint('ingest')}, or the daemon by itself")
