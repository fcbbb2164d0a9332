"""Japanese and Korean companies by what leads to them, and things that a model takes for one."""

from __future__ import annotations

import pytest
from voltwire import settings
from voltwire.tagging.asianwitness import explains, is_thing
from voltwire.tagging.tagger import Tagger, load_tagger


@pytest.fixture(scope="module")
def shipped() -> Tagger:
    return load_tagger(settings.load())


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("ja", "山陰新聞は県内の計画を報じた。河内日報が伝えた。", ["山陰新聞", "河内日報"]),
        ("ja", "地方新聞や業界新聞は扱わず、作業日報を電子化した。", []),
        ("ja", "主幹事は若狭銀行が務め、浜北信用金庫が貸した。", ["若狭銀行", "浜北信用金庫"]),
        ("ja", "創業時の名は「桐山商店」で、個人商店や小売商店が続く。", ["桐山商店"]),
        ("ja", "名古屋メトロは電池駆動の車両を導入する。", ["名古屋メトロ"]),
        ("ja", "独Ferrovolt社と組む。A社と同社は否定した。", ["Ferrovolt社"]),
        ("ja", "テスラ社は値下げした。テスラ社員は驚いた。", ["テスラ社", "テスラ"]),
        ("ja", "日立グループは再編を終えた。", ["日立グループ"]),
        ("ja", "Altamira Castings, S.A. DE C.V.が量産を始めた。", ["Altamira Castings, S.A. DE C.V."]),
        ("ko", "합작사 'KLMBA'가 돈다. KLMBA 공장은 크다.", ["KLMBA", "KLMBA"]),
        ("ko", "스타트업 '누리온'의 기술로 기업 '가치'를 높인다.", ["누리온"]),
        ("ko", "그는 다온의 유상증자에 참여했다. 다온은 전구체를 만든다.", ["다온", "다온"]),
        ("ko", "주주의 유상증자 반발이 컸다. 주주는 화났다.", []),
        ("ko", "[주간배터리] 파트너십을 맺었다.", []),
        ("ko", "양산라인서 불이 났다.", []),
    ],
)
def test_companies(shipped: Tagger, language: str, text: str, wanted: list[str]) -> None:
    assert [m.text for m in shipped.tag(text, language) if m.label == "COMPANY"] == wanted


@pytest.mark.parametrize(
    ("text", "name", "thing"),
    [
        ("車載用サーミスタの需要", "サーミスタ", True),
        ("アルミダイカスト製品", "アルミダイカスト", True),
        ("クレイトン反トラスト法", "クレイトン", True),
        ("印刷業を営む", "印刷業", True),
        ("三葉工業を訪ねた", "三葉工業", False),
        ("新素材のバルカナイト®は", "バルカナイト®", True),
        ("QRT(Quality Reliability and Test Report)は", "Test Report", True),
        ("米Test Reportは", "Test Report", False),
        ("スイスのヴェルタスも", "ヴェルタス", False),
        ("仏ヴェルタスは", "ヴェルタス", False),
        ("新興ヴェルタス製の", "ヴェルタス", False),
    ],
)
def test_what_is_rather_a_thing(text: str, name: str, thing: bool) -> None:
    start = text.index(name)
    assert is_thing(text, start, start + len(name)) is thing


def test_a_brand_before_its_company_in_brackets() -> None:
    assert explains("ゴールドリング(トヨタ)", 0, 7, frozenset({8}))
    assert not explains("ゴールドリング(トヨタ)", 0, 7, frozenset())
    assert not explains("ゴールドリング、トヨタ", 0, 7, frozenset({8}))
