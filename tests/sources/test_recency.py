"""What is too old is seen without fetching it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from voltwire.records import Candidate
from voltwire.sources import SitemapChild, newest_first, recent_enough, worth_visiting

OLDEST = datetime(2026, 11, 9, 12, 0, tzinfo=UTC)
NEW, OLD = datetime(2026, 11, 20, 8, 0, tzinfo=UTC), datetime(2026, 10, 1, 8, 0, tzinfo=UTC)


def candidate(path: str = "news/1", **known) -> Candidate:
    return Candidate(url=f"https://cells.example/{path}", source_id="cells", **known)


@pytest.mark.parametrize(
    ("known", "wanted"),
    [
        ({"published_at": NEW}, True),
        ({"published_at": OLD}, False),
        ({"published_at": OLD, "modified_at": NEW}, False),
        ({"modified_at": NEW}, True),
        ({"modified_at": OLD}, False),
        ({"published_at": datetime(2026, 11, 9, tzinfo=UTC)}, True),  # a midnight may be the whole day
        ({"published_at": datetime(2026, 11, 8, tzinfo=UTC)}, False),
        ({"path": "2026/11/20/plant-opens"}, True),
        ({"path": "2026/11/9/plant-opens"}, True),
        ({"path": "2026/10/20/plant-opens"}, False),
        ({"path": "news/20261008/t4711.html"}, False),
        ({"path": "a/2026-11-19-plant"}, True),
        ({"path": "2026/11/plant"}, True),
        ({"path": "2026/10/plant"}, False),
    ],
)
@pytest.mark.parametrize("kind", ["feed", "sitemap", "listing"])
def test_what_is_known_decides(known, wanted, kind):
    assert recent_enough(candidate(**known), OLDEST, kind) is wanted


@pytest.mark.parametrize("path", ["news/1", "news/4711", "p/202613", "9999/99/99/x", "2026/13/41/x", "a20261140b"])
def test_when_nothing_is_known_sitemaps_get_no_benefit_of_the_doubt(path):
    assert [recent_enough(candidate(path), OLDEST, kind) for kind in ("feed", "listing", "sitemap")] == [
        True,
        True,
        False,
    ]
    assert recent_enough(candidate(path), OLDEST)


@pytest.mark.parametrize(
    ("name", "modified", "wanted"),
    [
        ("sitemap-1.xml", None, True),
        ("sitemap-1.xml", NEW, True),
        ("sitemap-1.xml", OLD, False),
        ("sitemap-2019-03.xml", None, False),
        ("sitemap-2019-03.xml", NEW, False),  # written anew, but still of 2019
        ("sitemap-2026-11.xml", None, True),
        ("sitemap_202611.xml", None, True),
        ("sitemap-2026.xml", None, True),
        ("sitemap-2025.xml", None, False),
        ("2019/03/sitemap.xml", None, False),
        ("sitemap.xml?yyyy=2026&mm=11&dd=20", None, True),
        ("sitemap-20261101.xml", None, False),
        ("post-sitemap2019.xml", None, True),  # number 2019, not the year
    ],
)
def test_which_sitemaps_are_worth_a_visit(name, modified, wanted):
    assert worth_visiting(SitemapChild(f"https://cells.example/{name}", modified), OLDEST) is wanted


def test_newest_first():
    names = ["a-1.xml", "sitemap-2026-10.xml", "b.xml", "sitemap-2026-11.xml", "news.xml"]
    children = [SitemapChild(f"https://cells.example/{name}", NEW if name == "b.xml" else None) for name in names]
    ordered = [child.url.rpartition("/")[2] for child in newest_first(children)]
    assert ordered == ["news.xml", "sitemap-2026-11.xml", "b.xml", "sitemap-2026-10.xml", "a-1.xml"]
