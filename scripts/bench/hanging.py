"""One of twenty sources hangs for ever: how long do the other nineteen take, with it and without it?

    python scripts/bench/hanging.py [--articles 8] [--rounds 3] [--workers 2]

Each round collects nineteen loopback sites alone, then beside a twentieth whose feed never answers, then beside one
whose articles never do. Printed: seconds from the start of `voltwire ingest` until the last article of the nineteen
is stored. Exit 1 when the median with a hanging source is more than 1.1 times the median without.
"""

from __future__ import annotations

import argparse
import contextlib
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "fetching"))
import newsroom
from faultserver import FaultServer, hang, in_thread, page

OTHERS = 19
MOST_TIMES = 1.1
GIVE_UP_S = 300.0


def configure(folder: Path, feeds: Sequence[str], workers: int) -> None:
    (folder / "voltwire.toml").write_text(newsroom.settings_files("", workers=workers)["voltwire.toml"], "utf-8")
    tables = (
        f'[[source]]\nid = "s{number}"\nkind = "feed"\nurl = "{feed}"\nallow_private = true\nmax_age_days = 3000\n'
        for number, feed in enumerate(feeds)
    )
    (folder / "sources.toml").write_text("".join(tables), "utf-8")


def stored(database: Path) -> int:
    """Articles of the nineteen, which are the first sources."""
    if not database.exists():
        return 0
    sql = "SELECT count(*) FROM articles WHERE source_id <> ?"
    with contextlib.closing(sqlite3.connect(database)) as connection, contextlib.suppress(sqlite3.OperationalError):
        return int(connection.execute(sql, (f"s{OTHERS}",)).fetchone()[0])
    return 0


def seconds(feeds: Sequence[str], articles: int, workers: int) -> float:
    """From the start of an ingest until the nineteen are done; what the twentieth keeps waiting for is cut off."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        configure(folder, feeds, workers)
        started = time.monotonic()
        command = [sys.executable, "-m", "voltwire", "--config", place, "ingest"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            while stored(folder / "bench.db") < OTHERS * articles:
                if process.poll() is not None or time.monotonic() - started > GIVE_UP_S:
                    raise SystemExit(f"only {stored(folder / 'bench.db')} of {OTHERS * articles} articles were stored")
                time.sleep(0.02)
            return time.monotonic() - started
        finally:
            process.terminate()
            process.wait()


def feed_hangs(server: FaultServer) -> None:
    server.routes = {"/feed.xml": hang()}


def articles_hang(server: FaultServer) -> None:
    server.routes = {"/feed.xml": page(newsroom.feed(50, server.key)), **{f"/news/{n}": hang() for n in range(50)}}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=8, help="of each site")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    taken: dict[str, list[float]] = {"alone": [], "beside a feed that hangs": [], "beside articles that hang": []}
    with contextlib.ExitStack() as stack:
        rooms = [stack.enter_context(newsroom.Newsroom(given.articles, seed).serving()) for seed in range(OTHERS)]
        feeds = [f"{room.base}/feed.xml" for room in rooms]
        dead = stack.enter_context(in_thread({}))
        for _ in range(given.rounds):
            for name, prepare in zip(taken, (None, feed_hangs, articles_hang), strict=True):
                if prepare is not None:
                    prepare(dead)
                beside = [dead.url("/feed.xml")] if prepare is not None else []
                taken[name].append(seconds([*feeds, *beside], given.articles, given.workers))
                print(f"{name:28} {taken[name][-1]:6.2f} s", flush=True)
    alone, *others = (statistics.median(times) for times in taken.values())
    for name, median in zip(list(taken)[1:], others, strict=True):
        print(f"{name}: {median / alone:.2f} times as long (median {median:.2f} s, alone {alone:.2f} s)")
    return 1 if max(others) > MOST_TIMES * alone else 0


if __name__ == "__main__":
    sys.exit(main())
