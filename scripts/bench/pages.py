"""Real pages of public test sets: how many are refused or taken for something else, and how right the dates are.

    python scripts/bench/pages.py CHECKOUT… [--list FILE]

A CHECKOUT is one of these, recognised by its files:

- https://github.com/scrapinghub/article-extraction-benchmark (MIT): 181 news articles, without dates;
- https://github.com/adbar/trafilatura (Apache-2.0): about 1,000 pages of tests/evaldata.json, most with a date;
- https://github.com/adbar/htmldate (Apache-2.0): 1,000 pages of tests/eval_*.json, all with a date.

Every page of the first is an article; the others hold some forum threads, terms of use and home pages, so each refusal
is listed to be looked at. A page that two sets share is read once. A date counts as right when its day is the set's;
a day beside it is told apart, for a moment has two days on two sides of the earth. `--list` writes a line of JSON per
page.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from voltwire.extraction import EXTRACTOR, extract_article
from voltwire.records import Article, FetchedPage, Rejected

NOW = datetime(2030, 1, 1, tzinfo=UTC)
FOLDERS = ("eval", "cache", "test_set")


@dataclass(frozen=True)
class Known:
    """A page of a set with the day of publication that people found, where they gave one."""

    url: str
    path: Path
    day: str | None

    @property
    def content(self) -> bytes:
        raw = self.path.read_bytes()
        return gzip.decompress(raw) if self.path.suffix == ".gz" else raw


def pages_of(checkout: Path) -> Iterator[Known]:
    if (truth := checkout / "ground-truth.json").is_file():
        for name, told in json.loads(truth.read_text("utf-8")).items():
            yield Known(told["url"], checkout / "html" / f"{name}.html.gz", None)
        return
    lists = sorted((checkout / "tests").glob("eval*data.json")) or sorted((checkout / "tests").glob("eval_*_*.json"))
    lists += sorted((checkout / "tests").glob("eval_default.json"))
    if not lists:
        raise SystemExit(f"{checkout}: no ground-truth.json, tests/evaldata.json or tests/eval_*.json there")
    for file in lists:
        for url, told in json.loads(file.read_text("utf-8")).items():
            found = (checkout / "tests" / folder / told["file"] for folder in FOLDERS)
            if path := next((one for one in found if one.is_file()), None):
                yield Known(url, path, told.get("date") if is_day(told.get("date")) else None)


def is_day(value: object) -> bool:
    """Whether it is a date of the calendar; a few of the sets' are none."""
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def verdict(found: str | None, day: str | None) -> str | None:
    """What a date found is worth beside that of the set; None when the set has none."""
    if day is None:
        return None
    if found is None:
        return "none"
    if len(found) < 10:
        return "right" if day.startswith(found) else "wrong"
    apart = abs((date.fromisoformat(found) - date.fromisoformat(day)).days)
    return {0: "right", 1: "beside"}.get(apart, "wrong")


def judged(known: Known, result: Article | Rejected) -> dict[str, Any]:
    told: dict[str, Any] = {"url": known.url, "file": known.path.name, "day": known.day}
    if isinstance(result, Rejected):
        return {**told, "rejected": result.reason, "detail": result.detail, "title": result.title}
    when = result.published
    return {
        **told, "kind": result.page_kind, "title": result.title, "characters": len(result.text), "found": when.date,
        "at": str(when.at), "offset": when.offset, "origin": when.origin, "trust": when.trust,
        "verdict": verdict(when.date, known.day),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkouts", type=Path, nargs="+", metavar="CHECKOUT")
    parser.add_argument("--list", type=Path, metavar="FILE", help="write a line of JSON per page")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    seen: dict[str, dict[str, Any]] = {}
    for checkout in options.checkouts:
        for known in pages_of(checkout):
            content = known.content
            if known.url not in seen:
                seen[known.url] = judged(
                    known, extract_article(FetchedPage(known.url, known.url, content, NOW), now=NOW)
                )
    rows = list(seen.values())
    if options.list:
        options.list.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    report(rows)


def report(rows: list[dict[str, Any]]) -> None:
    refused = [row for row in rows if "rejected" in row]
    print(EXTRACTOR)
    print(f"{len(rows)} pages, {len(refused)} refused ({len(refused) / len(rows):.2%})")
    print("refused:", dict(Counter(row["rejected"] for row in refused)))
    print("kinds:  ", dict(Counter(row["kind"] for row in rows if "kind" in row)))
    for row in refused:
        print(f"  {row['rejected']:<13} {row['detail'][:60]:<60} {row['url'][:100]}")
    print(f"{'date trust':<12} {'pages':>6} {'right':>6} {'beside':>6} {'wrong':>6}")
    for trust in ("high", "medium", "low", "none"):
        verdicts = Counter(row["verdict"] for row in rows if row.get("trust") == trust and row["verdict"])
        counts = " ".join(f"{verdicts[name]:>6}" for name in ("right", "beside", "wrong"))
        print(f"{trust:<12} {sum(verdicts.values()):>6} {counts}")
    for row in rows:
        if row.get("trust") == "high" and row["verdict"] in ("beside", "wrong"):
            found = f"{row['found']} {row['offset']} {row['origin']}"
            print(f"  {row['verdict']} {row['day']} found {found} {row['url'][:90]}")


if __name__ == "__main__":
    main()
