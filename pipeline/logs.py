"""The log: one line per event, a fixed text followed by `key=value` fields. No page text ever goes into it."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime
from typing import TextIO

LOGGER_NAME = "voltwire"


class _Line(logging.Formatter):
    """`2026-11-20T06:00:00Z INFO cycle done new=3 waiting=0`"""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        fields: dict[str, object] = getattr(record, "fields", {})
        told = "".join(f" {key}={_value(value)}" for key, value in fields.items())
        line = f"{moment} {record.levelname} {record.getMessage()}{told}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def _value(value: object) -> str:
    """A field's value on one line, quoted when it holds spaces; control characters never reach a terminal."""
    text = "".join(c if c.isprintable() else "�" for c in str(value))
    return f'"{text}"' if not text or " " in text else text


def set_up(level: int = logging.INFO, stream: TextIO | None = None) -> None:
    """Log to `stream` (standard error when None), once, for everything under the name `voltwire`."""
    logger = logging.getLogger(LOGGER_NAME)
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_Line())
    logger.handlers[:] = [handler]
    logger.setLevel(level)
    logger.propagate = False


def event(text: str, level: int = logging.INFO, **fields: object) -> None:
    """Log one event: a fixed text and its fields."""
    logging.getLogger(LOGGER_NAME).log(level, text, extra={"fields": fields})
