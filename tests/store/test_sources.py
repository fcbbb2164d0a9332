"""Sources between visits: settings taken over, validators kept, health decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from store_world import FEED, NOW, SITEMAP, article, day, put
from voltwire.records import Candidate, Health, Reason, Rejected
from voltwire.store import SourceState, Store, Visit
from voltwire.store.sources import judge

STATE = SourceState("cellwire", "Cell Wire", True, None, None, None, None, None, 0, "ok", NOW)


def visit(outcome: str = "ok", elapsed_ms: int = 100, reason: Reason = "timeout", listed: int | None = None) -> Visit:
    failed = reason if outcome == "failed" else None
    return Visit("cellwire", NOW, outcome, failed, elapsed_ms=elapsed_ms, listed=listed)


def quiet(days: float, finds: int = 10, over_days: float = 30) -> SourceState:
    last = NOW - timedelta(days=days)
    return replace(STATE, first_new_at=last - timedelta(days=over_days), last_new_at=last, finds=finds)


@pytest.mark.parametrize(
    ("state", "seen", "health"),
    [
        (STATE, visit(), "ok"),
        (STATE, visit("not_modified"), "ok"),
        (replace(STATE, failures=1), visit("failed"), "ok"),
        (replace(STATE, failures=2, health="slow"), visit("failed"), "slow"),
        (replace(STATE, failures=3), visit("failed"), "failing"),
        (replace(STATE, failures=9, health="failing"), visit("failed"), "failing"),
        (replace(STATE, health="failing"), visit(), "ok"),
        (STATE, visit(elapsed_ms=20_000), "ok"),
        (STATE, visit(elapsed_ms=20_001), "slow"),
        (quiet(13.9), visit(), "ok"),
        (quiet(14.1), visit("not_modified"), "silent"),
        (quiet(14.1), visit(elapsed_ms=30_000), "silent"),
        (quiet(30, finds=4, over_days=30), visit(), "ok"),  # brings something every ten days
        (quiet(41, finds=4, over_days=30), visit(), "silent"),
        (quiet(15, finds=1, over_days=0), visit(), "silent"),
        (replace(STATE, enabled=False), visit(), "disabled"),
        (replace(STATE, failures=4), visit("failed", reason="rate_limited"), "ok"),  # asks for patience
        (replace(STATE, failures=5), visit("failed", reason="rate_limited"), "failing"),
        (replace(STATE, failures=1), visit("failed", reason="not_found"), "ok"),
        (replace(STATE, failures=2), visit("failed", reason="not_found"), "failing"),  # somebody must mend it
        (replace(quiet(2.1, over_days=3), empty_visits=5), visit(), "silent"),  # lists nothing any more
        (replace(quiet(2.1, over_days=3), empty_visits=4), visit(), "ok"),
        (replace(quiet(1.9, over_days=3), empty_visits=9), visit(), "ok"),  # a news sitemap on a quiet day
        (replace(STATE, empty_visits=99), visit(), "ok"),  # never gave anything
        (replace(quiet(1), barren=20, has_given=True), visit(), "silent"),  # none of its articles can be read
        (replace(quiet(1), barren=19, has_given=True), visit(), "ok"),
        (replace(quiet(1), barren=50), visit(), "ok"),  # never gave an article
    ],
)
def test_health_follows_from_state_and_visit(state: SourceState, seen: Visit, health: Health) -> None:
    assert judge(state, seen, NOW).health == health


def record(store: Store, seen: Visit, now: object = NOW, **more: object) -> SourceState:
    given = {"next_visit_at": NOW, "etag": None, "last_modified": None, "now": now, **more}
    store.record_visit(seen, **given)  # type: ignore[arg-type]
    return store.source_states(["cellwire"])[0]


def test_every_visit_is_kept_and_the_third_failure_in_a_row_counts(store: Store) -> None:
    states = [record(store, visit("failed"), NOW + timedelta(hours=hour)) for hour in range(4)]
    assert [(state.failures, state.health) for state in states] == [
        (1, "ok"),
        (2, "ok"),
        (3, "failing"),
        (4, "failing"),
    ]
    assert states[3].health_since == NOW + timedelta(hours=2)  # since it began, not since it was last seen
    assert states[3].last_success_at is None
    well = record(store, visit(), NOW + timedelta(hours=5))
    assert (well.failures, well.health, well.last_success_at) == (0, "ok", NOW + timedelta(hours=5))
    rows = store.run_sql("SELECT outcome, reason, count(*) FROM visits GROUP BY 1").rows
    assert rows == [("failed", "timeout", 4), ("ok", None, 1)]


def test_validators_and_the_next_visit_are_kept_as_given(store: Store) -> None:
    later = NOW + timedelta(minutes=30)
    state = record(store, visit(), next_visit_at=later, etag='"abc"', last_modified="Fri, 20 Nov 2026 11:00:00 GMT")
    assert (state.next_visit_at, state.etag, state.last_modified) == (later, '"abc"', "Fri, 20 Nov 2026 11:00:00 GMT")
    assert record(store, visit("failed")).etag is None


def test_an_unknown_source_is_a_bug(store: Store) -> None:
    with pytest.raises(KeyError):
        store.record_visit(
            replace(visit(), source_id="nobody"), next_visit_at=None, etag=None, last_modified=None, now=NOW
        )
    assert store.run_sql("SELECT count(*) FROM visits").rows == [(0,)]


def test_a_source_that_left_the_settings_stays_disabled_and_comes_back_afresh(store: Store) -> None:
    record(store, visit("failed"))
    store.sync_sources([SITEMAP], NOW + timedelta(hours=1))
    gone = store.source_states(["cellwire"])[0]
    assert (gone.enabled, gone.health, gone.health_since) == (False, "disabled", NOW + timedelta(hours=1))
    store.sync_sources([FEED, SITEMAP], NOW + timedelta(hours=2))
    back = store.source_states(["cellwire"])[0]
    assert (back.enabled, back.health, back.failures, back.next_visit_at) == (True, "ok", 0, None)


def test_taking_over_the_same_settings_again_changes_nothing(store: Store) -> None:
    record(store, visit(), etag='"abc"')
    before = store.run_sql("SELECT * FROM sources").rows
    store.sync_sources([FEED, SITEMAP], NOW + timedelta(days=1))
    assert store.run_sql("SELECT * FROM sources").rows == before


def test_a_new_address_forgets_the_validators_of_the_old_one(store: Store) -> None:
    record(store, visit(), etag='"abc"')
    store.sync_sources([replace(FEED, url="https://cellwire.example/new")], NOW)
    assert store.source_states(["CELLWIRE"])[0].etag is None


def test_a_source_that_stops_bringing_news_is_named_silent(store: Store) -> None:
    for days_ago in (40, 30, 20):
        store.add_candidates(FEED, [Candidate(f"https://cellwire.example/{days_ago}", FEED.id)], day(days_ago))
    assert record(store, visit("not_modified")).health == "ok"  # it brings something every ten days
    state = record(store, visit("not_modified"), NOW + timedelta(days=21))
    assert (state.health, state.finds) == ("silent", 3)
    assert store.status().sources["silent"] == ["cellwire"]


def test_a_source_that_lists_what_another_found_first_is_not_silent(store: Store) -> None:
    for number in range(3):
        candidate = Candidate(f"https://shared.example/{number}", FEED.id)
        store.add_candidates(FEED, [candidate], day(20 - number))
        store.add_candidates(SITEMAP, [replace(candidate, source_id=SITEMAP.id)], day(3 - number))
    assert store.source_states([SITEMAP.id])[0].last_new_at == day(1)


def test_why_a_source_is_unwell_stands_in_status_and_view_until_it_is_well(store: Store) -> None:
    seen = replace(visit("failed", reason="forbidden"), detail="HTTP 403")
    for hour in range(3):
        record(store, seen, NOW + timedelta(hours=hour))
    (unwell,) = store.status().unwell
    assert (unwell.id, unwell.health, unwell.since) == ("cellwire", "failing", NOW + timedelta(hours=1))
    assert unwell.why == "forbidden: HTTP 403"
    view = "SELECT health, health_since, health_why FROM source_health WHERE source = 'cellwire'"
    assert store.run_sql(view).rows == [("failing", "2026-11-20T13:00:00Z", "forbidden: HTTP 403")]
    revived = record(store, visit(), NOW + timedelta(hours=4))
    assert (revived.health, revived.failures, store.status().unwell) == ("ok", 0, [])
    assert store.run_sql(view).rows == [("ok", "2026-11-20T16:00:00Z", None)]


def test_a_source_whose_pages_cannot_be_read_any_more_is_named_silent_until_one_can(store: Store) -> None:
    put(store, article(1, "CATL builds."))
    for number in range(2, 22):
        candidate = Candidate(f"https://cellwire.example/{number}", FEED.id)
        store.add_candidates(FEED, [candidate], NOW)
        store.record_rejection(candidate, Rejected("extract", candidate.url, "no_text"), None, NOW)
    state = record(store, visit())
    assert (state.health, state.health_why) == ("silent", "none of the last 20 articles could be read")
    off_topic = Candidate("https://cellwire.example/22", FEED.id)
    store.record_rejection(off_topic, Rejected("relevance", off_topic.url, "off_topic"), None, NOW)
    assert record(store, visit()).health == "ok", "what is off topic was read well"


def test_a_source_that_lists_nothing_any_more_is_named_silent(store: Store) -> None:
    for days_ago in (5, 4, 3):
        store.add_candidates(FEED, [Candidate(f"https://cellwire.example/{days_ago}", FEED.id)], day(days_ago))
    states = [record(store, visit(listed=0), NOW + timedelta(hours=30 + hour)) for hour in range(5)]
    assert [state.health for state in states] == ["ok"] * 4 + ["silent"]
    assert states[-1].health_why == "lists nothing any more, 5 times in a row"
    assert record(store, visit(listed=3), NOW + timedelta(hours=36)).health == "ok"
