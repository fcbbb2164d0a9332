"""Short names of Japanese and Korean places: 福島 for 福島県, 안산 for 안산시, 경기 for 경기도.

Papers leave the ending out wherever a reader knows that a place is meant, yet most such names are surnames (福島さん),
words (경기, economy) or parts of companies (千葉銀行). So files need not list them: they are made from the full names,
doubtful by nature, and count where what stands around them speaks of a place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from .findings import Finding

ENOUGH = 2.5
_JA_ENDS = ("県", "府", "市", "区", "町", "村")
_KO_ENDS = ("특별자치시", "특별자치도", "광역시", "특별시", "시", "군", "구", "도")
_KO_SHORT_DO = frozenset("충북 충남 전북 전남 경북 경남".split())
_LEAST = 2
_NEAR = 40  # names to both sides


def short_name(text: str, language: str | None) -> str | None:
    """A place's name without its ending; None where it has none or too little would be left."""
    ends = _JA_ENDS if language == "ja" else _KO_ENDS if language == "ko" else ()
    end = next((end for end in ends if text.endswith(end)), None)
    if end is None or len(text) - len(end) < _LEAST or " " in text:
        return None
    return text[: -len(end)]


def wide_names(text: str, language: str | None) -> Iterator[str]:
    """What Korean papers make of a short name: 충남도 the province, 부산권 what lies around."""
    if language != "ko":
        return
    if text in _KO_SHORT_DO:
        yield text + "도"
    if text in _KO_SHORT_DO or text.endswith("만"):
        yield text + "권"


@cache
def _of(source: str) -> re.Pattern[str]:
    return re.compile(source)


_JA_WORK = (
    "工場|拠点|本社|本店|支店|支社|事業所|研究所|製作所|製造所|倉庫|発電所|蓄電所|変電所|施設|設備|店舗|新店"
    "|会場|ライン|プラント|センター|原発|製油所|製鉄所|データ|"
    "建設|新設|増設|開設|設立|設置|設け|整備|完成|移転|移し|進出|立地|誘致|構え|構える|置く|置き|集約|建て|稼働"
    "|生産|量産|製造|出店|投資|展開|所在|導入|投入|集積|"
    "開業|竣工|着工|入居|開いた|開く|オープン|配備|納入|上陸"
)
_JA_AFTER = (
    f"に(?:は|も)?(?:ある|あり|あった|つくる|つくり|作る|おける|住む|到着|[^。\\n、]{{0,14}}?(?:{_JA_WORK}))"
    "|に、|に本|に新|にも新|を(?:訪|視察|出発|経由|拠点|中心に|結ぶ)"
    "|で(?:は|も)?(?:開|生産|製造|量産|建設|稼働|操業|実証|運転|運行|発生|起き|行|始|会見|実施|組み|働|あっ|見つ"
    "|回収|開発|試験|充電|撮影|記者|走行|相次|暮ら|進め|[0-9０-９]"
    f"|[^。\\n、]{{0,12}}?(?:{_JA_WORK}))"
    f"|の(?:[一-龠ァ-ヶーA-Z]{{0,8}}(?:{_JA_WORK})|港|市街|中心|郊外|沿岸|海岸|地元|企業|メーカー|自治体|中小"
    f"|老舗|山|沖|県|市|街|住民|農家|製|田|工業団地|町工場|観光|酒|[A-Zァ-ヶ])"
    f"|へ(?:の?(?:{_JA_WORK}|生産|工場|出荷|輸送|移|進)|移|進|[^。\\n、]{{0,6}}?(?:移転|移す|移管|進出))"
    "|から(?:[一-龠ァ-ヶ]{2,8}(?:まで|へ|に)|出荷|船|輸出|運|移|撤退)|まで(?:運|の|[0-9])"
    "|(?:[第新][一二三1-3]?|南|北|東|西)?(?:工場|拠点|支店|支社|営業所|原発|空港|港(?!町)|駅|市内|市街|県内|県産"
    "|産の?|沖|湾|近郊|郊外|地区|地方|地域|地裁|支局|周辺"
    "|州|市長|県知事|知事|市役所|県庁|商工会|サーキット|製油所|製鉄所|火力|臨海)"
)
_JA_BEFORE = (
    "(?:[都道府県][ ・]?|本社[はを]?[ ・=＝:：（(]|(?:本社|本店|所在地|会場|場所|工場|拠点"
    "|勤務地)(?:[：:=＝（(・]|は)|[【［\\[(（]|[北南東西]は|同社は|地元・?)$"
)
_JA_PERSON = (
    "(?:[一-龠々ァ-ヶ]{0,3} ?[一-龠々ァ-ヶぁ-ん]{0,3}(?:氏(?!族)|さん|選手|監督|被告|議員|教授|投手|容疑者|博士"
    "|会長|社長|専務|常務|取締役|部長|課長|記者|CEO|CFO|名誉|首相|大臣|官房"
    "|総裁|先生|代表(?!的)))"
)
_JA_ROW_LEFT = "(?:[、・,，/／〜～\n]|や|と|から|および|及び|、そして)$"
_JA_ROW_RIGHT = "(?:[、・,，/／〜～]|や|と|から|および|及び)"
_JA_PART_RIGHT = (
    "[一-龠々](?<![県市区府町村港駅産州沖湾内外両各発間着側南北東西])|[ァ-ヶー]"
    "|[ぁ-ん](?<![にでのへがはをもやとかまなよ])"
)
_JA_NAME_GOES_ON = (
    "(?<![県府都道市区町村郡])(?!エリア|オフィス|ブランチ|プラント|メーカー|ベース|センター|サテライト|ラボ"
    "|ショールーム|モデル|ブランド|ルート|サイド)"
    "[\u30a1-\u30fa][\u30a1-\u30ff]{2,}|警"
)
_JA_PLACES = ("region:JP-", "region:kansai", "region:kinki", "region:kanto", "region:tokai", "region:hokuriku")
_SURE = 0.95
_JA_WORDS = frozenset(
    "日立 富士 大和 三田 東海 大東 春日 日野 小松 中野 府中 大分 山口 石川 小山 太田 佐野 川口 市川 野田 成田 "
    "豊田 長野 上田 松本 飯田 池田 松原 和泉 半田 岡崎 高松 香川 宮崎 福井 長崎 "
    "千代田 中央 文京 港 北 荒川 足立 大田 本庄 島田 富田 藤岡 安中 三条 白石 名取 角田 花巻 吉川 三木 小野 高砂 "
    "坂井 湖南 日進 知多 東根 長井 新庄 村上 宮古 久慈 遠野 燕 国立 清瀬 "
    "平 玉名 西海 伊予 土佐 出水 日向 指宿 南 西 東 泉 旭 緑 城東 中 宮城 伊達 伊勢 八代 三郷 入間 川西 平塚 "
    "深谷 八千代 戸田 秦野 長岡 高岡 三島 西尾 豊川 守山 津山 尾道 "
    "朝霞 取手 生駒 豊島 多摩 大津 都城 霧島 小平 立川 渋谷 町田 前橋 大崎 奥州".split()
)
"""Names that are words, surnames or companies so often that a particle alone does not speak for them."""


def is_part_of_name(text: str, one: Finding) -> bool:
    """Whether a Japanese place leads a name in kana, or its police: 伊勢崎ハーネス, 熊本県警."""
    if one.label != "REGION" or not (one.entity_id or "").startswith(_JA_PLACES) or one.score < _SURE:
        return False
    return _of(_JA_NAME_GOES_ON).match(text, one.end) is not None


def weigh_japanese(text: str, one: Finding, found: Sequence[Finding]) -> bool | None:
    """Whether a short Japanese name is a place here; None where nothing tells."""
    if _of(_JA_PERSON).match(text, one.end) or _of("[ぁ-ん一-龠ァ-ヶ々]").search(text, one.end - 1, one.end) is None:
        return False
    before = text[max(0, one.start - 8) : one.start]
    if _of("[一-龠々ァ-ヶー]$").search(before) and not _of("[都道府県州市国区郡社在日新旧南北東西月]$").search(before):
        return False
    points = 3.0 if _of(_JA_AFTER).match(text, one.end) else 0.0
    if not points and _of(_JA_PART_RIGHT).match(text, one.end):
        return False
    points += 3.0 if _of(_JA_BEFORE).search(before) else 0.0
    points += _beside(text, one, found, _JA_ROW_LEFT, _JA_ROW_RIGHT)
    points += 1.0 if any(_is_same_country(one, other) for other in nearest(one, found)) else 0.0
    points -= 1.0 if text[one.start : one.end] in _JA_WORDS else 0.0
    return points >= ENOUGH - 0.5 or None


_KO_NEWS = (
    "에 (?:[가-힣A-Z0-9 ]{0,14}?(?:공장|본사|거점|센터|단지|시설|기지|캠퍼스|사업장|연구소|라인|설비|법인"
    "|데이터)|[가-힣0-9 ]{0,12}(?:짓|지어|지을|건설|설립|세우|세워|세운|들어서|들어선|신설|증설|투자|착공|조성"
    "|마련|구축|유치|위치|두고|둔|자리|소재|있는|있다))"
    "|에서 (?:[가-힣0-9 ]{0,12}(?:열|발생|개최|만드|만들|생산|양산|제조|시범|실증|운영|착공|준공|화재|불이|일어"
    "|가동|출발|근무|진행|기공|개막|촬영|운행))"
    "|에서(?:는|도)? |에선 |으?로 (?:이전|옮|향|이동|본사)|까지 |부터 (?=[가-힣]{2,6}까지)"
    "| ?(?:공장|사업장|캠퍼스|산단|산업단지|국가산단|본사|연구소|공단|항|역|공항|경찰서|소방서|소방본부|시내"
    "|시민|시청|주민|지역|일대|지사|지점|물류센터|데이터센터|테크노파크|시장(?![은이])|남부|북부|동부|서부|출신"
    "|현지|톨게이트|터미널)"
    "|시(?:에|의|는|가|와|청|장)|군(?:에|의|는|이|과|수|청) "
    "|발 |행 "
)
_KO_TOWN_WORDS = frozenset(
    "고양 오산 광명 기장 양주 여주 진주 경기 강원 세종 대전 대구 광주 군포 성남 하남 안동 거제 원주 순천 동해 "
    "남해 공주 보령 논산 통영 제천 예산 홍성 영동 단양 강진 장성 고성 "
    "부여 태안 영광 하동 함안 합천 무안 진도 완도 신안 구례 보성 화순 담양 시흥 의성 성주 고령 칠곡 영덕 김제 "
    "남원 고창 부안 임실 장수 무주 순창 강서 강남 강동 강북 송파 "
    "서초 마포 용산 중 동 서 남 북 수성 달서 유성 대덕 동구 서구 울주 기흥 수지 처인 "
    "영통 권선 팔달 장안 분당 수정 중원 일산 덕양".split()
)
_KO_BESIDE = "(?:[·,ㆍ/~∼、]|[과와] | 및 |, | )$"
_KO_BESIDE_RIGHT = "(?:[·,ㆍ/~∼、]|[과와] | 및 |, )"
_KO_NOT = {
    "경기": "경기(?: (?:침체|둔화|회복|부양|하강|호황|불황|전망|지표|상황|흐름|변동|악화|위축|후퇴|사이클|민감"
    "|반등|부진|종료|도중|결과|규칙|시작|중계|대응|개선|방어|확장)|가 |는 |의 |력|장(?!읍)|[를을] |에 ?(?:나"
    "|출전|서는|민감|따)|에서 (?:이|지|패|승|[0-9]))",
    "고양": "고양(?:이|된|시키|하)",
    "하남": "하남(?:자|들)",
    "여주": "여주(?:인공| 차|를)",
    "진주": "진주(?:를|로 만|목걸|빛|조개|알)",
    "양주": "양주(?: 한|를 마|병|에 취)",
    "대전": "대전(?:료|차|제|에 참전|이 (?:끝|터|발))",
    "오산": "오산(?:이다|이었|이라|일 수|했)",
    "기장": "기장(?:은|이|의|과|을) |기장[^ ]*(?:조종|운항|비행)",
    "세종": "세종(?:대왕|대로|대학|대 |문화|실록|학당|공업|텔레콤)",
    "강원": "강원(?:랜드|에너지|대학|대 |FC)",
    "원주": "원주(?:민|율)",
    "공주": "공주(?:님|병|는 왕|가 )",
    "동해": "동해(?:안|상|바다|로 미|를 향|에 미|남부)",
    "남해": "남해(?:안|상|바다)",
    "예산": "예산(?:을|이|안|은|도|의|에서|으로|만|과|에 |, | (?:심|삭|편|확|증|부|집|[0-9]|지원|절|규|투|낭|배"
    "|당|안|처))",
    "부여": "부여(?:하|된|받|했|한|할|되|해|를|가)",
    "태안": "태안(?:반도)?$",
    "장수": "장수(?:명|하|기업|를|의|는|가 )",
}


def weigh_korean(text: str, one: Finding, found: Sequence[Finding]) -> float:
    """Points for a short Korean name, beside what asianweighing.py gives a town."""
    surface = text[one.start : one.end]
    against = _KO_NOT.get(surface)
    if against is not None and _of(against).match(text, one.start):
        return -9.0
    points = 2.5 if _of(_KO_NEWS).match(text, one.end) else 0.0
    points += _beside(text, one, found, _KO_BESIDE, _KO_BESIDE_RIGHT)
    near = nearest(one, found)
    next_place = any(
        other.label == "REGION" and other.start == one.end + 1 and _is_inside(other, one) for other in near
    )
    points += 4.0 if next_place and text[one.end : one.end + 1] == " " else 0.0
    points += 1.0 if any(_is_same_country(one, other) for other in nearest(one, found)) else 0.0
    return points - (0.5 if surface in _KO_TOWN_WORDS else 0.0)


def in_rows(text: str, doubtful: Sequence[Finding]) -> list[Finding]:
    """Doubtful places that vouch for each other: three in a row, or a province with its town (福島・南相馬)."""
    rows: list[list[Finding]] = []
    for one in sorted(one for one in doubtful if one.label == "REGION"):
        gap = text[rows[-1][-1].end : one.start] if rows else None
        if gap is not None and 0 < len(gap) < 3 and not gap.strip("、・,·ㆍ/ "):
            rows[-1].append(one)
        else:
            rows.append([one])
    return [one for row in rows for one in row if len(row) > 2 or (len(row) == 2 and _is_inside(row[1], row[0]))]


def nearest(one: Finding, found: Sequence[Finding]) -> Sequence[Finding]:
    """Those of the sorted names that lie nearest, so that a long text is not looked through for every name."""
    place = bisect_left(found, one)
    return found[max(0, place - _NEAR) : place + _NEAR]


def _beside(text: str, one: Finding, found: Sequence[Finding], left: str, right: str) -> float:
    """Points for standing in a row of places."""
    before = _of(left).search(text, max(0, one.start - 4), one.start)
    near = nearest(one, found)
    points = 0.0
    if before is not None and any(o.label == "REGION" and o.end == before.start() for o in near):
        points += 3.0
    after = _of(right).match(text, one.end)
    if after is not None and any(o.label == "REGION" and o.start == after.end() for o in near):
        points += 3.0
    return points


def _is_same_country(one: Finding, other: Finding) -> bool:
    """Whether another place of the text lies in the same country, a town or a province of it."""
    if other.label != "REGION" or other is one or not other.entity_id or not one.entity_id:
        return False
    return other.entity_id[7:9] == one.entity_id[7:9] and "-" in other.entity_id


def _is_inside(town: Finding, above: Finding) -> bool:
    code = (above.entity_id or "").removeprefix("region:")
    return bool(code) and (town.entity_id or "").startswith(f"region:{code}:")
