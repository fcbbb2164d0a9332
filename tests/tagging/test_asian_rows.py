"""Japanese and Korean companies that their neighbours give away, and nouns that are none."""

from __future__ import annotations

import pytest
from voltwire import settings
from voltwire.tagging import asianforms
from voltwire.tagging.asiannouns import is_common
from voltwire.tagging.tagger import Tagger, load_tagger


@pytest.fixture(scope="module")
def shipped() -> Tagger:
    return load_tagger(settings.load())


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("ja", "Kestrel Fuel Systems Inc.と組み", ["Kestrel Fuel Systems Inc."]),
        ("ja", "Panasonic Toyota Power Logistics Limitedを設立", ["Panasonic Toyota Power Logistics Limited"]),
        ("ja", "株式会社ミナト―テックの株", ["株式会社ミナト―テック"]),
        (
            "ja",
            "マツダ トヨタ マニュファクチャリング インク（以下MTM）とMTMの社長",
            ["マツダ トヨタ マニュファクチャリング インク", "MTM", "MTM"],
        ),
        ("ja", "東芝と日立ディスプレイズが並ぶ", ["東芝", "日立ディスプレイズ"]),
        ("ja", "米ボルトハーベストは増産する。米トランプ大統領は", ["ボルトハーベスト"]),
        ("ja", "クロノセル社は述べた。A社とグループ社員", ["クロノセル社"]),
        ("ja", "調査会社ミライ・ファクトの集計", ["ミライ・ファクト"]),
        ("ko", "삼성SDI·QBX, 공동 개발", ["삼성SDI", "QBX"]),
        ("ko", "자회사 한결소일은 공급한다. 제조사 책임을 묻는다.", ["한결소일"]),
        ("ko", "북미 법인 누벡(Nuvec)을 통해", ["누벡"]),
        ("ko", "SK온은 쉬고 SK하루테크는 판다", ["SK온", "SK하루테크"]),
    ],
)
def test_companies(shipped: Tagger, language: str, text: str, wanted: list[str]) -> None:
    found = [m.text for m in shipped.tag(text, language) if m.label == "COMPANY"]
    assert [name for name in found if name in wanted] == wanted
    assert set(found) <= {*wanted, "Nuvec"}


@pytest.mark.parametrize(
    ("text", "name", "common"),
    [
        ("東京株式市場で", "株式市場", True),
        ("石油会社の", "石油会", True),
        ("（ハイリスク・ハイリターン商品）", "ハイリスク・ハイリターン商品", True),
        ("売上台数が", "売上台数", True),
        ("「リーフェン」が売れた", "リーフェン", True),
        ("新興企業「リーフェン」が売れた", "リーフェン", False),
        ("인공지능(AI) 데이터센터", "AI) 데이터센터", True),
        ("유해물질 노출", "유해물질", True),
        ("누리솔리드는 말했다", "누리솔리드", False),
        ("ホタルナは述べた", "ホタルナ", False),
        ("연구원(KAIST)", "KAIST", True),
    ],
)
def test_common_nouns_and_scraps(text: str, name: str, common: bool) -> None:
    start = text.index(name)
    assert is_common(text, start, start + len(name), trade=False) is common


def test_a_dash_in_kana_is_the_long_mark() -> None:
    assert asianforms.with_long_marks("カッパ―の東京―大阪") == "カッパーの東京―大阪"
