"""Trains voltwire_xx_news: names in German, French and Spanish news (Chinese, Korean and Japanese: not good enough).

    python models/training/train_xx.py [--steps N] [--copies N] [--target FOLDER]

One model for six languages, of which it is asked about READS: words in scripts with blanks, single characters in the
others, so that a particle glued to a Korean name is no part of it. Data: the articles of languages/articles
(`LANGUAGE-NN-slug.txt`), each many times with other names, from the lists beside them and from the shipped catalogue.
All chance comes from one seed.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import tempfile
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from random import Random

import spacy
from annotations import LABELS, UNKNOWN, Piece, plain, read_articles, spans
from spacy.cli.train import train as spacy_train
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, DocBin
from spacy.util import filter_spans
from train import HERE, figures, is_held_out, tell, together

DATA = HERE / "languages"
TARGET = HERE.parent / "voltwire_xx_news"
CATALOGUE = HERE.parents[1] / "config" / "catalogue"
LANGUAGES = ("de", "fr", "es", "zh", "ko", "ja")
SEED = 20261
READS = ("de", "fr", "es")
"""The languages in which it helps: in the others it cuts names wrongly more often than it finds new ones."""
MUTE = ["ORG_OTHER", "PERSON", "PRODUCT"]
"""Labels that teach the model what is no company, but are too seldom right to be listened to."""
INFIX = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|[^\w\s]"
"""Every Chinese, Japanese and Korean character is a token, and so is every sign."""
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
Blocks = list[list[Piece]]


def blank() -> Language:
    nlp = spacy.blank("xx")
    nlp.tokenizer = Tokenizer(nlp.vocab, infix_finditer=re.compile(INFIX).finditer)
    return nlp


class Lists:
    """Names to put into an article, by language and kind."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.names: dict[tuple[str, str], list[str]] = defaultdict(list)
        for language in LANGUAGES:
            for kind, stem in (("C", "names"), ("P", "persons"), ("R", "places")):
                lines = (DATA / f"{stem}-{language}.txt").read_text("utf-8").splitlines()
                self.names[language, kind] = [line.strip() for line in lines if line.strip()]
        self.known = known_companies()

    def other(self, language: str, kind: str, old: str) -> str:
        """Another name; companies are invented ones two times out of three."""
        pool = self.names[language, kind]
        if kind == "C" and self.rng.random() < 0.35:
            pool = self.known[language if CJK.search(old) or language in ("de", "fr", "es") else "de"]
        return self.rng.choice(pool)


def known_companies() -> dict[str, list[str]]:
    """Names of the shipped catalogue as a text of the language writes them."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(CATALOGUE.glob("companies*.toml")):
        for entry in tomllib.loads(path.read_text("utf-8"))["company"]:
            for language in ("zh", "ko", "ja"):
                found[language] += [alias for alias in entry.get(language, []) if isinstance(alias, str)]
            for language in ("de", "fr", "es"):
                found[language].append(entry["name"])
    return found


def renamed(blocks: Blocks, language: str, lists: Lists, share: float) -> Blocks:
    """The article with about `share` of its names replaced, the same everywhere; related names stay together."""
    rng = lists.rng
    surfaces = {(piece.kind, piece.text) for block in blocks for piece in block if piece.kind in ("C", "P", "R")}
    new: dict[tuple[str | None, str], str] = {}
    for kind, old in sorted(surfaces, key=str):
        related = any(k == kind and o != old and (o in old or old in o) for k, o in surfaces)
        if kind is not None and not related and rng.random() < share * (0.5 if kind == "R" else 1):
            new[kind, old] = lists.other(language, kind, old)
    return [[Piece(new.get((p.kind, p.text), p.text), p.kind) for p in block] for block in blocks]


def to_doc(nlp: Language, pieces: Sequence[Piece]) -> Doc:
    doc = nlp.make_doc(plain(pieces))
    found = (
        doc.char_span(start, end, label=LABELS.get(kind, UNKNOWN), alignment_mode="expand")
        for start, end, kind in spans(pieces)
    )
    whole = filter_spans([span for span in found if span is not None])  # broken text may glue two names
    missing = [span for span in whole if span.label_ == UNKNOWN]
    doc.set_ents([span for span in whole if span.label_ != UNKNOWN], missing=missing)
    return doc


def cased(pieces: Sequence[Piece], rng: Random) -> list[Piece]:
    """Now and then in capitals, or with other quotation marks and blanks, as careless sources write."""
    draw = rng.random()
    if draw < 0.02:
        return [Piece(piece.text.upper(), piece.kind) for piece in pieces]
    if draw < 0.05:
        return [piece if piece.kind else Piece(piece.text.replace(" ", "  ", 1), None) for piece in pieces]
    return list(pieces)


def read() -> dict[str, Blocks]:
    return read_articles(DATA / "articles")


def write_data(work: Path, copies: int) -> None:
    nlp, rng = blank(), Random(SEED)
    lists = Lists(rng)
    docs: list[Doc] = []
    held_out: list[Doc] = []
    for name, blocks in read().items():
        if is_held_out(name):
            held_out += dev_docs(nlp, blocks)
            continue
        for copy in range(copies + 1):
            changed = renamed(blocks, name[:2], lists, 0.0 if copy == 0 else rng.choice([0.5, 0.8, 1.0]))
            docs.append(to_doc(nlp, cased(changed[0], rng)))
            if rng.random() < 0.5:
                docs.append(to_doc(nlp, cased(together(changed[1:]), rng)))
            else:
                docs += [to_doc(nlp, cased(block, rng)) for block in changed[1:]]
    rng.shuffle(docs)
    DocBin(docs=docs).to_disk(work / "train.spacy")
    DocBin(docs=held_out).to_disk(work / "dev.spacy")
    tell(f"{sum(map(len, docs)):,} tokens in {len(docs):,} texts; {len(held_out)} held out")


def dev_docs(nlp: Language, blocks: Blocks) -> list[Doc]:
    return [to_doc(nlp, blocks[0]), to_doc(nlp, together(blocks[1:]))]


def scores(nlp: Language) -> dict[str, dict[str, dict[str, float]]]:
    """Per language and label on the held-out articles, exact spans."""
    tallies: dict[str, tuple[Counter[str], Counter[str], Counter[str]]] = {}
    for name, blocks in read().items():
        if not is_held_out(name):
            continue
        for language in (name[:2], "all"):
            right, found, wanted = tallies.setdefault(language, (Counter(), Counter(), Counter()))
            for doc in dev_docs(nlp, blocks):
                gold = {(span.start_char, span.end_char, span.label_) for span in doc.ents}
                predicted = {(span.start_char, span.end_char, span.label_) for span in nlp(doc.text).ents}
                wanted.update(label for *_, label in gold)
                found.update(label for *_, label in predicted)
                right.update(label for *_, label in gold & predicted)
    return {
        language: {label: figures(right[label], found[label], wanted[label]) for label in sorted(wanted)}
        for language, (right, found, wanted) in sorted(tallies.items())
    }


def package(source: Path, target: Path) -> None:
    nlp = spacy.load(source)
    told = scores(nlp)
    nlp.meta |= {
        "name": "voltwire_xx_news",
        "version": "0.1.0",
        "description": "Names in German, French, Spanish, Chinese, Korean and Japanese battery news",
        "author": "Voltwire",
        "license": "MIT",
        "performance": {"ents_per_type": told["all"]},
        "voltwire": {
            "precision": {label: told["all"][label]["precision"] for label in ("COMPANY", "REGION")},
            "languages": list(READS),
            "mute": MUTE,
            "dev": told,
        },
    }
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    shutil.rmtree(target, ignore_errors=True)
    nlp.to_disk(target)
    (target / "vocab" / "strings.json").write_text(json.dumps(sorted(LABELS.values())), encoding="utf-8")
    tell(json.dumps(told, indent=1))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--copies", type=int, default=24, help="copies of every article with other names")
    parser.add_argument("--target", type=Path, default=TARGET)
    parser.add_argument(
        "--set", action="append", default=[], metavar="KEY=JSON", help="another value for config_xx.cfg"
    )
    arguments = parser.parse_args()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        blank().to_disk(work / "blank")
        write_data(work, arguments.copies)
        overrides = {f"paths.{name}": str(work / f"{name}.spacy") for name in ("train", "dev")}
        overrides |= {"paths.blank": str(work / "blank"), "training.max_steps": arguments.steps}
        overrides |= {key: json.loads(value) for key, value in (pair.split("=", 1) for pair in arguments.set)}
        spacy_train(HERE / "config_xx.cfg", work / "output", overrides=overrides)
        package(work / "output" / "model-best", arguments.target)
    tell(f"done in {(time.perf_counter() - started) / 60:.1f} minutes: {arguments.target}")


if __name__ == "__main__":
    main()
