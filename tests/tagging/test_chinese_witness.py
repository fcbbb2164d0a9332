"""Chinese companies that rows of stocks and owners give away."""

from __future__ import annotations

import pytest
from voltwire import settings
from voltwire.tagging.catalogue import load_catalogue
from voltwire.tagging.tagger import Tagger


@pytest.fixture(scope="module")
def shipped() -> Tagger:
    return Tagger(load_catalogue(settings.load().catalogue_files()))


ROW = "宁德时代跌2.1%，比亚迪跌1.3%，"


def companies(tagger: Tagger, text: str) -> list[str]:
    return [one.text for one in tagger.tag(text, "zh") if one.label == "COMPANY"]


@pytest.mark.parametrize("name", ["禾木阅读", "云岚出行", "泡泡森林", "澄海优选", "星桥旅行"])
def test_a_name_in_a_row_of_stocks(shipped: Tagger, name: str) -> None:
    assert name in companies(shipped, f"{ROW}{name}跌3.2%。")


@pytest.mark.parametrize("name", ["沪指", "碳酸锂", "锂电板块", "现货均价", "主力合约", "创业板指"])
def test_what_else_rises_and_falls(shipped: Tagger, name: str) -> None:
    assert name not in companies(shipped, f"{ROW}{name}跌3.2%。")


def test_one_figure_is_no_row(shipped: Tagger) -> None:
    assert "云岚出行" not in companies(shipped, "上月云岚出行，云岚出行跌3.2%。")


@pytest.mark.parametrize("name", ["苏州范鼎", "常州凯斯诺", "无锡菲洛", "宁波艾菲", "合肥诺森"])
def test_a_daughter_named_after_its_town(shipped: Tagger, name: str) -> None:
    text = f"公司公告，子公司{name}取得订单。{name}去年扭亏。"
    assert companies(shipped, text).count(name) == 2


@pytest.mark.parametrize("rest", ["工厂", "生产基地", "新工厂", "项目", "高新区工厂", "两座工厂"])
def test_what_an_owner_has_in_a_town(shipped: Tagger, rest: str) -> None:
    found = companies(shipped, f"公司旗下苏州{rest}已经投产。")
    assert not any(name.startswith("苏州") for name in found)


def test_a_bracket_inside_a_registered_name(shipped: Tagger) -> None:
    text = "股东为云岚股权投资（天津）有限公司。"
    assert companies(shipped, text) == ["云岚股权投资（天津）有限公司"]


@pytest.mark.parametrize("name", ["QuantumScape公司", "Talon金属公司", "Rivian汽车公司"])
def test_the_noun_behind_latin_letters(shipped: Tagger, name: str) -> None:
    assert name in companies(shipped, f"电池项目的{name}表示，电池订单增加。Talon Metals供应镍。")


@pytest.mark.parametrize("rest", ["公司债券", "公司法", "电池", "汽车"])
def test_no_noun_of_a_company_behind_latin_letters(shipped: Tagger, rest: str) -> None:
    assert "QuantumScape" in companies(shipped, f"电池项目的QuantumScape{rest}受关注。")


@pytest.mark.parametrize("name", ["内蒙古恒岳", "江苏启辰", "山东渤鑫"])
def test_a_short_name_of_which_a_share_is_bought(shipped: Tagger, name: str) -> None:
    found = shipped.tag(f"公司拟收购{name}51%股权，{name}主营硅片。", "zh")
    assert [(one.text, one.label) for one in found] == [(name, "COMPANY")] * 2


@pytest.mark.parametrize("text", ["公司拟收购湖南电池项目20%股权。", "他将转让浙江30%股权投资份额。"])
def test_a_share_of_something_in_a_province(shipped: Tagger, text: str) -> None:
    assert [one.label for one in shipped.tag(text, "zh") if one.label != "CHEMISTRY"] == ["REGION"]
