"""Another threshold of relevance: what it would take up and what would fall out, each with the words of its score.

Selection goes by the scores as they were given; the words are those of today's vocabulary on the stored text, read
again from the stored page where only that is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .records import Rejected
from .relevance import Relevance, Vocabulary, load_vocabulary, score
from .settings import Settings
from .store import RejectedCandidate, ScoredArticle, Store


@dataclass(frozen=True, slots=True)
class Weighed:
    """A refused candidate or stored article; `words` are empty where no text is kept to find them in."""

    url: str
    source_id: str | None
    title: str
    score: float
    words: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "url": self.url, "source_id": self.source_id, "title": self.title, "score": self.score,
            "words": list(self.words),
        }  # fmt: skip


@dataclass(slots=True)
class ThresholdReport:
    """What `at` would change against `min_score`; the lists hold the first of the counted ones."""

    at: float
    min_score: float
    taken_up: int = 0
    fallen_out: int = 0
    would_take_up: list[Weighed] = field(default_factory=list)
    would_fall_out: list[Weighed] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "at": self.at,
            "min_score": self.min_score,
            "taken_up": self.taken_up,
            "fallen_out": self.fallen_out,
            "would_take_up": [one.as_json() for one in self.would_take_up],
            "would_fall_out": [one.as_json() for one in self.would_fall_out],
        }


def threshold_report(
    settings: Settings, store: Store, *, at: float, since: datetime | None, limit: int, now: datetime
) -> ThresholdReport:
    """Compare `at` with the threshold of the settings. Articles of `relevance = "keep"` sources never fall out.

    Reading a stored page takes a twentieth of a second, so words are looked for in the first `limit` alone.
    """
    vocabulary = load_vocabulary(settings.config_file("relevance.toml"))
    report = ThresholdReport(at, settings.relevance.min_score)
    refused = store.rejected("off_topic", at=at, since=since)
    kept = {source.id.casefold() for source in settings.sources if source.relevance == "keep"}
    falling = [
        article
        for article in store.scored_articles(below=at, since=since)
        if article.source_id is not None and article.source_id.casefold() not in kept
    ]
    report.taken_up, report.fallen_out = len(refused), len(falling)
    report.would_take_up = [_refused(store, vocabulary, one, now) for one in refused[:limit]]
    report.would_fall_out = [_stored(vocabulary, one) for one in falling[:limit]]
    return report


def weigh_article(settings: Settings, store: Store, article_id: int) -> Weighed | None:
    """A stored article with the words of its score; None when it was stored without one."""
    vocabulary = load_vocabulary(settings.config_file("relevance.toml"))
    articles: Iterable[ScoredArticle] = store.scored_articles(article_id=article_id)
    return next((_stored(vocabulary, one) for one in articles if one.relevance is not None), None)


def _stored(vocabulary: Vocabulary, article: ScoredArticle) -> Weighed:
    found = score(vocabulary, article.title, article.text)
    return Weighed(article.url, article.source_id, article.title, article.relevance or 0.0, found.words)


def _refused(store: Store, vocabulary: Vocabulary, one: RejectedCandidate, now: datetime) -> Weighed:
    candidate = one.candidate
    words = _read_again(store, vocabulary, one, now).words
    return Weighed(candidate.url, candidate.source_id, candidate.title or "", one.relevance or 0.0, words)


def _read_again(store: Store, vocabulary: Vocabulary, one: RejectedCandidate, now: datetime) -> Relevance:
    """The score of a candidate's stored page by today's vocabulary; of its title, when no page is kept."""
    page = store.page(one.page_url) if one.page_url is not None else None
    if page is not None:
        from .extraction import extract_article  # trafilatura: half a second to import

        article = extract_article(page, candidate=one.candidate, now=now)
        if not isinstance(article, Rejected):
            return score(vocabulary, article.title, article.text)
    return score(vocabulary, one.candidate.title or "", "")
