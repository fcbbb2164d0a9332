"""The records that travel from stage to stage: source → candidate → page → article → mention.

One frozen record per stage, named by what the thing now is. No dict travels between modules. Times are aware UTC
datetimes; spans are half-open [start, end) in code points of the text they speak of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

SourceKind = Literal["feed", "sitemap", "listing"]
Publisher = Literal["trade", "wire", "newsroom", "general", "government"]
Health = Literal["ok", "slow", "failing", "silent", "disabled"]
PageKind = Literal["article", "teaser", "press_release"]
Precision = Literal["minute", "day", "month", "none"]
Trust = Literal["high", "medium", "low", "none"]
DateOrigin = Literal["json-ld", "meta", "time", "feed", "sitemap", "url", "text"]
Label = Literal["COMPANY", "REGION", "CHEMISTRY", "MATERIAL"]
Part = Literal["title", "text"]
Form = Literal["name", "abbreviation", "demonym"]
FoundBy = Literal["catalogue", "pattern", "model"]
ParentKind = Literal["owner", "joint_venture", "part_of", "type_of"]
Stage = Literal["fetch", "source", "extract", "relevance"]

Reason = Literal[
    # fetch: the address
    "bad_address",  # not http(s), no host, cannot be parsed
    "private_address",  # resolves to an address that is not public, and the source does not allow it
    "robots",  # robots.txt forbids it
    "robots_unreachable",  # robots.txt answers with 5xx or not at all (RFC 9309: then nothing may be fetched)
    "opted_out",  # the publisher reserves text and data mining
    # fetch: the connection
    "dns",
    "connection",
    "tls",
    "timeout",
    # fetch: the answer
    "forbidden",  # 401, 403, 451
    "not_found",  # 404, 410
    "rate_limited",  # 429
    "server_error",  # 5xx
    "http_error",  # any other status that is not 200 or 304
    "redirects",  # too many, a loop, or a redirect to something that is no http(s) address
    "too_large",
    "bad_encoding",  # the body cannot be unpacked
    # source: the document at a source's address
    "not_a_source",  # no feed, sitemap or listing of the configured kind
    # extract
    "not_html",  # a PDF, an image, a feed …
    "no_text",
    "consent_page",
    "bot_page",
    "login_page",
    "listing_page",
    "too_old",  # published before the day that the source goes back to
    "reading_timeout",  # reading took longer than the limit and was killed
    "reading_crash",  # the reading process died or ran out of memory
    # relevance
    "off_topic",
]

TEMPORARY_REASONS: frozenset[Reason] = frozenset(
    {"robots_unreachable", "dns", "connection", "timeout", "rate_limited", "server_error"}
)
"""Reasons that may be gone in an hour: the candidate stays waiting and is tried again."""


MOVED = "moved for good to "
"""How the detail of a visit begins whose source has another address now; the address follows, up to "; " or the end."""


@dataclass(frozen=True, slots=True)
class Source:
    """A configured place where candidates are found (one `[[source]]` of `sources.toml`)."""

    id: str
    kind: SourceKind
    url: str
    name: str = ""
    language: str | None = None
    country: str | None = None
    publisher: Publisher | None = None
    company_id: str | None = None
    every: str = "1h"  # "30m", "6h", "1d" or a cron line
    link_pattern: str | None = None  # listings: regular expression that article addresses match
    max_age_days: int = 14  # older candidates are left alone unless `--since` asks for them
    relevance: Literal["score", "keep"] = "score"  # keep: everything from here is on topic
    allow_private: bool = False  # opens the host of this source's own url, nothing else
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address where an article may be, and what the source says about it (all witnesses may be missing)."""

    url: str
    source_id: str
    title: str | None = None
    published_at: datetime | None = None
    published_offset: str | None = None  # "+08:00", as the source wrote it; None: the source gave none
    modified_at: datetime | None = None
    language: str | None = None
    published_precision: Literal["minute", "day"] = "minute"  # day: published_at is the midnight of the day as printed


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A document as the server sent it, unpacked (no content-encoding left)."""

    requested_url: str
    final_url: str  # after redirects
    content: bytes
    fetched_at: datetime
    status: int = 200
    content_type: str | None = None  # lower case, without parameters
    charset: str | None = None  # as the Content-Type header names it
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None  # where 301 and 308 alone lead; None when any hop was temporary


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server says that nothing changed since the validators that were sent (304)."""

    url: str
    moved_to: str | None = None  # as of a FetchedPage


@dataclass(frozen=True, slots=True)
class Rejected:
    """An expected failure. `None` never means failed; this does, with a reason that SQL users can count."""

    stage: Stage
    url: str
    reason: Reason
    detail: str = ""  # one line for a person, e.g. "HTTP 503" or "score 0.31, needs 0.50"
    retry_after_s: float | None = None  # what the server asked for
    http_status: int | None = None
    title: str | None = None  # as far as known: `off_topic` and `why` show it
    relevance: float | None = None
    asked: bool = True  # False: its host is being left alone, so nothing was sent and it was no try of this address

    @property
    def temporary(self) -> bool:
        return self.reason in TEMPORARY_REASONS


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published, where that was read and how far it can be trusted.

    `at` is the moment in UTC (None when precision is day, month or none: a day is no moment); `date` is the day as
    the publisher printed it, `YYYY-MM-DD` (`YYYY-MM` for precision month); `offset` is the publisher's `+08:00`.
    """

    at: datetime | None = None
    date: str | None = None
    offset: str | None = None
    precision: Precision = "none"
    origin: DateOrigin | None = None
    trust: Trust = "none"


@dataclass(frozen=True, slots=True)
class Article:
    """The article as read. `text` is the body alone, paragraphs joined by a blank line."""

    url: str  # the address fetched, after redirects
    title: str
    text: str
    language: str | None  # ISO 639-1
    page_kind: PageKind = "article"
    canonical_url: str | None = None
    source_id: str | None = None
    authors: tuple[str, ...] = ()
    site_name: str | None = None
    published: Published = Published()
    fetched_at: datetime | None = None
    relevance: float | None = None  # 0 … 1
    extractor: str = ""  # version of what read it, e.g. "voltwire 0.1.0 / trafilatura 2.3.1"


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence of a company, region, chemistry or material, with the sentence that proves it.

    Offsets count code points of the part (title or text) the mention stands in. `entity_id` is None for what was
    seen but is not known; then `name` is its fullest form in that article.
    """

    start: int
    end: int
    text: str
    label: Label
    entity_id: str | None
    name: str
    form: Form
    found_by: FoundBy
    score: float  # 0 … 1
    sentence_start: int
    sentence_end: int
    part: Part = "text"


@dataclass(frozen=True, slots=True)
class Alias:
    """A way of writing an entity."""

    text: str
    language: str | None = None  # None: any language
    form: Form = "name"
    exact_case: bool = False  # True: only with these very capitals (ONE, Form, Seat)
    cues: tuple[str, ...] = ()  # when not empty: counts only where one of these stands in the same article
    own_language: bool = False  # True: only in texts of its language (the French Chili is no English pepper)


@dataclass(frozen=True, slots=True)
class Parent:
    """A link upwards: owner or joint_venture (companies), part_of (regions), type_of (chemistries, materials)."""

    id: str
    kind: ParentKind


@dataclass(frozen=True, slots=True)
class Entity:
    """A known company, region, chemistry or material. `id` is `label:rest`, e.g. `company:catl`, `region:CN-CQ`."""

    id: str
    label: Label
    kind: str
    name: str
    aliases: tuple[Alias, ...] = ()
    parents: tuple[Parent, ...] = ()
    country: str | None = None  # ISO 3166-1 alpha-2
    wikidata: str | None = None
    ticker: str | None = None
    roles: tuple[str, ...] = ()
    attributes: Mapping[str, Any] = field(default_factory=dict)
    replaced_by: str | None = None
