"""The arrows between rooms: imports go to a lower rank only, and each library has one home."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "pipeline"

RANKS = {
    "records": 0, "errors": 0, "paths": 0, "garbage": 0, "regex": 0, "mortal": 0, "forking": 1,
    "settings": 1, "schedule": 1, "urls": 1, "logs": 1, "lock": 1, "weights": 1,
    "fetching": 2, "sources": 2, "extraction": 2, "relevance": 2, "tagging": 2, "store": 2, "evaluation": 2,
    "work": 3, "visiting": 3, "patience": 3, "site": 3,
    "run": 4, "retagging": 4, "discovering": 4, "housekeeping": 4, "reconsidering": 4,
    "daemon": 5, "demo": 5, "monitoring": 5,
    "cli": 6, "__main__": 7,
    "__init__": 7,  # the package's front door: load_tagger and extract, imported lazily
}  # fmt: skip
"""In short: 0 words, 1 settings, 2 the rooms, 3 one page, one source or the site, 4 the order, 5 who calls it,
6 people."""

SAME_RANK_ALLOWED = {("settings", "schedule"), ("settings", "logs")}

HOMES = {
    "httpx": {"fetching"}, "protego": {"fetching"},
    "feedparser": {"sources"},
    "trafilatura": {"extraction"}, "htmldate": {"extraction"}, "py3langid": {"extraction"},
    "lxml": {"extraction", "sources"},
    "spacy": {"tagging"}, "ahocorasick_rs": {"tagging"}, "rjieba": {"tagging"},
    "datasette": {"site"}, "uvicorn": {"site"}, "jinja2": {"site"}, "markupsafe": {"site"}, "pluggy": {"site"},
    "sqlite3": {"store"}, "sqlite_utils": {"store"}, "zstandard": {"store"},
    "pebble": {"work"}, "apscheduler": {"daemon"}, "cronsim": {"schedule"}, "filelock": {"lock"},
    "prometheus_client": {"monitoring"},
    "click": {"cli"}, "rich": {"cli"}, "tomlkit": {"cli"}, "xlsxwriter": {"cli"},
    "platformdirs": {"cli", "tagging", "demo"}, "tomllib": {"settings", "tagging", "relevance", "store", "demo"},
}  # fmt: skip


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str | None, str]]:
    """(room, "") for an import of our own, ("", library) for another, of every import statement of a file."""
    package = path.relative_to(PACKAGE).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield None, alias.name.split(".")[0]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield None, (node.module or "").split(".")[0]
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1]
            target = (*above, *(node.module.split(".") if node.module else ()))
            for name in [target] if target else [(alias.name,) for alias in node.names]:
                yield name[0], ""


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_downwards_and_libraries_stay_at_home(path: Path) -> None:
    room = room_of(path)
    assert room in RANKS, f"{room} has no rank; give it one here"
    wrong = []
    for target, library in imports(path):
        if target is not None and target != room and target != "__version__":
            lower = RANKS[target] < RANKS[room] or (room, target) in SAME_RANK_ALLOWED
            if not lower:
                wrong.append(f"{room} (rank {RANKS[room]}) imports {target} (rank {RANKS[target]})")
        elif library in HOMES and room not in HOMES[library]:
            wrong.append(f"{library} lives in {', '.join(sorted(HOMES[library]))}, not in {room}")
        elif library in ("voltwire", "pipeline"):
            wrong.append("inside the package imports are relative")
    assert not wrong, wrong
