"""Search: plain MATCH, as typed in sqlite3 or Datasette, finds words of every language; `search` finds any string."""

from __future__ import annotations

import re
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_world import NOW, TAGGER, article, put
from voltwire.store import Store
from voltwire.store.search import grams, query_for, word_count

TEXTS = {
    "zh": "据悉，宁德时代新能源科技股份有限公司将在重庆扩建全固态电池与新能源汽车产线，"
    "规划年产能10GWh，2026年11月投产。LFP电池需求强劲。",
    "ko": "LG에너지솔루션은 전고체 배터리 양산을 2027년으로 앞당긴다. "
    "삼성SDI는 리튬이온배터리공장을 짓는다. SK온도 참여한다.",
    "ja": "パナソニックエナジーは全固体電池の量産を始める。"
    "トヨタ自動車とリチウムイオン電池工場を建設し、ﾅﾄﾘｳﾑ電池も開発する。",
    "en": "CATL opens a 100GWh solid-state plant in Debrecen; NMC811 cells follow. Größe matters.",
    "de": "Die Feststoffbatterie kommt: VW-Tochter PowerCo baut LFP-Zellen in Salzgitter.",
}
NUMBERS = {language: number for number, language in enumerate(TEXTS, 1)}

PLAIN = {
    "zh": "宁德 宁德时代 重庆 固态 固态电池 全固态电池 新能源汽车 GWh 10GWh 产能 2026年 LFP LFP电池 电池需求",
    "ko": "양산 양산을 전고체 배터리 솔루션 에너지솔루션 LG에너지솔루션 LG 삼성SDI SDI 리튬이온배터리 SK온 공장 2027년",
    "ja": "量産 全固体 全固体電池 パナソニック パナソニックエナジー トヨタ自動車"
    " リチウムイオン リチウムイオン電池 電池工場 ナトリウム ナトリウム電池",
    "en": 'catl GWh 100GWh nmc811 NMC Debrecen "solid-state" Große',
    "de": 'Feststoffbatterie feststoff* "VW-Tochter" LFP salzgitter',
}
WORDS = [(language, word) for language, words in PLAIN.items() for word in words.split()]
ABSENT = [
    "宁德比亚",
    "比亚迪",
    "将在重庆扩建全固态电流",
    "全固体電池と",
    "재생",
    "Feststof",
    "CATL Salzgitter",
    "GW",
    '"plant solid"',
]
ODD = ["", "  ", "!!!", '"', '""', "*", "AND", "NOT NEAR(", 'a" OR "b', "col:x", "-x", "^x", "💥"]


@pytest.fixture
def texts(store: Store) -> Store:
    for language, number in NUMBERS.items():
        put(store, article(number, TEXTS[language], title=f"Title {language}", language=language))
    return store


@pytest.mark.parametrize(("language", "word"), WORDS)
def test_plain_match_finds_words(texts: Store, language: str, word: str) -> None:
    rows = texts.run_sql("SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?", [word]).rows
    assert (NUMBERS[language],) in rows


@pytest.mark.parametrize(
    ("language", "word"),
    [
        *WORDS,
        ("zh", "宁德时代新能源科技股份有限公司"),
        ("zh", "将在重庆扩建全固态电池"),
        ("zh", "重庆 固态电池"),
        ("zh", "德"),
        ("zh", "产能10GWh"),
        ("zh", "10 GWh"),
        ("ko", "LG에너지솔루션은"),
        ("ko", "리튬이온배터리공장을"),
        ("ko", "LG 양산"),
        ("ja", "全固体電池の量産を始める"),
        ("ja", "ﾊﾟﾅｿﾆｯｸ"),
        ("en", "solid-state CATL"),
        ("en", '"opens a 100GWh"'),
        ("de", "feststoffbatt*"),
    ],
)
def test_search_finds_any_string(texts: Store, language: str, word: str) -> None:
    assert NUMBERS[language] in [hit.article_id for hit in texts.search(word)]


@pytest.mark.parametrize("word", ABSENT)
def test_search_finds_nothing_that_is_not_there(texts: Store, word: str) -> None:
    assert texts.search(word) == []


@pytest.mark.parametrize("word", ODD)
def test_whatever_is_typed_is_no_error(texts: Store, word: str) -> None:
    texts.search(word)


def test_headlines_count_more_and_excerpts_show_the_word(store: Store) -> None:
    put(store, article(1, "Long ago " * 40 + "sodium was new. " + "And more. " * 40))
    put(store, article(2, "Nothing else.", title="Sodium"))
    hits = store.search("SODIUM")
    assert [hit.article_id for hit in hits] == [2, 1]
    assert "sodium was new" in hits[1].excerpt and hits[1].excerpt.startswith("… ") and hits[1].excerpt.endswith(" …")
    assert len(store.search("sodium", limit=1)) == 1


def test_a_tagged_name_of_any_length_is_found_as_typed(store: Store) -> None:
    from voltwire.records import Mention

    name = "重庆长安新能源汽车科技"
    one = article(1, f"今日{name}发布新品", language="zh")
    found = Mention(2, 2 + len(name), name, "COMPANY", None, name, "name", "model", 0.9, 0, len(one.text))
    store.record_article(None, None, one, [found], TAGGER, NOW)
    assert store.run_sql("SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?", [name]).rows == [(1,)]


def test_the_index_shows_titles_and_texts(texts: Store) -> None:
    rows = texts.run_sql("SELECT title, text FROM articles_fts WHERE articles_fts MATCH '宁德'").rows
    assert rows == [("Title zh", TEXTS["zh"])]


def test_latin_prose_costs_no_second_column() -> None:
    assert grams("CATL opens a plant in 2026. It costs 5 billion.") == ""
    assert grams("Der Größe wegen") == ""


def test_words_are_counted_in_every_script() -> None:
    assert word_count("CATL opens 2 plants.") == 4
    assert word_count("宁德时代。") == 4
    assert word_count("전고체 배터리 양산") == 3
    assert word_count("") == 0


ANY = st.text(st.characters(codec="utf-8"), max_size=80) | st.from_regex(r"[宁德LG에ナ1 a\"*-]{0,30}", fullmatch=True)


@given(ANY)
def test_no_query_is_a_syntax_error(words: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE f USING fts5 (title, text, grams)")
    query = query_for(words.replace("\0", ""))
    if query:
        connection.execute("SELECT * FROM f WHERE f MATCH ?", (query,)).fetchall()
    connection.close()


@given(st.text("宁德时代电池LGA에솔양1 。ナトリウ", min_size=2, max_size=60), st.data())
def test_any_piece_of_a_text_is_found_by_search(text: str, data: st.DataObject) -> None:
    runs = [run for run in re.findall(r"[宁德时代电池에솔양ナトリウ]+", text) if len(run) > 1]
    if not runs:
        return
    run = data.draw(st.sampled_from(runs))
    start = data.draw(st.integers(0, len(run) - 2))
    piece = run[start : data.draw(st.integers(start + 2, len(run)))]
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE f USING fts5 (title, text, grams, content='')")
    connection.execute("INSERT INTO f (rowid, title, text, grams) VALUES (1, '', ?, ?)", (text, grams(text)))
    assert connection.execute("SELECT rowid FROM f WHERE f MATCH ?", (query_for(piece),)).fetchall() == [(1,)]
    connection.close()
