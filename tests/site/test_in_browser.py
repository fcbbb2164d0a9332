"""The pages in a real browser: widths, light and dark, keyboard, accessibility, hostile rows.

Needs Chromium (Debian: apt install chromium). Without it these tests are skipped, unless VOLTWIRE_TEST_TOOLS=required.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, sync_playwright
from site_serving import Site

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
REQUIRED = os.environ.get("VOLTWIRE_TEST_TOOLS") == "required"  # read before a test's environment is emptied
OPTIONS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
SQL = "select entity, sentence, url from evidence limit 20"
PAGES = {
    "home": "/",
    "entity": "/entity/company:catl",
    "article": "/article/1",
    "search": "/search?q=CATL",
    "sql": f"/voltwire?sql={quote(SQL)}",
}
OURS = [*(path for name, path in PAGES.items() if name != "sql"), "/search?q=zzzz", "/entity/nobody", "/article/40",
        "/entity/company:catl?with=company:byd"]  # fmt: skip
WIDTHS = (360, 768, 1920)
SCHEMES = ("light", "dark")

pytestmark = pytest.mark.skipif(
    CHROMIUM is None and not REQUIRED, reason="Chromium is missing (Debian: apt install chromium)"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Ends with this module: Playwright keeps an event loop running in this thread."""
    assert CHROMIUM, "Chromium is missing (Debian: apt install chromium)"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield launched
        launched.close()


@dataclass
class Watched:
    """A browser page that keeps what went wrong on it."""

    page: Page
    base: str
    problems: list[str] = field(default_factory=list)

    def open(self, path: str, *, fine: bool = True) -> Page:
        answer = self.page.goto(self.base + path, wait_until="load")
        assert answer is not None
        assert answer.ok or not fine, f"{path}: {answer.status}"
        return self.page


@pytest.fixture
def watch(browser: Browser) -> Iterator[Callable[..., Watched]]:
    """A page on a site, of a width and colour scheme; at the end nothing may have gone wrong on it."""
    opened: list[Watched] = []

    def watched(site: Site, width: int = 1280, scheme: str = "light") -> Watched:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
        )
        one = Watched(context.new_page(), site.base)
        host = urlsplit(site.base).netloc

        def asked(request: Request) -> None:
            if urlsplit(request.url).netloc != host and not request.url.startswith("data:"):
                one.problems.append(f"asked {request.url}")

        one.page.on(
            "console", lambda told: one.problems.append(told.text) if told.type in ("error", "warning") else None
        )
        one.page.on("pageerror", lambda error: one.problems.append(str(error)))
        one.page.on("dialog", lambda dialog: (one.problems.append(f"dialog {dialog.message}"), dialog.dismiss()))
        one.page.on("request", asked)
        opened.append(one)
        return one

    yield watched
    problems = [problem for one in opened for problem in one.problems]
    for one in opened:
        one.page.context.close()
    assert not problems


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_fits_its_width(
    sites: Callable[[str], Site], watch: Callable[..., Watched], name: str, scheme: str
) -> None:
    watched = watch(sites("rich"), scheme=scheme)
    for width in WIDTHS:
        watched.page.set_viewport_size({"width": width, "height": 900})
        page = watched.open(PAGES[name])
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert background.startswith("rgb(16,") == (scheme == "dark")
        for drawing in page.locator(".chart .plot > svg").all():
            box = drawing.bounding_box()
            assert box is not None
            assert box["width"] > 200
            assert box["x"] + box["width"] <= width
        if name in ("home", "entity"):
            assert page.locator(".chart .plot > svg").count() > 0


@pytest.mark.parametrize("path", OURS)
def test_axe_finds_nothing_serious(sites: Callable[[str], Site], watch: Callable[..., Watched], path: str) -> None:
    watched = watch(sites("rich"))
    page = watched.open(path, fine="nobody" not in path)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page).response["violations"]
        grave = [one for one in found if one["impact"] in ("moderate", "serious", "critical")]
        assert not [(one["id"], one["help"], [node["html"][:160] for node in one["nodes"][:3]]) for one in grave]
    watched.problems = [problem for problem in watched.problems if "404" not in problem]


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText || document.activeElement.id"))


def test_a_walk_by_keyboard(sites: Callable[[str], Site], watch: Callable[..., Watched]) -> None:
    page = watch(sites("rich")).open("/")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert focused(page) == "The numbers as a table"
    page.keyboard.press("Enter")
    assert page.is_visible(".chart table")
    page.reload()
    while page.evaluate("document.activeElement.id") != "vw-q":
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", focused(page)
    page.keyboard.type("Samsung SDI")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=Samsung+SDI")
    while not page.evaluate("document.activeElement.matches('.hits h2 a')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/article/*")
    while not page.evaluate("document.activeElement.matches('a.m')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/entity/*")
    assert page.is_visible("h1")


def test_charts_are_drawn_from_the_table_behind_them(
    sites: Callable[[str], Site], watch: Callable[..., Watched]
) -> None:
    page = watch(sites("rich")).open("/")
    numbers = page.evaluate(
        "[...document.querySelectorAll('[data-chart=stacked] tbody td')].filter(one => Number(one.textContent)).length"
    )
    bars = page.locator("[data-chart=stacked] svg [aria-label=rect] rect").count()
    cells = page.locator("[data-chart=matrix] tbody td").count()
    drawn = page.locator("[data-chart=matrix] svg [aria-label=cell] rect").count()
    assert bars >= numbers > 20
    assert drawn == cells > 20
    for picture in page.locator(".chart [role=img]").all():
        assert len(picture.get_attribute("aria-label") or "") > 30


def test_a_cell_of_the_matrix_leads_to_its_sentences(
    sites: Callable[[str], Site], watch: Callable[..., Watched]
) -> None:
    page = watch(sites("rich")).open("/")
    cell = page.locator("[data-chart=matrix] svg [aria-label=cell] rect").first
    cell.scroll_into_view_if_needed()
    cell.hover(force=True)  # its number lies over it
    cell.click(force=True)
    page.wait_for_url("**/entity/company:*with=chemistry*")
    assert page.locator(".ev").count() > 0


def test_a_resized_window_gets_its_charts_anew(sites: Callable[[str], Site], watch: Callable[..., Watched]) -> None:
    page = watch(sites("rich"), 1400).open("/")
    page.set_viewport_size({"width": 420, "height": 800})
    page.wait_for_function("document.querySelector('[data-chart=stacked] svg').getBoundingClientRect().width < 400")
    assert page.evaluate("document.documentElement.scrollWidth") <= 420


@pytest.mark.parametrize("name", ["empty", "young"])
def test_little_data_breaks_nothing(sites: Callable[[str], Site], watch: Callable[..., Watched], name: str) -> None:
    page = watch(sites(name), 360).open("/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator(".chart svg").count() <= 1  # a matrix, once two days hold enough for one


HOSTILE_PATHS = {
    "ours": (
        "/", "/search", "/search?q=" + quote('"><script>window.broken=1</script>'), "/entity/company:catl",
        "/entity/" + quote('company:"><script>window.broken=1</script>', safe=":"), "/entity/chemistry:lfp",
    ),
    "articles": tuple(f"/article/{number}" for number in range(1, 13)),
    "tables": (
        "/voltwire", "/voltwire/articles", "/voltwire/evidence", "/voltwire/entities?label=company",
        "/voltwire/sources", "/voltwire/candidates", "/voltwire/mentions", "/voltwire/articles/9",
    ),
    "sql": (
        "/voltwire/rejected", "/voltwire/newest-evidence",
        "/voltwire?sql=" + quote("select '<script>window.broken=1</script>', title, url from articles"),
        "/voltwire?sql=" + quote("select '</textarea><script>window.broken=1</script>'"),
    ),
}  # fmt: skip
FOUND_IN_PAGE = """() => ({
    ran: typeof window.broken,
    links: [...document.links].map(one => one.protocol).filter(one => !/^https?:$/.test(one)),
    elements: document.querySelectorAll('main img, section img, iframe, object, embed, base').length,
    handlers: [...document.querySelectorAll('*')].filter(
        one => one.getAttributeNames().some(name => name.startsWith('on'))).length,
    width: document.documentElement.scrollWidth,
})"""


@pytest.mark.parametrize("group", HOSTILE_PATHS)
def test_hostile_rows_run_nothing_and_break_no_page(
    sites: Callable[[str], Site], watch: Callable[..., Watched], group: str
) -> None:
    watched = watch(sites("hostile"), 1000)
    for path in HOSTILE_PATHS[group]:
        page = watched.open(path)
        found = page.evaluate(FOUND_IN_PAGE)
        width = found.pop("width")
        assert found == {"ran": "undefined", "links": [], "elements": 0, "handlers": 0}, path
        assert page.is_visible("text=Voltwire >> nth=0")
        assert width <= 1000 or group in ("tables", "sql"), path


def test_a_browser_opens_the_publishers_page_at_the_sentence(
    sites: Callable[[str], Site], watch: Callable[..., Watched]
) -> None:
    page = watch(sites("rich")).open("/article/1")
    links: list[Any] = page.eval_on_selector_all(".sentences a", "all => all.map(one => [one.href, one.textContent])")
    assert links
    for address, sentence in links:
        assert address.startswith("https://")
        assert quote(sentence.split()[0], safe="") in address.partition("#:~:text=")[2]
