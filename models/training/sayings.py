"""Learns what the words of a page say, from the lines of `pages/` and the articles beside them.

    python models/training/sayings.py [--check]

`pages/*.txt` hold a line each of what pages say that stand in an article's place (and of what stands in and around
articles, in other.txt and around.txt), below the language in brackets. `--check` leaves every fifth line out and tells
what becomes of these; otherwise pipeline/extraction/sayings.tsv is written. The same lines give the same weights.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from voltwire.extraction import sayings

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "pipeline" / "extraction" / "sayings.tsv"
ROUNDS, RATE, DECAY = 800, 0.5, 2e-4
LEAST = 2  # lines that a feature must stand in
SMALL = 12  # hundredths; a feature that says less than this about everything is left out
_NAME = re.compile(r"\[\[\w+:([^\]]*)\]\]")

Line = tuple[str, str, str]  # saying, language, text


def lines() -> list[Line]:
    """Every line to learn from."""
    found = []
    for file in sorted((HERE / "pages").glob("*.txt")):
        language = ""
        for line in file.read_text("utf-8").splitlines():
            if line.startswith("["):
                language = line.strip("[]")
            elif line:
                found.append((sayings.OTHER if file.stem == "around" else file.stem, language, line))
    return found + [(sayings.OTHER, "en", line) for line in article_lines()]


def article_lines() -> list[str]:
    """The lines of the articles that the name finder learns from, names unmarked."""
    found = []
    for file in sorted((HERE / "articles").glob("*.txt")):
        text = _NAME.sub(r"\1", file.read_text("utf-8"))
        found += [line.strip() for line in text.splitlines() if len(line.strip()) >= 25][:6]
    return found


class Table:
    """Which line holds which marks: a sparse table of lines and marks, multiplied from either side."""

    def __init__(self, marks: list[list[str]], numbers: dict[str, int]) -> None:
        held = [[numbers[mark] for mark in one if mark in numbers] or [0] for one in marks]
        self.columns = np.array([column for one in held for column in one])
        sizes = np.array([len(one) for one in held])
        self.rows = np.repeat(np.arange(len(held)), sizes)
        scale = np.array([1 / np.sqrt(len(one) + 1) for one in marks], dtype=np.float32)
        self.values = scale[self.rows][:, None]
        self.starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
        self.turned = np.argsort(self.columns, kind="stable")
        self.present, self.turned_starts = np.unique(self.columns[self.turned], return_index=True)
        self.width = len(numbers)

    def times(self, weight: np.ndarray) -> np.ndarray:
        return np.add.reduceat(weight[self.columns] * self.values, self.starts)

    def turned_times(self, slope: np.ndarray) -> np.ndarray:
        found = np.zeros((self.width, slope.shape[1]), dtype=np.float32)
        found[self.present] = np.add.reduceat((slope[self.rows] * self.values)[self.turned], self.turned_starts)
        return found


def weights(given: list[Line]) -> dict[str, np.ndarray]:
    """Multinomial regression by gradient descent; every saying counts as much as another, and so does a language."""
    marks = [sorted(set(sayings.features(text))) for _, _, text in given]
    spread = Counter(mark for one in marks for mark in one)
    numbers = {mark: number for number, mark in enumerate(sorted(m for m, n in spread.items() if n >= LEAST))}
    table = Table(marks, numbers)
    truth = np.zeros((len(given), len(sayings.SAYINGS)), dtype=np.float32)
    truth[np.arange(len(given)), [sayings.SAYINGS.index(name) for name, _, _ in given]] = 1
    share = importance(given)[:, None]
    weight = np.zeros((len(numbers), len(sayings.SAYINGS)), dtype=np.float32)
    bias = np.zeros(len(sayings.SAYINGS), dtype=np.float32)
    speed, bias_speed = np.zeros_like(weight), np.zeros_like(bias)
    for _ in range(ROUNDS):
        scores = table.times(weight) + bias
        scores -= scores.max(axis=1, keepdims=True)
        guess = np.exp(scores)
        guess /= guess.sum(axis=1, keepdims=True)
        slope = (guess - truth) * share
        speed = 0.9 * speed - RATE * (table.turned_times(slope) + DECAY * weight)
        bias_speed = 0.9 * bias_speed - RATE * slope.sum(axis=0)
        weight += speed
        bias += bias_speed
    found = {mark: weight[number] for mark, number in numbers.items()}
    return {"": bias, **found}


def importance(given: list[Line]) -> np.ndarray:
    """The share of each line: what is said weighs alike, `other` like six, for most lines of the web are that."""
    sizes = Counter(name for name, _, _ in given)
    parts = np.array([(6 if name == sayings.OTHER else 1) / sizes[name] for name, _, _ in given], dtype=np.float32)
    return parts / parts.sum() * 13


def rounded(found: dict[str, np.ndarray]) -> dict[str, list[int]]:
    whole = {mark: [round(float(100 * value)) for value in values] for mark, values in found.items()}
    return {mark: values for mark, values in whole.items() if not mark or max(map(abs, values)) >= SMALL}


def save(found: dict[str, list[int]]) -> None:
    rows = ["\t".join([mark, *map(str, values)]) for mark, values in sorted(found.items())]
    TARGET.write_text("\n".join(rows) + "\n", "utf-8")
    sayings._rows.cache_clear()
    sayings._weights.cache_clear()
    sayings.said.cache_clear()


def check(given: list[Line]) -> None:
    """Leaves a fifth out, five times over, and tells what is taken for what."""
    right: dict[str, Counter[str]] = defaultdict(Counter)
    kept = TARGET.read_text("utf-8") if TARGET.is_file() else None
    for part in range(5):
        save(rounded(weights([line for number, line in enumerate(given) if number % 5 != part])))
        for name, language, text in given[part::5]:
            told = sayings.said(text)
            best = max(told, key=told.__getitem__)
            right[name][best] += 1
            if best != name and (name == sayings.OTHER) != (best == sayings.OTHER):
                print(f"{name:<8} as {best:<8} {told[best]:.2f} {language} {text[:100]}")
    for name, counts in right.items():
        print(f"{name:<8} {counts[name] / counts.total():.1%} right", dict(counts))
    if kept is not None:
        TARGET.write_text(kept, "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="leave lines out and tell how they fare")
    options = parser.parse_args()
    given = lines()
    if options.check:
        check(given)
    else:
        save(rounded(weights(given)))
        print(f"{len(given)} lines, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
