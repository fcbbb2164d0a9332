"""Whether an article is one that is stored already: by its address, or by the canonical address of its site.

A canonical address joins two addresses of one site when the text agrees. It never joins across sites, nor when several
pages with different texts carry it (a section page, the home page): then it says nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from ..records import Article, Candidate

_NEARLY = 0.95  # of the 5-character pieces that either text has
_EDITED = 0.5
_PIECE = 5
_MIRRORS = ("www.", "m.", "mobile.", "amp.")


@dataclass(frozen=True, slots=True)
class Same:
    """The stored article, and whether the text at hand is the one it has."""

    article_id: int
    unchanged: bool


def find_same(
    connection: sqlite3.Connection, candidate: Candidate | None, article: Article, hashed: str
) -> Same | None:
    """The stored article that `article` is, or None when it is new."""
    row = connection.execute("SELECT id, text_hash FROM articles WHERE url = ?", (article.url,)).fetchone()
    if row is not None:
        return Same(row["id"], row["text_hash"] == hashed)
    here = site(article.url)
    led_to = _led_to(connection, candidate)
    related = [row for row in _related(connection, article, led_to) if here and site(row["url"]) == here]
    if not related or _says_nothing(article, related):
        return None
    for row in related:
        if row["text_hash"] == hashed or _agrees(row, article):
            return Same(row["id"], True)
    return next((Same(row["id"], False) for row in related if row["id"] == led_to and _is_edit(row, article)), None)


def _led_to(connection: sqlite3.Connection, candidate: Candidate | None) -> int | None:
    """The article that this candidate led to before: its address may lead elsewhere now, or have been joined."""
    if candidate is None:
        return None
    row = connection.execute("SELECT article_id FROM candidates WHERE url = ?", (candidate.url,)).fetchone()
    return None if row is None else row["article_id"]


def _related(connection: sqlite3.Connection, article: Article, led_to: int | None) -> Sequence[sqlite3.Row]:
    """Stored articles that a canonical address (as far as it names a page) or the candidate links with this one."""
    named = article.canonical_url if article.canonical_url and _names_a_page(article.canonical_url) else None
    return connection.execute(
        "SELECT id, url, canonical_url, title, text, text_hash, published_date,"
        " (canonical_url = ?1 OR url = ?1 OR canonical_url = ?2) IS 1 AS by_canonical FROM articles"
        " WHERE canonical_url = ?1 OR url = ?1 OR canonical_url = ?2 OR id = ?3 ORDER BY id LIMIT 50",
        (named, article.url, led_to),
    ).fetchall()


def _says_nothing(article: Article, related: Sequence[sqlite3.Row]) -> bool:
    """Whether different texts share the canonical address already."""
    sharing = {row["text_hash"] for row in related if row["canonical_url"] == (article.canonical_url or article.url)}
    return len(sharing) > 1


def _agrees(row: sqlite3.Row, article: Article) -> bool:
    """Whether two texts are the same but for trifles, and of the same day (of the same title, where a day is missing):
    price notes of two days that differ by one figure are two articles."""
    stored, given = row["published_date"], article.published.date
    alike = stored == given if stored and given else row["title"] == article.title
    return alike and nearly_same(row["text"], article.text)


def _is_edit(row: sqlite3.Row, article: Article) -> bool:
    """Whether the text that a candidate leads to now is an edit of the article it led to before. An address that
    changed with the headline keeps much of the text; one that was given to something else does not."""
    return bool(row["by_canonical"]) or shared(row["text"], article.text) >= _EDITED


def nearly_same(one: str, other: str) -> bool:
    """Whether two texts share nearly all their 5-character pieces."""
    if not one or not other or min(len(one), len(other)) < 0.9 * max(len(one), len(other)):
        return False
    return shared(one, other) >= _NEARLY


def shared(one: str, other: str) -> float:
    """The share of 5-character pieces that two texts have in common, 0 to 1."""
    first, second = _pieces(one), _pieces(other)
    return len(first & second) / len(first | second)


def _pieces(text: str) -> set[str]:
    return {text[start : start + _PIECE] for start in range(max(1, len(text) - _PIECE + 1))}


def site(url: str) -> str:
    """The site of an address: its host without what marks a variant for phones; "" when it has none."""
    host = (urlsplit(url).hostname or "") if _splits(url) else ""
    while host.startswith(_MIRRORS):
        host = host.partition(".")[2]
    return host


def _names_a_page(url: str) -> bool:
    return _splits(url) and (urlsplit(url).path.strip("/") != "" or urlsplit(url).query != "")


def _splits(url: str) -> bool:
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False
