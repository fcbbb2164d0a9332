"""Counts kept beside the mentions: per article and entity, and per day and entity with what lies below it.

Read from a million mentions, a week's movers take seconds; kept, milliseconds. Whoever changes an article or its
mentions takes the article out first and counts it in again afterwards, in the same transaction; `check` proves that the
counts are those of the mentions.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from .rows import json_text
from .views import DAY_KNOWN

TABLES = (
    # What article_entities is read from. `name` is that of a company nobody knows; `published_date` is the article's.
    """CREATE TABLE article_counts (
        article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        label TEXT NOT NULL COLLATE NOCASE,
        entity_id TEXT COLLATE NOCASE REFERENCES entities (id),
        name TEXT COLLATE NOCASE,
        published_date TEXT,
        mentions INTEGER NOT NULL,
        in_title INTEGER NOT NULL CHECK (in_title IN (0, 1)),
        first_char INTEGER,
        CHECK ((entity_id IS NULL) <> (name IS NULL))
    ) STRICT""",
    # What entity_daily is read from.
    """CREATE TABLE day_counts (
        entity_id TEXT NOT NULL COLLATE NOCASE REFERENCES entities (id) ON DELETE CASCADE,
        day TEXT NOT NULL,
        articles INTEGER NOT NULL,
        mentions INTEGER NOT NULL,
        articles_low_trust INTEGER NOT NULL,
        PRIMARY KEY (entity_id, day)
    ) STRICT, WITHOUT ROWID""",
)

BY_ARTICLE = """
    SELECT m.article_id, m.label, m.entity_id,
        min(CASE WHEN m.entity_id IS NULL THEN m.name END COLLATE BINARY) AS name, a.published_date,
        count(*) AS mentions, max(m.part = 'title') AS in_title,
        min(CASE m.part WHEN 'text' THEN m.start_char END) AS first_char
    FROM mentions m JOIN articles a ON a.id = m.article_id
    WHERE {condition}
    GROUP BY m.article_id, m.label, m.entity_id, CASE WHEN m.entity_id IS NULL THEN m.name END COLLATE NOCASE
"""
"""What article_counts holds, from the mentions. Of the spellings of an unknown name stands the first by its bytes."""
BY_DAY = f"""
    SELECT n.ancestor_id AS entity_id, a.published_date AS day, {{sign}} * count(DISTINCT a.id) AS articles,
        {{sign}} * sum(c.mentions) AS mentions,
        {{sign}} * count(DISTINCT CASE a.published_trust WHEN 'low' THEN a.id END) AS articles_low_trust
    FROM article_counts c
    JOIN entity_ancestors n ON n.entity_id = c.entity_id
    JOIN articles a ON a.id = c.article_id
    WHERE {DAY_KNOWN} AND {{condition}}
    GROUP BY n.ancestor_id, a.published_date
"""
"""What day_counts holds, from article_counts; with sign -1 what an article takes away."""
FILL = (
    f"INSERT INTO article_counts {BY_ARTICLE.format(condition='true')}",
    f"INSERT INTO day_counts {BY_DAY.format(sign=1, condition='true')}",
)

_COUNT = f"INSERT INTO article_counts {BY_ARTICLE.format(condition='m.article_id = ?')}"
_ADD_TO_DAY = f"""
    INSERT INTO day_counts {BY_DAY.format(sign=":sign", condition="c.article_id = :article")}
    ON CONFLICT DO UPDATE SET articles = articles + excluded.articles, mentions = mentions + excluded.mentions,
        articles_low_trust = articles_low_trust + excluded.articles_low_trust
"""
_FORGET_EMPTY = """
    DELETE FROM day_counts WHERE articles = 0 AND day = (SELECT published_date FROM articles WHERE id = ?1)
        AND entity_id IN (
            SELECT n.ancestor_id FROM article_counts c JOIN entity_ancestors n ON n.entity_id = c.entity_id
            WHERE c.article_id = ?1
        )
"""


def count_in(connection: sqlite3.Connection, article_id: int) -> None:
    """Count an article whose mentions have just been stored."""
    connection.execute(_COUNT, (article_id,))
    connection.execute(_ADD_TO_DAY, {"article": article_id, "sign": 1})


def take_out(connection: sqlite3.Connection, article_id: int) -> None:
    """Forget an article's counts, before its day, its trust or its mentions change."""
    connection.execute(_ADD_TO_DAY, {"article": article_id, "sign": -1})
    connection.execute(_FORGET_EMPTY, (article_id,))
    connection.execute("DELETE FROM article_counts WHERE article_id = ?", (article_id,))


def recount_days(connection: sqlite3.Connection, entity_ids: Iterable[str]) -> None:
    """Count the days of these entities anew, after what lies below them changed."""
    chosen = "(SELECT value FROM json_each(?))"
    given = (json_text(sorted(entity_ids)),)
    connection.execute(f"DELETE FROM day_counts WHERE entity_id IN {chosen}", given)
    connection.execute(f"INSERT INTO day_counts {BY_DAY.format(sign=1, condition=f'n.ancestor_id IN {chosen}')}", given)
