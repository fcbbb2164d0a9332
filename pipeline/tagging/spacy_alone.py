"""`import spacy` without its command line.

`spacy/__init__.py` imports one function of `spacy.cli`, and with it typer, weasel, requests and every `spacy train` and
`spacy debug`: a quarter of its import time, paid by each `voltwire extract` and each reading process. Here that one
module is stood in for while spaCy is imported and taken away afterwards, so `spacy.info` and `import spacy.cli` work as
ever. Nothing is done when spaCy has been imported already.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

_MODULE = "spacy.cli.info"


def _info(*arguments: Any, **options: Any) -> Any:
    """What `spacy.info` does, imported when it is called."""
    from spacy.cli.info import info

    return info(*arguments, **options)


if "spacy" not in sys.modules:
    _stand_in = ModuleType(_MODULE)
    _stand_in.info = _info  # type: ignore[attr-defined]
    sys.modules[_MODULE] = _stand_in
    try:
        import spacy
    finally:
        del sys.modules[_MODULE]

import spacy  # noqa: E402

__all__ = ["spacy"]
