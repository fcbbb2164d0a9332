"""The catalogue in the database: taken over when it changed, closed upwards, found by any name."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from store_world import ENTITIES, article, put
from voltwire.records import Entity, Parent
from voltwire.store import Store


def test_the_same_digest_writes_nothing(store: Store) -> None:
    assert store.sync_entities([], "digest 1") is False
    assert store.run_sql("SELECT count(*) FROM entities").rows == [(len(ENTITIES),)]
    assert store.sync_entities(ENTITIES, "digest 2") is True


def test_the_closure_holds_every_ancestor_and_the_entity_itself(store: Store) -> None:
    rows = store.run_sql("SELECT ancestor_id, depth FROM entity_ancestors WHERE entity_id = 'region:cn-cq' ORDER BY 2")
    assert rows.rows == [("region:CN-CQ", 0), ("region:CN", 1), ("region:asia", 2)]


def test_an_entity_gone_from_the_catalogue_stays_while_mentions_use_it(store: Store) -> None:
    put(store, article(1, "Brunp recycles."))
    left = [entity for entity in ENTITIES if entity.id not in ("company:brunp", "company:byd")]
    store.sync_entities(left, "digest 2")
    assert store.entity_facts("company:byd") is None
    brunp = store.entity_facts("company:brunp")
    assert brunp is not None and not brunp.listed
    assert brunp.parents == (("company:catl", "owner", "CATL"),) and brunp.aliases == ()
    catl = store.entity_facts("company:catl")
    assert catl is not None and catl.mentions == 1  # what its subsidiary said still counts for it
    assert store.check() == []
    store.sync_entities(ENTITIES, "digest 3")
    back = store.entity_facts("company:brunp")
    assert back is not None and back.listed and store.check() == []


def test_what_changed_in_the_catalogue_changes_here(store: Store) -> None:
    changed = [
        replace(e, name="CATL Group", parents=(Parent("company:byd", "owner"),)) if e.id == "company:catl" else e
        for e in ENTITIES
    ]
    store.sync_entities(changed, "digest 2")
    facts = store.entity_facts("COMPANY:CATL")
    assert facts is not None and facts.name == "CATL Group" and facts.attributes == {"founded": 2011}
    assert facts.parents == (("company:byd", "owner", "BYD"),) and facts.roles == ("cells", "recycling")
    assert store.check() == []


def test_a_replaced_entity_names_its_successor(store: Store) -> None:
    old = Entity("company:old", "COMPANY", "company", "Old", replaced_by="company:catl")
    store.sync_entities([old, *ENTITIES], "digest 2")
    facts = store.entity_facts("company:old")
    assert facts is not None and facts.replaced_by == "company:catl"


def test_entities_are_found_by_id_name_and_any_alias(store: Store) -> None:
    for name in ("company:CATL", "catl", "宁德时代", "닝더스다이"):
        assert store.find_entities(name) == ["company:catl"]
    assert store.find_entities("nobody") == []


def test_facts_and_evidence_count_what_lies_below(world: Store) -> None:
    china = world.entity_facts("region:CN")
    assert china is not None
    assert (china.mentions, china.articles, china.first_date, china.last_date) == (3, 3, "2026-11-10", "2026-11-20")
    assert [row.entity for row in world.evidence_of("region:CN", 9)] == ["Chongqing", "China", "China"]
    catl = world.entity_facts("company:catl")
    assert catl is not None and ("company:byd", "BYD", 1) in catl.together_with
    undated_last = [row.published_date for row in world.evidence_of("company:byd", 9)]
    assert undated_last == ["2026-11-19", "2026-11-18", "2026-11-10", None]
    assert world.evidence_of("company:byd", 1)[0].sentence == "CATL and BYD show sodium-ion cells in China"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20))
def test_any_graph_of_parents_rings_included_is_closed_rightly(links: list[tuple[int, int]]) -> None:
    from voltwire.store.entities import _closure

    parents: dict[str, list[str]] = {str(number): [] for number in range(8)}
    for low, high in links:
        parents[str(low)].append(str(high))
    closed = {(low, high): depth for low, high, depth in _closure(parents)}
    shortest = {(one, one): 0 for one in parents}
    for distance in range(1, 9):
        for (low, high), depth in list(shortest.items()):
            if depth == distance - 1:
                for above in parents[high]:
                    shortest.setdefault((low, above), distance)
    assert closed == shortest
