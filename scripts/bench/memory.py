"""Whether memory, file descriptors and threads stay as they are over thousands of articles, and what a daemon peaks at.

    python scripts/bench/memory.py [--articles 5000] [--first 1000] [--peak 1000] [--plain]

A daemon with default settings (two workers, renewed after 500 pages) collects `--peak` articles; the peak of all its
processes together is told (PSS: what is shared counts once). Then a daemon with one worker that is never renewed
collects `--articles`; the main process and the worker are looked at when `--first` and when all but a few are stored.
Exit 1 when anything has grown by more than 10 per cent. `--plain`: pages hold the text alone, which is quicker.
"""

from __future__ import annotations

import argparse
import contextlib
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import newsroom

ALLOWED = 1.10
ONE_FEED = 5000  # entries that are read of one feed
UNBOUNDED = "[cycle]\ncandidates_per_source = 100000\ncandidates_per_host = 100000\n"


class Look(NamedTuple):
    """A process at one moment."""

    rss_mb: float
    descriptors: int
    threads: int


def look_at(pid: int) -> Look:
    told = dict(line.split(":\t", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines() if ":\t" in line)
    descriptors = len(list(Path(f"/proc/{pid}/fd").iterdir()))
    return Look(int(told["VmRSS"].split()[0]) / 1024, descriptors, int(told["Threads"]))


def tree(root: int) -> list[int]:
    """A process and all that descend from it, parents first."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def worker_of(root: int) -> int:
    """The reading process: the only grandchild, below the server that forks."""
    (worker,) = [pid for child in tree(root)[1:] for pid in tree(child)[1:]][:1]
    return worker


def pss_mb(root: int) -> float:
    total = 0
    for pid in tree(root):
        with contextlib.suppress(OSError, StopIteration):
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            total += int(next(line for line in lines if line.startswith("Pss:")).split()[1])
    return total / 1024


@contextlib.contextmanager
def daemon(articles: int, cycle: str, bulk: bool) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    with contextlib.ExitStack() as stack:
        name = stack.enter_context(tempfile.TemporaryDirectory())
        folder, sources = Path(name), []
        for seed, begin in enumerate(range(0, articles, ONE_FEED)):
            room = newsroom.Newsroom(min(ONE_FEED, articles - begin), seed, bulk=bulk)
            files = newsroom.settings_files(stack.enter_context(room.serving()).base)
            sources.append(files["sources.toml"].replace('"bench"', f'"bench-{seed}"'))
        (folder / "voltwire.toml").write_text(files["voltwire.toml"].partition("[cycle]")[0] + cycle, "utf-8")
        (folder / "sources.toml").write_text("\n".join(sources), "utf-8")
        command = [sys.executable, "-m", "voltwire", "--config", name, "daemon"]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            yield process, folder / "bench.db"
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


def stored(database: Path) -> int:
    try:
        with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            return int(connection.execute("select count(*) from articles").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def growth(articles: int, first: int, bulk: bool) -> bool:
    """Whether anything has grown too much between `first` and nearly all articles."""
    bounds = (
        "[cycle]\nworkers = 1\nworker_items = 1000000\ncandidates_per_source = 100000\ncandidates_per_host = 100000\n"
    )
    looks: dict[str, list[Look]] = {"main": [], "worker": []}
    with daemon(articles, bounds, bulk) as (process, database):
        started = time.monotonic()
        for mark in (first, articles - 20):
            while stored(database) < mark:
                if process.poll() is not None:
                    sys.exit("the daemon ended")
                time.sleep(0.2)
            looks["main"].append(look_at(process.pid))
            looks["worker"].append(look_at(worker_of(process.pid)))
            print(f"{mark} articles after {time.monotonic() - started:.0f} s", flush=True)
    grown = False
    for name, (before, after) in looks.items():
        for what in Look._fields:
            ratio = getattr(after, what) / getattr(before, what)
            grown |= ratio > ALLOWED
            print(f"{name:6} {what:11} {getattr(before, what):8.1f} → {getattr(after, what):8.1f}  × {ratio:.3f}")
    return grown


def peak(articles: int, bulk: bool) -> float:
    """The most that a daemon with default settings takes, in MB, from its start to the end of a cycle."""
    most = 0.0
    with daemon(articles, UNBOUNDED, bulk) as (process, database):
        while stored(database) < articles and process.poll() is None:
            most = max(most, pss_mb(process.pid))
            time.sleep(0.2)
    return most


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--first", type=int, default=1000)
    parser.add_argument("--peak", type=int, default=1000)
    parser.add_argument("--plain", action="store_true")
    given = parser.parse_args()
    if given.peak:
        print(f"peak of a default daemon over {given.peak} articles: {peak(given.peak, not given.plain):.0f} MB")
    grown = given.articles > 0 and growth(given.articles, given.first, not given.plain)
    print("grown by more than 10 %" if grown else "nothing has grown by more than 10 %")
    sys.exit(grown)


if __name__ == "__main__":
    main()
