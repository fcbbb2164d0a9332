"""What the store takes and gives beside the records that travel: states, answers, reports. All frozen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Literal

from ..records import Candidate, Health, Label, Part, Reason

VisitOutcome = Literal["ok", "not_modified", "failed"]
CandidateState = Literal["waiting", "done", "rejected"]
RecordOutcome = Literal["new", "changed", "known"]


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is remembered of a source between visits."""

    source_id: str
    name: str
    enabled: bool
    etag: str | None
    last_modified: str | None
    next_visit_at: datetime | None  # None: never visited, due at once
    last_visit_at: datetime | None
    last_success_at: datetime | None
    failures: int  # failed visits in a row
    health: Health
    health_since: datetime | None
    first_new_at: datetime | None = None  # when it first listed an address it had not listed before
    last_new_at: datetime | None = None  # when it last did; None: never
    finds: int = 0  # visits that brought something new
    last_full_at: datetime | None = None  # when it last answered with a whole document; None: never, or long ago
    health_why: str | None = None  # why it is unwell, in words; None while it is well
    barren: int = 0  # of its addresses, how many in a row could not be read, whatever was on them
    empty_visits: int = 0  # visits in a row whose document listed nothing at all
    has_given: bool = False  # an article of it is stored


@dataclass(frozen=True, slots=True)
class Visit:
    """One asking of a source. `outcome` is ok, not_modified or failed; `reason` and `detail` only when failed."""

    source_id: str
    started_at: datetime
    outcome: str
    reason: Reason | None = None
    detail: str | None = None
    http_status: int | None = None
    bytes: int = 0
    candidates: int = 0  # listed by the document and young enough
    new_articles: int = 0  # of these, addresses nobody had listed before
    elapsed_ms: int = 0
    listed: int | None = None  # entries of the document, old ones too; None: it was not read


@dataclass(frozen=True, slots=True)
class UnwellSource:
    """A source that is not ok: since when and why."""

    id: str
    name: str
    health: Health
    since: datetime | None
    why: str | None
    failures: int
    last_success_at: datetime | None
    next_visit_at: datetime | None


@dataclass(frozen=True, slots=True)
class AddedCandidates:
    """How many candidates were new, how many are to be read again because of an edit, how many were known."""

    new: int
    changed: int
    known: int


@dataclass(frozen=True, slots=True)
class WaitingCandidate:
    """A candidate to be fetched now; `attempts` counts tries that failed, `host` is what pacing is keyed by."""

    candidate: Candidate
    attempts: int
    host: str
    wanted: bool = False  # a person took it up again although it was off topic: no score refuses it any more
    stored: str | None = None  # then the address of its page, when that is kept: it is not fetched a second time


@dataclass(frozen=True, slots=True)
class RejectedCandidate:
    """A refused candidate with its score (None: it was refused before it had one) and the address of its page."""

    candidate: Candidate
    relevance: float | None
    page_url: str | None


@dataclass(frozen=True, slots=True)
class ScoredArticle:
    """A stored article with its score; None for one that was stored without being scored."""

    id: int
    url: str
    source_id: str | None
    title: str
    text: str
    relevance: float | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of an article that was handed over: stored, stored as a new version, or known already."""

    outcome: RecordOutcome
    article_id: int


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as kept, as far as tagging it again needs."""

    id: int
    url: str
    title: str
    text: str
    language: str | None
    version: int
    tagger: str


@dataclass(frozen=True, slots=True)
class CandidateFate:
    """What became of an address. `state` is done for an article that was stored without a candidate."""

    url: str
    state: CandidateState
    reason: Reason | None
    detail: str | None
    source_id: str | None
    title: str | None
    found_at: datetime | None
    decided_at: datetime | None
    attempts: int
    next_try_at: datetime | None
    http_status: int | None
    relevance: float | None
    article_id: int | None
    article_url: str | None
    article_title: str | None
    article_version: int | None
    mentions: int


@dataclass(frozen=True, slots=True)
class Pruned:
    """Stored pages that went, or would go, and their size in bytes."""

    pages: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """One mention with the sentence that proves it (a row of the view `evidence`)."""

    mention_id: int
    article_id: int
    published_date: str | None
    source: str | None
    source_name: str | None
    title: str
    url: str
    language: str | None
    label: Label
    entity_id: str | None
    entity: str
    text: str
    sentence: str
    part: Part
    found_by: str
    score: float


@dataclass(frozen=True, slots=True)
class EntityFacts:
    """An entity as stored. Counts include what lies below it (subsidiaries, provinces, sub-chemistries)."""

    id: str
    label: Label
    kind: str
    name: str
    country: str | None
    roles: tuple[str, ...]
    ticker: str | None
    wikidata: str | None
    replaced_by: str | None
    listed: bool  # False: gone from the catalogue, kept because mentions use it
    attributes: Mapping[str, Any]
    aliases: tuple[tuple[str, str | None], ...]  # (alias, language)
    parents: tuple[tuple[str, str, str], ...]  # (id, kind, name)
    mentions: int
    articles: int
    first_date: str | None
    last_date: str | None
    together_with: tuple[tuple[str, str, int], ...]  # (id, name, sentences shared), most first


@dataclass(frozen=True, slots=True)
class SearchHit:
    """An article that holds all the words searched for; `excerpt` shows one of them in the text."""

    article_id: int
    published_date: str | None
    source: str | None
    title: str
    url: str
    language: str | None
    excerpt: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to free SQL."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]

    def as_dicts(self) -> list[dict[str, Any]]:
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Status:
    """The database at a glance. Sizes in bytes; `stale` is None when no tagger version was given to compare with."""

    queue: Mapping[str, int]  # candidates by state
    rejected: Mapping[str, int]  # rejected candidates by reason, most first
    retrying: Mapping[str, int]  # waiting candidates whose last try failed, by reason
    waiting_disabled: int  # of the waiting, those whose source is disabled: nobody asks for them
    sources: Mapping[str, list[str]]  # names of sources by health
    unwell: Sequence[UnwellSource]  # those that are slow, failing or silent, the longest first
    articles: int
    articles_undated: int
    versions: int  # earlier texts of edited articles
    mentions: int
    mentions_unknown: int  # without an entity
    pages: int
    newest_published: str | None
    newest_seen: str | None
    last_visit: str | None
    size_bytes: int
    disk_free_bytes: int  # left on the disk of the database, for this user
    growth_bytes: int | None  # per 10,000 articles, the whole file shared among them; None for under 100
    stale: int | None  # articles that carry another tagger's mentions
    moved: Mapping[str, str] = field(default_factory=dict)  # sources whose address moved for good → where it leads now

    @property
    def room_articles(self) -> int | None:
        """How many more articles the disk has room for, at the growth so far; None while that is not known."""
        return round(self.disk_free_bytes / self.growth_bytes * 10_000) if self.growth_bytes else None

    def as_json(self) -> dict[str, Any]:
        told = {key: dict(value) if isinstance(value, Mapping) else value for key, value in asdict(self).items()}
        return {**told, "room_articles": self.room_articles}
