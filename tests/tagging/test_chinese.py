"""Chinese names whose borders only their neighbours tell."""

from __future__ import annotations

import pytest
from voltwire import settings
from voltwire.tagging import hannames
from voltwire.tagging.catalogue import load_catalogue
from voltwire.tagging.tagger import Tagger
from voltwire.tagging.traditional import simplified


@pytest.fixture(scope="module")
def shipped() -> Tagger:
    """The shipped catalogue, no model."""
    return Tagger(load_catalogue(settings.load().catalogue_files()))


def told(tagger: Tagger, text: str, label: str) -> list[str]:
    return [one.text for one in tagger.tag(text, "zh") if one.label == label]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("公司拟购买澜屯集团持有的股权", ["澜屯集团"]),
        ("澜商证券指出，需求回升", ["澜商证券"]),
        ("希望电子公告，拟投资扩产", ["希望电子"]),
        ("瀾屯集團旗下公司", ["瀾屯集團"]),
        ("消费电子公告板上，上市集团、社会资本、发行股份、锂电材料", []),
        ("他在晨屯科技园工作", []),
        ("沐辰精工(301234)涨停，沐辰精工成交活跃", ["沐辰精工", "沐辰精工"]),
        ("碳酸锂涨价。（沐城晚报）", ["沐城晚报"]),
        ("据沐城商报报道，据外媒报道，据官网消息", ["沐城商报"]),
    ],
)
def test_a_name_without_legal_form(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in sorted(set(hannames.find(text)))] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("宝马中国表示，将降价", ["宝马中国"]),
        ("特斯拉中国工厂投产，特斯拉中国市场份额", ["特斯拉", "特斯拉"]),
        ("LG新能源波兰公司建厂", ["LG新能源波兰公司"]),
        ("公司没有与比亚迪公司接触", ["比亚迪公司"]),
        ("购买澜屯集团、澜屯贸易、福建澜闽、前海睿澜持有的股权", ["澜屯集团", "澜屯贸易", "福建澜闽", "前海睿澜"]),
        ("杭州澜脉盛智能技术有限公司融资。澜脉盛称", ["杭州澜脉盛智能技术有限公司", "澜脉盛"]),
        ("与江苏澜邦投资有限公司签约", ["江苏澜邦投资有限公司"]),
        ("证监会同意江苏澜邦材料股份有限公司发行", ["江苏澜邦材料股份有限公司"]),
        ("山东电力自主研发，山东电力市场", ["山东电力"]),
    ],
)
def test_companies(shipped: Tagger, text: str, names: list[str]) -> None:
    assert told(shipped, text, "COMPANY") == names


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("公司将在泉州建设工厂", ["泉州"]),
        ("项目位于天水，在天水、平凉投资", ["天水", "天水", "平凉"]),
        ("在大同小异的方案中，在东方财富网发文", []),
        ("宜春基地和桐城基地投产", ["宜春", "桐城"]),
        ("在奉新县和宜丰县", ["奉新县", "宜丰县"]),
        ("阿姆斯特丹大都会区，布鲁塞尔首都地区", ["阿姆斯特丹大都会区", "布鲁塞尔首都地区"]),
        ("四川雅安经开区，印尼苏拉威西省", ["四川", "雅安经开区", "印尼", "苏拉威西省"]),
        ("在瑞典埃斯基尔斯蒂纳建厂", ["瑞典", "埃斯基尔斯蒂纳"]),
        ("中国证监会、美国能源部、上海车展", []),
        ("大众在华投资，在华为总部，强调美欧市场", ["华", "美", "欧"]),
        ("公司今（5）日宣布", []),
        ("刚果（金）KFM项目", ["刚果（金）"]),
    ],
)
def test_places(shipped: Tagger, text: str, places: list[str]) -> None:
    assert told(shipped, text, "REGION") == places


def test_simplified_text_keeps_its_length() -> None:
    assert simplified("臺灣電動車\ud800") == "台湾电动车\ufffd"
