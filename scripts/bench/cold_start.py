"""What starting costs: `voltwire --help`, and `voltwire extract FILE` beside the bare imports it cannot do without.

    python scripts/bench/cold_start.py [--rounds 9]

CPU seconds (user and system) of whole processes, in turn; medians and the ratio.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from statistics import median

PAGE = Path(__file__).parent.parent.parent / "tests" / "pages" / "reference.html"
VOLTWIRE = str(Path(sys.executable).parent / "voltwire")


def cpu_s(*command: str) -> float:
    """CPU seconds of one run of a command, its children included."""
    before = os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    commands = {
        "voltwire --help": (VOLTWIRE, "--help"),
        "voltwire extract FILE": (VOLTWIRE, "extract", str(PAGE)),
        "import spacy, trafilatura": (sys.executable, "-c", "import spacy, trafilatura"),
    }
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for command in commands.values():
        cpu_s(*command)  # once uncounted: byte code and the compiled catalogue are written
    for _ in range(rounds):
        for name, command in commands.items():
            seconds[name].append(cpu_s(*command))
    for name, values in seconds.items():
        print(f"{name:28} median {median(values):.3f} s  ({min(values):.3f} to {max(values):.3f})")
    ratio = median(seconds["voltwire extract FILE"]) / median(seconds["import spacy, trafilatura"])
    print(f"extract / imports: {ratio:.2f}")


if __name__ == "__main__":
    main()
