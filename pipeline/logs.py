"""The log: one line per event, a text from a closed list and fields, as `key=value` or JSON. No page text, ever.

Texts never change with what happens: what differs stands in the fields, so that a line can be searched and counted.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal, TextIO

LOGGER_NAME = "voltwire"

LogFormat = Literal["text", "json"]
Event = Literal[
    "daemon started",
    "daemon stopped",
    "stopped before the cycle was over",
    "ended by a bug",
    "cycle done",
    "cycle failed",
    "trouble is over",
    "clock jumped",
    "settings are broken, the last good ones stay",
    "database cannot be written, waiting",
    "database can be written again",
    "source visited",
    "source failed",
    "source health changed",
    "reading failed",
    "pages pruned",
    "metrics served",
    "user_agent names no contact",
    "page failed",
    "library message",
]

EVENTS: Mapping[Event, str] = {
    "daemon started": "It ticks from now on. tick_s, sources.",
    "daemon stopped": "It was told to stop and everything under way has ended.",
    "stopped before the cycle was over": "The limit of stop_within_s was reached; the rest is taken up next time.",
    "ended by a bug": "Something nobody expected; the traceback follows on standard error, exit code 1. error.",
    "cycle done": "A cycle in which something was asked. Counts of what it did, elapsed_s.",
    "cycle failed": "A cycle that could not be; it is tried again, ever more seldom. error says what to mend.",
    "trouble is over": "What was told before is mended. what.",
    "clock jumped": "The clock was set, or the machine slept; sources are looked at anew. by_s.",
    "settings are broken, the last good ones stay": "error names file and place.",
    "database cannot be written, waiting": "Locked, or the disk is full or failing; nothing is lost. error.",
    "database can be written again": "It goes on. waited_s.",
    "source visited": "Only with --verbose. source, outcome, new.",
    "source failed": "source, reason, detail.",
    "source health changed": "source, health, before, why.",
    "reading failed": "A fault in a parser; that page alone is rejected. url, error.",
    "pages pruned": "Stored pages older than keep_pages_days went. pages, freed_bytes.",
    "metrics served": "Where /metrics and /healthz answer. url.",
    "user_agent names no contact": "Sites cannot tell whom to write to. mend: where to set it.",
    "page failed": "A page of the site could not be made: a bug; its traceback follows. path, error.",
    "library message": "A library has something to say; its words are left out. logger.",
}
"""Every text that a log line can have → what it means and which fields it has."""


class _Line(logging.Formatter):
    """`2026-11-20T06:00:00Z INFO cycle done new=3 waiting=0`"""

    def format(self, record: logging.LogRecord) -> str:
        text, fields = _told(record)
        return f"{_moment(record)} {record.levelname} {text}" + "".join(
            f" {key}={_value(value)}" for key, value in fields.items()
        )


class _Json(logging.Formatter):
    """`{"at": "2026-11-20T06:00:00Z", "level": "info", "event": "cycle done", "new": 3, "waiting": 0}`"""

    def format(self, record: logging.LogRecord) -> str:
        text, fields = _told(record)
        told = {"at": _moment(record), "level": record.levelname.lower(), "event": text, **fields}
        return json.dumps(told, ensure_ascii=False, default=str)


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _told(record: logging.LogRecord) -> tuple[str, Mapping[str, object]]:
    """An event and its fields; of a library's message only who sent it: its text may be a page's."""
    if record.name == LOGGER_NAME:
        fields: Mapping[str, object] = getattr(record, "fields", {})
        return record.getMessage(), fields
    return "library message", {"logger": record.name}


def _value(value: object) -> str:
    """A field's value on one line, quoted when it holds spaces; control characters never reach a terminal."""
    text = "".join(c if c.isprintable() else "�" for c in str(value))
    return f'"{text}"' if not text or " " in text else text


def set_up(level: int = logging.INFO, stream: TextIO | None = None, form: LogFormat = "text") -> None:
    """Log to `stream` (standard error when None), once: our events from `level` on, of libraries that something is
    wrong and not what."""
    formatter = _Json() if form == "json" else _Line()
    ours, root = logging.getLogger(LOGGER_NAME), logging.getLogger()
    for logger, least in ((ours, level), (root, logging.ERROR)):
        handler = _Handler(stream or sys.stderr)
        handler.setFormatter(formatter)
        handler.setLevel(least)
        logger.handlers[:] = [*(one for one in logger.handlers if not isinstance(one, _Handler)), handler]
    ours.setLevel(level)
    ours.propagate = False


class _Handler(logging.StreamHandler[TextIO]):
    """A handler of this program, as against those that others have set up."""


def mute() -> None:
    """Let nothing be logged in this process, whoever says it."""
    logging.disable(logging.CRITICAL)


def event(text: Event, level: int = logging.INFO, **fields: object) -> None:
    """Log one event: a text from EVENTS and its fields."""
    assert text in EVENTS, f"{text!r} is not in the list of events"
    logging.getLogger(LOGGER_NAME).log(level, text, extra={"fields": fields})
