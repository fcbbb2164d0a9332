"""The command that shows the database as a site: serve."""

from __future__ import annotations

import contextlib
import logging
import webbrowser

import click

from .. import logs
from .context import Context, pass_context


@click.command()
@click.option("--open", "open_browser", is_flag=True, help="Open it in the browser.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Another address lets other machines in.")
@pass_context
def serve(context: Context, open_browser: bool, port: int, host: str) -> None:
    """Show what was collected as a site.

    Pages for people, every table and view by Datasette, SQL with JSON and CSV. It only reads, and may run beside an
    ingest or the daemon. On an address that other machines reach, whole texts and free SQL stay closed unless
    [site] full_text says otherwise.

    \b
    Example: voltwire serve --open
    """
    with context.store_to_ask():
        pass  # a missing, foreign or older database is told before anything starts
    from ..site.server import is_local, listen, make_app
    from ..site.server import serve as answer

    logs.set_up(logging.WARNING)
    with listen(host, port) as listening:
        app = make_app(context.settings, context.database, local=is_local(host))
        address = f"http://{'localhost' if is_local(host) else host}:{listening.getsockname()[1]}/"

        def ready() -> None:
            click.echo(f"{context.database}: {address}  (Ctrl-C ends it)")
            if open_browser:
                webbrowser.open(address)

        with contextlib.suppress(KeyboardInterrupt):  # the way to end it
            answer(app, listening, ready)
