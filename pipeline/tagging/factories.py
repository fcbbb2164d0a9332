"""The tagger inside other people's spaCy pipelines.

`voltwire_catalogue` finds what the rules know; `voltwire_resolver`, placed behind a pipeline's own `ner`, decides
between both. Results stand in `doc.spans["voltwire"]` (label_, kb_id_) and, exact to the character, in
`doc._.voltwire`: a name glued to a particle or a compound is narrower than a token. On request `doc.ents` is set, too.
"""

from __future__ import annotations

import dataclasses
import marshal
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from ..paths import data_folder
from ..records import Mention
from .catalogue import Catalogue, load_catalogue
from .compiled import Compiled
from .findings import Finding, Findings, ModelSpan
from .model import UNMEASURED, own_label
from .reading import LABELS
from .resolver import resolve
from .tagger import Finder, to_mentions

SPANS_KEY = "voltwire"
_RECORDS = "voltwire_records"  # keys of doc.user_data: plain values, so that they survive to_bytes
_FINDINGS = "voltwire_findings"
_FILE = "catalogue.bin"


def _mentions(doc: Doc) -> tuple[Mention, ...]:
    return tuple(Mention(*record) for record in doc.user_data.get(_RECORDS, ()))


Doc.set_extension(SPANS_KEY, getter=_mentions, force=True)


class CatalogueComponent:
    """Finds catalogue names and legal forms; alone in a pipeline, it decides as well."""

    def __init__(self, catalogue: Catalogue, ents: Mapping[str, str] | None) -> None:
        self._catalogue = catalogue
        self._ents = ents
        self._finder: Finder | None = None

    def __call__(self, doc: Doc) -> Doc:
        if self._finder is None:
            self._finder = Finder(self._catalogue)
        language = doc.lang_ if doc.lang_ not in ("", "xx") else None
        findings, _ = self._finder.find(doc.text, language)
        doc.user_data[_FINDINGS] = findings.plain()
        _write(doc, resolve(doc.text, findings), self._ents)
        return doc

    def __getstate__(self) -> dict[str, Any]:
        return {"catalogue": tuple(self._catalogue.compiled), "ents": self._ents}

    def __setstate__(self, state: dict[str, Any]) -> None:
        CatalogueComponent.__init__(self, Catalogue(Compiled(*state["catalogue"])), state["ents"])

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        return marshal.dumps(tuple(self._catalogue.compiled))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> CatalogueComponent:
        self._catalogue = Catalogue(Compiled(*marshal.loads(data)))
        self._finder = None
        return self

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> CatalogueComponent:
        return self.from_bytes((Path(path) / _FILE).read_bytes())


class ResolverComponent:
    """Decides between the catalogue's findings and the entities that the pipeline's own components set."""

    def __init__(self, ents: Mapping[str, str] | None, precision: Mapping[str, float], own: bool) -> None:
        self._ents = ents
        self._precision = precision
        self._own = own

    def __call__(self, doc: Doc) -> Doc:
        groups = doc.user_data.get(_FINDINGS)
        findings = Findings.from_plain(groups) if groups is not None else Findings()
        decided = resolve(doc.text, findings, list(self._model_spans(doc)), gazetteer=groups is not None)
        _write(doc, decided, self._ents)
        return doc

    def _model_spans(self, doc: Doc) -> Iterable[ModelSpan]:
        for ent in doc.ents:
            label = own_label(ent.label_, foreign=not self._own)
            if label is not None and ent.kb_id_.partition(":")[0] not in LABELS:  # not one of ours, set before
                yield ModelSpan(ent.start_char, ent.end_char, label, self._precision.get(label, UNMEASURED))

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> ResolverComponent:
        return self

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Nothing to keep beyond the configuration."""

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> ResolverComponent:
        return self


def _write(doc: Doc, decided: list[Finding], ents: Mapping[str, str] | None) -> None:
    """Decided spans into the document; the entities only when a label map was given."""
    doc.user_data[_RECORDS] = [dataclasses.astuple(mention) for mention in to_mentions(doc.text, decided)]
    spans = [_span(doc, one, one.label) for one in decided]
    doc.spans[SPANS_KEY] = [span for span in spans if span is not None]
    if ents is not None:
        named = [_span(doc, one, ents[one.label]) for one in decided if one.label in ents]
        ours = filter_spans([span for span in named if span is not None])
        taken = {token for span in ours for token in range(span.start, span.end)}
        others = [ent for ent in doc.ents if not taken.intersection(range(ent.start, ent.end))]
        doc.ents = [*ours, *others]


def _span(doc: Doc, one: Finding, label: str) -> Span | None:
    """The tokens that hold a finding."""
    return doc.char_span(one.start, one.end, label=label, kb_id=one.entity_id or "", alignment_mode="expand")


def _files(files: list[str] | None) -> list[Path]:
    """The files named, those of the folders named, or the shipped catalogue."""
    if files is None:
        return sorted((data_folder("config") / "catalogue").glob("*.toml"))
    paths = [Path(file) for file in files]
    return [one for path in paths for one in (sorted(path.glob("*.toml")) if path.is_dir() else [path])]


@Language.factory(
    "voltwire_catalogue", assigns=["doc.spans"], default_config={"files": None, "ents": None}, retokenizes=False
)
def catalogue_component(
    nlp: Language, name: str, files: list[str] | None, ents: dict[str, str] | None
) -> CatalogueComponent:
    """Names of the catalogue and companies with a legal form.

    `files`: catalogue files or folders (default: the shipped catalogue). `ents`: a map from our labels (COMPANY,
    REGION, CHEMISTRY, MATERIAL) to those that `doc.ents` shall bear; left out, `doc.ents` stays as it is.
    """
    return CatalogueComponent(load_catalogue(_files(files)), ents)


@Language.factory(
    "voltwire_resolver", requires=["doc.ents"], assigns=["doc.spans"], default_config={"ents": None}, retokenizes=False
)
def resolver_component(nlp: Language, name: str, ents: dict[str, str] | None) -> ResolverComponent:
    """One decision per span over `voltwire_catalogue` (if it stands before) and the pipeline's own entities."""
    told = nlp.meta.get("voltwire")
    precision = dict(told.get("precision", {})) if isinstance(told, dict) else {}
    return ResolverComponent(ents, precision, isinstance(told, dict))
