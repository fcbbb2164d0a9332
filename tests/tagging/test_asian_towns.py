"""Short names of Japanese and Korean places: places where a text speaks of them, else persons, words and companies."""

from __future__ import annotations

import pytest
from voltwire import settings
from voltwire.tagging.asiantowns import short_name, wide_names
from voltwire.tagging.tagger import Tagger, load_tagger


@pytest.fixture(scope="module")
def shipped() -> Tagger:
    return load_tagger(settings.load())


def places(tagger: Tagger, text: str, language: str) -> list[str]:
    return [mention.text for mention in tagger.tag(text, language) if mention.label == "REGION"]


def test_names_without_their_ending() -> None:
    assert short_name("福島県", "ja") == "福島"
    assert short_name("경기도", "ko") == "경기"
    assert short_name("대전광역시", "ko") == "대전"
    assert short_name("津市", "ja") is None
    assert list(wide_names("충남", "ko")) == ["충남도", "충남권"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("同社は千葉に新しい蓄電所を建設する。", ["千葉"]),
        ("富山の工場で正極材を焼成している。", ["富山"]),
        ("長崎、宮崎、大分の三県で実証を進める。", ["長崎", "宮崎", "大分"]),
        ("本社は刈谷にある。", ["刈谷"]),
        ("物流拠点を川崎へ移転する。", ["川崎"]),
        ("【神戸】電力会社が蓄電池を納めた。", ["神戸"]),
        ("山口さんは技術者だ。石川社長が話した。福島瑞穂氏も来た。", []),
        ("千葉銀行と長野計器の株が上がった。", []),
        ("日本国内の需要は伸び、東日本の電力も足りた。", ["日本"]),
        ("九州と四国、東北で出力制御があった。", ["九州", "四国", "東北"]),
        ("ミシュコルツ市の工場", ["ミシュコルツ市"]),
    ],
)
def test_japanese_places(shipped: Tagger, text: str, wanted: list[str]) -> None:
    assert places(shipped, text, "ja") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("경기 화성시와 강원 원주에 공장이 있다.", ["경기", "화성시", "강원", "원주"]),
        ("경기 침체로 배터리 수요가 줄었다. 경기가 나쁘다.", []),
        ("서울·경기·인천에서 먼저 시작한다.", ["서울", "경기", "인천"]),
        ("회사는 안양 공장에서 셀을 만든다.", ["안양"]),
        ("충남도는 부지를 내놓았다. 광양만권도 넓다.", ["충남도", "광양만권"]),
        ("중국 시안에 연구소를 세우고 우시 공장을 늘린다.", ["중국", "시안", "우시"]),
        ("인천 서구 가좌동의 창고", ["인천", "서구", "가좌동"]),
        ("'북미산 中 배터리'가 늘었다.", ["북미", "中"]),
        ("고양이가 오산이라는 말을 들었다.", []),
    ],
)
def test_korean_places(shipped: Tagger, text: str, wanted: list[str]) -> None:
    assert places(shipped, text, "ko") == wanted
