"""Errors that stop a run, shaped by what the caller can do about them.

A page that cannot be fetched or read is no error: it is a `records.Rejected` value, counted by its reason.
"""

from __future__ import annotations

from typing import Literal


class PipelineError(Exception):
    """Something a person has to mend; the message is one line: what, where, what to do."""

    exit_code = 1


class SettingsError(PipelineError):
    """Settings, sources or catalogue files are wrong. `problems` lists every one found, each with its place."""

    exit_code = 2

    def __init__(self, problems: str | list[str]) -> None:
        self.problems = [problems] if isinstance(problems, str) else problems
        super().__init__("; ".join(self.problems))


class InputError(PipelineError):
    """A file, address or argument of the command line cannot be used; nothing was done."""

    exit_code = 2


class StoreError(PipelineError):
    """The database cannot be opened, read or written."""


class UnwritableError(StoreError):
    """The database cannot be written now and may be later: nothing of the step was kept, trying it again is safe."""

    def __init__(self, told: str, trouble: Literal["locked", "full", "read_only", "disk_failed"]) -> None:
        self.trouble = trouble
        super().__init__(told)


class MissingDatabaseError(StoreError):
    """The database to be asked does not exist; nothing was created."""

    exit_code = 2


class ModelError(PipelineError):
    """The model named in the settings cannot be loaded."""

    exit_code = 2


class WorkerError(PipelineError):
    """The reading processes cannot start, or all of them died; no page is to blame, so none is rejected."""
