"""The reference article comes out the same, however a page wraps it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from saved_pages import read
from voltwire.records import Article

REFERENCE = Path(__file__).parent.parent / "fixtures" / "reference"
BLOCKS = (REFERENCE / "article.txt").read_text("utf-8").strip().split("\n\n")
TITLE = json.loads((REFERENCE / "expected.json").read_text("utf-8"))["title"]
BODY = BLOCKS[5:12]
SUB, TEASER = BLOCKS[2], BLOCKS[3].split("\n")[1]
P = "".join(f"<p>{one}</p>" for one in BODY)
NAV = '<nav><ul><li><a href="/a">Home</a></li><li><a href="/b">Batteries</a></li></ul></nav>'
BYLINE = "<p>By Jane Doe</p><p>November 20, 2026</p><div><a href=x>Facebook</a> <a href=y>Tweet</a></div>"
RELATED = """<h3>Read also:</h3><ul><li><a href="/x">Lithium prices rise in South America after floods.</a></li>
<li><a href="/y">Cell maker opens its plant in Hungary</a></li></ul><h3>Latest</h3>
<p><a href="/z">Car maker sells more cars than ever before</a></p>"""


def every(tag: str) -> str:
    return "".join(f"<{tag}>{block}</{tag}>" for block in BLOCKS)


def with_line(line: str) -> str:
    halves = [f"<p>{one}</p>" for one in BODY]
    box = f"<div class=box><p>{line}</p></div>"
    return f"<article><h1>{TITLE}</h1>{''.join([*halves[:3], box, *halves[3:]])}</article>"


WRAPPINGS = {
    "every block a paragraph, title from the head": (f"<title>{TITLE} | Cell Courier</title>", NAV + every("p")),
    "every block a paragraph, no title anywhere": ("", every("p")),
    "every block a div": (f"<title>{TITLE}</title>", every("div")),
    "every block parted by breaks": (f"<title>{TITLE}</title>", f"<div>{'<br><br>'.join(BLOCKS)}</div>"),
    "teaser as a sentence above the byline": (
        f"<title>{TITLE}</title>",
        f"{NAV}<article><h1>{TITLE}</h1><h2>{SUB}</h2><p>{TEASER}.</p>{BYLINE}{P}{RELATED}</article>",
    ),
    "teaser repeats the description": (
        f'<title>{TITLE}</title><meta property="og:description" content="{TEASER}.">',
        f'<article><h1>{TITLE}</h1><p class="lead"><strong>{TEASER}.</strong></p>{BYLINE}{P}<p>Latest</p></article>',
    ),
    "headline block in a header element": (
        f"<title>{TITLE}</title>",
        f"<article><header><h1>{TITLE}</h1><p>{SUB}</p><p>{TEASER}.</p><span>By Jane Doe</span> "
        f'<time datetime="2026-11-20T10:00:00Z">20 Nov</time></header>{P}</article>',
    ),
    "a layout table": (
        f"<title>{TITLE}</title>",
        f"<table><tr><td><a href=/>Home</a><br><a href=/n>News</a></td><td><h1>{TITLE}</h1><h3>{SUB}</h3>{P}"
        "<b>Read also:</b><br><a href=/q>Some other article about batteries</a></td></tr></table>",
    ),
    "a consent placeholder": (f"<title>{TITLE}</title>", with_line("We need your permission to load this video.")),
    "a German placeholder": (
        f"<title>{TITLE}</title>",
        with_line("Ihre Datenschutzeinstellungen verhindern die Anzeige dieses Videos."),
    ),
}


@pytest.mark.parametrize("name", WRAPPINGS)
def test_the_reference_article_is_found_in_every_wrapping(name: str) -> None:
    head, body = WRAPPINGS[name]
    result = read(f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>')
    assert isinstance(result, Article), result
    assert result.title == TITLE
    assert result.text == "\n\n".join(BODY)
