"""Lines that stand on a page but belong to no article, told by their words.

Each pattern is anchored or limited in length, so that a paragraph that merely mentions a newsletter, cookies or
copyright stays. Lengths are weights (about Latin letters, see `strings.weight`).
"""

from __future__ import annotations

import re

from ..regex import regex
from . import dates
from .strings import is_sentence, key, weight, words

_FLAGS = re.IGNORECASE

# "Read also", "Related": heads of lists of other articles, in the languages of our sources and their neighbours
_POINTER_WORDS = (
    r"(?:read (?:also|more|next|on)|also read|see also|related(?: (?:articles?|stor(?:y|ies)|news|content|posts?|"
    r"topics?|reading|links?|coverage))?|more (?:on this(?: (?:topic|story))?|stories|news|like this|articles|"
    r"coverage|to explore)|more (?:from|in|on|about) [\w&. ]{2,30}|further reading|you (?:may|"
    r"might) (?:also )?(?:like|be interested in)|recommended(?: (?:for you|reading|stories|articles))?|"
    r"don[’']t miss|(?:the )?latest(?: (?:news|articles|stories|posts|headlines))?|trending(?: now| stories)?|"
    r"most (?:read|popular|viewed|recent)|popular (?:news|posts|articles|stories|now)|top stories|recent (?:posts|"
    r"articles|news)|what to read next|up next|next article|previous article|in this section|lesen sie (?:auch|mehr|"
    r"weiter)|mehr (?:zum thema|dazu|von|aus|lesen)|auch interessant|das könnte (?:sie|dich|ihnen|dir) .{0,30}|"
    r"passend dazu|weitere (?:artikel|nachrichten|meldungen|themen|beiträge)|(?:mehr )?zum thema|"
    r"verwandte (?:artikel|themen)|meistgelesen|à lire (?:aussi|également)|lire aussi|sur le même sujet|"
    r"articles liés|lea también|lee también|te puede interesar|noticias relacionadas|leggi anche|相关(?:阅读|新闻|"
    r"文章|推荐|报道|链接|资讯)|延伸阅读|推荐阅读|更多(?:新闻|阅读|精彩|资讯)|热门(?:文章|推荐|新闻|资讯)|猜你喜欢|"
    r"最新(?:文章|资讯|新闻)|相關(?:新聞|文章|報導|閱讀)|關聯新聞|関連(?:記事|ニュース|リンク|トピックス|情報)|"
    r"あわせて読みたい|(?:こちら|この記事)もおすすめ|おすすめ(?:記事)?|人気(?:記事|ランキング)|"
    r"(?:アクセス)?ランキング|新着(?:記事|ニュース)|最新(?:記事|ニュース)|관련\s?(?:기사|뉴스|글)|많이 본 (?:기사|"
    r"뉴스)|인기\s?(?:기사|뉴스)|추천\s?(?:기사|뉴스)|최신\s?(?:기사|뉴스)|이 기사와 함께.{0,20}|주요\s?뉴스|"
    r"함께 보면 좋은.{0,10})"
)
_POINTER_ALONE = regex(rf"\W*{_POINTER_WORDS}\W*", _FLAGS)
_POINTER_WITH_TITLE = regex(rf"\W*{_POINTER_WORDS}\s*[:：|▶►>»→]\s*\S.*", _FLAGS)
_ABOUT_AUTHOR = regex(
    r"(?:about the authors?|über de[nr] autor(?:in)?|zur person|作者简介|筆者紹介|著者(?:紹介|プロフィール)|"
    r"기자 소개)\W*",
    _FLAGS,
)

_APPEAL = regex(
    r"\b(?:sign up|subscribe|register)\b.{0,80}\b(?:newsletter|daily|weekly|updates|inbox|alerts|free)\b|"
    r"\bnewsletter\b.{0,60}\b(?:sign up|subscribe|abonnieren|anmelden|bestellen)\b|thanks for signing up|\b(?:get|"
    r"receive) .{0,80}\b(?:in your inbox|to your inbox|by e-?mail)\b|keep an eye on your inbox|"
    r"there was an error processing your subscription|please enter a valid e-?mail|^\W*follow (?:us|"
    r"[\w@ ]{2,50}) on (?:facebook|twitter|x|linkedin|instagram|google news|whatsapp|telegram|threads|bluesky)|"
    r"\bdownload (?:our|the) (?:\w+ )?app\b|already a (?:subscriber|member)\b|\bto (?:continue reading|keep reading|"
    r"read (?:the (?:full|rest)|this))\b.{0,80}\b(?:subscri|log ?in|sign ?in|register)|\blog ?in to (?:read|"
    r"continue)|^\W*(?:subscribe|become a (?:member|subscriber))\b.{0,60}$|(?:abonnieren sie|jetzt abonnieren|"
    r"newsletter abonnieren|melden sie sich .{0,30}newsletter)|abonnez-vous|inscrivez-vous .{0,40}newsletter|"
    r"suscríbete|iscriviti alla newsletter|(?:扫码|扫描).{0,12}(?:关注|二维码)|关注.{0,16}(?:公众号|微信号|微博)|"
    r"(?:立即|点击)(?:订阅|关注)|(?:メルマガ|ニュースレター).{0,14}(?:登録|購読)|会員登録|有料会員|"
    r"뉴스레터.{0,14}(?:구독|신청)|구독(?:하기|신청|과 좋아요)|카카오톡 채널 추가",
    _FLAGS,
)
_RIGHTS = regex(
    r"^\W*(?:©|ⓒ|\(c\)\s|copyright\b|저작권자|<저작권자|版权(?:所有|声明)|著作権)|\ball rights reserved\b|"
    r"alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|tutti i diritti riservati|"
    r"무단\s?(?:전재|복제|배포)|재배포\s?금지|無断(?:転載|複製|での)|未经.{0,12}(?:授权|许可|允许)|不得转载|"
    r"转载请(?:注明|联系)|本文(?:为|系).{0,12}(?:原创|转载)|this material may not be published|may not be reproduced",
    _FLAGS,
)
_CONSENT = regex(
    r"\b(?:need|require)s? your (?:permission|consent) (?:to|before)|\bby (?:loading|playing|viewing) th(?:e|is) "
    r"(?:video|content|post|map|tweet),? you (?:agree|accept|consent)|\bcontent (?:is |was |has been )?blocked\b.{0,60}"
    r"(?:cookie|privacy|consent)|an dieser stelle (?:finden|befindet|steht|sehen) .{0,20}(?:extern|redaktionell)|"
    r"\b(?:privacy|cookie|consent) (?:settings|preferences|choices) (?:prevent|do not|don[’']t|block|are preventing|"
    r"stop)|\bto (?:view|see|watch|load|display|show) (?:this|the) (?:content|video|post|tweet|embed|element|map|"
    r"chart)\b.{0,120}(?:accept|consent|cookies?|enable|permission)|\bwe (?:and our (?:\d+ )?(?:partners|"
    r"vendors) )?(?:use|store|value) .{0,40}(?:cookies|your privacy)|this (?:web)?site uses cookies|\b(?:accept|"
    r"manage|reject|enable|allow) (?:all )?(?:the )?cookies\b|by (?:clicking|continuing|using) .{0,80}(?:cookies|"
    r"privacy policy)|empfohlener (?:redaktioneller|externer) inhalt|externe[rn]? inhalte? .{0,60}(?:laden|anzeigen|"
    r"geladen|angezeigt)|(?:datenschutz|cookie|privatsphäre)-?einstellungen .{0,60}(?:nicht|verhindern|ändern|"
    r"anpassen)|mit ihrer (?:zustimmung|einwilligung)|wir (?:und unsere partner )?(?:verwenden|nutzen|"
    r"setzen) .{0,20}cookies|um (?:diesen|dieses|den) .{0,30}(?:inhalt|video|element)\w* (?:anzuzeigen|zu sehen|"
    r"zu laden)|(?:nous|notre site) .{0,20}utilis\w+ .{0,10}cookies|vos (?:paramètres|"
    r"préférences) .{0,40}(?:cookies|confidentialité)|(?:utilizamos|usamos) .{0,10}cookies|"
    r"configuración de (?:cookies|privacidad)|utilizziamo .{0,10}cookie|(?:本|我们的?)(?:网站|"
    r"站点?).{0,10}使用.{0,8}(?:cookie|缓存)|隐私设置.{0,16}(?:无法|阻止|不允许)|(?:当|本)(?:サイト|"
    r"ウェブサイト).{0,20}(?:cookie|クッキー)|(?:cookie|クッキー)を(?:使用|利用)し|プライバシー設定.{0,20}(?:表示|"
    r"ため)|쿠키를 (?:사용|수집)|쿠키 (?:설정|동의)|개인정보 (?:보호 )?설정.{0,20}(?:때문|표시)",
    _FLAGS,
)
# substring tests are forty times cheaper than the patterns above, and most lines hold none of these
_CONSENT_HINTS = tuple(
    words(
        """cookie privacy consent privatsphäre einstellungen permission enable allow inhalt confidentialité
        préférences privacidad accept 隐私 缓存 クッキー プライバシー 쿠키 개인정보"""
    )
)
_APPEAL_HINTS = tuple(
    words(
        """newsletter subscri continue sign regist inbox mail follow download log member abonn melden inscri
        suscr iscriv 关注 订阅 扫 メルマガ 会員 ニュースレター 구독 뉴스레터 카카오톡"""
    )
)
_RIGHTS_HINTS = tuple(
    words(
        """© ⓒ (c) copyright right rechte droits derechos diritti 저작권 版权 著作権 무단 재배포 無断 未经 转载
        本文 published reproduced"""
    )
)
_CREDIT = regex(
    r"^[(\[<▲△]?\s*(?:(?:photo|image|picture|video|graphic|foto|bild|bildquelle|grafik|quelle|source|crédit photo|"
    r"imagen)(?: (?:credit|source|courtesy|by|via|©))?|图片?来源|图源|图片|来源|资料图|写真|画像|出典|提供|사진|"
    r"사진\s?제공|자료|출처)\s?[:：=/|©].{0,120}$",
    _FLAGS,
)
_TAGS = regex(
    r"^\W*(?:tags?|topics?|filed under|posted in|categor(?:y|ies)|keywords?|schlagw(?:orte|örter)|themen|stichworte|"
    r"mots-clés|etiquetas|标签|关键词|關鍵字|タグ|キーワード|カテゴリー?|태그|키워드|분류)\s*[:：]",
    _FLAGS,
)
_ALONE = regex(
    r"\W*(?:skip to (?:main )?content|(?:main )?menu|home|search|back to (?:top|home|overview)|advertisement|"
    r"sponsored(?: content)?|ad|loading|print|share(?: this)?(?: (?:article|story|page|post))?|"
    r"listen to (?:this )?article|continue reading|read (?:the )?full (?:story|article)|view comments?|(?:leave a |"
    r"post a |\d+ )?(?:comments?|reply|replies)|be the first to comment|join the (?:conversation|discussion)|"
    r"\d+ min(?:ute)?s? read|log ?in|sign in|register|close|open gallery|photo gallery|next|previous|show more|"
    r"load more|top|anzeige|werbung|teilen|drucken|merken|weiterlesen|kommentare?(?: \(\d+\))?|zum inhalt springen|"
    r"startseite|nach oben|lesezeit:? ?\d+ min.{0,6}|publicité|partager|imprimer|commentaires|publicidad|compartir|"
    r"广告|推广|分享(?:到|至)?|打印|收藏|点赞|评论|返回(?:顶部|首页)|首页|举报|広告|シェア(?:する)?|ツイート|印刷|"
    r"コメント|トップ(?:ページ)?へ?|ホーム|スキップ|광고|공유(?:하기)?|인쇄(?:하기)?|댓글(?:\s?\d+)?|스크랩|홈|목록|"
    r"본문 바로가기|글자\s?크기.{0,12}|기사\s?듣기)\W*",
    _FLAGS,
)
_SHARE_WORDS = frozenset(
    words(
        """share tweet facebook twitter x linkedin whatsapp email e mail print copy link pin pinterest reddit
        telegram wechat weibo line kakaotalk messenger bluesky threads mastodon xing flipboard pocket hatena
        bookmark save url via on to this article teilen drucken merken post follow us 微信 微博 朋友圈 qq空间 qq
        分享到 复制链接 はてなブックマーク シェア ポスト 페이스북 트위터 카카오톡 카카오스토리 밴드 url복사 공유
        블로그 네이버"""
    )
)
_BYLINE = regex(
    r"^(?:(?:[Ww]ritten |[Pp]osted |[Rr]eported |[Ee]dited |[Ss]tory )?[Bb]y|BY|[Vv]on|VON|[Pp]ar|[Pp]or|"
    r"[Dd]i)\s+[^\W\d_].{1,90}$"
)
_BYLINE_EAST = regex(
    r"^[\[(（【<]?(?:(?:(?:本报|本网|见习|首席)?记者|文|作者|撰文|编辑|责任?编辑|责编|校对|通讯员|执笔|取材|執筆|"
    r"記者|文責|글|기자)\s*[:：/／|丨・=＝]\s*.{1,50}|.{2,30}\s?(?:기자|특파원|선임기자|"
    r"記者)\s*(?:[\w.+-]+@[\w.-]+)?)[\])）】>]?$"
)
_MAIL_LINE = regex(r"^\W*(?:.{0,40}\s)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}\W*$")
_DATE_WORDS = frozenset(
    words(
        """published publish date posted on updated update last at modified first uhr stand von vom am um pm a p
        m est edt et utc gmt cet cest jst kst the time created release released issued monday tuesday wednesday
        thursday friday saturday sunday mon tue wed thu fri sat sun montag dienstag mittwoch donnerstag freitag
        samstag sonntag veröffentlicht aktualisiert erstellt zuletzt publié le à mis jour min read lesezeit
        minuten 发布 发布时间 发布于 发表 时间 更新 更新时间 日期 来源 公開 公開日 掲載 配信 更新日 最終更新
        입력 수정 등록 승인 최종수정 기사입력 최종업데이트 업데이트 게재 일 월 화 수 목 금 토 周一 周二 周三
        周四 周五 周六 周日 星期一 星期二 星期三 星期四 星期五 星期六 星期日 月曜日 火曜日 水曜日 木曜日 金曜日
        土曜日 日曜日"""
    )
)
_CLOCK = regex(r"\b\d{1,2}[:：]\d{2}(?::\d{2})?\b")
_AGO = regex(
    r"^\W*(?:\d{1,3}|an?) (?:min(?:ute)?|hour|day|week|month)s? ago\W*$|^vor \d{1,3} (?:minuten?|stunden?|tagen?)$|"
    r"^\d{1,3}(?:分钟|小时|天)前$|^\d{1,3}(?:分|時間|日)前$|^\d{1,3}(?:분|시간|일) ?전$",
    _FLAGS,
)


def heads_other_articles(text: str) -> bool:
    """Whether a line alone announces other articles ("Read also:", 相关阅读, "About the author")."""
    return len(text) <= 70 and bool(_POINTER_ALONE.fullmatch(text) or _ABOUT_AUTHOR.fullmatch(text))


def points_elsewhere(text: str) -> bool:
    """Whether a line is one pointer with its title ("Read also: CATL starts …")."""
    return weight(text) <= 300 and _POINTER_WITH_TITLE.fullmatch(text) is not None


def consent_placeholder(text: str) -> bool:
    """Whether a line stands where a video or post would be, or asks for consent."""
    if weight(text) > 700:
        return False
    low = text.casefold()
    return any(word in low for word in _CONSENT_HINTS) and _CONSENT.search(text) is not None


def is_furniture(text: str) -> bool:
    """Whether a line is furniture wherever it stands."""
    size = weight(text)
    return (
        size <= 400
        and (
            (size <= 320 and (_hinted(_APPEAL_HINTS, _APPEAL, text) or _hinted(_RIGHTS_HINTS, _RIGHTS, text)))
            or (size <= 220 and (_CREDIT.match(text) is not None or _TAGS.match(text) is not None))
            or (len(text) <= 60 and _ALONE.fullmatch(text) is not None)
            or (len(text) <= 90 and _is_share_row(text))
            or points_elsewhere(text)
        )
    ) or consent_placeholder(text)


def _hinted(hints: tuple[str, ...], pattern: re.Pattern[str], text: str) -> bool:
    low = text.casefold()
    return any(hint in low for hint in hints) and pattern.search(text) is not None


def is_credit_line(text: str) -> bool:
    """Whether a line says who wrote it or when; to be asked only where such lines stand, above and below a text."""
    if weight(text) > 180:
        return False
    if _BYLINE_EAST.match(text) or _MAIL_LINE.match(text) or _AGO.match(text):
        return True
    return (not is_sentence(text) and len(text.split()) <= 14 and _BYLINE.match(text) is not None) or is_date_line(text)


def is_date_line(text: str) -> bool:
    """Whether a line holds a date or time, words that go with it, and nothing else."""
    spans = sorted((start, stop) for _, start, stop in dates.visible(text))
    if not spans and not _CLOCK.search(text):
        return False
    rest, end = [], 0
    for start, stop in spans:
        rest.append(text[end:start] if start >= end else "")
        end = max(end, stop)
    rest.append(text[end:])
    words = [word for word in key(_CLOCK.sub(" ", " ".join(rest))).split() if word not in _DATE_WORDS]
    return sum(map(len, words)) <= 3


def _is_share_row(text: str) -> bool:
    words = key(text).split()
    return len(words) > 1 and _SHARE_WORDS.issuperset(words)
