"""The demo: the sample site of `config/demo/` served on this machine, collected twice by the ordinary code.

Nothing in here collects, extracts, tags or stores: it serves files and calls `run.Collector`. Between the two cycles
the site publishes an edit, so that a version is seen.
"""

from __future__ import annotations

import asyncio
import re
import sys
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from .errors import StoreError
from .records import Source
from .run import Collector, CycleReport
from .settings import Settings
from .store import Store


@dataclass(frozen=True, slots=True)
class DemoResult:
    """The database that the demo filled, the reports of its two cycles, and the address its site had."""

    database: Path
    first: CycleReport
    second: CycleReport
    base: str


def demo_database() -> Path:
    """Where the demo keeps its rows, so that they can be asked afterwards."""
    from platformdirs import user_data_path

    return user_data_path("voltwire", appauthor=False) / "demo.db"


def run_demo(settings: Settings, database: Path) -> DemoResult:
    """Collect the sample site into a new `database` (an earlier demo's is replaced)."""
    try:
        for suffix in ("", "-wal", "-shm", ".lock"):
            Path(f"{database}{suffix}").unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"{database}: an earlier demo cannot be removed ({error.strerror}); name a --db") from error
    folder = settings.config_file("demo/site.toml").parent
    with DemoSite(folder, datetime.now(UTC)).serving() as site:
        settings = site.settings(settings)
        with Store.open(database, create=True) as store:
            return asyncio.run(_collect_twice(settings, store, site, database))


async def _collect_twice(settings: Settings, store: Store, site: DemoSite, database: Path) -> DemoResult:
    async with Collector() as collector:
        first = await collector.collect(settings, store)
        site.edited = True
        everything = [source.id for source in settings.sources]
        second = await collector.collect(settings, store, only=everything)
    return DemoResult(database, first, second, site.base)


class _QuietServer(ThreadingHTTPServer):
    """A server that takes it calmly when a client hangs up: the fetcher reads no more than it needs."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class DemoSite:
    """The sample site on a free port of this machine. `edited`: documents show their second file."""

    def __init__(self, folder: Path, today: datetime) -> None:
        told = tomllib.loads((folder / "site.toml").read_text("utf-8"))
        self.folder = folder
        self.today = today
        self.edited = False
        self.documents: dict[str, dict[str, Any]] = {one["path"]: one for one in told["document"]}
        self.server = _QuietServer(("127.0.0.1", 0), _handler(self))
        self.base = f"http://127.0.0.1:{self.server.server_port}"
        self.sources = tuple(self._source(table) for table in told["source"])

    def _source(self, table: dict[str, Any]) -> Source:
        rest = {key: value for key, value in table.items() if key != "path"}
        return Source(url=self.base + table["path"], allow_private=True, max_age_days=60, **rest)

    def settings(self, settings: Settings) -> Settings:
        """The reader's settings, with this site's sources alone and no politeness towards ourselves."""
        return replace(settings, sources=self.sources, fetching=replace(settings.fetching, delay_s=0.0))

    def content(self, document: dict[str, Any]) -> bytes:
        """A document's bytes, placeholders filled in."""
        name = document.get("second_file") if self.edited else None
        text = (self.folder / (name or document["file"])).read_text("utf-8")
        text = text.replace("{{BASE}}", self.base)
        return re.sub(r"\{\{DAYS_AGO:(\d+)\}\}", lambda match: self._day(int(match[1])), text).encode()

    def _day(self, days_ago: int) -> str:
        return (self.today - timedelta(days=days_ago)).date().isoformat()

    @contextmanager
    def serving(self) -> Iterator[DemoSite]:
        thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.server.shutdown()
            self.server.server_close()


def _handler(site: DemoSite) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            document = site.documents.get(self.path, {"status": 404})
            content = site.content(document) if "file" in document else b""
            self.send_response(document.get("status", 200))
            self.send_header("Content-Type", document.get("content_type", "text/plain"))
            self.send_header("Content-Length", str(len(content)))
            if "location" in document:
                self.send_header("Location", site.base + document["location"])
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing: the summary is what the reader came for."""

    return Handler
