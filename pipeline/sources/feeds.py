"""Feeds → candidates: RSS 0.9x, 1.0 (RDF) and 2.0, Atom 0.3 and 1.0, JSON Feed 1 and 1.1.

XML is read here with lxml, because the dates must keep the offset that the publisher wrote, links the `xml:base` they
stand in, and a guid that is no permalink must not become an address. feedparser, slower and more forgiving, gets what
this reader finds nothing in.
"""

from __future__ import annotations

from ..records import Candidate, FetchedPage, Rejected, Source
from .documents import Document, not_a_source, open_document
from .findings import Finding, to_candidates
from .forgiving import read_forgivingly
from .jsonfeeds import json_findings
from .xmlfeeds import MAX_ENTRIES, xml_findings


def read_feed(source: Source, page: FetchedPage) -> list[Candidate] | Rejected:
    """The entries of a feed in its order; an empty list when it is a feed without entries."""
    document = open_document(page, language=source.language)
    if isinstance(document, Rejected):
        return document
    return read_feed_document(source, page, document)


def read_feed_document(source: Source, page: FetchedPage, document: Document) -> list[Candidate] | Rejected:
    """The same for a document that is already open."""
    if document.form == "json":
        entries = json_findings(document.text, page.final_url)
        if entries is None:
            return not_a_source(page, "a feed", document)
        return _usable(entries, source, page)
    if document.form in ("sitemap", "sitemap index"):
        return not_a_source(page, "a feed", document, 'set kind = "sitemap"')
    if document.form != "feed":
        return not_a_source(page, "a feed", document)
    findings, whole = xml_findings(document, page.final_url)
    first = _usable(findings, source, page)
    if isinstance(first, list) and (whole or (first and len(first) == len(findings))):
        return first
    second = _usable(read_forgivingly(document, page.final_url), source, page)
    best = max((found for found in (first, second) if isinstance(found, list)), key=len, default=[])
    if best:
        return best
    return first or not_a_source(page, "a feed", document, "it is broken and no entry could be read")


def _usable(findings: list[Finding], source: Source, page: FetchedPage) -> list[Candidate] | Rejected:
    """Candidates; Rejected when there are entries but none leads anywhere, which no working feed does."""
    candidates = to_candidates(findings, source, page, limit=MAX_ENTRIES)
    if findings and not candidates:
        detail = f"a feed whose {len(findings)} entries have no usable link"
        return Rejected("source", page.final_url, "not_a_source", detail, http_status=page.status)
    return candidates
