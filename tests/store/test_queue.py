"""Candidates: queued once, taken in fair order, read again once per sign of an edit."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from store_world import FEED, NOW, SITEMAP, TAGGER, article, candidate_for, day, mentions_in, page_for, put
from voltwire.records import Candidate, Rejected, Source
from voltwire.store import AddedCandidates, Store

GONE = Rejected("fetch", "u", "not_found", "HTTP 404", http_status=404)
BUSY = Rejected("fetch", "u", "server_error", "HTTP 503", http_status=503)


def queued(number: int, source: Source = FEED, **more: object) -> Candidate:
    host = source.url.split("/")[2]
    return Candidate(f"https://{host}/{number}", source.id, f"Title {number}", published_at=day(number), **more)  # type: ignore[arg-type]


def urls(store: Store, per_source: int = 100, per_host: int = 100, **more: object) -> list[str]:
    waiting = store.waiting(NOW, per_source=per_source, per_host=per_host, **more)  # type: ignore[arg-type]
    return [one.candidate.url for one in waiting]


def test_listing_twice_queues_once(store: Store) -> None:
    candidates = [queued(1), queued(2)]
    assert store.add_candidates(FEED, candidates, NOW) == AddedCandidates(2, 0, 0)
    assert store.add_candidates(FEED, candidates, NOW) == AddedCandidates(0, 0, 2)
    assert store.waiting_count() == 2


def test_a_waiting_candidate_comes_back_as_it_was(store: Store) -> None:
    candidate = queued(1, modified_at=day(0), published_offset="+08:00", language="en")
    store.add_candidates(FEED, [candidate], NOW)
    (waiting,) = store.waiting(NOW, per_source=1, per_host=1)
    assert (waiting.candidate, waiting.attempts, waiting.host) == (candidate, 0, "https://cellwire.example:443")


def test_sources_take_turns_newest_first_within_their_budgets(store: Store) -> None:
    store.add_candidates(FEED, [queued(3), queued(1), queued(2)], NOW)
    store.add_candidates(SITEMAP, [queued(9, SITEMAP)], NOW)
    feed, sitemap = "https://cellwire.example/", "https://dianchi.example/"
    assert urls(store) == [feed + "1", sitemap + "9", feed + "2", feed + "3"]
    assert urls(store, per_source=2) == [feed + "1", sitemap + "9", feed + "2"]
    assert urls(store, per_host=1) == [feed + "1", sitemap + "9"]
    assert urls(store, source_ids=["DIANCHI"]) == [sitemap + "9"]
    assert urls(store, source_ids=[]) == []


def test_two_sources_on_one_host_share_its_budget(store: Store) -> None:
    second = replace(FEED, id="second")
    store.sync_sources([FEED, second], NOW)
    store.add_candidates(FEED, [queued(1), queued(2)], NOW)
    store.add_candidates(second, [queued(3, second), queued(4, second)], NOW)
    assert urls(store, per_host=2) == ["https://cellwire.example/1", "https://cellwire.example/3"]


def test_a_postponed_candidate_waits_until_its_time_and_counts_its_tries(store: Store) -> None:
    store.add_candidates(FEED, [queued(1)], NOW)
    store.postpone(queued(1), BUSY, NOW + timedelta(minutes=5), NOW)
    assert urls(store) == [] and store.waiting_count() == 1
    assert store.status().retrying == {"server_error": 1}
    (later,) = store.waiting(NOW + timedelta(minutes=5), per_source=9, per_host=9)
    assert later.attempts == 1
    fate = store.what_became_of(queued(1).url)
    assert fate is not None and (fate.state, fate.reason, fate.detail) == ("waiting", "server_error", "HTTP 503")


def test_a_rejected_candidate_stays_rejected_whatever_its_source_says(store: Store) -> None:
    store.add_candidates(FEED, [queued(1)], NOW)
    off_topic = Rejected("relevance", "u", "off_topic", "score 0.31, needs 0.50", title="Football", relevance=0.31)
    store.record_rejection(queued(1), off_topic, page_for(article(1, "Football.")), NOW)
    edited = replace(queued(1), title="Quite another title", modified_at=day(0))
    assert store.add_candidates(FEED, [edited], NOW) == AddedCandidates(0, 0, 1)
    fate = store.what_became_of(queued(1).url)
    assert fate is not None
    assert (fate.state, fate.reason, fate.relevance, fate.title) == ("rejected", "off_topic", 0.31, "Football")
    page = store.page(queued(1).url)
    assert page is not None and b"Football" in page.content


def test_candidates_of_disabled_sources_are_left_alone_until_the_source_is_back(store: Store) -> None:
    store.add_candidates(FEED, [queued(1)], NOW)
    store.sync_sources([SITEMAP], NOW)
    assert urls(store) == [] and store.waiting_count() == 0 and store.status().waiting_disabled == 1
    store.sync_sources([FEED, SITEMAP], NOW)
    assert len(urls(store)) == 1


def done(store: Store) -> Candidate:
    one = article(1, "CATL builds.")
    put(store, one)
    return candidate_for(one)


def added(store: Store, candidate: Candidate, source: Source = FEED) -> int:
    return store.add_candidates(source, [candidate], NOW).changed


def read_again(store: Store, text: str = "CATL builds.") -> str:
    one = article(1, text)
    return store.record_article(candidate_for(one), None, one, mentions_in(one), TAGGER, NOW).outcome


def test_another_title_or_a_newer_date_is_followed_once(store: Store) -> None:
    candidate = done(store)
    for edited in (replace(candidate, title="CATL stops"), replace(candidate, modified_at=day(0, 11))):
        assert added(store, edited) == 1
        assert urls(store) == [candidate.url]
        assert read_again(store) == "known"
        assert added(store, edited) == 0
    assert added(store, replace(candidate, title="CATL stops", modified_at=day(0, 11))) == 0


def test_titles_that_swing_back_and_forth_are_followed_once_each(store: Store) -> None:
    candidate = done(store)
    turns = 0
    for title in ("A", "B", "A", "B", "A"):
        turns += added(store, replace(candidate, title=title))
        read_again(store)
    assert turns == 2


def test_case_space_and_punctuation_make_no_new_title(store: Store) -> None:
    candidate = done(store)
    assert added(store, replace(candidate, title="  ARTICLE – 1! ")) == 0
    assert added(store, replace(candidate, title=None)) == 0
    assert added(store, replace(candidate, title="…")) == 0


def test_what_another_source_calls_the_article_is_no_edit_but_its_change_is(store: Store) -> None:
    candidate = done(store)
    other = replace(candidate, source_id=SITEMAP.id, title="The same with another headline")
    assert added(store, other, SITEMAP) == 0
    assert added(store, replace(other, title="And now changed"), SITEMAP) == 1


def test_older_and_impossible_dates_are_no_edit(store: Store) -> None:
    candidate = done(store)
    assert added(store, replace(candidate, modified_at=day(5))) == 0
    assert added(store, replace(candidate, modified_at=NOW + timedelta(days=400))) == 0
    assert added(store, replace(candidate, modified_at=NOW)) == 1


def test_a_sitemap_that_dates_everything_now_is_not_followed_for_ever(store: Store) -> None:
    candidate = done(store)
    followed = 0
    for minute in range(10):
        followed += added(store, replace(candidate, modified_at=NOW + timedelta(minutes=minute)))
        read_again(store)
    assert followed == 3
    assert added(store, replace(candidate, title="A real edit")) == 1
    assert read_again(store, "CATL stops.") == "changed"
    assert added(store, replace(candidate, modified_at=NOW + timedelta(hours=2))) == 1


def test_a_look_for_an_edit_that_fails_keeps_the_article(store: Store) -> None:
    candidate = done(store)
    added(store, replace(candidate, title="CATL stops"))
    store.record_rejection(candidate, GONE, None, NOW)
    fate = store.what_became_of(candidate.url)
    assert fate is not None and (fate.state, fate.article_id, fate.reason) == ("done", 1, None)
    assert "not_found" in (fate.detail or "")
    assert store.check() == []


def test_what_was_recorded_without_being_queued_is_decided_all_the_same(store: Store) -> None:
    store.record_rejection(queued(5), GONE, None, NOW)
    store.postpone(queued(6), BUSY, NOW, NOW)
    assert store.status().queue == {"waiting": 1, "done": 0, "rejected": 1}
    assert store.what_became_of("https://nowhere.example/") is None


def test_a_clock_that_was_set_back_does_not_put_a_candidate_off_for_years(store: Store) -> None:
    store.add_candidates(FEED, [queued(1)], NOW)
    ahead = NOW + timedelta(days=3650)  # a clock ten years fast
    store.postpone(queued(1), BUSY, ahead + timedelta(minutes=5), ahead)
    assert urls(store) == ["https://cellwire.example/1"]


def test_an_edit_between_the_fetch_and_its_record_is_an_edit(store: Store) -> None:
    one = article(1, "CATL builds.")
    undated = replace(candidate_for(one), published_at=None, modified_at=None)
    store.add_candidates(FEED, [undated], NOW)
    store.record_article(undated, page_for(one), one, mentions_in(one), TAGGER, NOW + timedelta(minutes=5))
    assert added(store, replace(undated, modified_at=NOW - timedelta(seconds=1))) == 0
    assert read_again(store) == "known"
    assert added(store, replace(undated, modified_at=NOW + timedelta(minutes=1))) == 1
