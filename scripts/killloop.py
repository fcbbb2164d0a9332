"""Trouble at random moments of a collection, under `ingest` and under `daemon`; nothing may be lost or doubled.

    python scripts/killloop.py [--articles 300] [--times 60] [--under ingest|daemon|both] [--trouble kill|full|lock]

kill: the program is killed (SIGKILL) and started again. full: its disk, a small one in memory (needs root), is filled
to the brim for a while. lock: another process holds a write transaction for 30 seconds. `ingest` may end with exit
code 1 then and is started again; the daemon must live through it. Exit 0 when at the end every article is there once,
no mention twice, nothing waits, `voltwire check` is clean, and no process of ours was alive 5 seconds after a kill.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "bench"))
import newsroom
from troubled import TinyDisk, locked, tiny_disk

DISK_MB = 200
PATIENCE_S = 300.0
WAITING = "select count(*) from candidates where state = 'waiting'"


@dataclass
class Loop:
    """One collection under trouble. `problems`: what was promised and did not hold."""

    folder: Path
    database: Path
    articles: int
    under: str
    rng: random.Random
    problems: list[str] = field(default_factory=list)
    starts: int = 0

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "voltwire", "--config", str(self.folder), *words]

    def start(self) -> subprocess.Popen[bytes]:
        self.starts += 1
        words = ("daemon",) if self.under == "daemon" else ("ingest", "--source", "bench")
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                self.command(*words), env={**os.environ, "VOLTWIRE_MARK": self.mark}, stdout=log, stderr=log
            )

    @property
    def mark(self) -> str:
        return f"killloop-{os.getpid()}-{self.folder.name}-{self.starts}"

    def stored(self) -> int:
        return int(self.ask("select count(*) from articles") or 0)

    def ask(self, sql: str) -> object:
        """The first value of an answer; None as long as there is no database."""
        try:
            with contextlib.closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
                return connection.execute(sql).fetchone()[0]
        except sqlite3.OperationalError:
            return None

    def wait_for(self, articles: int, process: subprocess.Popen[bytes]) -> None:
        """Until so many articles are stored, and a little longer; or the process has ended."""
        deadline = time.monotonic() + PATIENCE_S
        while process.poll() is None and self.stored() < articles and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(self.rng.uniform(0.0, 0.3))

    def moments(self, times: int) -> list[int]:
        return sorted(self.rng.randrange(self.articles) for _ in range(times))

    def finish(self, process: subprocess.Popen[bytes] | None = None) -> None:
        """Let the collection come to its end undisturbed."""
        if self.under == "ingest":
            if process is None or process.wait() != 0:
                process = self.start()
            if process.wait() != 0:
                self.problems.append(f"the last ingest ended with {process.returncode}: {self.last_line()}")
            return
        process = process or self.start()
        deadline = time.monotonic() + PATIENCE_S
        while process.poll() is None and time.monotonic() < deadline:
            if self.stored() == self.articles and self.ask(WAITING) == 0:
                break
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        if process.wait() != 0:
            self.problems.append(f"the daemon ended with {process.returncode}: {self.last_line()}")

    def last_line(self) -> str:
        lines = (self.folder / "log").read_text("utf-8", "replace").splitlines()
        return lines[-1] if lines else ""


def kill(loop: Loop, times: int) -> None:
    for articles_then in loop.moments(times):
        process = loop.start()
        loop.wait_for(articles_then, process)
        ended = "was over before" if process.poll() is not None else "killed"
        process.kill()
        process.wait()
        deadline = time.monotonic() + 5
        while (left := marked(loop.mark)) and time.monotonic() < deadline:
            time.sleep(0.05)
        if left:
            loop.problems.append(f"start {loop.starts}: processes left 5 s after the kill: {left}")
        print(f"{loop.under} {loop.starts}: {ended} with {loop.stored()} articles stored, {len(left)} processes left")
    loop.finish()


def full(loop: Loop, times: int, disk: TinyDisk) -> None:
    for_a_while(loop, times, lambda: filled(disk), lambda: loop.rng.uniform(0.1, 1.0))


def lock(loop: Loop, times: int, seconds: float = 30.0) -> None:
    for_a_while(loop, times, lambda: locked(loop.database), lambda: seconds)


@contextlib.contextmanager
def filled(disk: TinyDisk) -> Iterator[None]:
    disk.fill()
    try:
        yield
    finally:
        disk.empty()


def for_a_while(
    loop: Loop, times: int, trouble: Callable[[], contextlib.AbstractContextManager[None]], seconds: Callable[[], float]
) -> None:
    """Make trouble at random moments; what ends of it (ingest may, the daemon must not) is started again."""
    process = loop.start()
    for articles_then in loop.moments(times):
        if process.poll() is not None:
            process = loop.start()
        loop.wait_for(max(articles_then, 1), process)
        if loop.stored() == loop.articles:
            break
        with trouble():
            before = loop.stored()
            time.sleep(seconds())
        ended = process.poll()
        if ended is not None and (loop.under == "daemon" or ended not in (0, 1)):
            loop.problems.append(f"ended with {ended}: {loop.last_line()}")
        print(f"{loop.under}: trouble with {before} articles stored, {'went on' if ended is None else f'exit {ended}'}")
    loop.finish(process)


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


def judge(loop: Loop) -> list[str]:
    problems = []
    if (count := loop.stored()) != loop.articles:
        problems.append(f"{count} articles, not {loop.articles}")
    if doubled := loop.ask("select count(*) - count(distinct url) from articles"):
        problems.append(f"{doubled} articles stored twice")
    if doubled := loop.ask(
        "select count(*) - count(distinct article_id || part || ' ' || start_char || ' ' || end_char) from mentions"
    ):
        problems.append(f"{doubled} mentions stored twice")
    if left := loop.ask(WAITING):
        problems.append(f"{left} candidates still waiting")
    checked = subprocess.run(loop.command("check", "--json"), capture_output=True, text=True)
    return problems + json.loads(checked.stdout)["problems"]


def run(folder: Path, *, articles: int, times: int, under: str, trouble: str, seed: int, **more: float) -> list[str]:
    """Problems found; none is the promise."""
    with contextlib.ExitStack() as stack:
        room = stack.enter_context(newsroom.Newsroom(articles).serving())
        disk = stack.enter_context(tiny_disk(folder / "disk", DISK_MB)) if trouble == "full" else None
        if trouble == "full" and disk is None:
            return ["a small disk cannot be mounted here; run this as root"]
        for name, text in newsroom.settings_files(room.base).items():
            (folder / name).write_text(text, "utf-8")
        database = (disk.folder if disk else folder) / "bench.db"
        with (folder / "voltwire.toml").open("a") as settings:
            settings.write("[daemon]\ntick_s = 1.0\n")
        (folder / "voltwire.toml").write_text(
            (folder / "voltwire.toml").read_text().replace('"bench.db"', f'"{database}"'), "utf-8"
        )
        loop = Loop(folder, database, articles, under, random.Random(seed))
        if trouble == "kill":
            kill(loop, times)
        elif disk is not None:
            full(loop, times, disk)
        else:
            lock(loop, times, **more)
        return loop.problems + judge(loop)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--under", choices=["ingest", "daemon", "both"], default="both")
    parser.add_argument("--trouble", choices=["kill", "full", "lock"], default="kill")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    problems = []
    for under in ("ingest", "daemon") if given.under == "both" else (given.under,):
        started = time.monotonic()
        with tempfile.TemporaryDirectory() as name:
            found = run(
                Path(name), articles=given.articles, times=given.times, under=under, trouble=given.trouble,
                seed=given.seed,
            )  # fmt: skip
        problems += [f"{under}: {problem}" for problem in found]
        print(f"{under}: {given.times} × {given.trouble} in {time.monotonic() - started:.0f} s, {len(found)} problems")
    for problem in problems:
        print(f"problem: {problem}")
    print("nothing lost, nothing twice" if not problems else f"{len(problems)} problems")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
