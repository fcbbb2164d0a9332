"""Drives troubles through the whole flow: servers in a thread, a folder of settings, `voltwire ingest` as a process."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sqlite3
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from documenttroubles import DOCUMENTS
from faultserver import FaultServer
from transporttroubles import TRANSPORT
from troubles import Seen, Trouble, newsroom

HERE = Path(__file__).parent
ALL: tuple[Trouble, ...] = (*TRANSPORT, *DOCUMENTS)
READING_TIMEOUT_S = 10.0
HEALTHY = 5
"""Articles of the good source that is collected beside the troubles."""


@contextlib.contextmanager
def serving(troubles: Sequence[Trouble]) -> Iterator[dict[str, FaultServer]]:
    """A server for each trouble, by name, all in one thread."""
    servers = {trouble.name: _server(trouble) for trouble in troubles}
    loop, started, stop = asyncio.new_event_loop(), threading.Event(), asyncio.Event()

    async def serve() -> None:
        async with contextlib.AsyncExitStack() as stack:
            for trouble in troubles:
                server = await stack.enter_async_context(servers[trouble.name])
                server.routes = trouble.site(server.key)
                if trouble.deaf:
                    server.stop_listening()
            started.set()
            await stop.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    started.wait(30)
    try:
        yield servers
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(30)
        loop.close()


def _server(trouble: Trouble) -> FaultServer:
    if not trouble.certificate:
        return FaultServer(slams=trouble.slams)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(HERE / "certificates" / f"{trouble.certificate}.pem")
    return FaultServer(tls=context)


def configure(
    folder: Path,
    troubles: Sequence[Trouble],
    servers: dict[str, FaultServer],
    good: str,
    *,
    timeout_s: float,
    workers: int,
) -> None:
    """Settings and sources: the troubles, and the good source `good` (an address of a newsroom)."""
    sources = [f'id = "good"\nkind = "feed"\nurl = "{good}/feed.xml"\nmax_age_days = 3000\n']
    for trouble in troubles:
        pattern = 'link_pattern = "/never/"\n' if trouble.kind == "listing" else ""
        url = servers[trouble.name].url(trouble.path)
        sources.append(f'id = "{source_id(trouble)}"\nkind = "{trouble.kind}"\nurl = "{url}"\n{pattern}')
    tables = [f'[[source]]\n{source}every = "1h"\nallow_private = true\n' for source in sources]
    (folder / "sources.toml").write_text("".join(tables), "utf-8")
    (folder / "voltwire.toml").write_text(
        f'[store]\npath = "faults.db"\n[fetching]\ndelay_s = 0\ntimeout_s = {timeout_s}\n[relevance]\nmin_score = 0\n'
        f"[cycle]\nworkers = {workers}\ncandidates_per_source = 20\nreading_timeout_s = {READING_TIMEOUT_S}\n",
        "utf-8",
    )


def source_id(trouble: Trouble) -> str:
    return trouble.name.replace(",", ".").lower()


@dataclass(frozen=True)
class Run:
    """One `voltwire ingest`: exit code, what it said on standard error, seconds, peak memory of all its processes."""

    code: int
    said: str
    seconds: float
    peak_bytes: int


def ingest(folder: Path, troubles: Sequence[Trouble], only: Sequence[Trouble] = ()) -> Run:
    """One cycle over what is due, or over the sources of `only`."""
    names = {host: list(answers) for trouble in troubles for host, answers in trouble.names.items()}
    public = [address for trouble in troubles for address in trouble.taken_for_public]
    words = [word for trouble in only for word in ("--source", source_id(trouble))]
    command = [
        sys.executable,
        str(HERE / "answering.py"),
        json.dumps([names, public]),
        "--config",
        str(folder),
        "ingest",
    ]
    environment = os.environ | {"SSL_CERT_FILE": str(HERE / "certificates" / "authority.pem")}
    started = time.monotonic()
    with (folder / "said").open("w+", encoding="utf-8") as said:
        process = subprocess.Popen(
            [*command, *words], env=environment, stdout=subprocess.DEVNULL, stderr=said, start_new_session=True
        )
        peak_bytes = 0
        while process.poll() is None:
            peak_bytes = max(peak_bytes, session_bytes(process.pid))
            time.sleep(0.1)
        seconds = time.monotonic() - started
        said.seek(0)
        return Run(process.returncode, said.read(), seconds, peak_bytes)


def session_bytes(session: int) -> int:
    """Memory of all processes of a session now; pages that several share count once."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it ended while we looked
            if int(stat.read_text().rpartition(")")[2].split()[3]) == session:
                rollup = (stat.parent / "smaps_rollup").read_text()
                total += 1024 * int(rollup.partition("\nPss:")[2].split()[0])
    return total


def run(folder: Path, troubles: Sequence[Trouble], servers: dict[str, FaultServer]) -> list[Run]:
    """As many cycles as the most patient trouble wants."""
    runs = [ingest(folder, troubles)]
    for number in range(2, max(trouble.visits for trouble in troubles) + 1):
        runs.append(ingest(folder, troubles, [trouble for trouble in troubles if trouble.visits >= number]))
    return runs


@contextlib.contextmanager
def looking(folder: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(folder / "faults.db")) as database:
        yield database


def seen(trouble: Trouble, server: FaultServer, database: sqlite3.Connection) -> Seen:
    return Seen(server, database, source_id(trouble))


def good_problem(database: sqlite3.Connection) -> str:
    """What the good source suffered; "" when nothing."""
    sql = "SELECT state, reason, count(*) FROM candidates WHERE source_id = 'good' GROUP BY 1, 2"
    found = database.execute(sql).fetchall()
    return "" if found == [("done", None, HEALTHY)] else f"the good source ended as {found}"


__all__ = [
    "ALL",
    "HEALTHY",
    "Run",
    "configure",
    "good_problem",
    "ingest",
    "looking",
    "newsroom",
    "run",
    "seen",
    "serving",
]
