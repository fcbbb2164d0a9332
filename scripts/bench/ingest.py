"""A whole ingest against a bare loop over the same pages: what fetching, queueing and storing cost on top of reading.

    python scripts/bench/ingest.py [--articles 500] [--workers 2] [--rounds 3]

Ours: `voltwire ingest` of a loopback site (feed, politeness delay 0) into a new database, as a whole process.
Bare: a script that has the same pages on disk and runs the same extraction and tagging over them in as many
processes, storing nothing. The two run in turn; the ratio of the medians and the peak memory of every process are
printed.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import newsroom


def bare(folder: Path, workers: int) -> None:
    """Read every page of a folder with the ordinary reader, in `workers` processes."""
    pages = sorted(folder.glob("*.html"))
    context = multiprocessing.get_context("spawn")
    with context.Pool(workers, initializer=_load) as pool:
        mentions = sum(pool.imap_unordered(_read, pages, chunksize=8))
    sys.stdout.write(json.dumps({"pages": len(pages), "mentions": mentions}) + "\n")


def _load() -> None:
    global reader
    os.environ["OMP_NUM_THREADS"] = "1"
    from voltwire import settings
    from voltwire.work import Reader

    reader = Reader(settings.load())


def _read(path: Path) -> int:
    from voltwire.records import FetchedPage
    from voltwire.work import Reading, ReadingTask

    url = f"http://bench.example/{path.stem}"
    page = FetchedPage(url, url, path.read_bytes(), datetime.now(UTC), content_type="text/html", charset="utf-8")
    outcome = reader.read(ReadingTask(page, page.fetched_at, keep=True))
    return len(outcome.mentions) if isinstance(outcome, Reading) else 0


class Peaks(threading.Thread):
    """Watches a process and its descendants; `kilobytes` is the peak resident size of each, by command."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root, self.kilobytes, self.over = root, {}, False

    def run(self) -> None:
        while not self.over:
            self.look()
            time.sleep(0.1)

    def look(self) -> None:
        parents: dict[int, int] = {}
        for status in Path("/proc").glob("[0-9]*/status"):
            try:
                told = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
            except (OSError, ValueError):
                continue  # it ended while we looked
            pid = int(status.parent.name)
            parents[pid] = int(told["PPid"])
            if "VmHWM" in told and self._ours(pid, parents):
                self.kilobytes[pid] = max(self.kilobytes.get(pid, 0), int(told["VmHWM"].split()[0]))

    def _ours(self, pid: int, parents: dict[int, int]) -> bool:
        while pid in parents and pid != self.root:
            pid = parents[pid]
        return pid == self.root


def timed(command: list[str], environment: dict[str, str] | None = None) -> tuple[float, dict[int, int], str]:
    """Wall seconds, peak memory per process in kB, and output of a command."""
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, **(environment or {})})
    peaks = Peaks(process.pid)
    peaks.start()
    output, _ = process.communicate()
    elapsed = time.monotonic() - started
    peaks.over = True
    if process.returncode:
        sys.exit(f"{command} ended with {process.returncode}")
    return elapsed, peaks.kilobytes, output


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--bare", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.bare:
        bare(given.bare, given.workers)
        return
    with tempfile.TemporaryDirectory() as name:
        compare(Path(name), given.articles, given.workers, given.rounds)


def compare(folder: Path, articles: int, workers: int, rounds: int) -> None:
    site = subprocess.Popen(
        [sys.executable, newsroom.__file__, "--articles", str(articles)], stdout=subprocess.PIPE, text=True
    )
    assert site.stdout is not None
    base = site.stdout.readline().strip()
    try:
        pages = folder / "pages"
        pages.mkdir()
        for number in range(articles):
            with urllib.request.urlopen(f"{base}/news/{number}") as answer:
                (pages / f"{number}.html").write_bytes(answer.read())
        for name, text in newsroom.settings_files(base, workers=workers).items():
            (folder / name).write_text(text, "utf-8")
        ours, theirs = [], []
        for turn in range(rounds):
            ours.append(ours_once(folder, turn))
            theirs.append(timed([sys.executable, __file__, "--bare", str(pages), "--workers", str(workers)])[0])
            print(f"round {turn + 1}: ingest {ours[-1]:.1f} s, bare reading {theirs[-1]:.1f} s")
        print(f"medians: {median(ours):.1f} s / {median(theirs):.1f} s = {median(ours) / median(theirs):.2f}")
    finally:
        site.terminate()


def ours_once(folder: Path, turn: int) -> float:
    database = folder / f"round{turn}.db"
    voltwire = [sys.executable, "-m", "voltwire", "--config", str(folder), "--db", str(database)]
    elapsed, peaks, output = timed([*voltwire, "ingest", "--json"])
    report = json.loads(output)
    print(f"  new articles {report['articles']['new']}, mentions {report['mentions']}, rejected {report['rejected']}")
    print(f"  peak memory of each process, MB: {sorted(round(kb / 1024) for kb in peaks.values())}")
    print(f"  database {database.stat().st_size / 1e6:.1f} MB")
    return elapsed


if __name__ == "__main__":
    main()
