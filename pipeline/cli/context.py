"""What every command shares: where settings and database are, how errors and hints are told."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import click

from .. import settings as settings_module
from ..errors import MissingDatabaseError
from ..settings import Settings

if TYPE_CHECKING:
    from ..store import Store

P = ParamSpec("P")
R = TypeVar("R")


class Context:
    """Settings and database of this call; read when first asked for, so that `--help` reads nothing."""

    def __init__(self) -> None:
        self.config: Path | None = None
        self.db: Path | None = None
        self.from_environment: set[str] = set()  # which of the two no command line named

    @cached_property
    def settings(self) -> Settings:
        """The checked settings (SettingsError)."""
        return settings_module.load(self.config)

    @cached_property
    def database(self) -> Path:
        """The database file: --db or VOLTWIRE_DB, else `[store] path`, else the user's data folder."""
        if self.db is not None:
            return self.db
        if self.settings.store_path is not None:
            return self.settings.store_path
        from platformdirs import user_data_path

        return user_data_path("voltwire", appauthor=False) / "voltwire.db"

    def store_to_ask(self) -> Store:
        """The database, read-only (MissingDatabaseError when there is none)."""
        return self._opened(read_only=True)

    def store_to_write(self, *, create: bool) -> Store:
        """The database for writing; only commands that collect create one."""
        return self._opened(create=create)

    def _opened(self, *, create: bool = False, read_only: bool = False) -> Store:
        from ..store import Store

        try:
            return Store.open(self.database, create=create, read_only=read_only)
        except MissingDatabaseError as error:
            raise MissingDatabaseError(f"{error}; {self.hint('ingest')} makes one, or name it with --db") from error

    def hint(self, *words: str) -> str:
        """A command as the reader would type it, with the --config and --db of this call."""
        typed = [os.environ.get("VOLTWIRE_COMMAND", "voltwire")]
        for name, value in (("config", self.config), ("db", self.db)):
            if value is not None and name not in self.from_environment:
                typed += [f"--{name}", str(value)]
        return " ".join(_quoted(word) for word in [*typed, *words])


def _quoted(word: str) -> str:
    """A word as a shell wants it; unlike shlex.quote, letters of every script stay as they are."""
    return word if re.fullmatch(r"[\w@%+=:,./-]+", word) else shlex.quote(word)


def _remember(ctx: click.Context, parameter: click.Parameter, value: Path | None) -> Path | None:
    """Options given after the command win over those before it, and over the environment."""
    context = ctx.ensure_object(Context)
    assert parameter.name is not None
    given = ctx.get_parameter_source(parameter.name)
    environment = click.core.ParameterSource.ENVIRONMENT
    if value is not None and (given is not environment or getattr(context, parameter.name) is None):
        setattr(context, parameter.name, value)
        (context.from_environment.add if given is environment else context.from_environment.discard)(parameter.name)
    return value


def common_options(command: Callable[P, R]) -> Callable[P, R]:
    """`--config` and `--db`, taken before or after the command."""
    config = click.option(
        "--config",
        type=click.Path(path_type=Path),
        envvar="VOLTWIRE_CONFIG",
        expose_value=False,
        callback=_remember,
        metavar="DIR",
        help="Folder with your settings, sources and catalogue.  [env: VOLTWIRE_CONFIG]",
    )
    db = click.option(
        "--db",
        type=click.Path(path_type=Path, dir_okay=False),
        envvar="VOLTWIRE_DB",
        expose_value=False,
        callback=_remember,
        metavar="FILE",
        help="The database.  [env: VOLTWIRE_DB]",
    )
    return config(db(command))


def pass_context(function: Callable[Concatenate[Context, P], R]) -> Callable[P, R]:
    """Give a command the Context as its first argument, and the common options."""

    @common_options
    @click.pass_context
    @wraps(function)
    def command(ctx: click.Context, /, *args: Any, **kwargs: Any) -> R:
        return function(ctx.ensure_object(Context), *args, **kwargs)

    return command
