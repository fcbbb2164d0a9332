"""The command group and the one place where errors become lines and exit codes."""

from __future__ import annotations

import errno
import os
import sys
from typing import Any

import click

from .. import __version__
from ..errors import PipelineError, SettingsError
from . import asking, collecting, keeping, reading, rejects, serving, sources
from .context import common_options


class _Ordered(click.Group):
    """Commands listed in the order a newcomer meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(
    cls=_Ordered,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: voltwire extract https://example.org/article",
)
@click.version_option(__version__, "--version", message="voltwire %(version)s")
@common_options
def cli(**_: Any) -> None:
    """News monitoring for the battery industry.

    Collects articles from feeds, sitemaps and listing pages, tags companies, regions and chemistries, links them to
    known entities and keeps every mention in SQLite with the sentence that proves it.
    """


for command in (
    collecting.demo,
    collecting.init,
    collecting.ingest,
    collecting.daemon,
    reading.extract,
    reading.tag,
    keeping.retag,
    sources.sources,
    asking.entities,
    asking.show,
    asking.search,
    asking.why,
    rejects.relevance,
    rejects.requeue,
    asking.query,
    asking.sql,
    serving.serve,
    reading.evaluate,
    keeping.status,
    keeping.check,
    keeping.prune,
    keeping.backup,
):
    cli.add_command(command)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 an input failed or a person must act, 2 nothing could be done."""
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    try:
        result = cli.main(arguments, prog_name="voltwire", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return 2
    except click.ClickException as error:
        click.echo(f"voltwire: {error.format_message()}", err=True)
        context = getattr(error, "ctx", None)
        if context is not None:
            click.echo(f"Try: {context.command_path} --help", err=True)
        return 2
    except click.Abort:
        click.echo("voltwire: stopped", err=True)
        return 1
    except SettingsError as error:
        for problem in error.problems:
            click.echo(f"voltwire: {problem}", err=True)
        return error.exit_code
    except PipelineError as error:
        click.echo(f"voltwire: {error}", err=True)
        return error.exit_code
    except KeyboardInterrupt:
        click.echo("voltwire: interrupted; what was recorded stays, the rest is taken up next time", err=True)
        return 130
    except BrokenPipeError:
        _write_no_more()  # the reader (head, less) has seen enough
        return 0
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        _write_no_more()
        click.echo(f"voltwire: cannot write the answer ({error.strerror})", err=True)
        return 1


def _write_no_more() -> None:
    """Let nothing more reach standard output, not even what Python still holds at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
