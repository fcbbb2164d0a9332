"""Settings and sources: TOML files → frozen records, checked whole, every problem in one error with its place.

The shipped `config/` folder is the base; a folder of the user's own (`--config DIR`) holds only what differs:
keys of its `voltwire.toml` replace single settings, its `sources.toml` replaces the list of sources, and files in its
`catalogue/` replace shipped files of the same name or are read beside them. Nothing else reads files or environment
later on.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import tomllib
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from . import schedule
from .errors import SettingsError
from .logs import LogFormat
from .paths import data_folder
from .records import Source
from .regex import regex

DEFAULT_USER_AGENT = "voltwire/0.1 (news monitoring; operator has set no contact)"


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """`[store]`"""

    path: str = ""  # the database; relative to the file that says so; empty: the user's data folder
    keep_pages_days: int = 180  # stored documents older than this go, once a day (the daemon); 0: none ever


@dataclass(frozen=True, slots=True)
class FetchingSettings:
    """`[fetching]`: how politely and within which bounds the web is asked."""

    delay_s: float = 1.0  # between two requests to one host; 0 is legal
    user_agent: str = DEFAULT_USER_AGENT
    respect_opt_outs: bool = True  # text-and-data-mining reservations
    connections: int = 16  # hosts asked at once
    timeout_s: float = 30.0  # wall clock for one document, redirects included
    max_bytes: int = 10_000_000  # of one document, unpacked
    max_redirects: int = 8


@dataclass(frozen=True, slots=True)
class RelevanceSettings:
    """`[relevance]`: what is on topic."""

    min_score: float = 0.5  # articles below are rejected as off_topic; 0 keeps everything


@dataclass(frozen=True, slots=True)
class TaggingSettings:
    """`[tagging]`: who finds mentions."""

    model: str = "models/voltwire_en_news"  # a path or any installed spaCy package; empty: rules alone
    other_languages: str = "models/voltwire_xx_news"  # the same for texts that `model` does not read; empty: rules
    min_score: float = 0.2  # companies that a model alone finds and that score less are no mentions; 0 keeps all


@dataclass(frozen=True, slots=True)
class CycleSettings:
    """`[cycle]`: how much one cycle does, and how the reading processes are bounded."""

    workers: int = 2  # processes that extract and tag; 0: in the main process
    candidates_per_source: int = 200  # articles asked from one source in one cycle; the rest stays waiting
    candidates_per_host: int = 400  # the same for one host, whatever the number of its sources
    reading_timeout_s: float = 60.0  # extraction and tagging of one page
    worker_memory_mb: int = 600  # address space of one worker beyond what it has after start
    worker_items: int = 500  # a worker is renewed after so many pages
    attempts: int = 8  # tries, within about ten hours, of a candidate whose failures are temporary


@dataclass(frozen=True, slots=True)
class DaemonSettings:
    """`[daemon]`"""

    tick_s: float = 60.0  # how often it asks which sources are due
    timezone: str = "UTC"  # in which cron lines are read
    stop_within_s: float = 30.0  # after SIGTERM, what is under way may take so long
    log_format: LogFormat = "text"  # or json
    metrics_port: int = 0  # where /metrics and /healthz answer on this machine; 0: nowhere
    unhealthy_after_s: float = 3600.0  # /healthz says so when no cycle has ended for this long


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """`[site]`: what `voltwire serve` shows."""

    full_text: bool = False  # whole texts and free SQL on an address that other machines reach; at home always
    time_limit_s: float = 5.0  # after which a question is stopped


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a run needs to know, complete and checked."""

    folders: tuple[Path, ...]  # configuration folders, the shipped one first
    store: StoreSettings = StoreSettings()
    fetching: FetchingSettings = FetchingSettings()
    relevance: RelevanceSettings = RelevanceSettings()
    tagging: TaggingSettings = TaggingSettings()
    cycle: CycleSettings = CycleSettings()
    daemon: DaemonSettings = DaemonSettings()
    site: SiteSettings = SiteSettings()
    sources: tuple[Source, ...] = ()
    store_path: Path | None = None  # [store] path, resolved
    models: tuple[Path | str, ...] = ()  # [tagging] model and other_languages, resolved: folders or package names

    def config_file(self, name: str) -> Path:
        """The file `name` of the last folder that has it (the user's before the shipped one)."""
        for folder in reversed(self.folders):
            if (folder / name).is_file():
                return folder / name
        return self.folders[0] / name

    def catalogue_files(self) -> list[Path]:
        """The catalogue's files in reading order: shipped ones (or their replacements), then the user's others."""
        by_name: dict[str, Path] = {}
        for folder in self.folders:
            for path in sorted((folder / "catalogue").glob("*.toml")):
                by_name[path.name] = path
        return list(by_name.values())


LEAST_WORKER_MB = 100
"""With less, a worker cannot even take in a page of the largest size allowed."""
_SECTIONS = ("store", "fetching", "relevance", "tagging", "cycle", "daemon", "site")
_POSITIVE = {
    "connections", "timeout_s", "max_bytes", "candidates_per_source", "candidates_per_host", "reading_timeout_s",
    "worker_memory_mb", "worker_items", "attempts", "tick_s", "unhealthy_after_s", "time_limit_s",
}  # fmt: skip
_NOT_NEGATIVE = {
    "keep_pages_days", "metrics_port", "delay_s", "max_redirects", "workers", "stop_within_s", "max_age_days",
}  # fmt: skip
_ID = regex(r"[a-z0-9][a-z0-9._-]*")


def load(folder: Path | None = None) -> Settings:
    """Read the shipped settings and, over them, those of `folder`.

    Raises SettingsError that names every unknown key and bad value with file and place; a `folder` that does not
    exist is one, too.
    """
    shipped = data_folder("config").resolve()
    if folder is not None:
        _check_folder(folder)
    folders = (shipped,) if folder is None or folder.resolve() == shipped else (shipped, folder.resolve())
    problems: list[str] = []
    values, told_in = _merged(folders, problems)
    parts: dict[str, Any] = {
        section: _record(_section_class(section), values[section], f"voltwire.toml: [{section}]", problems)
        for section in _SECTIONS
    }
    problems.extend(_value_problems(values))
    sources = _sources([f for f in folders if (f / "sources.toml").is_file()][-1:], problems)
    if problems:
        raise SettingsError(problems)
    path = parts["store"].path
    return Settings(
        folders=folders,
        sources=sources,
        store_path=(told_in["store", "path"] / path).resolve() if path else None,
        models=_models(parts["tagging"], told_in),
        **parts,
    )


def _check_folder(folder: Path) -> None:
    try:
        if folder.is_file():
            raise SettingsError(f"{folder}: is a file; name the folder it lies in")
        if not folder.is_dir():
            raise SettingsError(f"{folder}: no such folder; `voltwire init {folder}` makes one")
        next(folder.iterdir(), None)
    except OSError as error:
        raise SettingsError(f"{folder}: cannot be read ({error.strerror}); give this user the right to it") from error


def _merged(
    folders: Iterable[Path], problems: list[str]
) -> tuple[dict[str, dict[str, Any]], dict[tuple[str, str], Path]]:
    """The values of each section, later folders over earlier ones, and the folder that says each (section, key)."""
    values: dict[str, dict[str, Any]] = {section: {} for section in _SECTIONS}
    told_in: dict[tuple[str, str], Path] = {}
    for folder in folders:
        path = folder / "voltwire.toml"
        for section, given in read_toml(path, problems).items():
            if section not in _SECTIONS or not isinstance(given, dict):
                problems.append(f"{path}: unknown section [{section}]; known are {', '.join(_SECTIONS)}")
                continue
            values[section].update(given)
            told_in.update({(section, key): folder for key in given})
    return values, told_in


def _value_problems(values: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """What is wrong with values that have the right type."""
    timezone = str(values["daemon"].get("timezone", "UTC"))
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield f'voltwire.toml: [daemon]: timezone "{timezone}" is not known; use a name like "Europe/Berlin"'
    memory_mb = values["cycle"].get("worker_memory_mb", LEAST_WORKER_MB)
    if isinstance(memory_mb, int) and 0 < memory_mb < LEAST_WORKER_MB:
        yield f"voltwire.toml: [cycle]: worker_memory_mb must be at least {LEAST_WORKER_MB}, got {memory_mb}"
    for section in ("relevance", "tagging"):
        min_score = values[section].get("min_score", 0.5)
        if isinstance(min_score, int | float) and not 0 <= min_score <= 1:
            yield f"voltwire.toml: [{section}]: min_score must lie between 0 and 1"


def read_toml(path: Path, problems: list[str]) -> dict[str, Any]:
    """The tables of a TOML file; what is wrong with it goes to `problems`. A missing file is empty."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        problems.append(f"{path}: {error}")
        return {}


def _models(tagging: TaggingSettings, told_in: Mapping[tuple[str, str], Path]) -> tuple[Path | str, ...]:
    """The models in the order in which they are asked; without `model`, none at all: rules alone."""
    if not tagging.model:
        return ()
    keys = ("model", "other_languages")
    found = [_model(getattr(tagging, key), told_in.get(("tagging", key))) for key in keys]
    return tuple(model for model in found if model is not None)


def _model(name: str, told_in: Path | None) -> Path | str | None:
    """A path when one is there (beside the file that says so, in this installation, or as given), else a package."""
    if not name:
        return None
    bases = ([told_in, told_in.parent] if told_in else []) + [data_folder("models").parent]
    for base in bases:
        if (base / name / "meta.json").is_file():
            return (base / name).resolve()
    return name


def _sources(folders: Iterable[Path], problems: list[str]) -> tuple[Source, ...]:
    sources: list[Source] = []
    for folder in folders:
        path = folder / "sources.toml"
        tables = read_toml(path, problems)
        for key in tables.keys() - {"source"}:
            problems.append(f"{path}: unknown table [{key}]; sources are [[source]] tables")
        given = tables.get("source", [])
        if not isinstance(given, list):
            problems.append(f"{path}: write [[source]] with two brackets")
            continue
        for number, table in enumerate(given, 1):
            place = f"{path}: source {number}"
            if isinstance(table.get("id"), str):
                place += f" ({table['id']})"
            source = _record(Source, table, place, problems)
            if source is not None:
                problems.extend(f"{place}: {problem}" for problem in source_problems(source))
                sources.append(source)
    seen: set[str] = set()
    for source in sources:
        if source.id.casefold() in seen:
            problems.append(f'sources.toml: the id "{source.id}" stands twice')
        seen.add(source.id.casefold())
    return tuple(sources)


def source_problems(source: Source) -> list[str]:
    """What is wrong with a source beyond types, in words."""
    found = []
    if not _ID.fullmatch(source.id):
        found.append(f'id "{source.id}" may hold lower-case letters, digits, dots, hyphens and underscores alone')
    if not re.match(r"https?://[^/\s]+", source.url):
        found.append(f'url must begin with http:// or https://, got "{source.url}"')
    if problem := schedule.problem_with(source.every):
        found.append(problem)
    if source.kind == "listing" and not source.link_pattern:
        found.append("a listing needs link_pattern, a regular expression that article addresses match")
    if source.link_pattern:
        try:
            re.compile(source.link_pattern)
        except re.error as error:
            found.append(f"link_pattern is no regular expression: {error}")
    if source.language is not None and not re.fullmatch(r"[a-z]{2,3}", source.language):
        found.append(f'language must be a code such as "en", got "{source.language}"')
    if source.country is not None and not re.fullmatch(r"[A-Z]{2}", source.country):
        found.append(f'country must be a code such as "CN", got "{source.country}"')
    return found


_T = TypeVar("_T")


@functools.cache
def _type_hints(cls: type) -> dict[str, Any]:
    """The types of a record's fields, worked out once however many sources there are."""
    return typing.get_type_hints(cls)


def _record(cls: type[_T], table: Mapping[str, Any], place: str, problems: list[str]) -> _T | None:
    """A frozen record from a TOML table; every unknown key, missing key and wrong type becomes a problem."""
    hints = _type_hints(cls)  # type: ignore[arg-type]  # every class is hashable
    fields = {f.name: f for f in dataclasses.fields(cls)}  # type: ignore[arg-type]  # cls is a dataclass
    before = len(problems)
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in fields:
            problems.append(f"{place}: unknown key {key}; known are {', '.join(fields)}")
        elif (wrong := _type_problem(value, hints[key])) is not None:
            problems.append(f"{place}: {key} must be {wrong}, got {value!r}")
        elif key in _POSITIVE and value <= 0:
            problems.append(f"{place}: {key} must be above 0, got {value!r}")
        elif key in _NOT_NEGATIVE and value < 0:
            problems.append(f"{place}: {key} must not be negative, got {value!r}")
        else:
            values[key] = float(value) if hints[key] is float else value
    for name, one in fields.items():
        if name not in table and one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING:
            problems.append(f"{place}: {name} is missing")
    return cls(**values) if len(problems) == before else None


def _type_problem(value: object, hint: Any) -> str | None:
    """What `value` should have been, or None when it fits `hint`."""
    if typing.get_origin(hint) is Literal:
        allowed = typing.get_args(hint)
        return None if value in allowed else "one of " + ", ".join(f'"{a}"' for a in allowed)
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        inner = [a for a in typing.get_args(hint) if a is not type(None)]
        return _type_problem(value, inner[0])
    if hint is float:
        return None if isinstance(value, int | float) and not isinstance(value, bool) else "a number"
    if hint is int:
        return None if isinstance(value, int) and not isinstance(value, bool) else "a whole number"
    if hint is bool:
        return None if isinstance(value, bool) else "true or false"
    return None if isinstance(value, str) else "a text in quotes"


def _section_class(section: str) -> type[Any]:
    return {
        "store": StoreSettings,
        "fetching": FetchingSettings,
        "relevance": RelevanceSettings,
        "tagging": TaggingSettings,
        "cycle": CycleSettings,
        "daemon": DaemonSettings,
        "site": SiteSettings,
    }[section]
