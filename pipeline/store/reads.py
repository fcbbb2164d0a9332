"""Questions the commands ask: an article's mentions, what became of an address, an entity with evidence, search."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from datetime import date

from ..records import Mention
from .rows import MENTION_COLUMNS, mention_of, moment
from .search import query_for
from .shapes import CandidateFate, EntityFacts, Evidence, SearchHit, StoredArticle

_EXCERPT = 70  # characters on either side of a word found


def mentions_of(connection: sqlite3.Connection, article_id: int) -> list[Mention]:
    """The mentions of an article, title first, in order; empty when there are none or no such article."""
    rows = connection.execute(
        f"SELECT {MENTION_COLUMNS} FROM mentions WHERE article_id = ? ORDER BY part = 'text', start_char", (article_id,)
    )
    return [mention_of(row) for row in rows]


def stale_articles(connection: sqlite3.Connection, tagger: str, since: date | None) -> Iterator[StoredArticle]:
    """Articles first seen since that day that carry another tagger's mentions, oldest first.

    The list is made at once and each article read when asked for, so that it may be written meanwhile.
    """
    first_day = since.isoformat() if since else ""
    ids = connection.execute(
        "SELECT id FROM articles WHERE tagger <> ? AND first_seen_at >= ? ORDER BY id", (tagger, first_day)
    ).fetchall()
    for (article_id,) in ids:
        row = connection.execute(
            "SELECT id, url, title, text, language, version, tagger FROM articles WHERE id = ?", (article_id,)
        ).fetchone()
        yield StoredArticle(**dict(row))


_FATE = """
    SELECT c.url, c.state, c.reason, c.detail, c.source_id, c.title, c.found_at, c.decided_at, c.attempts,
        c.next_try_at, c.http_status, c.relevance, c.article_id, a.url AS article_url, a.title AS article_title,
        a.version AS article_version, (SELECT count(*) FROM mentions m WHERE m.article_id = a.id) AS mentions
    FROM candidates c LEFT JOIN articles a ON a.id = c.article_id
    WHERE c.url = ?1
    UNION ALL
    SELECT ?1, 'done', NULL, NULL, a.source_id, a.title, a.first_seen_at, a.first_seen_at, 0, NULL, NULL, a.relevance,
        a.id, a.url, a.title, a.version, (SELECT count(*) FROM mentions m WHERE m.article_id = a.id)
    FROM articles a
    WHERE a.url = ?1 OR a.canonical_url = ?1
        OR a.url IN (SELECT p.url FROM pages p WHERE p.requested_url = ?1)
    LIMIT 1
"""


def what_became_of(connection: sqlite3.Connection, url: str) -> CandidateFate | None:
    """What became of an address: as a candidate, else as the address of a stored article; None: never seen."""
    row = connection.execute(_FATE, (url,)).fetchone()
    if row is None:
        return None
    told = dict(row)
    for column in ("found_at", "decided_at", "next_try_at"):
        told[column] = moment(told[column])
    return CandidateFate(**told)


_EVIDENCE = """
    SELECT mention_id, article_id, published_date, source, source_name, title, url, language, label, entity_id, entity,
        text, sentence, part, found_by, score
    FROM evidence
"""


def evidence_of(connection: sqlite3.Connection, entity_id: str, limit: int) -> list[Evidence]:
    """Mentions of an entity or of what lies below it, newest article first, one per article."""
    rows = connection.execute(
        f"""WITH below AS (SELECT entity_id FROM entity_ancestors WHERE ancestor_id = ?1), newest AS (
            SELECT DISTINCT published_date, article_id FROM article_counts WHERE entity_id IN below
            ORDER BY published_date DESC NULLS LAST, article_id DESC LIMIT ?2
        )
        {_EVIDENCE} WHERE mention_id IN (
            SELECT (SELECT min(m.id) FROM mentions m WHERE m.article_id = w.article_id AND m.entity_id IN below)
            FROM newest w
        ) ORDER BY published_date DESC NULLS LAST, article_id DESC""",
        (entity_id, limit),
    )
    return [Evidence(**dict(row)) for row in rows]


def find_entities(connection: sqlite3.Connection, name: str) -> list[str]:
    """Ids of the entities with this id, name or alias, compared without case; an id alone decides."""
    rows = connection.execute(
        "SELECT id FROM entities WHERE id = ?1 UNION SELECT id FROM entities WHERE name = ?1 COLLATE NOCASE"
        " UNION SELECT entity_id FROM aliases WHERE alias = ?1",
        (name,),
    ).fetchall()
    exact = [row[0] for row in rows if row[0].casefold() == name.casefold()]
    return exact or [row[0] for row in rows]


_COUNTS = """
    SELECT coalesce(sum(c.mentions), 0) AS mentions, count(DISTINCT c.article_id) AS articles,
        min(c.published_date) AS first_date, max(c.published_date) AS last_date
    FROM entity_ancestors n JOIN article_counts c ON c.entity_id = n.entity_id
    WHERE n.ancestor_id = ?
"""
_TOGETHER = """
    SELECT with_entity_id, with_entity, count(*) AS sentences FROM co_mentions
    WHERE entity_id = ? AND with_entity_id IS NOT NULL
    GROUP BY with_entity_id ORDER BY sentences DESC, with_entity_id LIMIT 12
"""


def entity_facts(connection: sqlite3.Connection, entity_id: str) -> EntityFacts | None:
    """What is stored of an entity; None when there is no entity with this id."""
    row = connection.execute("SELECT * FROM entities WHERE id = ?", (entity_id,)).fetchone()
    if row is None:
        return None
    aliases = connection.execute("SELECT alias, language FROM aliases WHERE entity_id = ? ORDER BY rowid", (row["id"],))
    parents = connection.execute(
        "SELECT p.parent_id, p.kind, e.name FROM entity_parents p JOIN entities e ON e.id = p.parent_id"
        " WHERE p.entity_id = ? ORDER BY p.position",
        (row["id"],),
    )
    counts = connection.execute(_COUNTS, (row["id"],)).fetchone()
    return EntityFacts(
        id=row["id"],
        label=row["label"],
        kind=row["kind"],
        name=row["name"],
        country=row["country"],
        roles=tuple(filter(None, row["roles"].split(", "))),
        ticker=row["ticker"],
        wikidata=row["wikidata"],
        replaced_by=row["replaced_by"],
        listed=bool(row["listed"]),
        attributes=json.loads(row["attributes"]),
        aliases=tuple(tuple(one) for one in aliases),
        parents=tuple(tuple(one) for one in parents),
        together_with=tuple(tuple(one) for one in connection.execute(_TOGETHER, (row["id"],))),
        **dict(counts),
    )


def search(connection: sqlite3.Connection, words: str, limit: int) -> list[SearchHit]:
    """Articles that hold all the words, best first (a word in the title counts ten times)."""
    query = query_for(words)
    if not query:
        return []
    rows = connection.execute(
        "SELECT a.id AS article_id, a.published_date, a.source_id AS source, a.title, a.url, a.language, a.text"
        " FROM articles_fts f JOIN articles a ON a.id = f.rowid WHERE f.articles_fts MATCH ?"
        " ORDER BY bm25(articles_fts, 10, 1, 1), a.id DESC LIMIT ?",
        (query, limit),
    )
    hits = [dict(row) for row in rows]
    return [SearchHit(excerpt=excerpt(hit.pop("text"), words), **hit) for hit in hits]


def excerpt(text: str, words: str) -> str:
    """The surroundings of the first of the words that stands in the text, on one line; its beginning when none does."""
    found = [re.search(re.escape(word), text, re.IGNORECASE) for word in re.findall(r"[^\W_]+", words)]
    at = min((match.start() for match in found if match), default=0)
    start, end = max(0, at - _EXCERPT), at + _EXCERPT
    line = " ".join(text[start:end].split())
    return ("… " if start else "") + line + (" …" if end < len(text) else "")
