from __future__ import annotations

import codecs

import pytest
from voltwire.extraction import decode

ZH = "<p>宁德时代在重庆的新电池工厂将于2026年投产，公司说这是中国最大的项目。</p>"
TW = "<p>寧德時代在重慶的新電池工廠將於2026年投產，公司說這是中國最大的項目。</p>"
KO = "<p>한빛셀은 전고체 배터리 양산을 2027년에 시작한다고 밝혔다. 똠방각하도 읽힌다.</p>"
JA = "<p>瀬戸内電池は全固体電池の量産を2027年に始めると発表した。①髙</p>"
DE = "<p>Die Fabrik in Überlingen kostet 3 Mio. € – „größer“ als geplant.</p>"


@pytest.mark.parametrize(
    ("text", "encoding", "label"),
    [
        (ZH, "gb18030", "gb2312"),
        (ZH, "gb18030", "GBK"),
        (TW, "big5hkscs", "big5"),
        (KO, "cp949", "euc-kr"),
        (KO, "cp949", "ks_c_5601-1987"),
        (JA, "cp932", "Shift_JIS"),
        (JA.replace("①髙", ""), "euc_jp", "EUC-JP"),
        (JA.replace("①髙", ""), "iso2022_jp", "iso-2022-jp"),
        (DE, "cp1252", "iso-8859-1"),
        (DE, "cp1252", "latin1"),
        ("<p>Батареи</p>", "cp1251", "windows-1251"),
        (DE, "utf-8", "iso-8859-1"),  # valid UTF-8 is UTF-8, whatever is said
        (ZH, "utf-8", "gb2312"),
    ],
)
def test_a_label_means_what_browsers_take_it_for(text: str, encoding: str, label: str) -> None:
    content = text.encode(encoding)
    assert decode(content, label) == text
    assert decode(f'<meta charset="{label}">'.encode() + content).endswith(text)
    assert decode(f'<?xml version="1.0" encoding="{label}"?>'.encode() + content).endswith(text)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ZH, "gb18030"),
        (TW, "big5hkscs"),
        (KO, "cp949"),
        (JA, "cp932"),
        (JA[:-8], "euc_jp"),
        (DE, "cp1252"),
        (DE, "utf-8"),
    ],
)
@pytest.mark.parametrize("label", [None, "iso-8859-1", "none-such", "unicode_escape", "hex"])
def test_without_a_true_label_the_everyday_characters_decide(text: str, encoding: str, label: str | None) -> None:
    assert decode(text.encode(encoding), label) == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_comes_before_every_label(mark: bytes, encoding: str) -> None:
    assert decode(mark + JA.encode(encoding), "gbk") == JA


def test_utf_16_without_mark_is_seen() -> None:
    assert decode(DE.encode("utf-16-le")) == DE
    assert decode(DE.encode("utf-16-be")) == DE


def test_one_broken_byte_does_not_change_the_encoding() -> None:
    content = (DE * 40).encode() + b"\xff"
    assert decode(content, "utf-8") == DE * 40 + "\ufffd"
    assert decode(content) == DE * 40 + "\ufffd"


def test_control_characters_go_and_line_ends_become_newlines() -> None:
    assert decode(b"a\x00b\x07c\td\r\ne\rf\x7fg\x1b") == "abc\td\ne\nfg"


def test_mislabelled_windows_quotes_are_mended() -> None:
    assert decode("it\x92s \x93here\x94\x81".encode()) == "it’s “here”"
