"""Trains voltwire_en_news: data → train → evaluate → package.

    python models/training/train.py [--corpora FOLDER] [--steps N]

Everything drawn by chance comes from one seed: the same inputs give the same training texts. Without --corpora the
model learns from this folder's articles and templates alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

import spacy
from annotations import Piece, read_articles
from corpora import CORPORA, read_corpora
from examples import Renamer, to_doc, vary
from generate import passages
from spacy.cli.train import train as spacy_train
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from wordtypes import build_vectors, count_ordinary

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "voltwire_en_news"
CATALOGUE = HERE.parents[1] / "config" / "catalogue"
NAME, VERSION, SEED = "voltwire_en_news", "0.1.0", 20260
Blocks = list[list[Piece]]


def tell(line: str) -> None:
    sys.stderr.write(line + "\n")


def main() -> None:
    arguments = read_arguments()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(arguments.work or folder)
        work.mkdir(parents=True, exist_ok=True)
        corpora = write_data(work, arguments)
        overrides = {f"paths.{name}": str(work / f"{name}.spacy") for name in ("train", "dev")}
        overrides |= {"paths.word_types": str(work / "word_types"), "training.max_steps": arguments.steps}
        overrides |= {key: json.loads(value) for key, value in (pair.split("=", 1) for pair in arguments.set)}
        spacy_train(HERE / "config.cfg", work / "output", overrides=overrides)
        package(work / "output" / "model-best", arguments.target, corpora)
    tell(f"done in {(time.perf_counter() - started) / 60:.1f} minutes: {arguments.target}")


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, help="folder of open corpora (file names and sha256 in corpora.py)")
    parser.add_argument("--steps", type=int, default=5000, help="training steps of about 1,500 words")
    parser.add_argument("--sentences", type=int, default=20000, help="texts from templates")
    parser.add_argument("--renamings", type=int, default=24, help="copies of every article with other names")
    parser.add_argument("--target", type=Path, default=TARGET, help="where the trained pipeline goes")
    parser.add_argument("--work", type=Path, help="keep the intermediate files here")
    parser.add_argument(
        "--set", action="append", default=[], metavar="KEY=JSON", help="another value for a key of config.cfg"
    )
    return parser.parse_args()


# ---- data


def is_held_out(name: str) -> bool:
    """A quarter of the articles, chosen by the digest of their name, is never trained on."""
    return hashlib.sha256(name.encode()).digest()[0] % 4 == 0


def write_data(work: Path, arguments: argparse.Namespace) -> list[str]:
    """Writes train.spacy and dev.spacy; answers the names of the open corpora used."""
    nlp, rng = spacy.blank("en"), Random(SEED)
    articles = read_articles(HERE / "articles")
    training = {name: blocks for name, blocks in articles.items() if not is_held_out(name)}
    regions = catalogue_regions()
    corpora = read_corpora(arguments.corpora, tell) if arguments.corpora else {}
    write_word_types(work, [*flatten(training.values()), *flatten(corpora.values())], regions)
    docs = [to_doc(nlp, pieces) for pieces in article_texts(training, rng, arguments.renamings)]
    docs += [to_doc(nlp, vary(pieces, rng)) for pieces in passages(rng, arguments.sentences, regions)]
    if not corpora:
        tell("no open corpora: ordinary names of other fields will be recognised less well (see models/README.md)")
    for texts in corpora.values():
        docs += [to_doc(nlp, vary(pieces, rng)) for pieces in joined(texts, rng)]
    rng.shuffle(docs)
    DocBin(docs=docs).to_disk(work / "train.spacy")
    DocBin(docs=dev_docs(nlp, articles)).to_disk(work / "dev.spacy")
    tell(f"{len(training)} articles to train on, {len(articles) - len(training)} held out")
    tell(f"{sum(map(len, docs)):,} words in {len(docs):,} texts")
    return sorted(corpora)


def write_word_types(work: Path, texts: Sequence[Sequence[Piece]], regions: Sequence[str]) -> None:
    nlp = spacy.blank("en")
    nlp.vocab.vectors = build_vectors(count_ordinary([*texts, *passages(Random(SEED), 3000)]), regions)
    nlp.to_disk(work / "word_types")


def flatten(groups: Iterable[Blocks]) -> Iterator[list[Piece]]:
    return (pieces for group in groups for pieces in group)


def article_texts(articles: dict[str, Blocks], rng: Random, copies: int) -> Iterator[list[Piece]]:
    renamer = Renamer(rng)
    for copy in range(copies + 1):
        for blocks in articles.values():
            renamed = renamer.rename(blocks, 0.0 if copy == 0 else rng.choice([0.5, 0.8, 1.0]))
            yield vary(renamed[0], rng, headline=True)
            if rng.random() < 0.5:
                yield vary(together(renamed[1:]), rng)
            else:
                yield from (vary(block, rng) for block in renamed[1:])


def together(blocks: Sequence[Sequence[Piece]]) -> list[Piece]:
    pieces: list[Piece] = []
    for block in blocks:
        pieces += [Piece("\n\n"), *block] if pieces else block
    return pieces


def joined(texts: Sequence[list[Piece]], rng: Random) -> Iterator[list[Piece]]:
    """Sentences of a corpus, one to four at a time: real texts have more than one."""
    at = 0
    while at < len(texts):
        count = rng.choice([1, 1, 2, 3, 4])
        pieces: list[Piece] = []
        for text in texts[at : at + count]:
            pieces += [Piece(" "), *text] if pieces else text
        yield pieces
        at += count


def catalogue_regions() -> list[str]:
    """English names of the shipped region catalogue, as far as it is there."""
    names: set[str] = set()
    for path in sorted(CATALOGUE.glob("regions-*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("region", []):
            names.add(entry["name"])
    return sorted(name for name in names if re.fullmatch(r"[A-Z][\w'’. -]{2,30}", name))


def dev_docs(nlp: Language, articles: dict[str, Blocks]) -> list[Doc]:
    docs = []
    for name, blocks in articles.items():
        if is_held_out(name):
            docs += [to_doc(nlp, blocks[0]), to_doc(nlp, together(blocks[1:]))]
    return docs


# ---- evaluate and package


def score_dev(nlp: Language, articles: dict[str, Blocks]) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 per label on the held-out articles, exact spans."""
    right, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    for doc in dev_docs(nlp, articles):
        gold = {(span.start_char, span.end_char, span.label_) for span in doc.ents}
        predicted = {(span.start_char, span.end_char, span.label_) for span in nlp(doc.text).ents}
        wanted.update(label for *_, label in gold)
        found.update(label for *_, label in predicted)
        right.update(label for *_, label in gold & predicted)
    return {label: figures(right[label], found[label], wanted[label]) for label in sorted(wanted)}


def figures(right: int, found: int, wanted: int) -> dict[str, float]:
    precision, recall = right / found if found else 0.0, right / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3), "mentions": wanted}


def package(source: Path, target: Path, corpora: Sequence[str]) -> None:
    """Copies the best pipeline to its place, with what a reader must know in meta.json."""
    nlp = spacy.load(source)
    scores = score_dev(nlp, read_articles(HERE / "articles"))
    licences = {corpus.name: corpus.licence for corpus in CORPORA}
    nlp.meta |= {
        "name": NAME,
        "version": VERSION,
        "description": "Companies, regions, other organisations, persons and products in English battery news",
        "author": "Voltwire",
        "license": "MIT",
        "sources": [{"name": name, "license": licences[name]} for name in corpora],
        "performance": {"ents_per_type": scores},
        "voltwire": {
            "precision": {label: scores[label]["precision"] for label in ("COMPANY", "REGION")},
            "dev": scores,
            "tokenizer": "spacy",  # spaCy's own for English: the tagger need not read it from the file again
        },
    }
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    shutil.rmtree(target, ignore_errors=True)
    nlp.to_disk(target)
    # the words of the training texts are no part of what was learned
    (target / "vocab" / "strings.json").write_text(json.dumps(sorted(scores)), encoding="utf-8")
    tell(json.dumps(scores, indent=1))


if __name__ == "__main__":
    main()
