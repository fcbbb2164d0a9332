"""Datasette put together and answering on a port: one database, read-only, behind headers that tame strangers' text."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm

from ..errors import InputError
from ..settings import Settings
from ..store.connection import open_to_read
from .asking import DATABASE
from .metadata import load_metadata
from .plugin import Pages

_HERE = Path(__file__).parent
_LOCAL_NAMES = {"localhost", "127.0.0.1", "[::1]"}
_OURS = ("/entity/", "/article/", "/search")
_EVERYWHERE = (
    "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; script-src 'self'"
)
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
)

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class _ReadOnly(Database):  # type: ignore[misc]  # Datasette has no types
    """The database as the store opens it: checked to be ours, and never for writing."""

    def connect(self, write: bool = False) -> Any:
        if write:
            raise RuntimeError("the site never writes")
        connection = open_to_read(Path(self.path))
        self._all_file_connections.append(connection)
        return connection


def make_app(settings: Settings, database: Path, *, local: bool) -> App:
    """The site as an ASGI application. `local`: it answers on this machine alone."""
    full_text = local or settings.site.full_text
    pages = Pages(full_text)
    for name in ("datasette.handle_exception", "voltwire"):  # Datasette keeps its plugins for the whole process
        if pm.has_plugin(name):
            pm.unregister(name=name)
    pm.register(pages, name="voltwire")
    datasette = Datasette(
        metadata=load_metadata(
            settings.config_file("datasette.yaml"), settings.config_file("queries.toml"), full_text=full_text
        ),
        static_mounts=[("site", str(_HERE / "static"))],
        template_dir=str(_HERE / "templates"),
        settings={
            "sql_time_limit_ms": round(settings.site.time_limit_s * 1000),
            "allow_download": False,
            "default_page_size": 50,
            "truncate_cells_html": 400,
        },
        pdb=False,
    )
    datasette.remove_database("_memory")
    datasette.add_database(_ReadOnly(datasette, path=str(database)), name=DATABASE)
    return _guarded(datasette.app(), local)


def _guarded(app: App, local: bool) -> App:
    """The application behind three rules: it is only read, a local site answers to local names alone (another site's
    name may be made to lead here), and every answer says what a browser may load and run."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
        elif scope["method"] not in ("GET", "HEAD"):
            await _refuse(send, 405, b"This site is for reading.\n")
        elif local and _host(scope) not in _LOCAL_NAMES:
            await _refuse(send, 421, b"This site answers to localhost alone.\n")
        elif not local and scope["path"].startswith("/-/") and not scope["path"].startswith("/-/static"):
            await _refuse(send, 404, b"Only at home does this site tell of itself.\n")
        else:
            await app(scope, receive, _with_headers(scope["path"], send))

    return guarded


def _host(scope: Scope) -> str:
    """The host that was asked for, without its port."""
    for name, value in scope["headers"]:
        if name == b"host":
            host: str = value.decode("latin-1").lower()
            return host[: host.index("]") + 1] if host.startswith("[") and "]" in host else host.partition(":")[0]
    return ""


async def _refuse(send: Send, status: int, told: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": told})


def _with_headers(path: str, send: Send) -> Send:
    policy = _EVERYWHERE
    if path != "/" and not path.startswith(_OURS):
        policy += " 'unsafe-inline'"  # Datasette's own pages bring scripts inside

    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            added = [(b"content-security-policy", policy.encode()), *_HEADERS]
            message = {**message, "headers": [*message.get("headers", []), *added]}
        await send(message)

    return sending


def is_local(host: str) -> bool:
    """Whether only this machine reaches a server that listens on `host`."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises InputError when the place is taken or not ours."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except OSError as error:
        told = error.strerror or str(error)
        raise InputError(f"{host}:{port}: cannot be listened on ({told}); choose another --port or --host") from error


def serve(app: App, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Answer until interrupted; `ready` is called when the first page can be asked for."""

    class _Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets=sockets)
            ready()

    config = uvicorn.Config(app, log_level="warning", lifespan="off", server_header=False, timeout_graceful_shutdown=3)
    _Server(config).run(sockets=[listening])
