"""Run every kind of trouble as an ingest of its own, and print what each cost.

    python scripts/faults.py [--only WORD …] [--timeout-s 10] [--workers 1]

Each row: the trouble, how it ended, seconds and peak memory of all processes of the ingest (a good source of five
articles is collected beside it). Exit 1 when one ended otherwise than expected, took longer than it may, or made the
good source suffer.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "fetching"))
import faultrun
from troubles import Trouble

START_S = 20.0
"""What an ingest of five articles may take on a busy machine, start and end included."""
MOST_BYTES = 1_000_000_000


def run_alone(trouble: Trouble, timeout_s: float, workers: int) -> tuple[float, int, str]:
    """Seconds of the longest cycle, peak bytes, and the problem ("" when it ended as it must)."""
    with (
        tempfile.TemporaryDirectory() as place,
        faultrun.newsroom.Newsroom(faultrun.HEALTHY).serving() as good,
        faultrun.serving([trouble]) as servers,
    ):
        folder = Path(place)
        faultrun.configure(folder, [trouble], servers, good.base, timeout_s=timeout_s, workers=workers)
        runs = faultrun.run(folder, [trouble], servers)
        with faultrun.looking(folder) as database:
            problem = trouble.problem(faultrun.seen(trouble, servers[trouble.name], database))
            problem = problem or faultrun.good_problem(database)
    seconds, peak = max(run.seconds for run in runs), max(run.peak_bytes for run in runs)
    said = next((run.said for run in runs if "Traceback" in run.said), "")
    return seconds, peak, problem or said or _beyond(seconds, peak, timeout_s)


def _beyond(seconds: float, peak: int, timeout_s: float) -> str:
    longest_s = START_S + faultrun.READING_TIMEOUT_S + 3 * timeout_s
    if seconds > longest_s:
        return f"took longer than {longest_s:g} s"
    return f"took more than {MOST_BYTES:,} bytes" if peak > MOST_BYTES else ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", default=[""], help="troubles whose name holds one of these words")
    parser.add_argument("--timeout-s", type=float, default=10.0, help="fetching.timeout_s")
    parser.add_argument("--workers", type=int, default=1, help="cycle.workers")
    given = parser.parse_args()
    chosen = [trouble for trouble in faultrun.ALL if any(word in trouble.name for word in given.only)]
    wrong = 0
    print(f"{'trouble':42} {'ends as':58} {'s':>6} {'MB':>6}", flush=True)
    for trouble in chosen:
        seconds, peak, problem = run_alone(trouble, given.timeout_s, given.workers)
        wrong += bool(problem)
        told = f"  WRONG: {problem}" if problem else ""
        print(f"{trouble.name:42} {trouble.seen_as():58} {seconds:6.1f} {peak / 1e6:6.0f}{told}", flush=True)
    print(f"{len(chosen)} troubles, {wrong} wrong")
    return 1 if wrong or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())
