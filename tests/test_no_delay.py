"""One slow or dead host never delays another; proved by the order of things, not by time."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import newsroom
import pytest
from voltwire import settings as settings_module
from voltwire.fetching import Fetcher
from voltwire.patience import Patience
from voltwire.run import CycleReport, Tools, check_ready, run_cycle, utc_now
from voltwire.store import Store
from voltwire.work import InlineReader

sys.path.insert(0, str(Path(__file__).parent / "fetching"))
from faultserver import FaultServer, Request, Route, page

ARTICLES = 3
FAR = 60.0
Wait = Callable[[], Awaitable[object]]


def late(wait: Wait, route: Route) -> Route:
    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        await wait()
        await route(request, writer)

    return answer


def site(base: str, over: asyncio.Event | None = None) -> dict[str, Route]:
    """A feed of a few articles; `over` is set when the last of them was sent."""

    async def tell() -> None:
        if over is not None:
            over.set()

    pages = {f"/news/{n}": page(newsroom.article_page(n, base)) for n in range(ARTICLES)}
    return {"/feed.xml": page(newsroom.feed(ARTICLES, base)), **pages, "/news/0": late(tell, pages["/news/0"])}


async def collect(
    folder: Path, servers: Sequence[FaultServer], sleep: Callable[[float], Awaitable[object]]
) -> CycleReport:
    """One cycle in this process over the feeds of all servers; requests to one host are `sleep` apart."""
    tables = (
        f'[[source]]\nid = "s{server.port}"\nkind = "feed"\nurl = "{server.url("/feed.xml")}"\n'
        "allow_private = true\nmax_age_days = 3000\n"
        for server in servers
    )
    (folder / "voltwire.toml").write_text(newsroom.settings_files("", workers=0)["voltwire.toml"], "utf-8")
    (folder / "sources.toml").write_text("".join(tables), "utf-8")
    settings = settings_module.load(folder)
    settings = replace(settings, fetching=replace(settings.fetching, timeout_s=FAR))
    catalogue = check_ready(settings)
    with Store.open(folder / "bench.db", create=True) as store:
        store.sync_sources(settings.sources, utc_now())
        store.sync_entities(catalogue.entities.values(), catalogue.digest)
        async with Fetcher(settings.fetching, sleep=sleep) as fetcher, InlineReader(settings) as reader:
            return await run_cycle(Tools(settings, store, fetcher, reader, Patience(1.0)))


@pytest.mark.parametrize("what", ["/feed.xml", "/news/2"])
def test_hosts_that_hang_are_overtaken_by_all_others(tmp_path: Path, what: str) -> None:
    """Four hosts answer only after another host's last article was sent; who waited for them would wait for ever."""

    async def main() -> CycleReport:
        over = asyncio.Event()
        async with AsyncExitStack() as stack, asyncio.timeout(FAR):
            hanging, good = [await stack.enter_async_context(FaultServer()) for _ in range(4)], FaultServer()
            await stack.enter_async_context(good)
            good.routes = site(good.key, over)
            for server in hanging:
                routes = site(server.key)
                server.routes = routes | {what: late(over.wait, routes[what])}
            return await collect(tmp_path, [*hanging, good], asyncio.sleep)

    report = asyncio.run(main())
    assert report.visits == {"ok": 5}
    assert report.articles == {"new": 5 * ARTICLES}


def test_hosts_that_want_long_pauses_hold_nobody_up(tmp_path: Path) -> None:
    """Four hosts ask for a minute between requests; it passes only after another host's last article was sent."""

    async def main() -> CycleReport:
        over = asyncio.Event()

        async def sleep(seconds: float) -> None:
            if seconds > 30:
                await over.wait()

        async with AsyncExitStack() as stack, asyncio.timeout(FAR):
            patient, good = [await stack.enter_async_context(FaultServer()) for _ in range(4)], FaultServer()
            await stack.enter_async_context(good)
            good.routes = site(good.key, over)
            for server in patient:
                server.routes = site(server.key) | {"/robots.txt": page(b"User-agent: *\nCrawl-delay: 60\n")}
            return await collect(tmp_path, [*patient, good], sleep)

    assert asyncio.run(main()).articles == {"new": 5 * ARTICLES}
