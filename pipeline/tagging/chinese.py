"""What only Chinese texts ask of decided spans: names that go on over a place, rows of names, short names, counties.

沃尔沃|中国 is the name of one company, 福建|华闽 of another, 盛屯集团、前海睿泽、四川国瑞 a row of three. A text that
has named 杭州安脉盛智能技术有限公司 calls it 安脉盛 afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from rjieba import tag

from ..regex import regex
from .chinesewitness import add_daughters, add_movers
from .findings import Finding
from .hannames import Words, is_phrase, kind_of, words_of
from .traditional import simplified

if TYPE_CHECKING:
    from .resolver import Board

SCORE = 0.85
_FORM = regex("(?:股份)?有限(?:责任|責任)?公司$")
_BRACKETS = regex("[（(][^（）()]*[)）]")
_TRADE = regex(
    "(?:(?:新能源|新材料|新型|高新|动力|動力|能源|科技|技术|技術|锂电池?|鋰電池?|锂业|鋰業|锂能|电池|電池"
    "|电源|電源|储能|儲能|材料|汽车|汽車|电子|電子|化学|化學|化工|实业|實業|工业|工業|集团|集團|控股|"
    "矿业|礦業|钴业|镍业|铜业|铝业|智能|装备|裝備|设备|設備|电气|電氣|系统|系統|环保|環保|循环|循環|股份"
    "|投资|投資|贸易|貿易|发展|發展|精密|机械|機械|自动化|信息|软件|网络|服务|管理|咨询|制造|生物|医药"
    "|建设|工程|国际|"
    "资源|再生|光电|光伏|半导体|激光|数字|互联|出行|物流|航空|物联网|创业|基金|合伙企业|产业|企业|商贸"
    "|石墨|铜箔|新材|钠电|固态|制品|金属|稀土|电力|充电|换电|电器|仪器|传感|芯片|微电子|高科|环境|文化|传媒)+)$"
)
_COMPANY_NOUN = regex("公司(?![债債法章治][^司]?)(?!股[价價权權]|[债債]券|高管|公告[栏欄])")
_LATIN_NOUN = regex(
    "(?:金[属屬]|[矿礦][业業]|[锂鋰][业業]|能源|汽[车車]|[电電]池|科技|[资資]源)?公司"
    "(?![债債法章治][^司]?)(?!股[价價权權]|[债債]券|高管|公告[栏欄])"
)
_NO_BRANCH = regex(
    "[工超][厂廠级級]|工[厂廠]|市[场場]|基地|[项項]目|[制製]造|[国國][产產内內]|本土|[产產销銷]"
    "|[总總][部体體]|[区區地业業][域务務区區]|[团團][队隊]|[员員]工|[用客][户戶]|[车車]主|的|[电電]池"
    "|新能源|[车車]|站|[电電][动動]|[首第]|[国國]|[区區]|[进進出]口|[订訂][单單]|[这這那]|[最多全各]|[标標政]|"
    "[销銷]量|[门門]店|[直专專][营營卖賣]|[服业業][务務]|[资資][产產](?!管理)|[数數][据據]|[供][应應]"
    "|[锂鋰]|[储儲]|[风風]|[光]|[研]发|[研]發|[出]海|[建设設投]|[大]区|[省市]|[香]港|[台]湾|南|北[京方]|[东東西中]部"
)
"""Behind a company and a country: the place is where something of the company is."""
_BRANCH_WITNESS = regex(
    '(?:[分子]?公司|CEO|[总總][裁经經]|董事|副[总總]|首席|高[管层層]|[负負][责責]人|[发發]言人|官[方宣微网網]|方面|表示|宣布|宣佈|[称稱]|[发發]布|[回][应應]|[资資]本|[创創]投|[控]股|集[团團]|[获獲]悉|[晚今昨近][日天间間]|[、，。；）)"”」】\n]|[与與和及]|[将將已]|$|在(?![建])|均|也|仍|正|此前|未|今年|去年|目前|[0-9])'
)
_ABROAD = regex("(?:[分子]?公司|CEO|[总總][裁经經]|董事[长長]|首席|[负負][责責]人|[发發]言人|官[方网網])")
_BRANCH_TAIL = regex("(?:[资資]本|[创創]投|控股|集[团團]|[投][资資])?(?:有限)?(?:[分子]?公司)?")
_AREA_TAIL = regex(
    "(?:大都[会會市][区區]|都[会會市][区區圈]|首都(?:大)?(?:地[区區]|[区區圈])|城市群|[经經][济濟][带帶圈])"
)
_ZONE = regex(
    "(?:[国國]家[级級])?(?:[经經][济濟]技[术術][开開][发發][区區]|[经經][济濟][开開][发發][区區]"
    "|高新技[术術][产產][业業][开開][发發][区區]|高新技[术術][开開][发發][区區]|[经經高][开開新][区區]"
    "|[综綜]合保[税稅][区區]|保[税稅]港?[区區]|[开開][发發][区區]|[新][区區](?![域块位间])"
    "|特[别別]合作[区區]|工[业業][园園][区區]?|自[贸貿][试試][验驗]?[区區])"
)
"""Behind a place: the zone that bears its name."""
_KIND = regex(
    "省(?![级級内內份去心外委政长長道])|州(?![长長际際政立])"
    "|市(?![场場值面占区區民井况況道政委级級内內价價中长長])|[县縣](?![级級内內委政长長])|邦(?![交])"
    "|[郡府](?![政])|盟(?![友国國市])|[区區](?![域间間块塊])"
)
"""Behind a place's bare name: the noun of its kind."""
_STRANGE = frozenset(
    "阿埃艾安奥巴贝本比彼波伯博布查达戴丹德登敦迪蒂丁东杜顿多恩尔法菲费芬佛弗福夫盖甘冈高戈哥格根古哈海汉赫亨胡霍基吉加贾杰金卡凯坎康科克肯库拉莱兰劳勒雷里利莉林琳隆卢鲁伦罗洛吕马玛麦曼芒梅门蒙米密敏明莫墨默姆穆纳娜"
    "南内尼涅宁纽努诺欧帕派潘佩彭皮平珀普奇恰乔切琴庆丘日瑞萨塞赛森沙山尚圣施史什舍舒斯丝思松苏索塔泰坦汤唐特提廷图托瓦万威韦维魏温文翁沃乌武西希锡夏肖谢辛休许雅亚延扬耶伊因英尤于约扎泽詹兹佐茨庞蓬"
)
"""Characters that foreign names are spelt with."""
_AT = regex("(?:在|位[于於]|[于於]|来自|來自|[选選]址)$")
_SITE = regex("[、，,]|[设設建][厂廠立]|[的]?工[厂廠]|新?[建设設]|投|的|市|[等]|生[产產]|[举舉]|基地|地[区區]|附近|。")
_CITY_END = ("省", "市", "区", "區", "县", "縣", "州")
_CORPORATE = ("集团", "集團", "股份", "公司", "控股", "银行", "銀行")
_HANDLES = regex(
    "(?:[^\u3400-\u9fff]|的|与|與|和|及|等|将|將|已|拟|擬|作为|作為|表示|公告|披露|宣布|宣佈|旗下|持有"
    "|自主|联合|聯合|为|為|在|以|是|中标|中標|签|簽|完成|推出|发布|發布|[称稱]|获|獲|董事|计划|計劃|有关|相关|$)"
)
_POWER = regex(
    "(?P<name>电力(?:公司)?|電力(?:公司)?|[电電][网網]公司)(?=自主|表示|推出|[启啟][动動]|完成|[将將已]|[与與和]|[在]"
    "|[创創][新]|[组組][织織]|[联聯]合|[积積][极極]|[打]造|[开開]展|[率]先|[，。、）)]|$)"
)
_PLAIN_ITEM = regex(
    "(?:企[业業]|公司|[厂廠]商|[产產]品|[电電]池|市[场場]|[业業][务務]|[车車]企|[车車]型|材料"
    "|[设設][备備]|[项項]目|工[厂廠]|基地|品牌|[机機][构構]|部[门門]|[领領]域|[环環][节節]|[系][统統]"
    "|[技][术術]|[客用][户戶]|[地][区區])$"
)
_KINDS = ("县", "縣", "区", "區", "旗", "镇", "自治州")
_NO_COUNTY = frozenset(
    "高新区 经开区 开发区 工业区 欧元区 欧元區 自治县 自治區 自治区 市辖区 山区 山區 城区 郊区 矿区 牧区"
    " 灾区 特区 新区 老区 小镇 城镇 集镇 乡镇 古镇 重镇 国旗 军旗".split()
)


def finish(board: Board) -> None:
    """Lengthen, join and add what the neighbours of decided spans make sure of."""
    for place in [one for one in board.decided() if one.label == "REGION"]:
        _lengthen_area(board, place)
    _add_strange_towns(board)
    _join_branches(board)
    _join_provinces(board)
    _take_noun(board)
    add_movers(board)
    add_daughters(board)
    reader = _Reader(board)
    reader.add_short_names()
    reader.add_rows()
    reader.add_counties()


def _lengthen_area(board: Board, place: Finding) -> None:
    """阿姆斯特丹|大都会区, 荆门|高新区, 苏拉威西|省: what is named after a place, or its kind, belongs to the name.

    An area around a city and a zone are no entity of the catalogue."""
    text = board.text
    if "-" not in (place.entity_id or "-") or not _is_han(text[place.end - 1]):
        return
    whole = place
    kind = None if text[place.end - 1] in "省州市县縣邦郡府盟区區" else _KIND.match(text, place.end)
    if kind is not None and board.is_free(place.end, kind.end()):
        whole = whole._replace(end=kind.end())
    tail = _AREA_TAIL.match(text, whole.end)
    zone = tail or _ZONE.match(text, whole.end)
    if zone is not None and board.is_free(whole.end, zone.end()):
        capital = tail is not None and zone[0].startswith("首都")
        name = text[place.start : zone.end()]
        whole = whole._replace(end=zone.end()) if capital else whole._replace(end=zone.end(), entity_id=None, name=name)
    if whole is not place:
        board.replace([place], whole)


def _add_strange_towns(board: Board) -> None:
    """A foreign town that no list has, behind the country that something is in: 在瑞典埃斯基尔斯蒂纳建厂."""
    text = board.text
    for place in [one for one in board.decided() if one.label == "REGION"]:
        code = (place.entity_id or "region:CN").removeprefix("region:")
        if (
            text[place.end - 1] < "\u3400"
            or code.startswith(("CN", "JP", "KR", "KP", "TW", "HK", "MO", "VN", "SG"))
            or not ("-" in code or _AT.search(text, max(0, place.start - 2), place.start))
        ):
            continue
        end = place.end
        while end < len(text) and end - place.end < 9 and simplified(text[end]) in _STRANGE:
            end += 1
        inner = board.over(place.end, end)
        unlisted = all(
            one.entity_id is None and one.label == "COMPANY" and place.end <= one.start and one.end <= end
            for one in inner
        )
        if end - place.end >= 3 and unlisted and _SITE.match(text, end):
            board.replace(inner, Finding(place.end, end, "REGION", None, text[place.end : end], "name", "pattern", 0.8))


def _neighbours(board: Board) -> Iterator[tuple[Finding, Finding]]:
    decided = board.decided()
    for left, right in pairwise(decided):
        if left.end == right.start and right.start < len(board.text) and _is_han(board.text[right.start]):
            yield left, right


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def _join_branches(board: Board) -> None:
    """A company and the country or part of the world behind it, where the pair does what companies do."""
    for company, place in _neighbours(board):
        if company.label != "COMPANY" or place.label != "REGION" or place.end - place.start < 2:
            continue
        code = (place.entity_id or "").removeprefix("region:")
        home = code == "CN" or (code.islower() and ":" not in code)
        if "-" in code or not code or _NO_BRANCH.match(board.text, place.end):
            continue
        witness = (_BRANCH_WITNESS if home else _ABROAD).match(board.text, place.end)
        if witness is not None:
            tail = _BRANCH_TAIL.match(board.text, place.end)
            _unite(board, [company, place], company.start, tail.end() if tail else place.end)


def _unite(board: Board, parts: list[Finding], start: int, end: int) -> None:
    inner = board.over(start, end)
    if any(one.start < start or one.end > end for one in inner):
        return
    score = min(one.score for one in parts)
    board.replace(
        inner, Finding(start, end, "COMPANY", None, board.text[start:end], "name", "pattern", min(score, SCORE))
    )


def _join_provinces(board: Board) -> None:
    """A place of China right before an unlisted name is its first part, unless it ends in `province` or `city`."""
    text = board.text
    for place, company in _neighbours(board):
        chinese = (place.entity_id or "").startswith("region:CN")
        if place.label != "REGION" or not chinese or text[place.start : place.end].endswith(_CITY_END):
            continue
        if place.entity_id == "region:CN":
            continue
        if company.label == "COMPANY" and company.entity_id is None and company.end - company.start > 1:
            _unite(board, [place, company], place.start, company.end)
    for company in [one for one in board.decided() if one.label == "COMPANY" and one.entity_id is None]:
        start = company.start - 2
        if text[max(0, start) : company.start] in ("中国", "中國") and text[start : company.end].endswith(_CORPORATE):
            _unite(board, [company], start, company.end)
    for place in [
        one for one in board.decided() if one.label == "REGION" and (one.entity_id or "").startswith("region:CN-")
    ]:
        power = _POWER.match(text, place.end)
        if (
            power is not None
            and board.is_free(place.end, power.end("name"))
            and (place.entity_id or "").count(":") == 1
        ):
            grid = text[max(0, place.start - 2) : place.start] in ("国网", "國網")
            _unite(board, [place], place.start - 2 if grid else place.start, power.end("name"))


def _take_noun(board: Board) -> None:
    """比亚迪公司: the noun belongs to the name as written."""
    for company in [one for one in board.decided() if one.label == "COMPANY"]:
        last = board.text[company.end - 1]
        if board.text[company.end - 2 : company.end] == "公司" or not (_is_han(last) or last.isascii()):
            continue
        if last.isascii() and board.over(max(0, company.start - 1), company.start):
            continue  # 比亚迪BYD公司 is one company with two names
        noun = (_COMPANY_NOUN if _is_han(last) else _LATIN_NOUN).match(board.text, company.end)
        if noun is not None and board.is_free(company.end, noun.end()):
            board.replace([company], company._replace(end=noun.end()))


def _after_place(name: str) -> int:
    """Where the places at a name's beginning end."""
    at = 0
    for word, kind in tag(simplified(name), False)[:3]:
        if kind != "ns" or (at and len(word) < 2) or len(word) < 2 or len(name) - at - len(word) < 2:
            break
        at += len(word)
    return at


class _Reader:
    """The text's words, read once they are asked for."""

    def __init__(self, board: Board) -> None:
        self._board = board

    @cached_property
    def _words(self) -> Words:
        return words_of(self._board.text)

    def add_short_names(self) -> None:
        """The rest of a registered name without place, trade and form, and what of them stands beside it."""
        text = self._board.text
        brands: dict[str, tuple[Finding, str, str]] = {}
        for company in [one for one in self._board.decided() if one.label == "COMPANY"]:
            form = _FORM.search(text, company.start, company.end)
            if form is None:
                continue
            parts = self._brand(text[company.start : form.start()])
            if parts is not None:
                brands.setdefault(simplified(parts[1]), (company, parts[0], parts[2]))
        if brands:
            for start, end in list(self._words.spans(brands)):
                self._add_short(start, end, *brands[self._words.text[start:end]])

    @staticmethod
    @lru_cache(maxsize=2_000)
    def _brand(registered: str) -> tuple[str, str, str] | None:
        """Place, brand and trade of a registered name."""
        name = _BRACKETS.sub("", registered)
        start = _after_place(name)
        trade = _TRADE.search(name, start)
        stop = trade.start() if trade else len(name)
        while trade is not None and stop - start < 2:
            trade = _TRADE.search(name, trade.start() + 1)
            stop = trade.start() if trade else len(name)
        brand = name[start:stop]
        if not 2 <= len(brand) <= 5 or not all(map(_is_han, brand)):
            return None
        if is_phrase(brand):
            return None
        tagged = tag(simplified(brand), False)
        if len(tagged) == 1 and tagged[0][1].startswith("ns"):
            return None
        return name[:start], brand, name[stop:]

    def _add_short(self, start: int, end: int, company: Finding, place: str, trade: str) -> None:
        """One occurrence of a brand, with what of the registered name's place and trade stands around it."""
        board, text = self._board, self._board.text
        tail = 0
        while end + tail < len(text) and tail < len(trade) and text[end + tail] == trade[tail]:
            tail += 1
        end += tail if tail == len(trade) else tail - tail % 2
        start -= len(place) if place and text.endswith(place, 0, start) else 0
        inner = board.over(start, end)
        known = any(one.label == "COMPANY" or one.start < start or one.end > end for one in inner)
        if known or board.is_refused(start, end) or not self._is_whole(start, end):
            return
        name = company.name if company.entity_id else text[company.start : company.end]
        score = min(company.score, SCORE)
        board.replace(inner, company._replace(start=start, end=end, name=name, score=score))

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether no word of the dictionary reaches over the edges of a name."""
        words, length = self._words, len(self._board.text)
        whole = start in words.borders and (end in words.borders or end == length)
        return whole or (end - start > 2 and _HANDLES.match(self._board.text, end) is not None)

    def add_rows(self) -> None:
        """What stands between two companies of a row is one as well: 盛屯贸易、福建华闽、前海睿泽."""
        board, text = self._board, self._board.text
        todo = [one for one in board.decided() if one.label == "COMPANY"]
        while todo:
            company = todo.pop()
            found = self._item_after(company.end) or self._item_before(company.start)
            if found is not None:
                name = text[found[0] : found[1]]
                added = Finding(*found, "COMPANY", None, name, "name", "pattern", SCORE)
                board.replace(board.over(*found), added)
                todo += [added, company]

    def _item_after(self, end: int) -> tuple[int, int] | None:
        """The name behind a company and a comma, up to the next comma or a word that ends it."""
        text = self._board.text
        if text[end : end + 1] != "、":
            return None
        start = end + 1
        stop = text.find("、", start, start + 9)
        if stop > 0 and self._is_followed_by_company(stop):
            return self._checked(start, stop)
        words, number = self._words, self._words.at(start)
        at = start
        while number < len(words.words) and at - start < 4:
            word, tag = words.tagged(number)
            if not _is_han(word[0]) or tag[0] in "xpcudm" or (len(word) > 1 and tag.startswith("v")):
                break
            at += len(word)
            number += 1
        behind = text[at : at + 1]
        ends = (
            behind in "等和与及"
            or not _is_han(behind or "。")
            or (
                number < len(words.words)
                and words.words[number] in ("持有", "联合", "共同", "参与", "出资", "均", "分别", "合计")
            )
        )
        return self._checked(start, at) if ends else None

    def _is_followed_by_company(self, comma: int) -> bool:
        following = self._board.over(comma + 1, comma + 2)
        place = (
            following
            and following[0].label == "REGION"
            and self._board.text[following[0].end : following[0].end + 1] != "、"
        )
        return bool(following and following[0].label == "COMPANY") or bool(place)

    def _item_before(self, start: int) -> tuple[int, int] | None:
        text = self._board.text
        if start < 3 or text[start - 1] != "、":
            return None
        begin = text.rfind("、", max(0, start - 10), start - 1)
        if begin < 0:
            return None
        before = self._board.over(begin - 1, begin)
        if not before or before[0].label != "COMPANY":
            return None
        return self._checked(begin + 1, start - 1)

    def _checked(self, start: int, end: int) -> tuple[int, int] | None:
        board, text = self._board, self._board.text
        name = text[start:end]
        if not 3 <= len(name) <= 8 or not all(map(_is_han, name)) or _PLAIN_ITEM.search(name):
            return None
        inner = board.over(start, end)
        if any(one.label != "REGION" or one.start < start or one.end >= end for one in inner) or board.is_refused(
            start, end
        ):
            return None
        return None if is_phrase(name) else (start, end)

    def add_counties(self) -> None:
        """Counties and districts that the dictionary knows: 宜丰县, 龙华区."""
        board, text = self._board, self._board.text
        if not any(kind in text for kind in _KINDS):
            return
        words = self._words
        for number, word in enumerate(words.words):
            if len(word) < 3 or not word.endswith(_KINDS) or word in _NO_COUNTY or kind_of(word) not in ("ns", "nr"):
                continue
            start = words.starts[number]
            end = start + len(word)
            if board.is_free(start, end) and not board.is_refused(start, end):
                board.add(Finding(start, end, "REGION", None, word, "name", "pattern", 0.8))
