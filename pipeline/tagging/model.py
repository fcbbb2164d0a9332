"""The trained spaCy model: loaded with what it needs alone, asked in blocks, its labels turned into ours."""

from __future__ import annotations

import json
import logging
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ModelError
from ..regex import regex
from .findings import HELPER_LABELS, ModelSpan

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
        precision = told.get("precision", {}) if isinstance(told, dict) else {}
        self._precision: dict[str, float] = {
            str(label): round(float(value), 4) for label, value in dict(precision).items()
        }

    def reads(self, language: str) -> bool:
        """Whether it is worth asking about a text of this language: its own alone, unless it knows many (`xx`).

        Capitals tell an English model most: in German, where every noun has one, it finds a company in every sentence.
        """
        return self._languages is None or language in self._languages

    def find(self, text: str) -> list[ModelSpan]:
        """Its entities under our labels, in the offsets of `text`."""
        found: list[ModelSpan] = []
        for offset, block in blocks(text):
            with self._nlp.memory_zone():
                doc = self._nlp(_SURROGATES.sub("\ufffd", block))
                for ent in doc.ents:
                    label = self._label(ent.label_)
                    if label is not None:
                        score = self._precision.get(label, UNMEASURED)
                        found.append(ModelSpan(offset + ent.start_char, offset + ent.end_char, label, score))
        return found

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

    def find(self, text: str) -> list[ModelSpan]:
        """Its entities. Raises ModelError when it cannot be loaded."""
        if self._model is None:
            self._model = load_model(self._name)
        return self._model.find(text)


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
    for warning in told:
        _log.info("model %s: %s", name, str(warning.message).splitlines()[0])
    return Model(nlp)


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
