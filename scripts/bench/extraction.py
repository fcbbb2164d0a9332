"""Body text against plain trafilatura on the article-extraction-benchmark.

    python scripts/bench/extraction.py CHECKOUT [--repeat N]

CHECKOUT is a checkout of https://github.com/scrapinghub/article-extraction-benchmark (181 pages, MIT). Scores are the
benchmark's own (its evaluate.py is imported from there): 4-gram precision and recall, F1 of their means. Both readers
get the same page in turns within one process; CPU time is the median of the runs' medians per page.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import logging
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import trafilatura
from voltwire.extraction import EXTRACTOR, extract_article
from voltwire.records import Article, FetchedPage

NOW = datetime(2030, 1, 1, tzinfo=UTC)


def ours(content: bytes, url: str) -> str:
    result = extract_article(FetchedPage(url, url, content, NOW, charset="utf-8"), now=NOW)
    return result.text if isinstance(result, Article) else ""


def defaults(content: bytes, url: str) -> str:
    document = trafilatura.bare_extraction(content, url=url, include_comments=False, with_metadata=True)
    return (document.text or "") if document is not None else ""


READERS: dict[str, Callable[[bytes, str], str]] = {"voltwire": ours, "trafilatura": defaults}


def load_scoring(checkout: Path) -> ModuleType:
    """The benchmark's evaluate.py as a module."""
    spec = importlib.util.spec_from_file_location("aeb_evaluate", checkout / "evaluate.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{checkout}: no evaluate.py there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_all(
    checkout: Path, truth: dict[str, dict[str, str]]
) -> tuple[dict[str, dict[str, str]], dict[str, list[float]]]:
    """Texts by reader and page, and CPU milliseconds by reader in page order."""
    texts: dict[str, dict[str, str]] = {name: {} for name in READERS}
    times: dict[str, list[float]] = {name: [] for name in READERS}
    for page, known in truth.items():
        content = gzip.decompress((checkout / "html" / f"{page}.html.gz").read_bytes())
        for name, reader in READERS.items():
            start = time.process_time()
            texts[name][page] = reader(content, known["url"])
            times[name].append(1000 * (time.process_time() - start))
    return texts, times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkout", type=Path)
    parser.add_argument("--repeat", type=int, default=1, help="timed runs over all pages")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list the N pages that lose most")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    scoring = load_scoring(options.checkout)
    truth = json.loads((options.checkout / "ground-truth.json").read_text("utf-8"))
    runs = [read_all(options.checkout, truth) for _ in range(options.repeat)]
    print(EXTRACTOR)
    print(f"{'':<12} {'F1':>6} {'prec.':>6} {'recall':>6} {'empty':>6} {'CPU ms per page: median':>24} {'mean':>6}")
    scores = {}
    for name in READERS:
        texts = runs[0][0][name]
        pairs = {page: (known["articleBody"], texts[page]) for page, known in truth.items()}
        scores[name] = {page: scoring.string_shingle_matching(*pair) for page, pair in pairs.items()}
        got = scoring.metrics_from_tp_fp_fns(list(scores[name].values()))
        median = statistics.median(statistics.median(run[1][name]) for run in runs)
        mean = statistics.median(statistics.fmean(run[1][name]) for run in runs)
        empty = sum(not text for text in texts.values())
        quality = f"{got['f1']:>6.4f} {got['precision']:>6.4f} {got['recall']:>6.4f} {empty:>6}"
        print(f"{name:<12} {quality} {median:>24.1f} {mean:>6.1f}")
    lost = {page: scores["voltwire"][page][0] - scores["trafilatura"][page][0] for page in truth}
    for page in sorted(truth, key=lambda page: lost[page])[: options.worst]:
        print(
            page[:12], *(f"{name} {scores[name][page][0]:.3f}" for name in READERS), truth[page]["url"], file=sys.stderr
        )


if __name__ == "__main__":
    main()
