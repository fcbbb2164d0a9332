"""How fast the rules tag: words per CPU second on English, characters per CPU second on Chinese, and start-up.

    .venv/bin/python scripts/bench/tagging.py [--model]

With `--model` the model of the settings is measured, too. CPU time, best of several rounds.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from voltwire import settings
from voltwire.tagging.catalogue import load_catalogue
from voltwire.tagging.tagger import Tagger, load_tagger

ARTICLE = Path(__file__).parents[2] / "tests" / "fixtures" / "reference" / "article.txt"
CHINESE = (
    "宁德时代与比亚迪近日宣布，将在四川宜宾和江西宜春扩大磷酸铁锂电池产能。业内人士表示，中国动力电池企业正加快在匈牙利、德国和印度尼西亚布局，"
    "三元锂电池与钠离子电池的装机量也在上升。赣锋锂业称，碳酸锂价格持续回落，固态电池中试线预计于明年投产。记者从海川新能源科技有限公司获悉，"
    "该公司为特斯拉上海超级工厂供应负极材料。\n\n"
) * 8
ROUNDS, REPEATS = 5, 20


def best_seconds(action: Callable[[], object]) -> float:
    """CPU seconds of one action, best of several rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for _ in range(REPEATS):
            action()
        times.append((time.process_time() - start) / REPEATS)
    return min(times)


def report(name: str, tagger: Tagger) -> None:
    english = ARTICLE.read_text("utf-8")
    words = len(english.split()) / best_seconds(lambda: tagger.tag(english, "en"))
    characters = len(CHINESE) / best_seconds(lambda: tagger.tag(CHINESE, "zh"))
    sys.stdout.write(f"{name}: {words:,.0f} English words, {characters:,.0f} Chinese characters per CPU second\n")


def main() -> None:
    current = settings.load()
    files = current.catalogue_files()
    start = time.process_time()
    load_catalogue(files, cache=None)
    compiled = time.process_time() - start
    load_catalogue(files)
    start = time.process_time()
    catalogue = load_catalogue(files)
    cached = time.process_time() - start
    start = time.process_time()
    rules = Tagger(catalogue)
    built = time.process_time() - start
    aliases = sum(len(entity.aliases) for entity in catalogue.entities.values())
    sys.stdout.write(
        f"catalogue: {len(catalogue.entities):,} entities, {aliases:,} aliases; compiled in {compiled:.2f} s, "
        f"from cache in {cached:.3f} s, automaton in {built:.3f} s CPU\n"
    )
    report("rules", rules)
    if "--model" in sys.argv[1:]:
        report("rules and model", load_tagger(current))


if __name__ == "__main__":
    main()
