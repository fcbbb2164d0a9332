from __future__ import annotations

import sys
from pathlib import Path

import pytest

# tests are imported by file name; what they share is a module beside them
sys.path.insert(0, str(Path(__file__).parent))

from saved_pages import saved, saved_names


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "saved_page" in metafunc.fixturenames:
        metafunc.parametrize("saved_page", [saved(name) for name in saved_names()], ids=lambda page: page.name)
