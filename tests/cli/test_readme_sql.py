"""The README's SQL, taken from its text: at most two lines each, and each answers what its heading says."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from voltwire.records import Article, Candidate, Entity, Parent, Published, Rejected, Source
from voltwire.store import Store

sys.path.insert(0, str(Path(__file__).parent.parent / "store"))

from store_world import ENTITIES, FEED, SITEMAP, article, put

ROOT = Path(__file__).parent.parent.parent
SECTION = (ROOT / "README.md").read_text("utf-8").partition("### In SQL")[2].partition("\n## ")[0]
EXAMPLES = {
    heading: re.sub(r"(?m)^ {4}", "", sql)
    for heading, sql in re.findall(r"(?<=\n)\n(\S.*)\n\n((?: {4}\S.*\n)+)", SECTION)
}
NOW = datetime.now(UTC).replace(microsecond=0)
THIS_MONTH = NOW.strftime("%Y-%m")
DAY = NOW.date().isoformat()

BYD_OF_VW = replace(ENTITIES[2], parents=(Parent("company:volkswagen", "owner"),))
WORLD = (*ENTITIES[:2], BYD_OF_VW, *ENTITIES[3:], Entity("company:volkswagen", "COMPANY", "company", "Volkswagen"))


def today(number: int, text: str, source: Source = FEED, at: datetime = NOW) -> Article:
    published = Published(at, at.date().isoformat(), "+00:00", "minute", "json-ld", "high")
    return replace(article(number, text, source=source), published=published)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """News of today, and some of three weeks ago."""
    with Store.open(tmp_path_factory.mktemp("readme") / "voltwire.db", create=True) as store:
        store.sync_sources([FEED, SITEMAP], NOW)
        store.sync_entities(WORLD, "digest")
        put(store, today(1, "CATL and BYD show sodium-ion cells in Chongqing. LFP stays."), NOW)
        put(store, today(2, "Voltaro joins CATL."), NOW)
        put(store, today(3, "Voltaro alone.", SITEMAP), NOW)
        put(store, today(4, "BYD in China.", at=NOW - timedelta(days=21)), NOW)
        for number, score in ((5, 0.48), (6, 0.1)):
            one = Candidate(f"https://cellwire.example/{number}", FEED.id)
            store.record_rejection(
                one, Rejected("relevance", one.url, "off_topic", title="Buses", relevance=score), None, NOW
            )
        yield store


WANTED: dict[str, list[tuple[Any, ...]]] = {
    "Movers, this week against the four before": [("CATL", 2), ("BYD", 0.75), ("Volkswagen", 0.75)],
    "Who is mentioned with sodium-ion this month, with the sentences": [
        (DAY, "BYD", "CATL and BYD show sodium-ion cells in Chongqing", "https://cellwire.example/1"),
        (DAY, "CATL", "CATL and BYD show sodium-ion cells in Chongqing", "https://cellwire.example/1"),
    ],
    "Countries of a company": [("China", 1)],
    "Chemistry share per month": [],
    "Unknown companies seen in two sources": [("Voltaro", 2, 2)],
    "A group with its subsidiaries by month": [],
    "Evidence for a spreadsheet (`voltwire sql \"…\" --xlsx catl.xlsx`)": [
        (DAY, "Cell Wire", "CATL", "CATL", "CATL and BYD show sodium-ion cells in Chongqing"),
        (DAY, "Cell Wire", "CATL", "CATL", "Voltaro joins CATL"),
    ],
    "Partners of a company": [("BYD", 1, DAY), ("Voltaro", 1, DAY)],
    "Off-topic rejects near the threshold": [(f"{NOW:%Y-%m-%dT%H:%M:%SZ}", "cellwire", 0.48, "Buses")],
}  # fmt: skip


def test_the_readme_has_them_all_in_two_lines() -> None:
    assert list(EXAMPLES) == list(WANTED)
    assert all(sql.strip().count("\n") <= 1 for sql in EXAMPLES.values())


@pytest.mark.parametrize("heading", EXAMPLES)
def test_each_answers_what_its_heading_says(asked: Store, heading: str) -> None:
    rows = [tuple(row) for row in asked.run_sql(EXAMPLES[heading]).rows]
    assert rows
    if wanted := WANTED[heading]:
        assert sorted(row[: len(wanted[0])] for row in rows) == sorted(wanted)


def test_shares_and_groups_of_this_month(asked: Store) -> None:
    old = int((NOW - timedelta(days=21)).strftime("%Y-%m") == THIS_MONTH)  # is the older article of this month?
    shares = sorted(asked.run_sql(EXAMPLES["Chemistry share per month"]).rows)
    collected = 3 + old
    percent = round(100 / collected, 1)
    assert shares == [(THIS_MONTH, name, 1, collected, percent) for name in ("LFP", "Lithium-ion", "Sodium-ion")]
    group = asked.run_sql(EXAMPLES["A group with its subsidiaries by month"]).rows
    assert sorted(row for row in group if row[0] == THIS_MONTH) == [
        (THIS_MONTH, name, 1 + old) for name in ("BYD", "Volkswagen")
    ]
    assert len(group) == 4 - 2 * old
