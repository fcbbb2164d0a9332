"""The site over HTTP: what it answers, what it refuses, and that Datasette stays reachable behind it."""

from __future__ import annotations

import hashlib
import http.client
import json
import re
import socket
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import feedparser
import pytest
import site_world
from site_serving import Site, serving
from voltwire.paths import data_folder
from voltwire.store import Store, load_queries

OURS = ("/", "/entity/company:catl", "/entity/region:CN", "/article/1", "/search", "/search?q=CATL", "/nowhere-at-all")


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def get(site: Site, path: str, **headers: str) -> tuple[int, Any, str]:
    """Status, headers and text of an answer, whatever it is."""
    quoted = urllib.parse.quote(path, safe="/:?=&%.#~-_+*")
    request = urllib.request.Request(site.base + quoted, headers=headers)
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read().decode()


def words_of(page: str) -> str:
    """A page's text, blanks folded."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def sql_path(statement: str, ending: str = "") -> str:
    return f"/voltwire{ending}?" + urllib.parse.urlencode({"sql": statement, "_shape": "array"})


@pytest.fixture
def rich(sites: Callable[[str], Site]) -> Site:
    return sites("rich")


@pytest.fixture
def hostile(sites: Callable[[str], Site]) -> Site:
    return sites("hostile")


@pytest.mark.parametrize("path", OURS)
def test_our_pages_run_nothing_but_our_files(rich: Site, path: str) -> None:
    _, headers, page = get(rich, path)
    policy = headers["Content-Security-Policy"]
    scripts = re.findall(r"<script\b[^>]*>", page)
    assert all('src="/site/' in script for script in scripts)
    assert not re.search(r"\son\w+=", re.sub(r">[^<]*<", "><", page))
    if "nowhere" not in path:
        assert "script-src 'self'" in policy
        assert "unsafe-inline" not in policy.partition("script-src")[2]
    assert "default-src 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/voltwire", "/voltwire/evidence", "/voltwire/movers", sql_path("select 1")])
def test_no_page_may_ask_another_host(rich: Site, path: str) -> None:
    status, headers, page = get(rich, path)
    assert status == 200
    assert "http:" not in headers["Content-Security-Policy"]
    assert "unsafe-eval" not in headers["Content-Security-Policy"]
    assert "Skip to content" in page  # our head stands on Datasette's pages


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:80", "", "127.0.0.1.nip.example"])
def test_another_name_that_leads_here_is_refused(rich: Site, host: str) -> None:
    address = urllib.parse.urlsplit(rich.base)
    connection = http.client.HTTPConnection("127.0.0.1", address.port or 80, timeout=10)
    connection.putrequest("GET", "/voltwire/articles.json", skip_host=True)
    connection.putheader("Host", host)
    connection.endheaders()
    answer = connection.getresponse()
    assert answer.status in (400, 421)
    assert b"CATL" not in answer.read()
    connection.close()


def test_the_numbers_of_the_home_page_are_those_of_the_database(rich: Site) -> None:
    page = words_of(get(rich, "/")[2])
    with Store.open(rich.database, read_only=True) as store:
        articles, mentions = store.run_sql(
            "select (select count(*) from articles), (select count(*) from mentions)"
        ).rows[0]
        query = load_queries(data_folder("config") / "queries.toml")["movers"]
        movers = store.run_sql(query.sql, query.bind({"limit": "3"}, datetime.now(UTC).date())).rows
    assert f"{articles:,} articles with {mentions:,} mentions" in page
    for _, name, this_week, usual, change in movers:
        assert f"{name} {this_week} {usual:.1f} {change:+.1f}" in page.replace("−", "-")


def test_little_data_says_what_there_is(sites: Callable[[str], Site]) -> None:
    young = words_of(get(sites("young"), "/")[2])
    assert "Most named so far" in young
    assert "A chart by day needs articles of three days" in young
    assert "CATL" in young
    empty = words_of(get(sites("empty"), "/")[2])
    assert "Nothing collected yet" in empty
    for path in ("/search", "/search?q=CATL", "/voltwire"):
        assert get(sites("empty"), path)[0] == 200


def test_an_entity_shows_names_facts_family_and_evidence(rich: Site) -> None:
    page = words_of(get(rich, "/entity/company:catl")[2])
    for told in (
        "宁德时代",
        "닝더스다이",
        "SZSE:300750",
        "Founded 2011",
        "Subsidiaries Brunp Recycling",
        "Lithium iron phosphate",
    ):
        assert told in page
    assert "Owned by CATL" in words_of(get(rich, "/entity/company:brunp")[2])
    beside = words_of(get(rich, "/entity/company:catl?with=company:byd")[2])
    assert "In one sentence with BYD" in beside
    assert "A spokesperson of" not in beside
    assert "Page 13 of 13" in words_of(get(rich, "/entity/company:catl?page=999&with=nobody")[2])


def test_ids_compare_without_case_and_names_lead_to_their_entity(rich: Site) -> None:
    assert get(rich, "/entity/company:CATL")[0] == 200
    status, headers, _ = get(rich, "/entity/宁德时代")
    assert (status, headers["Location"]) == (302, "/entity/company:catl")
    assert get(rich, "/entity/nobody")[0] == 404
    assert get(rich, f"/entity/company:catl?page={'9' * 5000}")[0] == 200


def test_the_feed_of_an_entity(rich: Site) -> None:
    status, headers, text = get(rich, "/entity/company:catl.atom")
    feed = feedparser.parse(text.encode())
    assert status == 200
    assert "atom" in headers["Content-Type"]
    assert not feed.bozo
    assert len(feed.entries) > 10
    assert "#:~:text=" in feed.entries[0].link


def test_an_article_shows_marked_names_its_origin_and_its_edit(rich: Site) -> None:
    page = get(rich, "/article/1")[2]
    assert re.search(r'<a class="m m-company" href="/entity/company:[\w-]+"', page)
    told = words_of(page)
    assert "What version 2 changed" in told
    assert "<ins>Correction: an earlier text named another year.</ins>" in page
    assert "read from json-ld, trust high" in told
    assert "#:~:text=" in page
    assert get(rich, "/article/999999")[0] == 404


def test_chinese_sentences_carry_english_names(rich: Site) -> None:
    page = get(rich, "/search?language=zh&entity=company:catl")[2]
    assert '>宁德时代</a><span class="gloss" lang="en">CATL</span>' in page


@pytest.mark.parametrize("words", ["钠离", "양산", "Feststoff*", "固体電池", '"declined to comment"'])
def test_search_finds_words_of_every_language(rich: Site, words: str) -> None:
    page = words_of(get(rich, f"/search?q={urllib.parse.quote(words)}")[2])
    with Store.open(rich.database, read_only=True) as store:
        hits = len(store.search(words, 10_000))
    assert hits > 0
    assert f"{hits} article" in page


def test_every_facet_counts_what_its_link_shows(rich: Site) -> None:
    page = get(rich, "/search?q=CATL")[2]
    facets = re.findall(r'<li><a href="(/search\?[^"]+)"[^>]*>.*?<span class="n">([\d,]+)</span>', page)
    assert len(facets) > 10
    kinds = set()
    for address, count in facets:
        kinds.add(re.findall(r"&amp;(\w+)=", address)[-1])
        assert f"{count} article" in words_of(get(rich, unescape(address))[2]), address
    assert kinds == {"entity", "source", "language", "month", "label"}


@pytest.mark.parametrize("words", ["*", '"', "!!", "a" * 3000, "NEAR(", "x OR", "' OR 1=1 --", "\x00", "💥"])
def test_no_search_is_an_error(rich: Site, words: str) -> None:
    assert get(rich, f"/search?q={urllib.parse.quote(words)}&page=-1&month=x&entity=%22&label=no&source=%00")[0] == 200


@pytest.mark.parametrize("name", list(load_queries(data_folder("config") / "queries.toml")))
def test_named_queries_answer_as_the_command_does(rich: Site, name: str) -> None:
    query = load_queries(data_folder("config") / "queries.toml")[name]
    status, _, text = get(rich, f"/voltwire/{name}.json?_shape=array")
    with Store.open(rich.database, read_only=True) as store:
        wanted = store.run_sql(query.sql, query.bind({}, datetime.now(UTC).date())).as_dicts()
    assert status == 200
    assert json.loads(text) == wanted
    page = words_of(get(rich, f"/voltwire/{name}")[2])
    assert query.title in page
    assert " ".join(query.description.split()) in page


def test_a_named_query_counts_what_it_leaves_out(rich: Site) -> None:
    few = words_of(get(rich, "/voltwire/unknown-companies?min_articles=1000")[2])
    assert "Left out here: 3 " in few
    assert "Left out here" not in words_of(get(rich, "/voltwire/unknown-companies?min_articles=1")[2])


def test_a_named_query_takes_an_entity_by_any_of_its_names(rich: Site) -> None:
    by_id, by_name = (
        get(rich, f"/voltwire/mentioned-with.json?_shape=array&entity={one}")[2] for one in ("company:catl", "宁德时代")
    )
    assert json.loads(by_id) == json.loads(by_name) != []


def test_a_parameter_of_a_named_query_is_taken(rich: Site) -> None:
    found = json.loads(get(rich, "/voltwire/movers.json?_shape=array&limit=2&label=region")[2])
    assert len(found) == 2
    assert all(row["entity_id"].startswith("region:") for row in found)


@pytest.mark.parametrize(
    "path", ["/voltwire/evidence", "/voltwire/articles", "/voltwire/companies", "/voltwire/sources"]
)
def test_tables_and_views_come_as_page_json_and_csv(rich: Site, path: str) -> None:
    assert get(rich, path)[0] == 200
    assert json.loads(get(rich, f"{path}.json?_shape=array&_size=3")[2])
    assert len(get(rich, f"{path}.csv?_size=3")[2].splitlines()) > 3


def test_the_table_of_evidence_leads_to_our_pages(rich: Site) -> None:
    page = get(rich, "/voltwire/evidence")[2]
    assert 'href="/entity/company:' in page
    assert 'href="/article/' in page


@pytest.mark.parametrize(
    "statement",
    ["insert into meta values ('a', 'b')", "delete from articles", "drop table articles",
     "pragma journal_mode = delete", "attach 'x.db' as x", "vacuum into 'stolen.db'", "create table t (a)",
     "select load_extension('x')",
     "with x as (select 1) insert into meta select 'a', 'b'", "select 1; delete from articles",
     "update articles set title = 1",
     "select writefile('x', 'y')", "select * from nowhere", "select", "replace into meta values ('a', 'b')"],
)  # fmt: skip
def test_the_sql_page_writes_nothing_and_shows_no_trace(rich: Site, statement: str) -> None:
    before = hashlib.sha256(rich.database.read_bytes()).digest()
    for ending in ("", ".json"):
        status, _, page = get(rich, sql_path(statement, ending))
        assert status == 400
        assert "Traceback" not in page
        assert 'File "' not in page
    status, _, csv = get(rich, sql_path(statement, ".csv"))  # a stream that began as 200 ends without a row
    assert status == 400 or not csv.strip()
    assert hashlib.sha256(rich.database.read_bytes()).digest() == before


def test_no_request_writes(rich: Site) -> None:
    for path in ("/voltwire", "/voltwire/movers", "/voltwire/articles", "/"):
        request = urllib.request.Request(rich.base + path, data=b"sql=delete from articles", method="POST")
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=10)
        refused.value.close()
        assert refused.value.code == 405


def test_a_question_without_end_is_stopped(databases: Path, tmp_path: Path) -> None:
    (tmp_path / "voltwire.toml").write_text("[site]\ntime_limit_s = 0.3\n", "utf-8")
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
    with serving(databases / "rich.db", "--config", str(tmp_path)) as site:
        started = time.monotonic()
        for ending in ("", ".json"):
            status, _, page = get(site, sql_path(endless, ending))
            assert status == 400
            assert "longer than it may" in page
        assert time.monotonic() - started < 20  # it would never end


def test_what_is_wrong_inside_is_told_to_the_log_alone(hostile: Site) -> None:
    status, _, page = get(hostile, "/voltwire/evidence?_timelimit=<script>x")
    assert status == 500
    assert "Something is wrong on our side" in page
    assert "Traceback" not in page
    assert "invalid literal" not in page
    assert "invalid literal" in hostile.errors.read_text("utf-8")


def test_it_shows_what_is_stored_while_it_runs(tmp_path: Path) -> None:
    database = tmp_path / "it's 100% #1?.db"
    site_world.fill(database, days=2)
    with serving(database) as site, Store.open(database) as store:
        assert "0 articles" in words_of(get(site, "/search?q=Kettenwerk")[2])
        article = site_world.Article(
            url="https://cellwire.example/new", title="Kettenwerk opens", text="Kettenwerk opens.", language="en",
            source_id="cellwire", published=site_world.published(datetime.now(UTC)), extractor="test",
        )  # fmt: skip
        site_world.put(store, site_world.SOURCES[0], article, [], datetime.now(UTC))
        assert "1 article" in words_of(get(site, "/search?q=Kettenwerk")[2])


def test_elsewhere_full_texts_and_free_sql_stay_closed(databases: Path) -> None:
    with serving(databases / "rich.db", "--host", "0.0.0.0") as site:
        page = words_of(get(site, "/article/1")[2])
        assert "The full text stays with its publisher" in page
        assert "Correction: an earlier text" not in page
        texts = "select text from articles"
        for path in (
            "/voltwire/articles", "/voltwire/articles.json", "/voltwire/articles/1.json", "/voltwire/pages.json",
            "/voltwire/article_versions.json", "/voltwire/articles_fts.json", "/voltwire/articles_fts_columns.json",
            sql_path(texts), sql_path(texts, ".json"), sql_path(texts, ".csv"),
            "/voltwire/evidence.json?_where=1=1", "/voltwire.db", "/-/databases.json", "/-/settings.json",
        ):  # fmt: skip
            status, _, text = get(site, path)
            assert status in (400, 403, 404), path
            assert "Fachleute" not in text
            assert str(databases) not in text
        assert get(site, "/voltwire/evidence.json")[0] == 200
        assert get(site, "/voltwire/movers.json")[0] == 200


def test_elsewhere_a_setting_opens_full_texts(databases: Path, tmp_path: Path) -> None:
    (tmp_path / "voltwire.toml").write_text("[site]\nfull_text = true\n", "utf-8")
    with serving(databases / "rich.db", "--host", "0.0.0.0", "--config", str(tmp_path)) as site:
        assert "Correction: an earlier text" in words_of(get(site, "/article/1")[2])
        assert get(site, sql_path("select text from articles limit 1", ".json"))[0] == 200


def test_a_port_that_is_taken_is_one_line(voltwire: Callable[..., Any], databases: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = voltwire("--db", databases / "rich.db", "serve", "--port", port)
    assert answer.code == 2
    assert f"127.0.0.1:{port}" in answer.error_line
    assert "--port" in answer.error_line


def test_a_missing_database_is_one_line(voltwire: Callable[..., Any], tmp_path: Path) -> None:
    answer = voltwire("--db", tmp_path / "none.db", "serve")
    assert answer.code == 2
    assert "none.db" in answer.error_line
    assert not list(tmp_path.iterdir())
