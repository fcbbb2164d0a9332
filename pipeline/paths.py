"""Where the data folders `config/` and `models/` are: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """The folder `config` or `models` that belongs to this installation.

    A checkout is recognised by the `pyproject.toml` beside the package; a wheel carries both folders as data
    packages (an editable install maps only the package itself, so the checkout is tried first).
    """
    beside = PACKAGE.parent / name
    if (PACKAGE.parent / "pyproject.toml").is_file() and beside.is_dir():
        return beside
    return PACKAGE / name
