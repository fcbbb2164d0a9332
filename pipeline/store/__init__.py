"""What is kept: the only SQL of the program. Records in, records out; `Store` is the way in."""

from .connection import BUSY_TIMEOUT_S
from .queries import NamedQuery, load_queries, told_left_out
from .shapes import (
    AddedCandidates,
    CandidateFate,
    EntityFacts,
    Evidence,
    Pruned,
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
    "BUSY_TIMEOUT_S",
    "AddedCandidates",
    "CandidateFate",
    "EntityFacts",
    "Evidence",
    "NamedQuery",
    "Pruned",
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
    "told_left_out",
]
