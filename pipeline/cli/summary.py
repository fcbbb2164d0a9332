"""The demo's summary: what was collected, what stands in it with one sentence of evidence each, what was rejected."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from .context import Context
from .output import clean, counted
from .views import shorten

if TYPE_CHECKING:
    from ..demo import DemoResult
    from ..store import Store

_TOP = """
select e.entity_id, e.entity, count(*) as mentions, count(distinct e.article_id) as articles
from evidence e
where e.label = :label and e.entity_id is not null
group by e.entity_id order by articles desc, mentions desc, e.entity_id limit :most
"""
_WRITTEN = """
select text from evidence where entity_id = :entity_id
group by text order by count(*) desc, text limit 5
"""
_SENTENCE = """
select sentence, text from evidence
where entity_id = :entity_id and part = 'text'
order by language <> 'en', length(sentence) not between 60 and 150, published_date desc, mention_id limit 1
"""
_UNKNOWN = "select name, articles, sentence from unknown_companies order by articles desc, name limit 6"
_LANGUAGES = "select language, count(*) from articles group by 1 order by 2 desc, 1"
_REJECTED = "select reason, coalesce(title, url), detail from candidates where state = 'rejected' order by reason, url"


def print_demo(context: Context, result: DemoResult) -> None:
    """Print the summary and four commands to try next."""
    from ..store import Store

    with Store.open(result.database, read_only=True) as store:
        _print_collected(store, result)
        for label, title in (("COMPANY", "Companies"), ("REGION", "Regions"), ("CHEMISTRY", "Chemistries")):
            _print_top(store, label, title)
        _print_unknown(store)
        _print_rejected(store)
    context.db = result.database
    _heading("Try next")
    for words in (("serve", "--open"), ("show", "宁德时代"), ("query", "co-mentions"), ("search", "固态")):
        click.echo(f"  {context.hint(*words)}")


def _heading(text: str) -> None:
    click.echo()
    click.secho(text, bold=True, fg="cyan")


def _print_collected(store: Store, result: DemoResult) -> None:
    articles = Counter(result.first.articles) + Counter(result.second.articles)
    languages = ", ".join(f"{language} {number}" for language, number in store.run_sql(_LANGUAGES).rows)
    elapsed_s = result.first.elapsed_s + result.second.elapsed_s
    _heading("Voltwire demo: a sample news site on this machine, collected twice")
    click.echo(
        f"  {result.first.sources} sources, {articles['new']} articles ({languages}), {articles['changed']} edited, "
        f"{result.first.mentions} mentions, {sum(result.first.rejected.values())} pages rejected, {elapsed_s:.1f} s"
    )
    click.echo(f"  kept in {result.database}")


def _print_top(store: Store, label: str, title: str, most: int = 4) -> None:
    _heading(title)
    for entity_id, name, mentions, articles in store.run_sql(_TOP, {"label": label, "most": most}).rows:
        told = f"{counted(mentions, 'mention')} in {counted(articles, 'article')}"
        click.echo(f"  {click.style(clean(name), bold=True)}  {entity_id}  · {told}")
        written = [clean(text) for (text,) in store.run_sql(_WRITTEN, {"entity_id": entity_id}).rows]
        if len(written) > 1:
            click.echo(f"      written {', '.join(written)}")
        for sentence, text in store.run_sql(_SENTENCE, {"entity_id": entity_id}).rows:
            click.secho(f"      “{shorten(sentence, text, 150)}”", dim=True)


def _print_unknown(store: Store) -> None:
    rows = store.run_sql(_UNKNOWN).rows
    if not rows:
        return
    _heading("Companies that no catalogue knows, found by the model and by legal forms")
    for name, articles, sentence in rows:
        click.echo(f"  {click.style(clean(name), bold=True)}  · {counted(articles, 'article')}")
        click.secho(f"      “{shorten(sentence, name, 150)}”", dim=True)


def _print_rejected(store: Store) -> None:
    _heading("Rejected, and why")
    for reason, what, detail in store.run_sql(_REJECTED).rows:
        told = f" ({clean(detail)})" if detail else ""
        click.echo(f"  {reason.replace('_', ' ')}{told}: {shorten(what, '', 90)}")
