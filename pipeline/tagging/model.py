"""The trained spaCy model: loaded with what it needs alone, asked in blocks, its labels turned into ours."""

from __future__ import annotations

import json
import logging
import warnings
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ModelError
from ..regex import regex
from .findings import HELPER_LABELS, Finding, ModelSpan

if TYPE_CHECKING:
    from spacy.language import Language

UNMEASURED = 0.5
"""Score of a model that does not say how precise it is."""
_BLOCK_CHARS = 100_000
_NEEDED = frozenset({"tok2vec", "transformer", "curated_transformer", "ner", "entity_ruler", "span_ruler"})
_OTHER_LABELS = {"ORG": "COMPANY", "GPE": "REGION", "LOC": "REGION"}  # of packages that are not ours
_OWN_LABELS = frozenset({"COMPANY", "REGION"}) | HELPER_LABELS
_SURROGATES = regex("[\ud800-\udfff]")

_log = logging.getLogger(__name__)


class Model:
    """A spaCy pipeline that proposes companies and regions."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        told = nlp.meta.get("voltwire")
        self._languages = languages_of(nlp.meta)
        self._mute = frozenset(told.get("mute", ())) if isinstance(told, dict) else frozenset()
        self._own = isinstance(told, dict)
        self._aided = isinstance(told, dict) and told.get("reads") == "modeltext"
        precision = told.get("precision", {}) if isinstance(told, dict) else {}
        self._weights: dict[str, dict[str, float]] = told.get("confidence", {}) if isinstance(told, dict) else {}
        self._precision: dict[str, float] = {
            str(label): round(float(value), 4) for label, value in dict(precision).items()
        }

    @cached_property
    def _nouns(self) -> frozenset[str]:
        from .modeltext import read_nouns

        return read_nouns(self._nlp.path / "nouns-de.txt") if self._nlp.path else frozenset()

    def reads(self, language: str) -> bool:
        """Whether it is worth asking about a text of this language: its own alone, unless it knows many (`xx`).

        Capitals tell an English model most: in German, where every noun has one, it finds a company in every sentence.
        """
        return self._languages is None or language in self._languages

    def is_noun(self, word: str) -> bool:
        """Whether a German word (lower case) is or ends with an ordinary noun of the model's list."""
        from .modeltext import noun_mark

        return noun_mark(word, self._nouns) != ""

    def find(self, text: str, language: str = "", known: Sequence[Finding] = ()) -> list[ModelSpan]:
        """Its entities under our labels, in the offsets of `text`. `language` and what the catalogue `known` helps a
        model that was trained to be told them (modeltext.py)."""
        found: list[ModelSpan] = []
        for offset, block in blocks(text):
            with self._nlp.memory_zone():
                for start, end, name in self._entities(_SURROGATES.sub("\ufffd", block), language, known, offset):
                    label = self._label(name)
                    if label is not None:
                        score = self._precision.get(label, UNMEASURED)
                        found.append(ModelSpan(offset + start, offset + end, label, score))
        if language not in self._weights:
            return found
        from .confidence import weighed

        return weighed(text, found, known, self._weights[language], self._nouns if language == "de" else frozenset())

    def _entities(
        self, block: str, language: str, known: Sequence[Finding], offset: int
    ) -> Iterator[tuple[int, int, str]]:
        if not self._aided:
            yield from ((ent.start_char, ent.end_char, ent.label_) for ent in self._nlp(block).ents)
            return
        from .modeltext import Aids, document

        inside = [
            one._replace(start=one.start - offset, end=one.end - offset)
            for one in known
            if offset <= one.start and one.end <= offset + len(block)
        ]
        nouns = self._nouns if language == "de" else frozenset()
        doc, places = document(self._nlp.vocab, block, Aids(language, inside, nouns))
        for ent in self._nlp(doc).ents:
            yield places[ent.start][0], places[ent.end - 1][1], ent.label_

    def _label(self, label: str) -> str | None:
        known = own_label(label, foreign=not self._own)
        return None if known in self._mute else known


def languages_of(meta: Mapping[str, Any]) -> frozenset[str] | None:
    """The languages of a model by its meta.json; None: any."""
    told = meta.get("voltwire")
    named = told.get("languages") if isinstance(told, dict) else None
    if named:
        return frozenset(map(str, named))
    return None if meta.get("lang") == "xx" else frozenset({str(meta.get("lang", ""))})


class LateModel:
    """A model that is loaded when the first text of its languages comes: an English article pays for no other."""

    def __init__(self, name: Path | str) -> None:
        self._name = name
        self._model: Model | None = None
        self._languages = languages_of(_meta(name))

    def reads(self, language: str) -> bool:
        return self._languages is None or language in self._languages

    def is_noun(self, word: str) -> bool:
        return self._loaded().is_noun(word)

    def find(self, text: str, language: str = "", known: Sequence[Finding] = ()) -> list[ModelSpan]:
        """Its entities. Raises ModelError when it cannot be loaded."""
        return self._loaded().find(text, language, known)

    def _loaded(self) -> Model:
        if self._model is None:
            self._model = load_model(self._name)
        return self._model


def own_label(label: str, *, foreign: bool) -> str | None:
    """A pipeline's label as one of ours; None for what is ignored. Helper labels are trusted from our models alone."""
    if label in ("COMPANY", "REGION") or (not foreign and label in _OWN_LABELS):
        return label
    return _OTHER_LABELS.get(label)


def blocks(text: str, size: int = _BLOCK_CHARS) -> Iterator[tuple[int, str]]:
    """A text in pieces of at most `size` characters with their offsets, cut between paragraphs, lines or words."""
    start = 0
    while len(text) - start > size:
        cut = -1
        for gap in ("\n\n", "\n", ". ", " "):
            cut = text.rfind(gap, start + size // 2, start + size)
            if cut >= 0:
                cut += len(gap)
                break
        end = cut if cut > start else start + size
        yield start, text[start:end]
        start = end
    if start < len(text):
        yield start, text[start:]


def load_model(name: Path | str) -> Model:
    """Load a model folder or an installed spaCy package. Raises ModelError that says what to do."""
    from .spacy_alone import spacy

    try:
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            superfluous = _superfluous(name)
            nlp = spacy.load(name, exclude=superfluous, config=_quick_tokenizer() if "tokenizer" in superfluous else {})
    except Exception as error:  # a strangers' package may fail in any way
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise ModelError(
            f"{name}: the model cannot be loaded ({reason[:160]}); put a model folder or an installed spaCy package "
            'into [tagging] model of voltwire.toml, or model = "" for rules alone'
        ) from error
    widen(nlp)
    for warning in told:
        _log.info("model %s: %s", name, str(warning.message).splitlines()[0])
    return Model(nlp)


def widen(nlp: Language) -> None:
    """Give weights that were stored in 16 bits the 32 that spaCy computes with; half the size on disk costs nothing
    that can be measured."""
    for name in nlp.pipe_names:
        model = getattr(nlp.get_pipe(name), "model", None)  # rulers have none
        for node in model.walk() if model is not None else ():
            for key in node.param_names:
                if node.has_param(key) and node.get_param(key).dtype == "float16":
                    node.set_param(key, node.get_param(key).astype("float32"))


def _meta(name: Path | str) -> dict[str, Any]:
    """A model's meta.json; empty when it cannot be read (spaCy tells better what is wrong with it)."""
    from .spacy_alone import spacy

    folder = Path(name)
    if not folder.exists() and spacy.util.is_package(str(name)):
        found = sorted(spacy.util.get_package_path(str(name)).glob("*/meta.json"))
        folder = next(iter(found), folder / "meta.json").parent
    try:
        meta = json.loads((folder / "meta.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return meta if isinstance(meta, dict) else {}


def _quick_tokenizer() -> dict[str, Any]:
    """Configuration that asks for the tokenizer of this room in the place of spaCy's own."""
    from .tokenizing import NAME

    return {"nlp": {"tokenizer": {"@tokenizers": NAME}}}


def _superfluous(name: Path | str) -> list[str]:
    """What need not be loaded, as far as the model's meta.json tells: components that entities do not depend on, and
    the tokenizer's file of a model that says it keeps spaCy's own (making 1,300 exceptions twice costs 0.2 s)."""
    meta = _meta(name)
    components = [str(one) for one in meta.get("pipeline", [])]
    own = meta.get("voltwire") or {}
    plain = ["tokenizer"] if isinstance(own, dict) and own.get("tokenizer") == "spacy" else []
    return plain + [component for component in components if not any(needed in component for needed in _NEEDED)]
