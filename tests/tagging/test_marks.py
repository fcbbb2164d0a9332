"""One-character country marks of Chinese, Japanese and Korean headlines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Told = Callable[..., list[tuple[str, str | None]]]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("zh", "中美关系、随着中美竞争", "中美中美"),
        ("zh", "美对华加征关税", "美华"),
        ("zh", "韩日企业和日韩厂商", "韩日日韩"),
        ("zh", "美企、中企与日系电池，德方", "美中日德"),
        ("zh", "对华出口，在美建厂", "华美"),
        ("zh", "美、日、韩三国", "美日韩"),
        ("zh", "中心，其中，美丽，每日，法律，系统，中系统，高中方面，近日方才", ""),
        ("zh", "台中，中华，华中，美德，5日中午，20日美方", "美"),
        ("zh", "5日中企投资", "中"),
        ("zh", "中国和美国，德国人，韩国企业", ["中国", "美国", "韩国"]),
        ("zh", "美元、中期、日期、美容、集中方向、华为", ""),
        ("ja", "米テスラと米カンザス州", ["米", "テスラ", "米"]),
        ("ja", "日米関係、米中対立、米政府", "日米米中米"),
        ("ja", "韓国の米ドル、お米、日中に、新米、中日新聞、中米", ["韓国", "中日新聞"]),
        ("ja", "米エネルギー省の発表", ""),
        ("ja", "米、対中関税を決定", "米"),
        ("ja", "中CATL、欧州工場を延期", ["中", "CATL"]),
        ("ja", "米、麦、大豆を運ぶ", ""),
        ("zh", "美：对进口石墨加税", "美"),
        ("ko", "美 보조금, 中이, 韓美 협력, 對美 수출", "美中韓美美"),
        ("ko", "기획(中), 협상 中.", ""),
        ("ko", "中小기업, 5日 발표, 中國", ""),
        ("en", "中美", ""),
    ],
)  # fmt: skip
def test_country_marks(told: Told, language: str, text: str, wanted: str | list[str]) -> None:
    assert [surface for surface, _ in told(text, language)] == list(wanted)
