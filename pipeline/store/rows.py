"""Values as SQLite keeps them: moments as `YYYY-MM-DDTHH:MM:SSZ`, lists and free attributes as JSON."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ..records import Candidate, Mention


def moment_text(moment: datetime | None) -> str | None:
    """A moment in UTC to the second; None stays None. A datetime without a zone is a bug (ValueError)."""
    if moment is None:
        return None
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone")
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def moment(text: str | None) -> datetime | None:
    """The moment of a stored text, aware UTC."""
    return None if text is None else datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=UTC)


def text_hash(text: str) -> str:
    """SHA-256 of a text in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def json_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=isinstance(value, Mapping), default=str)


def candidate_of(row: sqlite3.Row) -> Candidate:
    """A candidate from its row."""
    return Candidate(
        url=row["url"],
        source_id=row["source_id"],
        title=row["title"],
        published_at=moment(row["published_at"]),
        published_offset=row["published_offset"],
        modified_at=moment(row["modified_at"]),
        language=row["language"],
    )


MENTION_COLUMNS = (
    "part, label, entity_id, name, text, start_char, end_char, sentence_start, sentence_end, form, found_by, score"
)


def mention_row(mention: Mention) -> tuple[Any, ...]:
    """The values of MENTION_COLUMNS."""
    return (
        mention.part, mention.label, mention.entity_id, mention.name, mention.text, mention.start, mention.end,
        mention.sentence_start, mention.sentence_end, mention.form, mention.found_by, float(mention.score),
    )  # fmt: skip


def mention_of(row: sqlite3.Row) -> Mention:
    """A mention from a row that holds MENTION_COLUMNS."""
    return Mention(
        start=row["start_char"],
        end=row["end_char"],
        text=row["text"],
        label=row["label"],
        entity_id=row["entity_id"],
        name=row["name"],
        form=row["form"],
        found_by=row["found_by"],
        score=row["score"],
        sentence_start=row["sentence_start"],
        sentence_end=row["sentence_end"],
        part=row["part"],
    )
