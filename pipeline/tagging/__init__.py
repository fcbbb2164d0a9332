"""The tagging room: text → mentions. Nothing heavy is imported before a name is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .catalogue import Catalogue, load_catalogue
    from .tagger import Tagger, load_tagger
    from .version import tagger_version

__all__ = ["Catalogue", "Tagger", "load_catalogue", "load_tagger", "tagger_version"]

_HOMES = {
    "Catalogue": "catalogue",
    "load_catalogue": "catalogue",
    "Tagger": "tagger",
    "load_tagger": "tagger",
    "tagger_version": "version",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
