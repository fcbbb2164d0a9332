"""Replay: stored texts tagged again after a change of catalogue or model, network off, with what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .records import Mention
from .settings import Settings
from .store import Store
from .tagging.catalogue import load_catalogue
from .tagging.tagger import load_tagger


@dataclass(slots=True)
class RetagReport:
    """Mentions gained and lost, counted by entity id (by name for companies that are not known)."""

    articles: int = 0
    changed: int = 0
    dry_run: bool = False
    gained: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)

    def as_json(self) -> dict[str, Any]:
        return {
            "articles": self.articles,
            "changed": self.changed,
            "dry_run": self.dry_run,
            "gained": dict(self.gained.most_common()),
            "lost": dict(self.lost.most_common()),
        }


def retag(settings: Settings, store: Store, *, since: datetime | None, dry_run: bool) -> RetagReport:
    """Tag every article that carries an older tagger again; one transaction per article, so it can be interrupted.

    With `dry_run` nothing is written, the catalogue's entities included. A second run finds nothing to do.
    """
    tagger = load_tagger(settings)
    if not dry_run:
        catalogue = load_catalogue(settings.catalogue_files())
        store.sync_entities(catalogue.entities.values(), catalogue.digest)
    report = RetagReport(dry_run=dry_run)
    for article in store.stale_articles(tagger.version, since.date() if since else None):
        before = store.mentions_of(article.id)
        after = tagger.tag_article(article.title, article.text, article.language)
        report.articles += 1
        gained, lost = difference(before, after)
        if gained or lost:
            report.changed += 1
        report.gained.update(gained)
        report.lost.update(lost)
        if not dry_run:
            store.replace_mentions(article.id, after, tagger.version)
    return report


def difference(before: Iterable[Mention], after: Iterable[Mention]) -> tuple[Counter[str], Counter[str]]:
    """What stands only after and only before, counted by entity. Two mentions are the same when part, span, label
    and entity are."""
    old = {_key(mention): _entity(mention) for mention in before}
    new = {_key(mention): _entity(mention) for mention in after}
    gained = Counter(new[key] for key in new.keys() - old.keys())
    lost = Counter(old[key] for key in old.keys() - new.keys())
    return gained, lost


def _key(mention: Mention) -> tuple[object, ...]:
    return (mention.part, mention.start, mention.end, mention.label, mention.entity_id)


def _entity(mention: Mention) -> str:
    return mention.entity_id or f"{mention.label.lower()}, not known: {mention.name}"
