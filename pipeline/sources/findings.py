"""What a reader finds in a document, not yet trusted, → candidates with clean addresses, titles and dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .. import urls
from ..records import Candidate, FetchedPage, Source
from .dates import read_date
from .titles import clean_title, language_code


@dataclass(frozen=True, slots=True)
class Finding:
    """One entry as the document writes it. `links` in order of preference: the first that is an address counts."""

    links: tuple[str, ...]
    base: str  # what relative links count from
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None


def to_candidates(findings: Iterable[Finding], source: Source, page: FetchedPage, *, limit: int) -> list[Candidate]:
    """Candidates in document order, one per address (its first entry), at most `limit`.

    Entries without an http(s) address are left out. The page's `fetched_at` is the clock that says which dates lie
    in the future.
    """
    found: dict[str, Candidate] = {}
    chinese = source.language == "zh" or source.country in ("CN", "HK", "MO", "TW")
    for finding in findings:
        url = address(finding)
        if url is None or url in found:
            continue
        published = read_date(finding.published, now=page.fetched_at, chinese=chinese)
        modified = read_date(finding.modified, now=page.fetched_at, chinese=chinese)
        found[url] = Candidate(
            url=url,
            source_id=source.id,
            title=clean_title(finding.title),
            published_at=published.at if published else None,
            published_offset=published.offset if published else None,
            published_precision=published.precision if published else "minute",
            modified_at=modified.at if modified else None,
            language=language_code(finding.language),
        )
        if len(found) >= limit:
            break
    return list(found.values())


def address(finding: Finding) -> str | None:
    """The canonical address of the first link that is one."""
    for link in finding.links:
        if url := urls.join(finding.base, link.strip()):
            return url
    return None
