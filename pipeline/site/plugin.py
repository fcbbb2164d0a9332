"""What Datasette learns from us: our pages beside its own, how a text is shown, what an error looks like."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import unquote, urlencode

from datasette.app import Datasette
from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400, Request, Response
from datasette.views.base import DatasetteError
from jinja2 import Environment
from markupsafe import Markup
from pluggy import HookimplMarker

from .. import logs
from .articles import article
from .asking import DATABASE, ask, left_out, page_number
from .entities import entity, entity_row, found, newest_evidence
from .feed import CONTENT_TYPE, atom
from .home import home
from .languages import language_name
from .links import at_sentence, entity_path, host_of, href
from .marking import emphasised, shown
from .searching import Wanted, search

hookimpl = HookimplMarker("datasette")
_FIRST_SQL = """select published_date, entity, sentence, url from evidence
where label = 'company' and published_date > date('now', '-7 days')
order by published_date desc limit 50"""
_NAVIGATION = (
    ("/", "Today"), ("/search", "Search"), ("/voltwire#queries", "Queries"),
    ("/voltwire?" + urlencode({"sql": _FIRST_SQL}), "SQL"), ("/voltwire", "Tables"),
)  # fmt: skip


class Pages:
    """The plugin. `full_text`: whole texts are shown, and SQL of the reader's own is taken."""

    __name__ = "voltwire.site"  # Datasette looks for templates/ and static/ of a plugin by this name

    def __init__(self, full_text: bool) -> None:
        self.full_text = full_text

    @hookimpl
    def prepare_jinja2_environment(self, env: Environment) -> None:
        env.filters["shown"] = shown
        env.filters["emphasised"] = emphasised
        env.filters["href"] = href
        env.filters["entity_path"] = entity_path
        env.filters["host"] = host_of
        env.filters["language_name"] = language_name
        env.globals["at_sentence"] = at_sentence

    @hookimpl
    def extra_template_vars(self, datasette: Datasette, request: Request | None) -> dict[str, Any]:
        async def counted(query: dict[str, Any]) -> str:
            given = {key: _argument(request, key) for key in query["params"]}
            return await left_out(datasette, query["left_out"], given)

        navigation = [one for one in _NAVIGATION if self.full_text or one[1] != "SQL"]
        return {"navigation": navigation, "here": _place(request), "q": _argument(request, "q"), "left_out": counted}

    @hookimpl
    def extra_css_urls(self, template: str) -> list[str]:
        return [] if template.startswith("voltwire_") else ["/site/stock.css"]

    @hookimpl
    def render_cell(self, value: object, column: str) -> Markup | None:
        """In Datasette's own tables, ids lead to our pages."""
        if column.endswith("entity_id") and isinstance(value, str) and value:
            return Markup('<a href="{}">{}</a>').format(entity_path(value), shown(value, 200))
        if column == "article_id" and isinstance(value, int):
            return Markup('<a href="/article/{}">{}</a>').format(value, value)
        return None

    @hookimpl
    def register_routes(self) -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
        return [
            (r"^/$", self.home),
            (r"^/entity/(?P<name>.+)\.atom$", self.feed),
            (r"^/entity/(?P<name>.+)$", self.entity),
            (r"^/article/(?P<number>\d{1,15})$", self.article),
            (r"^/search$", self.search),
        ]

    async def home(self, datasette: Datasette, request: Request) -> Response:
        queries = datasette.metadata("queries", database=DATABASE) or {}
        return await _page(datasette, request, "home", {**await home(datasette), "queries": queries})

    async def search(self, datasette: Datasette, request: Request) -> Response:
        arguments = {key: request.args.getlist(key) for key in request.args}
        return await _page(datasette, request, "search", await search(datasette, Wanted(arguments)))

    async def article(self, datasette: Datasette, request: Request) -> Response:
        context = await article(datasette, int(request.url_vars["number"]), self.full_text)
        if context is None:
            return await _told(datasette, request, 404, "There is no article with this number.")
        return await _page(datasette, request, "article", context)

    async def entity(self, datasette: Datasette, request: Request) -> Response:
        name = unquote(request.url_vars["name"], errors="replace")
        row = await entity_row(datasette, name)
        if row is None:
            return await self._by_name(datasette, request, name)
        if row["replaced_by"]:
            return Response.redirect(entity_path(row["replaced_by"]))
        beside = await entity_row(datasette, _argument(request, "with")[:200])
        context = await entity(datasette, row, page_number(_argument(request, "page")), beside)
        return await _page(datasette, request, "entity", context)

    async def _by_name(self, datasette: Datasette, request: Request, name: str) -> Response:
        """The entity that is written so, in any language; several: a choice."""
        rows = await found(datasette, name[:200])
        if len(rows) == 1:
            return Response.redirect(entity_path(rows[0]["id"]))
        if rows:
            return await _page(datasette, request, "choice", {"name": name, "rows": rows})
        return await _told(datasette, request, 404, f"The catalogue has no “{shown(name, 100)}”.")

    async def feed(self, datasette: Datasette, request: Request) -> Response:
        row = await entity_row(datasette, unquote(request.url_vars["name"], errors="replace"))
        if row is None:
            return await _told(datasette, request, 404, "There is no such entity.")
        newest = await ask(datasette, "SELECT max(first_seen_at) AS at FROM articles")
        base = f"{request.scheme}://{request.host}"
        evidence = await newest_evidence(datasette, row["id"])
        updated = newest[0]["at"] or "1970-01-01T00:00:00Z"
        return Response(atom(base, row, evidence, updated), content_type=CONTENT_TYPE)

    @hookimpl
    def handle_exception(self, datasette: Datasette, request: Request, exception: Exception) -> Awaitable[Response]:
        """In the place of Datasette's own, which prints every wrong address with its local variables."""
        return _failed(datasette, request, exception)


def _place(request: Request | None) -> str:
    """Which title of the navigation the page belongs to; "" for none."""
    if request is None:
        return ""
    if request.path == "/voltwire":
        return "SQL" if "sql" in request.args else "Tables"
    return next((title for href, title in _NAVIGATION if href == request.path), "")


def _argument(request: Request | None, key: str) -> str:
    return (request.args.get(key) if request else None) or ""


async def _page(
    datasette: Datasette, request: Request, name: str, context: dict[str, Any], status: int = 200
) -> Response:
    body = await datasette.render_template(
        f"voltwire_{name}.html", context, request=request, view_name=f"voltwire-{name}"
    )
    return Response.html(body, status=status)


async def _told(
    datasette: Datasette, request: Request, status: int, message: str, title: str | None = None
) -> Response:
    """An error as a page, or as JSON where JSON was asked for."""
    if request.path.endswith(".json"):
        return Response.json({"ok": False, "error": message, "status": status, "title": title}, status=status)
    title = title or {404: "Nothing here", 400: "This cannot be answered"}.get(status, "This did not work")
    return await _page(
        datasette, request, "error", {"message": message, "error_title": title, "status": status}, status
    )


async def _failed(datasette: Datasette, request: Request, exception: Exception) -> Response:
    if isinstance(exception, DatasetteError):
        message = _plain(exception)
        return await _told(datasette, request, exception.status, message, exception.title)
    if isinstance(exception, Base400):
        message = str(exception.args[0]) if exception.args else ""
        told = message if not message.isdigit() else "There is no page at this address."
        return await _told(datasette, request, exception.status, shown(told, 500))
    if isinstance(exception, QueryInterrupted):
        limit_s = datasette.setting("sql_time_limit_ms") / 1000
        message = f"The question took longer than {limit_s:g} seconds and was stopped. Narrow it down and ask again."
        return await _told(datasette, request, 400, message, "Too much to count")
    logs.event("page failed", logging.ERROR, path=request.path, error=repr(exception))
    traceback.print_exception(exception)
    return await _told(datasette, request, 500, "Something is wrong on our side; the server's log says what.")


def _plain(exception: DatasetteError) -> str:
    """A message of Datasette as text; the one that comes as HTML tells of the time limit."""
    if exception.message_is_html:
        return (
            "The question took longer than it may and was stopped. Narrow it down, for instance by day, and ask again."
        )
    return shown(exception.message, 500)
