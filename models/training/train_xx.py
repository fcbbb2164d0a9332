"""Trains voltwire_xx_news: names in German, French, Spanish, Chinese, Korean and Japanese news.

    python models/training/train_xx.py [--steps N] [--copies N] [--fills N] [--target FOLDER]

One model for six languages. It reads a text as pipeline/tagging/modeltext.py prepares it: characters of the scripts
without blanks, words of the others, each with the word of the dictionary around it and with what the catalogue sees
there. Data: the articles of languages/articles (`LANGUAGE-NN-slug.txt`), each many times with other names, and the
sentences of languages/templates, each filled many times; names come from the lists beside them, from new joinings of
those names, and from the shipped catalogue. All chance comes from one seed.
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
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import spacy
from annotations import LABELS, UNKNOWN, Piece, plain, read_articles, read_pieces, spans
from spacy.cli.train import train as spacy_train
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.training import Example
from spacy.util import filter_spans, registry
from train import HERE, figures, is_held_out, tell, together
from voltwire import settings
from voltwire.tagging.catalogue import load_catalogue
from voltwire.tagging.modeltext import BREAK, Aids, document, read_nouns
from voltwire.tagging.tagger import Finder

DATA = HERE / "languages"
TARGET = HERE.parent / "voltwire_xx_news"
CATALOGUE = HERE.parents[1] / "config" / "catalogue"
LANGUAGES = ("de", "fr", "es", "zh", "ko", "ja")
SEED = 20261
MUTE = ["ORG_OTHER", "PERSON", "PRODUCT"]
"""Labels that teach the model what is no company, but are too seldom right to be listened to."""
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
BEGINNING = re.compile(r"[\u30a1-\u30fe]+|[\u3041-\u3096]+|[\u3400-\u9fff]{2}|[\uac00-\ud7a3]{2}")
FORMAL = re.compile(r"株式|有限|주식|[（(㈜㈱]")
KEPT = ["ORTH", "NORM", "TAG", "LEMMA", "ENT_IOB", "ENT_TYPE", "SPACY"]
Blocks = list[list[Piece]]


class Preparer:
    """Makes documents as the tagger makes them: the same tokens, the same words, the same catalogue."""

    def __init__(self) -> None:
        self.nlp = spacy.blank("xx")
        self.finder = Finder(load_catalogue(settings.load().catalogue_files()))
        self.nouns = read_nouns(DATA / "nouns-de.txt")

    def document(self, text: str, language: str) -> tuple[Doc, list[tuple[int, int]]]:
        found, _ = self.finder.find(text, language)
        return document(self.nlp.vocab, text, Aids(language, found.catalogue, self.nouns))

    def annotated(self, pieces: Sequence[Piece], language: str) -> Doc:
        doc, places = self.document(plain(pieces), language)
        named: list[Span] = []
        for start, end, kind in spans(pieces):
            inside = [n for n, (a, b) in enumerate(places) if a < end and start < b]
            if inside and all(doc[n].text != BREAK for n in inside):
                named.append(Span(doc, inside[0], inside[-1] + 1, label=LABELS.get(kind, UNKNOWN)))
        whole = filter_spans(named)  # broken text may glue two names
        missing = [span for span in whole if span.label_ == UNKNOWN]
        doc.set_ents([span for span in whole if span.label_ != UNKNOWN], missing=missing)
        return doc


@registry.readers("voltwire.prepared.v1")
def prepared(path: str) -> Callable[[Language], Iterator[Example]]:
    """Examples whose prediction starts from the document with all that is known, not from its bare text."""

    def read(nlp: Language) -> Iterator[Example]:
        for doc in DocBin().from_disk(path).get_docs(nlp.vocab):
            bare = Doc(
                nlp.vocab,
                words=[token.text for token in doc],
                spaces=[False] * len(doc),
                tags=[token.tag_ for token in doc],
                lemmas=[token.lemma_ for token in doc],
            )
            yield Example(bare, doc)

    return read


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

    def other(self, language: str, kind: str, old: str = "") -> str:
        """Another name; companies are invented ones two times out of three."""
        if kind != "C":
            return self.rng.choice(self.names[language, kind])
        if self.rng.random() < 0.35:
            writes = language in ("de", "fr", "es") or not old or CJK.search(old)
            return self.rng.choice(self.known[language if writes else "de"])
        name = self.rng.choice(self.names[language, kind])
        return self.joined(name, self.rng.choice(self.names[language, kind])) if self.rng.random() < 0.5 else name

    def joined(self, first: str, second: str) -> str:
        """The beginning of one name with the end of another: 沐川科技 and 青檀循环 make 沐川循环."""
        if " " in first and " " in second:
            return first.split(" ")[0] + " " + second.split(" ", 1)[1]
        heads = [BEGINNING.match(name) for name in (first, second)]
        if not all(heads) or FORMAL.search(first + second):
            return first
        end = second[len(heads[1][0]) :]
        return heads[0][0] + end if end else first


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


def cased(pieces: Sequence[Piece], rng: Random) -> list[Piece]:
    """Now and then in capitals, or with other quotation marks and blanks, as careless sources write."""
    draw = rng.random()
    if draw < 0.02:
        return [Piece(piece.text.upper(), piece.kind) for piece in pieces]
    if draw < 0.05:
        return [piece if piece.kind else Piece(piece.text.replace(" ", "  ", 1), None) for piece in pieces]
    return list(pieces)


_SLOT = re.compile(r"\{(?P<name>[CRP]\d?)(?::(?P<particle>[은이을과로]))?\}")
_PARTICLES = {"은": "은는", "이": "이가", "을": "을를", "과": "과와", "로": ("으로", "로")}


def filled(template: str, language: str, lists: Lists) -> list[Piece]:
    """A template with names in its slots: the same slot, the same name."""
    names: dict[str, str] = {}

    def mark(slot: re.Match[str]) -> str:
        kind = slot["name"][0]
        name = names.setdefault(slot["name"], lists.other(language, kind))
        return f"[[{kind}:{name}]]{particle(name, slot['particle'])}"

    return read_pieces(_SLOT.sub(mark, template), template[:30])


def particle(name: str, chosen: str | None) -> str:
    """The form of a Korean particle that follows the last sound of a name; empty for none."""
    if chosen is None:
        return ""
    after_consonant, after_vowel = _PARTICLES[chosen]
    coda = (ord(name[-1]) - 0xAC00) % 28 if "가" <= name[-1] <= "힣" else 0
    return after_vowel if coda == 0 or (chosen == "로" and coda == 8) else after_consonant


def read_templates() -> dict[str, list[str]]:
    lines = {path.stem: path.read_text("utf-8").splitlines() for path in sorted((DATA / "templates").glob("*.txt"))}
    return {language: [line.strip() for line in found if line.strip()] for language, found in lines.items()}


def write_data(work: Path, copies: int, fills: int) -> None:
    preparer, rng = Preparer(), Random(SEED)
    lists = Lists(rng)
    docs: list[Doc] = []
    held_out: list[Doc] = []
    for name, blocks in read().items():
        language = name[:2]
        if is_held_out(name):
            held_out += dev_docs(preparer, blocks, language)
            continue
        for copy in range(copies + 1):
            changed = renamed(blocks, language, lists, 0.0 if copy == 0 else rng.choice([0.5, 0.8, 1.0]))
            parts = [together(changed[1:])] if rng.random() < 0.5 else changed[1:]
            docs += [preparer.annotated(cased(part, rng), language) for part in (changed[0], *parts)]
    for language, templates in read_templates().items():
        for template in templates:
            docs += [preparer.annotated(filled(template, language, lists), language) for _ in range(fills)]
    rng.shuffle(docs)
    DocBin(attrs=KEPT, docs=docs).to_disk(work / "train.spacy")
    DocBin(attrs=KEPT, docs=held_out).to_disk(work / "dev.spacy")
    tell(f"{sum(map(len, docs)):,} tokens in {len(docs):,} texts; {len(held_out)} held out")


def read() -> dict[str, Blocks]:
    return read_articles(DATA / "articles")


def dev_docs(preparer: Preparer, blocks: Blocks, language: str) -> list[Doc]:
    return [preparer.annotated(part, language) for part in (blocks[0], together(blocks[1:]))]


def scores(nlp: Language) -> dict[str, dict[str, dict[str, float]]]:
    """Per language and label on the held-out articles, exact spans."""
    preparer = Preparer()
    tallies: dict[str, tuple[Counter[str], Counter[str], Counter[str]]] = {}
    for name, blocks in read().items():
        if not is_held_out(name):
            continue
        for doc in dev_docs(preparer, blocks, name[:2]):
            gold = {(span.start, span.end, span.label_) for span in doc.ents}
            doc.set_ents([])
            predicted = {(span.start, span.end, span.label_) for span in nlp(doc.copy()).ents}
            for language in (name[:2], "all"):
                right, found, wanted = tallies.setdefault(language, (Counter(), Counter(), Counter()))
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
            "languages": list(LANGUAGES),
            "reads": "modeltext",
            "mute": MUTE,
            "dev": told,
        },
    }
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    narrow(nlp)
    shutil.rmtree(target, ignore_errors=True)
    nlp.to_disk(target)
    (target / "vocab" / "strings.json").write_text(json.dumps(sorted(LABELS.values())), encoding="utf-8")
    shutil.copy(DATA / "nouns-de.txt", target / "nouns-de.txt")
    tell(json.dumps(told, indent=1))


def narrow(nlp: Language) -> None:
    """Store weights in 16 bits; pipeline/tagging/model.py widens them when it loads them."""
    for _, component in nlp.pipeline:
        for node in component.model.walk():  # type: ignore[attr-defined]
            for key in node.param_names:
                if node.has_param(key):
                    node.set_param(key, node.get_param(key).astype("float16"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--copies", type=int, default=13, help="copies of every article with other names")
    parser.add_argument("--fills", type=int, default=12, help="copies of every template with other names")
    parser.add_argument("--target", type=Path, default=TARGET)
    parser.add_argument(
        "--set", action="append", default=[], metavar="KEY=JSON", help="another value for config_xx.cfg"
    )
    arguments = parser.parse_args()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        write_data(work, arguments.copies, arguments.fills)
        overrides = {f"paths.{name}": str(work / f"{name}.spacy") for name in ("train", "dev")}
        overrides["training.max_steps"] = arguments.steps
        overrides |= {key: json.loads(value) for key, value in (pair.split("=", 1) for pair in arguments.set)}
        spacy_train(HERE / "config_xx.cfg", work / "output", overrides=overrides)
        package(work / "output" / "model-best", arguments.target)
    tell(f"done in {(time.perf_counter() - started) / 60:.1f} minutes: {arguments.target}")


if __name__ == "__main__":
    main()
