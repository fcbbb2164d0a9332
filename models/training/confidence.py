"""Fits the weights of pipeline/tagging/confidence.py for a trained model, and writes them into its meta.json.

    python models/training/confidence.py [FOLDER ...]      # default: both shipped models

The finds of a model on the articles that it was not trained on, each article as it is and with other names, are
weighed by a logistic regression: weights common to the languages of a model, a bias for each. What is printed, the
calibration and what a threshold would keep, comes from five parts of the articles, each judged by weights fitted on
the other four.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy
import train
import train_xx
from annotations import Piece, plain, read_articles, spans
from examples import Renamer
from train import HERE, is_held_out, tell, together
from voltwire.tagging.confidence import FEATURES, facts_of
from voltwire.tagging.findings import ModelSpan
from voltwire.tagging.model import Model, load_model

MODELS = HERE.parent
COPIES = 4
STRENGTH = 1.0  # of the pull of weights towards nothing
LANGUAGE_STRENGTH = 10.0  # the same for what a language adds: fifteen articles of it say little
PARTS = 5
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)


class Find(NamedTuple):
    article: int
    language: str
    facts: list[float]
    right: bool


def finds(model: Model, texts: Iterator[tuple[int, str, list[Piece]]]) -> Iterator[Find]:
    """What the model alone takes for companies in annotated texts: what the catalogue knows needs no weighing."""
    preparer = train_xx.Preparer()
    for article, language, pieces in texts:
        text = plain(pieces)
        gold = {(start, end) for start, end, kind in spans(pieces) if kind == "C"}
        unknown = [(start, end) for start, end, kind in spans(pieces) if kind == "?"]
        known = preparer.finder.find(text, language)[0].catalogue
        listed = [(one.start, one.end) for one in known if one.label == "COMPANY"]
        found = model.find(text, language, known)
        nouns = preparer.nouns if language == "de" else frozenset[str]()
        for span, facts in zip(found, facts_of(text, found, known, nouns), strict=True):
            if span.label == "COMPANY" and not _over(span, listed) and not _over(span, unknown):
                yield Find(article, language, facts, (span.start, span.end) in gold)


def _over(span: ModelSpan, places: Sequence[tuple[int, int]]) -> bool:
    return any(start < span.end and span.start < end for start, end in places)


def foreign_texts() -> Iterator[tuple[int, str, list[Piece]]]:
    """Held-out articles of the other languages, as they are and with other names."""
    lists = train_xx.Lists(Random(train_xx.SEED + 1))
    for number, (name, blocks) in enumerate(train_xx.read().items()):
        if is_held_out(name):
            for copy in range(COPIES + 1):
                yield number, name[:2], together(train_xx.renamed(blocks, name[:2], lists, 0.8 if copy else 0.0))


def english_texts() -> Iterator[tuple[int, str, list[Piece]]]:
    renamer = Renamer(Random(train.SEED + 1))
    for number, (name, blocks) in enumerate(read_articles(HERE / "articles").items()):
        if is_held_out(name):
            for copy in range(COPIES + 1):
                yield number, "en", together(renamer.rename(blocks, 0.8 if copy else 0.0))


def fit(rows: Sequence[Find], languages: Sequence[str]) -> numpy.ndarray:
    """The most likely weights of FEATURES, a common bias, and what each language adds to it (Newton's method)."""
    table, right = _table(rows, languages), numpy.array([row.right for row in rows], dtype=float)
    pull = numpy.array([STRENGTH] * len(FEATURES) + [0.01] + [LANGUAGE_STRENGTH] * len(languages))
    weights = numpy.zeros(table.shape[1])
    for _ in range(30):
        expected = 1 / (1 + numpy.exp(-table @ weights))
        slope = table.T @ (right - expected) - pull * weights
        bend = (table * (expected * (1 - expected))[:, None]).T @ table + numpy.diag(pull)
        step = numpy.linalg.solve(bend, slope)
        weights += step
        if abs(step).max() < 1e-6:
            break
    return weights


def _table(rows: Sequence[Find], languages: Sequence[str]) -> numpy.ndarray:
    return numpy.array([[*row.facts, 1.0, *(float(row.language == one) for one in languages)] for row in rows])


def judged(rows: Sequence[Find], languages: Sequence[str]) -> numpy.ndarray:
    """The probability of each find by weights that its article had no part in."""
    chances = numpy.zeros(len(rows))
    for part in range(PARTS):
        others = [row for row in rows if row.article % PARTS != part]
        weights = fit(others, languages)
        mine = [n for n, row in enumerate(rows) if row.article % PARTS == part]
        if mine:
            chances[mine] = 1 / (1 + numpy.exp(-_table([rows[n] for n in mine], languages) @ weights))
    return chances


def calibrate(folder: Path) -> None:
    meta_path = folder / "meta.json"
    meta = json.loads(meta_path.read_text("utf-8"))
    meta["voltwire"].pop("confidence", None)
    meta_path.write_text(json.dumps(meta, indent=2, ensure_ascii=False), "utf-8")
    texts = english_texts() if meta["lang"] == "en" else foreign_texts()
    rows = list(finds(load_model(folder), texts))
    languages = sorted({row.language for row in rows})
    weights = fit(rows, languages)
    facts = {name: round(float(value), 3) for name, value in zip(FEATURES, weights, strict=False)}
    biases = weights[len(FEATURES)] + weights[len(FEATURES) + 1 :]
    meta["voltwire"]["confidence"] = {
        language: {"bias": round(float(bias), 3), **facts} for language, bias in zip(languages, biases, strict=True)
    }
    meta["voltwire"]["calibration"] = report(rows, judged(rows, languages), languages)
    meta_path.write_text(json.dumps(meta, indent=2, ensure_ascii=False), "utf-8")
    tell(f"{folder.name}: {facts}")


def report(rows: Sequence[Find], chances: numpy.ndarray, languages: Sequence[str]) -> dict[str, object]:
    """Said and true shares by tenths, and what each threshold keeps."""
    right = numpy.array([row.right for row in rows])
    tenths = []
    for low in range(10):
        inside = (chances >= low / 10) & (chances < (low + 1) / 10 + (low == 9))
        if inside.sum() >= 20:
            row = {"said": chances[inside].mean(), "true": right[inside].mean()}
            tenths.append({key: round(float(value), 2) for key, value in row.items()} | {"finds": int(inside.sum())})
    kept: dict[str, object] = {}
    for language in ("all", *languages):
        here = numpy.array([language in ("all", row.language) for row in rows])
        kept[language] = {
            str(least): {
                "precision": round(float(right[here & (chances >= least)].mean()), 3),
                "kept": round(float((right & here & (chances >= least)).sum() / max(1, (right & here).sum())), 3),
            }
            for least in (0.0, *THRESHOLDS)
            if (here & (chances >= least)).any()
        }
    for row in tenths:
        tell(f"  said {row['said']:.2f}  true {row['true']:.2f}  of {row['finds']}")
    for language, figures in kept.items():
        tell(f"  {language}: {figures}")
    return {"tenths": tenths, "thresholds": kept}


if __name__ == "__main__":
    for one in sys.argv[1:] or ("voltwire_en_news", "voltwire_xx_news"):
        calibrate(MODELS / one if not Path(one).exists() else Path(one))
