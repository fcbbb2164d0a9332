"""Chinese, Japanese and Korean companies that nobody listed, by legal form: 某某科技有限公司, 株式会社…, (주)…."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..regex import regex
from .asiannouns import is_kana_noun, is_korean_noun
from .scripts import HAN, KATAKANA, LATIN, SCRIPT

_ZH_FORM = regex("(?:股份)?有限(?:责任|責任)?公司")
_ZH_NAME = regex(r"[\u3400-\u9fffA-Za-z0-9·&]+(?:[（(][\u3400-\u9fff]{2,8}[)）][\u3400-\u9fffA-Za-z0-9]*)?$")
_ZH_STOP = regex(
    "同意|核准|批准|批复|受让|转让|出售|持有|委托|聘请|起诉|收到|取得|获得|购买|签订|联合|携手|依托|全资"
    "|系|经|子公司|母公司|分公司|参股公司|合资公司|关联公司|项目公司|位于|来自|來自|总部|增资|入股|公司"
    "|企业|客户|股东|旗下|宣布|通过|控股的|收购|获悉|分别为|包括|签署|投资|成立|设立|注册|"
    "[由与和及向对对在为是的其从被以将等、或兼并與對從為將兩]"
)
_ZH_TRADE = regex(
    "(?:投资|管理|控股|集团|科技|技术|发展|服务|贸易|实业|咨询|合伙|建设|工程|能源|新能源|材料|电子|汽车)+"
)
_ZH_BRACKETS = regex("[（(][^（）()]*[)）]")
_ZH_LONGEST = 24
_JA_AFTER = regex(
    r"(?:(?:株式|有限|合同)会社|㈱|\(株\)|（株）)[ \u3000]?([\u3400-\u9fff\u30a1-\u30ff々A-Za-z0-9&・ー]{2,24}"
    r"|[\u3041-\u3096]{2,8}[\u3400-\u9fff\u30a1-\u30ff々]{2,16})"
)
_JA_BEFORE = regex(
    r"([\u3400-\u9fff\u30a1-\u30ff々A-Za-z0-9&・ー]{2,24})(?:株式会社|合同会社|有限会社|投資法人|信用組合"
    r"|信用金庫|監査法人|㈱|\(株\)|（株）)"
)
_KO_AFTER = regex(
    r"(?<![\w\uac00-\ud7a3])(?:㈜|\(주\)|（주）|(?:주식|유한)회사 (?!형태|전환|설립|법인|등|및))[ ]?"
    r"([\uac00-\ud7a3A-Za-z0-9&]{2,20})"
)
_KO_BEFORE = regex(r"(?<![\uac00-\ud7a3\w])([\uac00-\ud7a3A-Za-z0-9&]{2,20})[ ]?(?:㈜|\(주\)|（주）| 주식회사)")
_JA_BRANCH = regex(
    "(?<![A-Za-z0-9\u30a1-\u30ff])(?:[A-Z][A-Za-z]{1,15}|[\u30a1-\u30fa][\u30a1-\u30ff]{2,15}?)"
    "(?:ジャパン|チャイナ|コリア|アメリカ|ヨーロッパ|インディア)(?![\u30a1-\u30ff])"
)
_JA_NO_BRANCH = regex(
    "(?:オール|クール|チーム|スカイ|エア|ミス|メイドイン|ニュー|ラテン|ノース|サウス|ジャポン|フォー"
    "|モーニング|キャプテン)"
)
_KO_PARTICLES = (("에서", None), ("은", True), ("는", False), ("을", True), ("를", False), ("과", True), ("와", False),
                 ("이", True), ("가", False), ("의", None), ("측", None), ("에", None))  # fmt: skip
"""Particle and whether it follows a final consonant (None: either)."""


_KANA = regex("[\u30a1-\u30fa]")
_KANA_OR_HANGUL = regex("[\u30a1-\u30fa\uac00-\ud7a3]")
_HANGUL = regex("[\uac00-\ud7a3]")
_DASH = regex("(?<=[\u30a1-\u30fa])[―－](?=[\u30a1-\u30fa\u3041-\u3096、。」）]|$)")
_JA_LONG = regex(
    "(?<![\u30a1-\u30ff])(?:[\u30a1-\u30fa][\u30a1-\u30ff]{0,15}[ \u3000・]){1,8}"
    "(?:インク|コーポレーション|リミテッド|カンパニー|エルエルシー|ゲーエムベーハー|エージー|エスエー"
    "|ピーエルシー|インコーポレイテッド|ホールディングス|プライベート・?リミテッド)"
    "(?![\u30a1-\u30ff])"
)
_JA_OF = regex(
    "(?<![\u30a1-\u30ff])[\u30a1-\u30fa][\u30a1-\u30ff]{1,15}[ \u3000・]オブ[ "
    "\u3000・][\u30a1-\u30fa][\u30a1-\u30ff]{2,15}"
    "(?:[ \u3000・][\u30a1-\u30fa][\u30a1-\u30ff]{1,15}){0,4}"
)
_JA_NO_OF = regex(
    "(?:バンク|アウト|カー|チーム|ステート|リーグ|メイド|ベスト|ユニバーシティ|ジ|ハウス|ミス"
    "|ハート|アート|スター|キング|ロード)[ \u3000・]オブ"
)
_EXPLAINED = regex(
    "(?:会社|企業|メーカー|大手|新興|商社|スタートアップ|法人|ベンチャー|業者|傘下の?|子会社の?|の)"
    "(?P<ja>[\u30a1-\u30fa][\u30a1-\u30ff・]{2,24})(?=[（(][A-Z][A-Za-z&.+ -]{1,40}[)）])"
    "|(?:업체|회사|기업|스타트업|법인|제조사|자회사|계열사|합작사|운영사|개발사|벤처|업체인|기업인)(?: 중 "
    "하나인)? ['‘\"“]?"
    "(?P<ko>[\uac00-\ud7a3][\uac00-\ud7a3A-Z0-9]{1,12}(?: [\uac00-\ud7a3]{2,10}){0,2})(?=['’\"”]? "
    "?\\([A-Z][A-Za-z&.+ -]{1,40}\\))"
)
"""A name with its Latin form in brackets behind a noun that leads to a company: 新興企業のアルケム（Alchem）."""


_CALLED = regex(
    "(?<![A-Za-z0-9&.])(?P<latin>[A-Z](?:[A-Za-z0-9&.-]| (?=[A-Z])){1,24}社(?![会員長説内外債屋宅]))"
    "|(?<![\u30a1-\u30ff])(?P<kana>[\u30a1-\u30fa][\u30a1-\u30ff・]{1,20}社(?![会員長説内外債屋宅]))"
    "|(?<![A-Za-z0-9&.])(?P<ko>[A-Z][A-Za-z0-9&.-]{1,20})(?=사(?:는|가|의|와|를|에|로|도|측)(?![\uac00-\ud7a3]))"
)
"""What 社 and 사 call a company: アルケム社, BEI社."""
_NOT_CALLED = regex(
    "(?:グループ|ライバル|メーカー|ガス|ベンチャー|スタートアップ|サプライヤー|ベンダー|カンパニー|メガ|トップ"
    "|リース|テレビ|ホスト|パートナー|EV|IT|AI|PR)社?$"
)


def with_long_marks(text: str) -> str:
    """The text with the long mark of katakana where a dash stands in a word (カッパ―), letter for letter."""
    return _DASH.sub("ー", text)


def find(text: str) -> list[tuple[int, int]]:
    """The spans of such names, doubles included."""
    found = [*_chinese(text), *_japanese(text), *_korean(text)]
    if _KANA_OR_HANGUL.search(text):
        found += (match.span(match.lastgroup or 0) for match in _EXPLAINED.finditer(text))
    if "社" in text or "사" in text:
        found += (m.span() for m in _CALLED.finditer(text) if not _NOT_CALLED.search(m[0]))
    return found


def _chinese(text: str) -> Iterator[tuple[int, int]]:
    if "公司" not in text:
        return
    for form in _ZH_FORM.finditer(text):
        at = form.start()
        begin = max(0, at - _ZH_LONGEST)
        name = _ZH_NAME.search(text[begin:at])
        if name is not None:
            start = begin + name.start()
            start = max(
                [
                    start,
                    *(
                        stop.end()
                        for stop in _ZH_STOP.finditer(text, start, at)
                        if stop[0] != "投资" or _leaves_a_name(text, stop.end(), at)
                    ),
                ]
            )
            if at - start >= 2:
                yield start, form.end()


def _leaves_a_name(text: str, start: int, end: int) -> bool:
    """Whether more than words of the trade stand between a verb and the form: 投资 ends a name in 启航投资有限公司."""
    rest = _ZH_BRACKETS.sub("", text[start:end])
    return len(rest) >= 2 and _ZH_TRADE.fullmatch(rest) is None


def _japanese(text: str) -> Iterator[tuple[int, int]]:
    if _KANA.search(text):
        yield from _in_kana(text)
    yield from (
        m.span() for m in _JA_ENDING.finditer(text) if not _JA_NO_STEM.fullmatch(m["stem"]) and not _is_works(text, m)
    )
    if "会社" not in text and "株" not in text and "㈱" not in text:
        return
    after = [match.span() for match in _JA_AFTER.finditer(text) if not _is_behind_name(text, match.start(), match[1])]
    yield from after
    for match in _JA_BEFORE.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in after):
            yield match.span()


def _in_kana(text: str) -> Iterator[tuple[int, int]]:
    """Names that have katakana; a Chinese text is not looked through for them."""
    for branch in _JA_BRANCH.finditer(text):
        if not _JA_NO_BRANCH.match(branch[0]):
            yield branch.span()
    yield from (m.span("kana") for m in _JA_LED.finditer(text) if not is_kana_noun(m["kana"]))
    yield from (long.span() for long in _JA_LONG.finditer(text))
    if "オブ" in text:
        yield from (of.span() for of in _JA_OF.finditer(text) if not _JA_NO_OF.match(of[0]))


def _is_works(text: str, found: re.Match[str]) -> bool:
    """Whether 製作所 is a company's works in a town: ホンダの鈴鹿製作所."""
    return found[0].endswith("製作所") and text[found.start() - 1 : found.start()] in ("の", "（")


def _is_behind_name(text: str, at: int, rest: str) -> bool:
    """Whether a legal form belongs to the name before it, as small words follow: …キャピタル合同会社より総額."""
    return (
        "\u3041" <= rest[0] <= "\u3096" and text[at - 1 : at] != "" and SCRIPT[text[at - 1]] in (HAN, KATAKANA, LATIN)
    )


_JA_LED = regex(
    "(?:(?:調査|印刷|運送|物流|保険|証券|投資|石油|電力|鉱山|素材|化学|部品|商社|コンサルティング|運営|開発|販売"
    "|処理|子)会社|新興(?:企業|メーカー)?の?|スタートアップの?|ベンチャーの?|(?:大手|中堅|老舗)の?"
    "|(?:自動車|電池|素材|化学|部品|装置|半導体|電機)メーカーの?|傘下の)"
    "(?P<kana>[\u30a1-\u30fa][\u30a1-\u30ff・]{2,20})(?=[はがをとものにでや、。（(「」\n]|から|による|社)"
)
"""A name in kana behind a noun that leads to a company: 調査会社パテント・リザルト."""
_JA_ENDING = regex(
    "(?<![\u3400-\u9fff々\u30a1-\u30ffA-Za-zＡ-Ｚ])(?P<stem>[\u3400-\u9fff々\u30a1-\u30fa\u30fc]{2,8}?)"
    "(?:精工|技研|化研|総研|製錬|電材|書房|商会|運輸|陸運|海運|証券|製鋼|製鉄|製鋼所|製作所|鉄工所|精機|工機"
    "|機工|化成|化工|重工|電装|電工|電機|鉱業|窯業|製紙|製薬|紡績|造船|通商|物産|商事|倉庫|建設|商店|新聞社?|日報社?|民報社?|新報社?"
    "|信用金庫|信金|銀行|メトロ(?![\u30a1-\u30ff])|組合?ホールディングス)"
    "(?=[はがをにともや、。（(」\n ｜|]|の(?=[\u3400-\u9fff])|から|による|など|WEB|Web|デジタル|電子版|$)"
)
_JA_NO_STEM = regex(
    "(?:大手|中堅|地場|総合|重|国際|地方|外資|国内|海外|新|各|同|旧|専門|系|既存|他|民間|公共|主要|日系|米国"
    "|中国|韓国|欧州|一般|港湾|道路|住宅|工場|物流|営業|自家|危険物|冷凍|鋼|電炉|高炉|受託|家電|弱電|軽|産業"
    "|家庭用|車載|有機|無機|石油|電気"
    "|地方|商業|投資|信託|都市|政策|協調|取引|民間|中央|世界|開発|輸出入|融資|主力|メイン|複数|幹事|邦銀|決済|国有|国営"
    "|大株主|信用|貯蓄|ネット|英字|日刊|週刊|月刊|朝刊|夕刊|業界|全国|地元|電子|学校|学級|学生|壁|古|号外|経済|スポーツ"
    "|個人|小売|食料品|雑貨|無人|近隣|周辺|零細|有力|加盟|出店|商工|米|英|中|韓|独|仏|インド|ドイツ|フランス|ロシア|台湾"
    "|東証|業務|営業|作業|運転|安全|週|月|年|生産|管理|下町|門前|ゲーム|人材|血液|骨髄|種子|データ|アイ"
    "|生|光|プラント|インフラ|ビル|ダム|トンネル|ネット|オンライン|インターネット|デジタル)+"
)


_KO_LED = regex(
    "(?:스타트업|제조사|자회사|손자회사|상장사|협력사|운영사|개발사|투자사|수입사|컨설팅사|보험사|버스회사"
    "|합작사|합작법인|창업기업|신생기업|사모펀드|벤처캐피털|자산운용사|시행사|시공사|완성차 업체|배터리 업체"
    "|소재 업체|부품 업체|장비 업체"
    "|(?:업체|회사|기업|법인|상장사|제조사)인) "
    "['‘\"“]?(?P<name>[\uac00-\ud7a3A-Z][\uac00-\ud7a3A-Za-z0-9&]{1,14})(?=['’\"”]?(?:[ ,(]|$))"
)
_KO_NO_LED = regex(
    "(?:책임|품질|리스크|부담|비용|문제|결과|상황|조건|의견|요구|반발|반응|피해|보상|보증|손실|이익|수익|비중|평가|신뢰|고객"
    "|소비자|시장|전망|선정|기준|규모|수|역할|모집|공모|운영|설문|상품|약관|[가-힣]{1,3}[율률액량비력성화도금값]$|관계자|대표|주가|측|간|들|중|등|가운데|모두|대부분|가치|실적|임원|직원|이름|제품|공장|매출|사이|최초"
    "|설립|인수|지분|상장|투자|사업|경쟁|협력|계약|수주|공급|생산|관련|출신|입장|역시|함께|지원|육성|발굴|창업"
    "|업무|기술|개발|주식|주주|합병|합작"
    "|분할|매각|물적|통해|위한|대상|전체|일부|여러|다수|각각|최대|최고|소속|노조|이사|사장|회장|임직원|모회사"
    "|자회사|본사|지사|법인|기업|업체|회사|그룹|스타트업|중심|위주|전용|전환|확대|축소|진출|철수|선정|참여|참가"
    "|방문|행사|대회|이라|이자|이며|으로|에서|에게|이었|였|(?:두|세|네|한|이|그|저|또|및|약)$)"
)


_KO_QUOTED = regex(
    "(?:합작사|합작법인|자회사|손자회사|스타트업|제조사|상장사|협력사|운영사|개발사|투자사|신설법인|계열사)인? ?"
    "['‘\"“](?P<name>[\uac00-\ud7a3A-Z][\uac00-\ud7a3A-Za-z0-9&]{1,14})['’\"”]"
    "(?![\uac00-\ud7a3 ]{0,2}(?:전략|시대|선언|효과|논란))"
)
"""A name in quotation marks behind a noun that leads to a company: 합작사 'KLMBA'."""
_KO_HELD = regex(
    "(?<![\uac00-\ud7a3A-Za-z0-9])(?P<name>[\uac00-\ud7a3]{2,6})의 "
    "(?:(?:제3자배정 )?유상증자|시가총액|최대주주|공모가|자사주|경영권 지분|신주인수권|전환사채)"
)
_KO_NO_HOLDER = regex(
    "(?:회사|기업|업체|그룹|양사|자사|당사|타사|상장사|자회사|모회사|계열사|법인|코스피|코스닥|시장|업종|종목|증시"
    "|이번|해당|대상|상대|이들|그들|각각|전체|국내|해외|이날|당시|현재|오늘|기존|최근|규모|방식|회장|사장|대표|가족|일가|오너|주주|정부|은행|고객|직원)"
)
"""What has an increase of capital without being a name."""


_KO_MOST = 20
"""Names for which a text is read anew."""


def _korean_by_capital(text: str) -> Iterator[tuple[int, int]]:
    """Names that have shares or stand in quotation marks behind what they are; the first need a second place."""
    quoted = {match["name"]: match.span("name") for match in _KO_QUOTED.finditer(text)}
    for name, span in list(quoted.items())[:_KO_MOST]:
        if not is_korean_noun(name):
            yield span
            if name.isascii():  # the same capitals elsewhere
                again = re.compile(f"(?<![A-Za-z0-9&]){re.escape(name)}(?![A-Za-z0-9&])")
                yield from (match.span() for match in again.finditer(text))
    held = dict.fromkeys(match["name"] for match in _KO_HELD.finditer(text))
    for name in list(held)[:_KO_MOST]:
        if _KO_NO_HOLDER.search(name) is None and not is_korean_noun(name):
            found = re.compile(f"(?<![\uac00-\ud7a3\\w]){name}(?=[ ,·]|[은는이가을를의와과](?![\uac00-\ud7a3]))")
            places = [match.span() for match in found.finditer(text)]
            yield from places if len(places) > 1 else ()


def _korean(text: str) -> Iterator[tuple[int, int]]:
    hangul = _HANGUL.search(text) is not None
    if hangul and ("의 " in text or "'" in text or "‘" in text or '"' in text):
        yield from _korean_by_capital(text)
    for led in _KO_LED.finditer(text) if hangul else ():
        stem = without_particle(led["name"])
        known = _KO_NO_LED.match(stem) is not None and len(stem) < 5
        if len(stem) > 1 and stem != led["name"] and not known and not is_korean_noun(stem):
            yield led.start("name"), led.start("name") + len(stem)
    if "주" not in text and "㈜" not in text and "유한회사" not in text:
        return
    taken: list[tuple[int, int]] = []
    for match in _KO_AFTER.finditer(text):
        taken.append((match.start(), match.start(1) + len(without_particle(match[1]))))
    yield from taken
    for match in _KO_BEFORE.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            yield match.span()


def without_particle(word: str) -> str:
    """A Korean word without the particle that fits its last syllable."""
    for particle, after_consonant in _KO_PARTICLES:
        stem = word.removesuffix(particle)
        if stem == word or len(stem) < 2:
            continue
        final = "\uac00" <= stem[-1] <= "\ud7a3" and (ord(stem[-1]) - 0xAC00) % 28 != 0
        if after_consonant is None or final == after_consonant:
            return stem
    return word
