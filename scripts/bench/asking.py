"""How long questions take on a large database: named queries, views, pages of the site; idle and beside an ingest.

    python scripts/bench/archive.py ~/bench.db
    python scripts/bench/asking.py ~/bench.db [--writing] [--site http://127.0.0.1:8001] [--only movers] [--rounds 9]

Every question is asked as `voltwire query` and `voltwire sql` ask it, on a connection of its own, with the parameters
below: the default ones and the most named entities, which are the worst there are. Printed are the median and the 95th
percentile on the wall clock, the median of the processor's time (the same when the machine is idle; nothing for pages,
which another process makes), and the rows of the answer. With --writing another process records new articles through
Store at the pace of an ingest (ten a second) meanwhile. Ends with 1 when a named query or a page takes longer than
300 ms at the median or 1 s at the 95th percentile.
"""

from __future__ import annotations

import argparse
import contextlib
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median, quantiles

import archive
from voltwire.paths import data_folder
from voltwire.store import Store, load_queries

MEDIAN_MS, P95_MS = 300, 1000
PACE = 10  # articles a second: what an ingest reaches on two cores
VALUES = {
    "entity": ("company:catl", "chemistry:sodium-ion", "region:CN", "chemistry:li-ion", "company:umicore"),
    "company": ("company:catl", "company:tesla", "company:umicore"),
    "country": ("CN", "KR"),
    "group_id": ("company:catl", "company:volkswagen"),
}
"""Values tried for a parameter beside its default."""
ANALYST = {
    "evidence of a company": "SELECT * FROM evidence WHERE entity_id = 'company:catl' ORDER BY published_date DESC"
    " LIMIT 100",
    "evidence of a week": "SELECT * FROM evidence WHERE published_date > date(:today, '-7 days') LIMIT 1000",
    "newest evidence": "SELECT * FROM evidence ORDER BY published_date DESC LIMIT 100",
    "article_entities of an article": "SELECT * FROM article_entities WHERE article_id = 50000",
    "article_entities of a company": "SELECT * FROM article_entities WHERE entity_id = 'company:catl'"
    " ORDER BY published_date DESC LIMIT 100",
    "article_entities counted": "SELECT entity, count(*) FROM article_entities WHERE label = 'COMPANY' GROUP BY 1"
    " ORDER BY 2 DESC LIMIT 20",
    "co_mentions of a chemistry this month": "SELECT * FROM co_mentions WHERE entity_id = 'chemistry:sodium-ion'"
    " AND published_date >= date(:today, 'start of month')",
    "co_mentions of a company, counted": "SELECT with_entity, count(*) FROM co_mentions"
    " WHERE entity_id = 'company:catl' AND with_label = 'COMPANY' GROUP BY 1 ORDER BY 2 DESC LIMIT 20",
    "entity_daily of a region": "SELECT * FROM entity_daily WHERE entity_id = 'region:CN'",
    "entity_daily of a week": "SELECT entity, sum(articles) FROM entity_daily WHERE day > date(:today, '-7 days')"
    " AND label = 'COMPANY' GROUP BY entity_id ORDER BY 2 DESC LIMIT 20",
    "entity_daily by month": "SELECT substr(day, 1, 7), entity, sum(articles) FROM entity_daily"
    " WHERE label = 'CHEMISTRY' GROUP BY 1, entity_id",
    "coverage_daily": "SELECT substr(day, 1, 7), language, sum(articles) FROM coverage_daily GROUP BY 1, 2",
    "companies": "SELECT * FROM companies ORDER BY articles DESC LIMIT 100",
    "companies of a country": "SELECT * FROM companies WHERE country = 'KR' ORDER BY mentions DESC",
    "unknown_companies": "SELECT * FROM unknown_companies WHERE sources >= 2 ORDER BY articles DESC LIMIT 100",
    "off_topic": "SELECT * FROM off_topic WHERE score >= 0.4 ORDER BY score DESC LIMIT 100",
    "source_health": "SELECT * FROM source_health",
}
PATHS = (
    "/", "/entity/company:catl", "/entity/region:CN", "/entity/chemistry:sodium-ion", "/article/50000",
    "/search?q=solid-state", "/search?q=宁德时代", "/entity/company:catl.atom",
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--only", default="", help="questions whose name holds this")
    parser.add_argument("--site", help="address of a running `voltwire serve` on this database")
    parser.add_argument("--path", action="append", help="a page of the site; may stand several times")
    parser.add_argument("--writing", action="store_true", help="while another process records articles")
    parser.add_argument("--write", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.write:
        record_forever(given.database)
    slow = 0
    with Store.open(given.database, read_only=True) as store, writer(given.database) if given.writing else idle():
        today = date.fromisoformat(str(store.run_sql("SELECT max(published_date) FROM articles").rows[0][0]))
        print(f"{'median':>7} {'95 %':>7} {'CPU':>7} {'rows':>7}  ms, {given.rounds} rounds")
        for name, bounded, ask in questions(store, today, given.site, given.path or PATHS):
            if given.only in name:
                slow += told(name, bounded, *timed(ask, given.rounds))
    sizes(given.database)
    return 1 if slow else 0


Ask = Callable[[], int]
"""Asks once and says how many rows (for a page: bytes) came."""


def questions(store: Store, today: date, site: str | None, paths: list[str]) -> Iterator[tuple[str, bool, Ask]]:
    """Every question with its name and whether it is bound by the limits."""
    for query in load_queries(data_folder("config") / "queries.toml").values():
        tried = [{}] + [{key: value} for key in query.params for value in VALUES.get(key, ())]
        for given in tried:
            values = query.bind(given, today)
            name = f"query {query.name} {' '.join(given.values())}"
            yield name, True, lambda sql=query.sql, values=values: len(store.run_sql(sql, values).rows)
            if query.left_out:
                name, sql = f"left out of {name}", query.left_out
                yield name, True, lambda sql=sql, values=values: len(store.run_sql(sql, values).rows)
    for name, sql in ANALYST.items():
        values = {"today": today.isoformat()} if ":today" in sql else {}
        yield f"view {name}", False, lambda sql=sql, values=values: len(store.run_sql(sql, values).rows)
    for path in paths if site else ():
        url = f"{site}{urllib.request.quote(path, safe='/:?=&.')}"
        yield f"page {path}", True, lambda url=url: len(urllib.request.urlopen(url).read())


def timed(ask: Ask, rounds: int) -> tuple[list[float], list[float], int]:
    """Milliseconds of each round on the wall and of our processor, and what the last one brought. A first round warms
    up and is not counted."""
    ask()
    taken, worked, rows = [], [], 0
    for _ in range(rounds):
        started, began = time.perf_counter(), time.process_time()
        rows = ask()
        taken.append((time.perf_counter() - started) * 1000)
        worked.append((time.process_time() - began) * 1000)
    return taken, worked, rows


def told(name: str, bounded: bool, taken: list[float], worked: list[float], rows: int) -> bool:
    """Print one line; True when the question is bound by the limits and beyond them."""
    middle = median(taken)
    late = quantiles(taken, n=20, method="inclusive")[-1] if len(taken) > 1 else middle
    slow = bounded and (middle > MEDIAN_MS or late > P95_MS)
    print(
        f"{middle:7.1f} {late:7.1f} {median(worked):7.1f} {rows:7}  {name}{'   << too slow' if slow else ''}",
        flush=True,
    )
    return slow


def sizes(database: Path) -> None:
    """What the file holds per 10,000 articles, by table and index."""
    with Store.open(database, read_only=True) as store:
        articles = store.run_sql("SELECT count(*) FROM articles").rows[0][0]
    import sqlite3

    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC").fetchall()
    per = 10_000 / articles / 1e6
    print(f"\nMB per 10,000 articles: {sum(size for _, size in rows) * per:.1f} in all")
    print(", ".join(f"{name} {size * per:.1f}" for name, size in rows if size * per >= 0.1))


@contextlib.contextmanager
def idle() -> Iterator[None]:
    yield


@contextlib.contextmanager
def writer(database: Path) -> Iterator[None]:
    """Another process that records articles until this one is done; says how many it recorded."""
    process = subprocess.Popen(
        [sys.executable, __file__, str(database), "--write"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None and process.stdin is not None
    process.stdout.readline()  # it has begun
    try:
        yield
    finally:
        process.stdin.close()
        print(process.stdout.read().strip())
        process.wait()


def record_forever(database: Path) -> None:
    """Record new articles at the pace of an ingest until standard input closes."""
    import threading

    over = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), over.set()), daemon=True).start()
    made, digest = archive.open_archive(1_000_000, seed=time.time_ns())
    taken = []
    with Store.open(database) as store:
        store.sync_entities(made.entities, digest)  # the catalogue may have grown since the database was made
        print("writing", flush=True)
        while not over.wait(1 / PACE):
            now = datetime.now(UTC)
            piece = made.piece(time.time_ns() % 1_000_000_000 + 1_000_000, at=now)
            source = next(one for one in made.sources if one.id == piece.article.source_id)
            article = replace(piece.article, fetched_at=now)
            started = time.perf_counter()
            store.add_candidates(source, [piece.candidate], now)
            store.record_article(piece.candidate, piece.page, article, piece.mentions, archive.TAGGER, now)
            taken.append((time.perf_counter() - started) * 1000)
    print(
        f"recorded {len(taken)} articles meanwhile, {median(taken):.1f} ms each at the median, {max(taken):.0f} at most"
    )
    sys.exit()


if __name__ == "__main__":
    sys.exit(main())
