"""A small world for the store's tests: sources, a few entities, articles whose offsets are computed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from voltwire.records import (
    Alias,
    Article,
    Candidate,
    Entity,
    FetchedPage,
    Mention,
    Parent,
    Part,
    Published,
    Source,
)
from voltwire.store import Store

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TAGGER = "catalogue 1 / model 1"

FEED = Source(id="cellwire", kind="feed", url="https://cellwire.example/feed", name="Cell Wire", language="en")
SITEMAP = Source(id="dianchi", kind="sitemap", url="https://dianchi.example/sitemap.xml", language="zh")

ENTITIES = (
    Entity(
        "company:catl", "COMPANY", "company", "CATL",
        aliases=(Alias("CATL"), Alias("宁德时代", "zh"), Alias("닝더스다이", "ko")),
        country="CN", roles=("cells", "recycling"), ticker="300750.SZ", wikidata="Q27685867",
        attributes={"founded": 2011},
    ),
    Entity(
        "company:brunp", "COMPANY", "company", "Brunp Recycling", aliases=(Alias("Brunp"),),
        parents=(Parent("company:catl", "owner"),), country="CN", roles=("recycling",),
    ),
    Entity("company:byd", "COMPANY", "company", "BYD", aliases=(Alias("BYD"), Alias("比亚迪", "zh")), country="CN"),
    Entity("region:asia", "REGION", "area", "Asia"),
    Entity("region:CN", "REGION", "country", "China", parents=(Parent("region:asia", "part_of"),), country="CN"),
    Entity("region:CN-CQ", "REGION", "subdivision", "Chongqing", parents=(Parent("region:CN", "part_of"),)),
    Entity("chemistry:li-ion", "CHEMISTRY", "cell", "Lithium-ion"),
    Entity("chemistry:lfp", "CHEMISTRY", "cathode", "LFP", parents=(Parent("chemistry:li-ion", "type_of"),)),
    Entity("chemistry:sodium-ion", "CHEMISTRY", "cell", "Sodium-ion"),
)  # fmt: skip
WRITTEN = {
    "CATL": ("COMPANY", "company:catl"), "宁德时代": ("COMPANY", "company:catl"),
    "닝더스다이": ("COMPANY", "company:catl"), "Brunp": ("COMPANY", "company:brunp"), "BYD": ("COMPANY", "company:byd"),
    "比亚迪": ("COMPANY", "company:byd"), "China": ("REGION", "region:CN"), "Chongqing": ("REGION", "region:CN-CQ"),
    "LFP": ("CHEMISTRY", "chemistry:lfp"), "sodium-ion": ("CHEMISTRY", "chemistry:sodium-ion"),
    "Voltaro": ("COMPANY", None),
}  # fmt: skip


def day(number: int, hour: int = 9) -> datetime:
    """A moment so many days before NOW's midnight."""
    return datetime(2026, 11, 20, hour, tzinfo=UTC) - timedelta(days=number)


def published(days_ago: int | None) -> Published:
    if days_ago is None:
        return Published()
    at = day(days_ago)
    return Published(at, at.date().isoformat(), "+00:00", "minute", "json-ld", "high")


def article(
    number: int,
    text: str,
    *,
    title: str = "",
    days_ago: int | None = 0,
    source: Source | None = FEED,
    language: str = "en",
) -> Article:
    host = source.url.split("/")[2] if source else "adhoc.example"
    return Article(
        url=f"https://{host}/{number}",
        title=title or f"Article {number}",
        text=text,
        language=language,
        source_id=source.id if source else None,
        published=published(days_ago),
        fetched_at=NOW,
        relevance=0.9,
        extractor="test",
    )


def candidate_for(one: Article, title: str | None = None) -> Candidate:
    assert one.source_id is not None
    return Candidate(one.url, one.source_id, title or one.title, published_at=one.published.at)


def page_for(one: Article) -> FetchedPage:
    return FetchedPage(one.url, one.url, f"<p>{one.text}</p>".encode(), NOW, content_type="text/html", charset="utf-8")


def mentions_in(one: Article) -> list[Mention]:
    """Every spelling of WRITTEN found in title and text; sentences end at a full stop."""
    return [m for part in ("title", "text") for m in _mentions(one.title if part == "title" else one.text, part)]


def _mentions(text: str, part: Part) -> Iterator[Mention]:
    start = 0
    for sentence in text.replace("。", ".").split("."):
        for spelling, (label, entity_id) in WRITTEN.items():
            at = sentence.find(spelling)
            if at >= 0:
                begin = start + at
                yield Mention(
                    begin, begin + len(spelling), spelling, label, entity_id, spelling, "name", "catalogue", 1.0,
                    start, start + len(sentence), part,
                )  # fmt: skip
        start += len(sentence) + 1


def put(store: Store, one: Article, now: datetime = NOW) -> int:
    """Queue and record an article with everything its text mentions."""
    if one.source_id is None:
        return store.record_article(None, page_for(one), one, mentions_in(one), TAGGER, now).article_id
    candidate = candidate_for(one)
    store.add_candidates(FEED if one.source_id == FEED.id else SITEMAP, [candidate], now)
    return store.record_article(candidate, page_for(one), one, mentions_in(one), TAGGER, now).article_id
