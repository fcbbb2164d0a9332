"""What is kept: the only SQL of the program. Records in, records out; `Store` is the way in."""

from .queries import NamedQuery, load_queries
from .shapes import (
    AddedCandidates,
    CandidateFate,
    EntityFacts,
    Evidence,
    Recorded,
    RejectedCandidate,
    Rows,
    ScoredArticle,
    SearchHit,
    SourceState,
    Status,
    StoredArticle,
    Visit,
    WaitingCandidate,
)
from .store import Store

__all__ = [
    "AddedCandidates",
    "CandidateFate",
    "EntityFacts",
    "Evidence",
    "NamedQuery",
    "Recorded",
    "RejectedCandidate",
    "Rows",
    "ScoredArticle",
    "SearchHit",
    "SourceState",
    "Status",
    "Store",
    "StoredArticle",
    "Visit",
    "WaitingCandidate",
    "load_queries",
]
