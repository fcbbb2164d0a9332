"""Another threshold: what it would change is shown, and what was refused is taken up again, once, from what is kept."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import newsroom
import pytest
from voltwire.cli.main import _run

Voltwire = Callable[..., Any]


def threshold(folder: Path, min_score: float) -> None:
    path = folder / "voltwire.toml"
    kept = [
        line for line in path.read_text("utf-8").splitlines() if "relevance" not in line and "min_score" not in line
    ]
    path.write_text("\n".join([*kept, "[relevance]", f"min_score = {min_score}", ""]), "utf-8")


def states(folder: Path) -> dict[str, int]:
    with closing(sqlite3.connect(folder / "bench.db")) as connection:
        return dict(connection.execute("select state, count(*) from candidates group by 1"))


@pytest.fixture(scope="module")
def collected(site: newsroom.Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose twelve articles were all refused, because the threshold was set too high."""
    folder = tmp_path_factory.mktemp("refused")
    for name, text in newsroom.settings_files(site.base, workers=0).items():
        (folder / name).write_text(text, "utf-8")
    threshold(folder, 0.999)
    assert _run(["--config", str(folder), "ingest"]) == 0
    assert states(folder) == {"rejected": 12}
    return folder


@pytest.fixture
def refused(collected: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(collected, tmp_path / "folder"))


def test_another_threshold_shows_what_it_would_take_up_with_score_words_and_title(
    voltwire: Voltwire, refused: Path
) -> None:
    report = voltwire("--config", refused, "relevance", "--at", "0.2", "--since", "30d", "--json").json
    assert (report["at"], report["min_score"], report["taken_up"], report["fallen_out"]) == (0.2, 0.999, 12, 0)
    for one in report["would_take_up"]:
        assert 0.2 <= one["score"] < 0.999
        assert one["title"]
        assert one["words"]
    scores = [one["score"] for one in report["would_take_up"]]
    assert scores == sorted(scores, reverse=True)
    told = voltwire("--config", refused, "relevance", "--at", "0.2", "--limit", "1").out
    assert "12 candidates refused as off topic would be taken up" in told
    assert "requeue --at 0.2" in told
    assert (
        voltwire("--config", refused, "relevance", "--at", "0.2", "--since", "2090-01-01", "--json").json["taken_up"]
        == 0
    )


def test_what_is_kept_would_fall_out_above_its_score_unless_its_source_is_kept_whole(
    voltwire: Voltwire, refused: Path
) -> None:
    voltwire("--config", refused, "requeue", "--at", "0")
    assert voltwire("--config", refused, "ingest", "--json").json["articles"]["new"] == 12
    report = voltwire("--config", refused, "relevance", "--at", "0.9999", "--json").json
    assert (report["taken_up"], report["fallen_out"]) == (0, 12)
    assert all(one["words"] and one["score"] < 0.9999 for one in report["would_fall_out"])
    url = report["would_fall_out"][0]["url"]
    assert f"relevance: {report['would_fall_out'][0]['score']:.2f} (" in voltwire("--config", refused, "why", url).out
    assert voltwire("--config", refused, "why", url, "--json").json["words"]
    sources = (refused / "sources.toml").read_text("utf-8")
    (refused / "sources.toml").write_text(sources.replace("[[source]]\n", '[[source]]\nrelevance = "keep"\n'), "utf-8")
    assert voltwire("--config", refused, "relevance", "--at", "0.9999", "--json").json["fallen_out"] == 0


def test_what_is_taken_up_waits_once_and_is_kept_whatever_the_settings_say(voltwire: Voltwire, refused: Path) -> None:
    dry = voltwire("--config", refused, "requeue", "--at", "0.2", "--dry-run", "--json").json
    assert (dry["requeued"], states(refused)) == (12, {"rejected": 12})
    done = voltwire("--config", refused, "requeue", "--at", "0.2", "--json").json
    assert (done["requeued"], done["candidates"]) == (12, dry["candidates"])
    assert states(refused) == {"waiting": 12}
    assert voltwire("--config", refused, "check").code == 0
    assert voltwire("--config", refused, "requeue", "--at", "0.2", "--json").json["requeued"] == 0
    ingested = voltwire("--config", refused, "ingest", "--json").json
    assert ingested["articles"]["new"] == 12
    assert states(refused) == {"done": 12}
    assert voltwire("--config", refused, "check").code == 0


def test_the_stored_page_is_read_and_not_fetched_again(voltwire: Voltwire, refused: Path) -> None:
    with closing(sqlite3.connect(refused / "bench.db")) as connection, connection:
        connection.execute("update pages set fetched_at = '2001-02-03T04:05:06Z'")
        unkept = connection.execute("select url from candidates order by url limit 1").fetchone()[0]
        connection.execute("update candidates set page_url = null where url = ?", (unkept,))
    voltwire("--config", refused, "requeue", "--at", "0")
    voltwire("--config", refused, "ingest")
    rows = voltwire("--config", refused, "sql", "select url, fetched_at from articles", "--json").json
    again = {row["url"] for row in rows if row["fetched_at"] != "2001-02-03T04:05:06Z"}
    assert (len(rows), again) == (12, {unkept})


def test_a_lower_threshold_in_the_settings_needs_no_other(voltwire: Voltwire, refused: Path) -> None:
    assert voltwire("--config", refused, "requeue", "--json").json["requeued"] == 0
    threshold(refused, 0.2)
    assert voltwire("--config", refused, "requeue", "--json").json["requeued"] == 12


def test_what_was_refused_for_another_reason_is_fetched_anew(voltwire: Voltwire, refused: Path) -> None:
    with closing(sqlite3.connect(refused / "bench.db")) as connection, connection:
        connection.execute("update candidates set reason = 'bot_page', relevance = null")
    threshold(refused, 0)
    assert voltwire("--config", refused, "requeue", "--reason", "bot_page", "--source", "nobody").out.startswith("0 ")
    assert voltwire("--config", refused, "requeue", "--reason", "bot_page").out.startswith("12 candidates wait again")
    rows = voltwire("--config", refused, "sql", "select page_url, attempts from candidates", "--json").json
    assert rows == [{"page_url": None, "attempts": 0}] * 12
    assert voltwire("--config", refused, "ingest", "--json").json["articles"]["new"] == 12


def test_why_tells_score_and_words_of_what_was_refused(voltwire: Voltwire, refused: Path) -> None:
    url = voltwire("--config", refused, "sql", "select url from candidates limit 1", "--json").json[0]["url"]
    told = voltwire("--config", refused, "why", url).out
    assert "rejected: off topic (score 0." in told
    assert "batter" in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("relevance",), "--at"),
        (("relevance", "--at", "2"), "2"),
        (("relevance", "--at", "0.3", "--since", "soon"), "soon"),
        (("relevance", "--at", "0.3", "--since", "99999999999w"), "too far"),
        (("requeue", "--reason", "ugly"), "ugly"),
        (("requeue", "--reason", "dns", "--at", "0.3"), "off_topic"),
    ],
)
def test_wrong_input_is_one_line(voltwire: Voltwire, refused: Path, words: tuple[str, ...], told: str) -> None:
    answer = voltwire("--config", refused, *words)
    assert answer.code == 2
    assert told in answer.error_line
    assert states(refused) == {"rejected": 12}
