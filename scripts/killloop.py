"""Kill −9 an ingest at random moments, start it again each time, and prove that nothing was lost or doubled.

    python scripts/killloop.py [--articles 500] [--kills 10] [--seed 1]

Exit 0 when after the last, uninterrupted run every article is there once, no mention twice, `voltwire check` is
clean, and no process of ours was alive 5 seconds after any kill.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "bench"))
import newsroom


def run(articles: int, kills: int, seed: int, folder: Path) -> list[str]:
    """Problems found; none is the promise."""
    rng = random.Random(seed)
    with newsroom.Newsroom(articles).serving() as room:
        for name, text in newsroom.settings_files(room.base).items():
            (folder / name).write_text(text, "utf-8")
        problems: list[str] = []
        moments = sorted(rng.randrange(articles) for _ in range(kills))
        for number, articles_then in enumerate(moments):
            problems += kill_once(folder, articles_then, rng.uniform(0.0, 0.3), number)
        subprocess.run(voltwire(folder, "ingest", "--source", "bench"), check=True, stdout=subprocess.DEVNULL)
        return problems + judge(folder, articles)


def voltwire(folder: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "voltwire", "--config", str(folder), *words]


def kill_once(folder: Path, articles_then: int, later_s: float, number: int) -> list[str]:
    """Start an ingest and kill it `later_s` after so many articles are stored (they may be already)."""
    mark = f"killloop-{os.getpid()}-{number}"
    process = subprocess.Popen(
        voltwire(folder, "ingest", "--source", "bench"),
        env={**os.environ, "VOLTWIRE_MARK": mark},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while process.poll() is None and stored(folder) < articles_then:
        time.sleep(0.02)
    time.sleep(later_s)
    what = "was done before" if process.poll() is not None else "killed"
    process.send_signal(signal.SIGKILL)
    process.wait()
    deadline = time.monotonic() + 5
    while (left := marked(mark)) and time.monotonic() < deadline:
        time.sleep(0.1)
    print(f"run {number}: {what} with {stored(folder)} articles stored, {len(left)} processes left")
    return [f"run {number}: processes left 5 s after the kill: {left}"] if left else []


def marked(mark: str) -> list[int]:
    """Processes whose environment carries the mark of one run."""
    found = []
    for environ in Path("/proc").glob("[0-9]*/environ"):
        try:
            if f"VOLTWIRE_MARK={mark}".encode() in environ.read_bytes():
                found.append(int(environ.parent.name))
        except OSError:
            continue  # it ended while we looked, or is not ours
    return found


def stored(folder: Path) -> int:
    try:
        with sqlite3.connect(f"file:{folder / 'bench.db'}?mode=ro", uri=True) as connection:
            return int(connection.execute("select count(*) from articles").fetchone()[0])
    except sqlite3.OperationalError:
        return 0  # killed before the database was made


def judge(folder: Path, articles: int) -> list[str]:
    problems = []
    with sqlite3.connect(f"file:{folder / 'bench.db'}?mode=ro", uri=True) as connection:
        ask = lambda sql: connection.execute(sql).fetchone()[0]  # noqa: E731
        if (count := ask("select count(*) from articles")) != articles:
            problems.append(f"{count} articles, not {articles}")
        if doubled := ask("select count(*) - count(distinct url) from articles"):
            problems.append(f"{doubled} articles stored twice")
        if doubled := ask(
            "select count(*) - count(distinct article_id || part || ' ' || start_char || ' ' || end_char) from mentions"
        ):
            problems.append(f"{doubled} mentions stored twice")
        if left := ask("select count(*) from candidates where state = 'waiting'"):
            problems.append(f"{left} candidates still waiting")
    checked = subprocess.run(voltwire(folder, "check", "--json"), capture_output=True, text=True)
    return problems + json.loads(checked.stdout)["problems"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        problems = run(given.articles, given.kills, given.seed, Path(name))
    for problem in problems:
        print(f"problem: {problem}")
    print("nothing lost, nothing twice" if not problems else f"{len(problems)} problems")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
