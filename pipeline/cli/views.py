"""How articles, mentions and reports look: as JSON objects and as lines for people."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from ..records import Article, Mention, Rejected
from .output import clean, print_table

if TYPE_CHECKING:
    from ..evaluation import Report
    from ..work import Reading

_LABELS = ("COMPANY", "REGION", "CHEMISTRY", "MATERIAL")
_LABEL_TITLES = {"COMPANY": "Companies", "REGION": "Regions", "CHEMISTRY": "Chemistries", "MATERIAL": "Materials"}


def mention_json(mention: Mention, part_text: str) -> dict[str, Any]:
    """A mention as `extract`, `tag` and `show` print it; offsets are code points of `part_text`."""
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "label": mention.label,
        "entity_id": mention.entity_id,
        "name": mention.name,
        "form": mention.form,
        "found_by": mention.found_by,
        "score": mention.score,
        "sentence": part_text[mention.sentence_start : mention.sentence_end],
    }


def reading_json(name: str, outcome: Reading | Rejected) -> dict[str, Any]:
    """One element of `extract --json`."""
    if isinstance(outcome, Rejected):
        return {"input": name, "ok": False, "reason": outcome.reason, "detail": outcome.detail}
    article, published = outcome.article, outcome.article.published
    return {
        "input": name,
        "ok": True,
        "page_kind": article.page_kind,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "title": article.title,
        "authors": list(article.authors),
        "site_name": article.site_name,
        "language": article.language,
        "published_at": published.at.strftime("%Y-%m-%dT%H:%M:%SZ") if published.at else None,
        "published_date": published.date,
        "published_offset": published.offset,
        "published_precision": published.precision,
        "published_from": published.origin,
        "published_trust": published.trust,
        "text": article.text,
        "mentions": [mention_json(m, article.text) for m in outcome.mentions if m.part == "text"],
        "title_mentions": [mention_json(m, article.title) for m in outcome.mentions if m.part == "title"],
    }


def print_reading(name: str, outcome: Reading | Rejected) -> None:
    """An article for people: what it is, and each entity with its count and one sentence of evidence."""
    if isinstance(outcome, Rejected):
        detail = f" ({clean(outcome.detail)})" if outcome.detail else ""
        click.echo(f"voltwire: {clean(name)}: {outcome.reason}{detail}", err=True)
        return
    article = outcome.article
    click.secho(clean(article.title) or "(no title)", bold=True)
    click.echo("  " + " · ".join(_facts(article)))
    for label in _LABELS:
        _print_label(label, article, [m for m in outcome.mentions if m.label == label])
    click.echo()


def _facts(article: Article) -> list[str]:
    published = article.published
    facts = [clean(article.site_name), ", ".join(clean(author) for author in article.authors)]
    if published.date:
        facts.append(f"{published.date} (from {published.origin}, trust {published.trust})")
    else:
        facts.append("undated")
    facts += [article.language or "", article.page_kind.replace("_", " "), f"{len(article.text)} characters"]
    return [fact for fact in facts if fact]


def _print_label(label: str, article: Article, mentions: list[Mention]) -> None:
    if not mentions:
        return
    click.echo()
    click.secho(_LABEL_TITLES[label], bold=True)
    counts = Counter((m.entity_id, m.name) for m in mentions)
    first: dict[tuple[str | None, str], Mention] = {}
    for mention in mentions:
        first.setdefault((mention.entity_id, mention.name), mention)
    for key, number in counts.most_common():
        entity_id, name = key
        known = entity_id or "not in the catalogue"
        click.echo(f"  {clean(name)}  [{known}]  × {number}")
        click.secho(f"      “{evidence(first[key], article)}”", dim=True)


def evidence(mention: Mention, article: Article, longest: int = 160) -> str:
    """The sentence of a mention, shortened around it."""
    part = article.title if mention.part == "title" else article.text
    return shorten(part[mention.sentence_start : mention.sentence_end], mention.text, longest)


def shorten(sentence: str, around: str, longest: int = 160) -> str:
    """A sentence on one line of at most about `longest` characters that still holds `around`."""
    line = clean(sentence)
    if len(line) <= longest:
        return line
    at = max(line.find(clean(around)), 0)
    start = max(0, min(at - longest // 3, len(line) - longest))
    return (
        ("… " if start else "") + line[start : start + longest].strip() + (" …" if start + longest < len(line) else "")
    )


def print_evaluation(report: Report) -> None:
    """The table of an evaluation, a row per language and label."""
    shares = ("precision", "recall", "f1", "linking")
    rows = [
        [row.get("lang", "all"), row["label"], row["gold"], row["found"], *(_percent(row[share]) for share in shares)]
        for row in report.as_json()["by_label"]
    ]
    print_table(["lang", "label", "gold", "found", *shares], rows)


def _percent(share: float | None) -> str:
    """A share as percent with one place; nothing when there was nothing to share."""
    return "" if share is None else f"{100 * share:.1f} %"
