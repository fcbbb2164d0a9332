"""Articles: stored once, versions on edits, joined by canonical address within a site alone, all offsets true."""

from __future__ import annotations

import itertools
import json
import string
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_world import FEED, NOW, SITEMAP, TAGGER, article, candidate_for, day, mentions_in, page_for
from voltwire.records import Article, Candidate, FetchedPage, Mention, Published
from voltwire.store import Recorded, Store

LONG = " ".join(f"CATL makes cell number {number} in Chongqing." for number in range(60))


def record(store: Store, one: Article, now: datetime = NOW) -> Recorded:
    return store.record_article(candidate_for(one), page_for(one), one, mentions_in(one), TAGGER, now)


def counts(store: Store) -> tuple[int, ...]:
    tables = ("articles", "article_versions", "mentions", "pages", "articles_fts_docsize")
    return tuple(store.run_sql(f"SELECT count(*) FROM {table}").rows[0][0] for table in tables)


def test_recording_twice_changes_nothing(store: Store) -> None:
    one = article(1, "CATL builds in Chongqing. CATL hires.")
    assert record(store, one) == Recorded("new", 1)
    before = store.run_sql("SELECT * FROM articles").rows, store.run_sql("SELECT * FROM mentions").rows, counts(store)
    assert record(store, one, NOW + timedelta(hours=1)) == Recorded("known", 1)
    after = store.run_sql("SELECT * FROM articles").rows, store.run_sql("SELECT * FROM mentions").rows, counts(store)
    assert after == before and counts(store) == (1, 0, 3, 1, 1)
    assert store.check() == []


def test_an_edit_becomes_a_version_under_the_same_id(store: Store) -> None:
    record(store, article(1, "CATL starts production."))
    edited = replace(article(1, "BYD halts production.", title="Another headline"), fetched_at=NOW + timedelta(days=1))
    assert record(store, edited) == Recorded("changed", 1)
    (now,) = store.run_sql("SELECT version, title, text, fetched_at FROM articles").rows
    assert now == (2, "Another headline", "BYD halts production.", "2026-11-21T12:00:00Z")
    assert store.run_sql("SELECT article_id, version, title, text FROM article_versions").rows == [
        (1, 1, "Article 1", "CATL starts production.")
    ]
    assert [mention.text for mention in store.mentions_of(1)] == ["BYD"]
    assert [hit.article_id for hit in store.search("halts")] == [1] and store.search("starts") == []
    page = store.page(edited.url)
    assert page is not None and b"halts" in page.content
    assert record(store, article(1, "CATL starts production.")).outcome == "changed"  # and back again: version 3
    assert store.check() == []


def test_the_same_text_under_another_headline_is_known(store: Store) -> None:
    record(store, article(1, "CATL builds."))
    assert record(store, article(1, "CATL builds.", title="New headline")).outcome == "known"


def test_an_edit_that_lost_its_date_keeps_the_day(store: Store) -> None:
    record(store, article(1, "CATL starts."))
    record(store, article(1, "CATL stops.", days_ago=None))
    assert store.run_sql("SELECT published_date, published_trust FROM articles").rows == [("2026-11-20", "high")]


def test_an_article_by_hand_has_no_source_and_no_candidate(store: Store) -> None:
    one = article(1, "CATL builds.", source=None)
    assert store.record_article(None, None, one, mentions_in(one), TAGGER, NOW) == Recorded("new", 1)
    assert store.record_article(None, None, one, mentions_in(one), TAGGER, NOW) == Recorded("known", 1)
    fate = store.what_became_of(one.url)
    assert fate is not None and (fate.state, fate.source_id, fate.article_id, fate.mentions) == ("done", None, 1, 1)
    assert counts(store)[3] == 0


def test_a_candidate_that_was_redirected_leads_to_its_article(store: Store) -> None:
    one = article(1, "CATL builds.")
    short = Candidate("https://cellwire.example/s/1", FEED.id, "Short")
    store.add_candidates(FEED, [short], NOW)
    page = replace(page_for(one), requested_url=short.url)
    assert store.record_article(short, page, one, mentions_in(one), TAGGER, NOW).outcome == "new"
    fate = store.what_became_of(short.url)
    assert fate is not None and (fate.state, fate.article_url) == ("done", one.url)
    assert store.waiting_count() == 0


def at(path: str, text: str = LONG, canonical: str | None = None, **more: object) -> Article:
    one = article(1, text, **more)  # type: ignore[arg-type]
    return replace(one, url=path, canonical_url=canonical)


MAIN = "https://www.cellwire.example/news/1"


def test_two_addresses_of_one_site_are_joined_when_the_text_agrees(store: Store) -> None:
    assert record(store, at(MAIN, canonical=MAIN)) == Recorded("new", 1)
    assert record(store, at("https://m.cellwire.example/1?amp=1", canonical=MAIN)) == Recorded("known", 1)
    nearly = LONG.replace("number 59", "number 95")
    assert record(store, at("https://www.cellwire.example/print/1", nearly, MAIN)) == Recorded("known", 1)
    assert counts(store)[0] == 1
    assert store.run_sql("SELECT count(*) FROM candidates WHERE article_id = 1 AND state = 'done'").rows == [(3,)]
    assert store.check() == []


def test_the_canonical_address_joins_whichever_came_first(store: Store) -> None:
    record(store, at("https://m.cellwire.example/1", canonical=MAIN))
    assert record(store, at(MAIN)) == Recorded("known", 1)


def test_a_canonical_address_never_joins_across_sites(store: Store) -> None:
    record(store, at(MAIN, canonical=MAIN))
    assert record(store, at("https://copy.example/1", canonical=MAIN)).outcome == "new"


def test_a_canonical_address_never_joins_different_texts(store: Store) -> None:
    section = "https://www.cellwire.example/news"
    assert record(store, at(MAIN, canonical=section)).outcome == "new"
    other = LONG.replace("cell", "pack").replace("makes", "stops")
    assert record(store, at(MAIN + "2", other, section)).outcome == "new"
    # Now two texts share it: it says nothing any more, not even for an equal text.
    assert record(store, at(MAIN + "3", LONG, section)).outcome == "new"


def test_price_notes_of_two_days_stay_two_articles(store: Store) -> None:
    section = "https://www.cellwire.example/prices"
    record(store, at(MAIN, LONG + " Carbonate: 75,000.", section, days_ago=1))
    assert record(store, at(MAIN + "2", LONG + " Carbonate: 75,500.", section, days_ago=0)).outcome == "new"


def test_the_home_page_as_canonical_address_says_nothing(store: Store) -> None:
    home = "https://www.cellwire.example/"
    record(store, at(MAIN, canonical=home))
    assert record(store, at(MAIN + "2", canonical=home)).outcome == "new"


def test_an_edit_seen_at_a_joined_address_is_an_edit_of_the_article(store: Store) -> None:
    mobile = at("https://m.cellwire.example/1", canonical=MAIN)
    record(store, at(MAIN, canonical=MAIN))
    record(store, mobile)
    assert record(store, replace(mobile, text="CATL withdraws the report.")) == Recorded("changed", 1)


def test_an_address_that_moved_with_its_headline_is_an_edit_one_given_away_is_not(store: Store) -> None:
    first = at(MAIN, LONG, MAIN)
    record(store, first)
    moved = at(MAIN + "-new-headline", LONG.replace("number 1", "no. 1"), MAIN + "-new-headline", title="New headline")
    given_away = at(MAIN + "-something-else", "Sodium is cheap these days.", None)
    known = at(MAIN + "-print", LONG, None)
    outcomes = [
        store.record_article(candidate_for(first), None, now_there, [], TAGGER, NOW)
        for now_there in (known, moved, given_away)
    ]
    assert outcomes == [Recorded("known", 1), Recorded("changed", 1), Recorded("new", 2)]


def test_addresses_that_are_none_do_no_harm(store: Store) -> None:
    for url, canonical in (
        ("file:///a.txt", "http://["),
        ("stdin:", ""),
        ("notes.txt", "//"),
        ("http://[", "http://["),
    ):
        one = replace(article(1, LONG, source=None), url=url, canonical_url=canonical)
        assert store.record_article(None, None, one, [], TAGGER, NOW).outcome == "new"


def test_tagging_again_replaces_mentions_and_is_resumable(world: Store) -> None:
    stale = list(world.stale_articles("catalogue 2", None))
    assert [one.id for one in stale] == [1, 2, 3, 4, 5, 6, 7] and stale[3].language == "zh"
    assert world.status("catalogue 2").stale == 7
    for one in world.stale_articles("catalogue 2", None):
        if one.id == 3:
            break
        world.replace_mentions(one.id, world.mentions_of(one.id)[:1], "catalogue 2")
    assert [one.id for one in world.stale_articles("catalogue 2", None)] == [3, 4, 5, 6, 7]
    assert len(world.mentions_of(1)) == 1
    assert list(world.stale_articles("catalogue 2", (NOW + timedelta(days=1)).date())) == []
    assert world.check() == []


def test_tagging_again_keeps_search_true_for_long_names(store: Store) -> None:
    name = "宁德时代新能源科技股份有限公司"
    one = article(1, f"昨天{name}宣布扩产。", source=SITEMAP, language="zh")
    found = Mention(2, 2 + len(name), name, "COMPANY", "company:catl", "CATL", "name", "catalogue", 1.0, 0, 22)
    store.record_article(candidate_for(one), None, one, [], TAGGER, NOW)
    plain = f"SELECT rowid FROM articles_fts WHERE articles_fts MATCH '{name}'"
    assert list(store.run_sql(plain).rows) == []
    store.replace_mentions(1, [found], "catalogue 2")
    assert store.run_sql(plain).rows == [(1,)] and store.check() == []
    store.replace_mentions(1, [], "catalogue 3")
    assert list(store.run_sql(plain).rows) == [] and store.check() == []


# -- any record survives the way to a row and back -------------------------------------------------------------------

# Extraction strips NUL and lone surrogates once; all else that strangers write must survive.
NASTY = ["🔋⚡️", "بطارية", "'; DROP TABLE articles; --", '"quoted"', "宁德时代\u200b", "é e\u0301", "\ufeff", "%s ? :x"]
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60) | st.sampled_from(NASTY)
MOMENTS = st.integers(600_000_000, 3_800_000_000).map(
    lambda seconds: datetime.fromtimestamp(seconds, timezone(timedelta(hours=8)) if seconds % 2 else UTC)
)


@st.composite
def tagged_articles(draw: st.DrawFn) -> tuple[Article, list[Mention]]:
    parts = {"title": draw(TEXTS), "text": draw(TEXTS)}
    at_moment = draw(st.none() | MOMENTS)
    one = Article(
        url="https://cellwire.example/any",
        title=parts["title"],
        text=parts["text"],
        language=draw(st.none() | st.sampled_from(["en", "zh", "ar"])),
        page_kind=draw(st.sampled_from(["article", "teaser", "press_release"])),
        canonical_url=draw(st.none() | TEXTS),
        source_id=FEED.id,
        authors=tuple(draw(st.lists(TEXTS, max_size=3))),
        site_name=draw(st.none() | TEXTS),
        published=Published(at_moment, "2026-11-20", "+08:00", "minute", "feed", "low") if at_moment else Published(),
        fetched_at=draw(st.none() | MOMENTS),
        relevance=draw(st.none() | st.floats(0, 1)),
        extractor=draw(TEXTS),
    )
    mentions = []
    for part, text in parts.items():
        cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False):
            mentions.append(
                Mention(
                    start, end, text[start:end], "COMPANY", draw(st.none() | st.just("company:catl")), draw(TEXTS),
                    "name", "model", draw(st.floats(0, 1)), 0, len(text), part,
                )  # type: ignore[arg-type]  # part is one of both
            )  # fmt: skip
    return one, mentions


def test_any_record_survives_the_way_to_a_row_and_back(store: Store) -> None:
    numbers = itertools.count()

    @settings(max_examples=80, deadline=None)
    @given(tagged_articles(), TEXTS, st.binary(max_size=200))
    def survives(tagged: tuple[Article, list[Mention]], name: str, content: bytes) -> None:
        url = f"https://cellwire.example/{next(numbers)}"
        one, mentions = replace(tagged[0], url=url), tagged[1]
        page = FetchedPage(url, url, content, NOW, 200, name, name)
        candidate = Candidate(url, FEED.id, name, NOW, name, NOW, name)
        store.add_candidates(FEED, [candidate], NOW)
        assert candidate in [w.candidate for w in store.waiting(NOW, per_source=99, per_host=99)]
        article_id = store.record_article(candidate, page, one, mentions, TAGGER, NOW).article_id
        assert store.mentions_of(article_id) == mentions
        assert store.page(url) == page
        (row,) = store.run_sql("SELECT * FROM articles WHERE id = ?", [article_id]).as_dicts()
        for field in ("title", "text", "language", "page_kind", "canonical_url", "site_name", "relevance", "extractor"):
            assert row[field] == getattr(one, field)
        assert tuple(json.loads(row["authors"])) == one.authors
        evidence = store.run_sql("SELECT sentence, text FROM evidence WHERE article_id = ?", [article_id]).rows
        assert all(text in sentence for sentence, text in evidence)

    survives()
    assert store.check() == []


def test_a_title_of_100_kb_is_kept_and_found(store: Store) -> None:
    title = "CATL " + "宁德时代" * 12_000 + " " + string.ascii_letters * 1000
    one = article(1, "Short.", title=title)
    record(store, one)
    assert [hit.title for hit in store.search("宁德时代")] == [title]
    record(store, article(1, "Shorter.", title="CATL"))
    assert store.search("宁德时代") == [] and store.check() == []


def test_moments_without_a_zone_are_a_bug_and_leave_nothing(store: Store) -> None:
    one = replace(article(1, "CATL."), published=Published(day(0).replace(tzinfo=None), "2026-11-20", None, "minute"))
    with pytest.raises(ValueError, match="no time zone"):
        store.record_article(None, None, one, [], TAGGER, NOW)
    assert counts(store) == (0, 0, 0, 0, 0)
