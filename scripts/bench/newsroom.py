"""A loopback news site of generated articles of realistic size (30–150 kB), for benchmarks, kill loops and tests.

    python scripts/bench/newsroom.py --articles 500          # prints its address, serves until it is ended

Everything but the dates (minutes before the start) comes from a seed. Paths: `/feed.xml`,
`/sitemap.xml`, `/news/<n>`, `/requests` (JSON: how often each path was asked).
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

COMPANIES = (
    "CATL", "BYD", "LG Energy Solution", "Samsung SDI", "SK On", "Panasonic Energy", "Northvolt", "Farasis Energy",
    "Ganfeng Lithium", "Albemarle", "QuantumScape", "Solid Power", "Umicore", "POSCO Future M", "EcoPro BM", "Tesla",
    "Volkswagen", "Volta Ridge Cells", "Kestrel Anode Works", "Halden Battery Materials", "Nordlicht Zellen GmbH",
)  # fmt: skip
REGIONS = (
    "China", "South Korea", "Japan", "Germany", "Hungary", "Poland", "the United States", "Nevada", "Michigan",
    "Georgia", "Chongqing", "Sichuan", "Chile", "Australia", "Indonesia", "Sweden", "Ontario", "Quebec",
)  # fmt: skip
CHEMISTRIES = (
    "LFP", "NMC 811", "sodium-ion", "solid-state battery", "lithium-ion", "silicon anode", "LMFP", "semi-solid-state",
)  # fmt: skip
SENTENCES = (
    "{company} will build a {chemistry} cell plant in {region}, the company said on {day}.",
    "The line is to reach {number} gigawatt-hours a year once {region} grants the remaining permits.",
    "{company} and {other} have signed a supply agreement for {number} thousand tonnes of lithium carbonate.",
    "Analysts in {region} expect {chemistry} cells to take {number} per cent of the market for buses.",
    "The battery maker has ordered coating machines worth {number} million euros for the first building.",
    "{other}, which buys cathode material from {company}, declined to comment on the contract.",
    "A spokesperson for {company} said that hiring of {number} technicians would begin in the spring.",
    "Prices for lithium hydroxide have fallen by {number} per cent since January, traders in {region} report.",
    "The gigafactory near the port will also recycle production scrap into black mass.",
    "Grid operators want storage systems that deliver power for {number} hours, which favours {chemistry} technology.",
    "{company} showed a prototype with {number} watt-hours per kilogram at a trade fair in {region}.",
    "Car makers in {region} have asked for safer packs after a recall that covered {number} thousand vehicles.",
    "Construction at the site had stopped for {number} weeks while {other} looked for another contractor.",
    "The pilot line makes {number} cells a day, far below what {company} needs for mass production.",
)
TITLES = (
    "{company} plans {chemistry} plant in {region}",
    "{company} and {other} agree on battery supply for {region}",
    "{region} approves cell factory of {company}",
    "{company} raises output of {chemistry} cells by {number} per cent",
)
NOW = datetime.now(UTC).replace(microsecond=0)


def _fill(template: str, rng: random.Random) -> str:
    company, other = rng.sample(COMPANIES, 2)
    return template.format(
        company=company, other=other, region=rng.choice(REGIONS), chemistry=rng.choice(CHEMISTRIES),
        number=rng.randint(2, 97), day=rng.choice(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")),
    )  # fmt: skip


def title(number: int, seed: int = 7) -> str:
    """The headline of article `number`; its number makes it unique."""
    return f"{_fill(TITLES[number % len(TITLES)], random.Random(f'{seed}/title/{number}'))} (report {number})"


def published(number: int) -> datetime:
    return NOW - timedelta(minutes=11 * (number + 1))


@cache
def paragraphs(number: int, seed: int = 7) -> tuple[str, ...]:
    """The body of article `number`: 6 to 14 paragraphs of 3 to 5 sentences."""
    rng = random.Random(f"{seed}/body/{number}")
    return tuple(
        " ".join(_fill(template, rng) for template in rng.sample(SENTENCES, rng.randint(3, 5)))
        for _ in range(rng.randint(6, 14))
    )


def article_page(number: int, base: str, seed: int = 7, *, bulk: bool = True) -> bytes:
    """A page as news sites make them: much menu, script and teaser around some text. Without `bulk` the text alone."""
    rng = random.Random(f"{seed}/page/{number}")
    headline, moment = title(number, seed), published(number)
    structured = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": headline,
        "datePublished": moment.isoformat(), "author": {"@type": "Person", "name": "Robin Sample"},
        "publisher": {"@type": "Organization", "name": "Bench Battery News"},
    }  # fmt: skip
    menu = "".join(f'<li><a href="/section/{i}">Section {i} of the site</a></li>' for i in range(60 * bulk))
    teasers = "".join(
        f'<div class="teaser"><a href="{base}/news/{i}"><img src="/img/{i}.jpg" alt=""><h3>Story {i}</h3></a></div>'
        for i in range(80 * bulk)
    )
    script = f"window.__STATE__={json.dumps([rng.random() for _ in range(rng.randint(600, 6000) * bulk)])};"
    body = "".join(f"<p>{text}</p>" for text in paragraphs(number, seed))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{headline} | Bench Battery News</title>'
        f'<link rel="canonical" href="{base}/news/{number}"><meta property="og:title" content="{headline}">'
        f'<script type="application/ld+json">{json.dumps(structured)}</script><script>{script}</script></head>'
        f"<body><header><nav><ul>{menu}</ul></nav></header><main><article><h1>{headline}</h1>"
        f'<p class="byline">By Robin Sample</p>{body}</article><aside>{teasers}</aside></main>'
        f"<footer><ul>{menu}</ul><p>Copyright Bench Battery News</p></footer></body></html>"
    ).encode()


def feed(articles: int, base: str, seed: int = 7) -> bytes:
    items = "".join(
        f"<item><title>{title(n, seed)}</title><link>{base}/news/{n}</link>"
        f"<pubDate>{published(n):%a, %d %b %Y %H:%M:%S +0000}</pubDate></item>"
        for n in range(articles)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Bench</title>{items}</channel></rss>'.encode()


def sitemap(articles: int, base: str) -> bytes:
    urls = "".join(
        f"<url><loc>{base}/news/{n}</loc><lastmod>{published(n):%Y-%m-%dT%H:%M:%S+00:00}</lastmod></url>"
        for n in range(articles)
    )
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode()


class QuietServer(ThreadingHTTPServer):
    """A server that takes it calmly when a client is gone: killed clients are what some tests are about."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Newsroom:
    """The site, served on a free port of this machine. `requests` counts what was asked."""

    def __init__(self, articles: int, seed: int = 7, port: int = 0, *, bulk: bool = True) -> None:
        self.bulk = bulk
        self.requests: Counter[str] = Counter()
        self.server = QuietServer(("127.0.0.1", port), self._handler(articles, seed))
        self.base = f"http://127.0.0.1:{self.server.server_port}"

    def _handler(self, articles: int, seed: int) -> type[BaseHTTPRequestHandler]:
        room = self

        @cache
        def document(path: str) -> tuple[str, bytes] | None:
            if path == "/feed.xml":
                return "application/rss+xml", feed(articles, room.base, seed)
            if path == "/sitemap.xml":
                return "application/xml", sitemap(articles, room.base)
            number = path.removeprefix("/news/")
            if path.startswith("/news/") and number.isdigit() and int(number) < articles:
                return "text/html; charset=utf-8", article_page(int(number), room.base, seed, bulk=room.bulk)
            return None

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                room.requests[self.path] += 1
                if self.path == "/requests":
                    found: tuple[str, bytes] | None = ("application/json", json.dumps(room.requests).encode())
                else:
                    found = document(self.path)
                kind, content = found or ("text/plain", b"nothing here")
                self.send_response(200 if found else 404)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """Say nothing: thousands of requests are the point."""

        return Handler

    @contextlib.contextmanager
    def serving(self) -> Iterator[Newsroom]:
        thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.server.shutdown()
            self.server.server_close()


def settings_files(base: str, *, delay_s: float = 0.0, workers: int = 2) -> dict[str, str]:
    """The files of a configuration folder that collects this site alone."""
    return {
        "voltwire.toml": (
            f'[store]\npath = "bench.db"\n[fetching]\ndelay_s = {delay_s}\n[relevance]\nmin_score = 0\n'
            f"[cycle]\nworkers = {workers}\ncandidates_per_source = 100000\ncandidates_per_host = 100000\n"
        ),
        "sources.toml": (
            f'[[source]]\nid = "bench"\nkind = "feed"\nurl = "{base}/feed.xml"\nlanguage = "en"\n'
            "allow_private = true\nmax_age_days = 3000\n"
        ),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--port", type=int, default=0)
    given = parser.parse_args()
    room = Newsroom(given.articles, given.seed, given.port)
    sys.stdout.write(room.base + "\n")
    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt):
        room.server.serve_forever()


if __name__ == "__main__":
    main()
