"""What tagged an article, as one short text: it changes when the rules, the catalogue or the model change."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
from collections.abc import Sequence
from pathlib import Path

RULES = "4"
"""Raised when the code of this room finds other mentions in the same text."""


def model_problem(model: Path | str) -> str | None:
    """Why a model cannot be there, found without importing spaCy; None when it seems to be."""
    if (Path(model) / "meta.json").is_file() or importlib.util.find_spec(str(model)) is not None:
        return None
    return (
        f"{model}: no such model; put a model folder or an installed spaCy package into [tagging] model of "
        'voltwire.toml, or model = "" for rules alone'
    )


def tagger_version(catalogue_digest: str | None, models: Sequence[Path | str]) -> str:
    """Name of a tagger, e.g. `rules 1 / catalogue 3f2a… / model en_voltwire_news 0.1.0 9c0d1e2f`.

    `catalogue_digest` None: without catalogue. `models` are folders or installed packages; none: rules alone.
    Reads the models' `meta.json`, imports no spaCy, and never fails: a model that is not there reads "missing".
    """
    return f"rules {RULES} / catalogue {catalogue_digest or 'none'} / model {' + '.join(map(_model, models)) or 'none'}"


def _model(model: Path | str) -> str:
    path = Path(model) / "meta.json"
    if path.is_file():
        return _from_meta(path)
    try:
        return f"{model} {importlib.metadata.version(str(model))}"
    except (importlib.metadata.PackageNotFoundError, ValueError):
        return f"{model} missing"


def _from_meta(path: Path) -> str:
    """Name, version and a digest of meta.json: it holds the scores, which differ after another training."""
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()[:8]
    try:
        meta = json.loads(content)
        return f"{meta['lang']}_{meta['name']} {meta['version']} {digest}"
    except (ValueError, KeyError, TypeError):
        return f"{path.parent.name} {digest}"
