"""Words of the pages that stand in an article's place, by what they say, in the languages of our sources and around.

Each group is one statement; a page that makes several of them within little text is what they say it is. No group alone
decides anything: articles speak of cookies, robots and missing pages, too.
"""

from __future__ import annotations

import re

from ..regex import regex


def _groups(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


CONSENT_HINTS = (
    "cookie", "traceur", "クッキー", "쿠키", "consent", "consens", "zustimm", "einwillig", "toestemming", "zgod",
    "samtyck", "samtykke", "souhlas", "suostumu", "eväste", "informasjonskaps", "çerez", "согла", "同意", "동의",
    "permission", "privacy",
)  # fmt: skip
"""One of them is on every consent page; looking for them is far cheaper than the patterns."""

CONSENT = _groups(
    r"cookies?\b|traceurs?\b|クッキー|쿠키|\bkakor\b|informa[st]jon\w*kapsl|informationskapsl|eväste|çerez|"
    r"файлы? cookie",
    r"\bconsent|\bpermission|\bagree\b|zustimm|einwillig|einverstanden|votre accord|consentiment|consenso|acconsent|"
    r"toestemming|akkoord|\bzgod[aęy]|samtyck|samtykke|godta|suostumu|hyväksy|souhlas|concorda|согла[сш]|izin|onay|"
    r"同意|동의",
    r"personal (?:data|information)|your (?:data|privacy)|privacy|personenbezogen|persönliche (?:daten|"
    r"informationen)|datenschutz|privatsphäre|données (?:à caractère )?personnel|vie privée|confidentialité|"
    r"datos personales|privacidad|dati personali|informativa|persoonsgegevens|dane osobowe|danych osobowych|"
    r"prywatnoś|dados pessoais|privacidade|personuppgift|integritet|personoplysning|personopplysning|personvern|"
    r"personlige oplysninger|henkilötie|yksityisyy|kişisel veri|gizlili|персональн|oplysninger om dig|osobní údaje|"
    r"soukromí|个人(?:数据|信息)|個人(?:情報|資料)|隐私|隱私|プライバシー|개인정보",
    r"partners?\b|partnern\b|(?:companies|firms) (?:that )?we work with|(?:other|third)[- ](?:companies|parties)|"
    r"\bvendors?\b|third part|dritt(?:e|en|anbieter)|partenaires|\bsocios\b|terceros|terze parti|terzi|derde partij|"
    r"parceiros|partnerzy|partnere|partneři|kumppan|ortakla|партн|tredjepart|合作(?:伙伴|夥伴)|第三方|第三者|"
    r"パートナー|提携|제3자|파트너",
    r"advertis|\bads\b|werbung|anzeigen|publici[td]|anuncios?|pubblicit|reklam|advertenties|annons|annonce|mainon|"
    r"reklam|реклам|广告|廣告|広告|광고|marketing",
    r"personali[sz]|profil|measur|audience|analy[sz]|nutzung der|messen|reichweite|mesur|medir|estadístic|statisti|"
    r"comportamiento|hábitos|personalis|spersonaliz|mierzy|anpassa|målret|adfærd|měřit|个性化|個人化|个人化|统计|"
    r"統計|測定|パーソナライズ|맞춤|통계",
    r"\bdevices?\b|identifiers?\b|store and|\bgerät|kennung|dispositivo|appareil|terminal|apparaat|urządzeni|"
    r"din enhet|enheten din|dine enheder|laite|cihaz|устройств|pixels|zařízení|设备|裝置|端末|기기|\bbrowser\b",
    r"withdraw|opt out|change your mind|(?:your|my) choices|your (?:privacy )?choices|let me choose|preferences|"
    r"reject|decline|disagree|manage|object (?:to|at)|widerruf|ablehnen|auswahl|einstellungen|retirer|refus|paramétr|"
    r"rechaz|consentir o|denegar|rifiut|revocare|weigeren|instellingen|wycofać|ustawieni|odrzu|rejeit|recusar|avvisa|"
    r"avvis|återkalla|trekke tilbake|trække|hylkää|peruuttaa|odvolat|nastaven|撤回|拒绝|拒絕|管理|拒否|取り消|거부",
    r"pur-?abo|tracking|werbefrei|frei von werbe|ad-free|without ads|sans publicité|mit werbung|ohne werbung|"
    r"track(?:ed|er)\b|verfolgt",
    r"\baccept|akzeptier|j'accepte|en acceptant|acept|accett|godkänn|godta|aceitar|yes\b|接受|接受全部|許可|수락|"
    r"허용|continue (?:browsing|to use)",
    r"\bpurposes?\b|technolog|zwecke?\b|dienste\b|finalités|finalidades|finalità|doeleinden|celów|formål|ändamål|"
    r"účel|目的|목적",
)

AGREE = regex(
    r"\b(?:accept|agree|consent|allow|yes|okay|ok|got it)\b|akzept|zustimm|einwillig|einverstanden|accept|j'accepte|"
    r"acept|accett|acconsent|akkoord|zgadzam|akceptuj|przejdź|aceit|concordo|godkänn|godta|samtyk|tillåt|tillad|"
    r"hyväksy|souhlas|同意|接受|許可|受け入れ|동의|수락|허용",
    re.IGNORECASE,
)
DECLINE = regex(
    r"\b(?:reject|decline|disagree|refuse|no|do not|don't|manage|options|settings|choose|purposes|necessary)\b|"
    r"ablehn|speichern|einstellung|auswahl|notwendig|refus|paramétr|sans accepter|rechaz|denegar|configur|preferenc|"
    r"rifiut|scopri|weiger|instellingen|odrzu|ustawieni|rejeit|recus|avvis|inställning|nødvendig|hylkää|odmít|"
    r"nastaven|reddet|しない|拒|管理|设置|設定|거부|설정",
    re.IGNORECASE,
)

ADDRESS = regex(
    r"\b(?:you|your|please|we|our|us|sie|ihren?|ihrem|ihrer|wir|unser\w*|uns|vous|votre|vos|nous|nos|tus?|te|"
    r"su dispositivo|nosotros|nuestr\w+|noi|tuo\w*|tua|ti|puoi|je|jouw|jij|uw|wij|onze|twoj\w*|twój|nasi|nasze|my|"
    r"możesz|você|seus?|nós|nossos?|du|din|dine|vi|våra|våre|vår|vores|ditt|deg|me|meidän|sinulle|voit|"
    r"yksityisyyttäsi|vám|vaš\w*|naši|kdykoli|вы|вас|вам|ваш\w*|мы)\b|[您你]|我们|我們|本网站|本網站|当社|当サイト|"
    r"お客様|皆さま|皆様|ください|주세요|하세요|귀하",
    re.IGNORECASE,
)
"""A page that asks speaks to its reader; an article seldom does."""

CONSENT_PLACE = regex(
    r"(?:^|[./_-])(?:consent|cookie-?wall|zustimmung|privacy-?(?:wall|gate)|cmp|gdpr)(?:$|[./_-])", re.IGNORECASE
)

BOT_NAMES = regex(
    r"just a moment|one moment,? please|attention required|access (?:to this page )?(?:has been )?denied|"
    r"access restricted|403 forbidden|forbidden|please wait|are you (?:a )?(?:human|robot)|robot or human|"
    r"pardon our interruption|security (?:check|verification)|verify(?:ing)? (?:you are|that you are|your browser)|"
    r"human verification|bot (?:detection|verification|check)|ddos.?guard|checking your browser|(?:re|h)?captcha|"
    r"request (?:blocked|rejected|unsuccessful)|(?:your )?(?:access|request|ip) is (?:blocked|being verified)|(?:you|"
    r"you have|your ip) (?:has |have )?been blocked|unusual traffic|not a (?:bot|robot)|access to this (?:site|"
    r"service) has been limited|nur einen moment|einen moment,? bitte|zugriff verweigert|sicherheits(?:über)?prüfung|"
    r"sicherheitsabfrage|sind sie ein (?:mensch|roboter)|accès refusé|vérification (?:de sécurité|en cours)|"
    r"un instant|acceso denegado|verificación de seguridad|(?:comprueba|confirma|"
    r"verifica) que eres (?:un )?human[oa]|un momento|accesso negato|安全(?:验证|检查|驗證)|(?:滑动|人机|"
    r"访问)(?:验证|身份|被拒绝|受限)|请完成验证|访问过于频繁|アクセス.{0,8}(?:拒否|制限|集中)|(?:セキュリティ|"
    r"ロボット)(?:チェック|ではありません)|(?:보안|로봇) ?(?:확인|검사|문자)|접근이? ?(?:거부|차단|제한)|"
    r"자동등록방지|비정상적인? ?(?:접근|접속)|проверка браузера|вы не робот",
    re.IGNORECASE,
)
BOT = _groups(
    r"\brobots?\b|\bbots?\b|\bhuman\b|real(?:ly)? (?:person|you)|captcha|\bmensch\b|roboter|humain|humano|umano|"
    r"机器人|人机|робот|滑块|驗證碼|验证码|ロボット|로봇",
    r"verif(?:y|ying|ication)|prove|confirm|make sure|bestätig|überprüf|prüf|vérifi|compr[ou]e?b|verifica|验证|驗證|"
    r"确认|確認|확인|проверк|подтвердите|complete the (?:check|puzzle|captcha)|문자를 입력",
    r"unusual|suspicious|automated|faster than|过于频繁|频繁|자동화된 요청|malicious|too many|maximum number|"
    r"exceeded|ungewöhnlich|automatisé|inhabituel|异常|異常|通常と異なる|비정상|많은 요청",
    r"blocked|denied|rejected|unsuccessful|limited by|(?:has|been) limited|restricted|gesperrt|verweigert|refusé|"
    r"bloqué|denegado|negato|拦截|拒绝|受限|制限|차단|제한",
    r"(?:enable|turn on|switched off|activate|activa|activez|disable|requires?|aktivieren).{0,30}(?:javascript|"
    r"\bjs\b|cookies|ad.?block)|javascript (?:is )?(?:disabled|required)|включите javascript",
    r"\bray id\b|reference (?:id|#|no)|reference\s?#|incident id|support id|block (?:id|reason)|your ip\b|"
    r"ip address:|response code|事件编号|error code 10\d\d",
    r"firewall|ddos|cloudflare|wordfence|sucuri|incapsula|proof-of-work|scrap(?:e|ing)|crawlers?\b|(?:shields?|"
    r"protects?|protection).{0,40}(?:attack|site|server)",
    r"your (?:browser|connection|network|computer|request)|ihrer verbindung|(?:tu|su) conexión|votre (?:navigateur|"
    r"connexion)|(?:您|你)的(?:请求|訪問|访问|网络)|お使いのネットワーク|don't have permission|you asked for",
    r"press (?:&|and) hold|drag|slide|拖动|拖動|please wait|few seconds|einige sekunden|qu'un instant|подождите|稍候|"
    r"しばらく",
)

LOGIN_NAMES = regex(
    r"(?:please )?(?:log|sign)(?:ging|ing)? ?-?(?:in|on)\b(?: (?:to|with|into|or) .{0,30})?|(?:member |user |"
    r"account )?login\b(?: to)?.{0,24}|(?:shared )?login service|enter your (?:e-?mail|password).{0,20}|welcome back|"
    r"anmeld(?:en|ung)|einloggen|(?:bitte )?melden sie sich an|willkommen zurück|(?:se )?connect(?:er|ez-vous)|"
    r"connexion|identifi(?:ez-vous|cation)|inici(?:a|ar|e) (?:de )?sesión|inicio de sesión|acced[ei]r?\b.{0,20}|"
    r"acceso|accesso|iniciar sessão|entrar|inloggen|zaloguj(?: się)?|logowanie|logga in|log ind|logg inn|přihlášení|"
    r"(?:会员|用户|账号|請|请)?(?:登录|登入|登錄)|(?:会員)?ログイン|サインイン|로그인|вход",
    re.IGNORECASE,
)
LOGIN_PLACE = regex(
    r"/(?:wp-)?(?:log-?in|sign-?in|anmelden|connexion|acceso|accedi|inloggen|logowanie|auth)(?:$|[/.?])", re.IGNORECASE
)

NOT_FOUND = regex(
    r"(?:can(?:no|[\'’])?t|could ?n[o\'’]t|unable to|didn[\'’]t) find (?:(?:the|this|that|your) )?(?:page|article|"
    r"story).{0,20}|(?:(?:the|this|that|your|requested) )*(?:page|site|url|content|article|story|document|post|file|"
    r"link|address)s?\b(?: (?:you|we|that|which)\b.{0,40}?)?.{0,12}(?:not (?:be )?found|(?:can(?:no|')?t|"
    r"could ?n[o']t) be found|does(?: not|n't) exist|no longer (?:exists?|available)|not available|(?:was|"
    r"been) (?:removed|deleted)|(?:is )?missing|has left.{0,20})|(?:error|http|fehler|erreur)? ?40[44]\b(?: error|"
    r" page)?(?: not found)?|not found|(?:seite|artikel|beitrag|inhalt|"
    r"meldung)\b.{0,40}(?:nicht (?:mehr )?(?:gefunden|vorhanden|verfügbar|existier\w*)|existiert nicht|"
    r"gibt es .{0,12}nicht)|(?:page|article|contenu)\b.{0,30}(?:introuvable|n['’]est plus|indisponible|n['’]existe|"
    r"non trouvée?)|(?:página|artículo|noticia|contenido)\b.{0,30}(?:no encontrad|no existe|no se (?:ha )?enc|"
    r"no (?:está )?disponible|não encontrad|não existe)|pagina\b.{0,24}(?:non (?:è stata )?trovata|non esiste|"
    r"inesistente|non (?:è )?disponibile|niet gevonden|bestaat niet)|stron[ay]\b.{0,20}nie (?:istnieje|znaleziono)|"
    r"nie znaleziono strony|(?:sidan|siden)\b.{0,24}(?:hittades inte|finns inte|ikke fundet|findes ikke|finnes ikke)|"
    r"strán\w+.{0,20}(?:nenalezena|neexistuje)|(?:页面|网页|頁面|網頁|文章|内容|新闻).{0,12}(?:不存在|找不到|未找到|"
    r"删除|刪除|失效)|找不到.{0,12}(?:页面|網頁|頁面)|(?:お探しの|この|ご指定の)?(?:ページ|"
    r"記事).{0,12}(?:見つかりません|存在しません|ありません|削除されました)(?:でした)?|(?:요청하신 )?(?:페이지|"
    r"기사)[를을가이]? ?(?:찾을 수 없|존재하지 않|삭제).{0,8}|страница .{0,15}(?:не найдена|не существует)|"
    r"this page (?:has|is) .{0,30}|nothing (?:was )?found",
    re.IGNORECASE,
)
SERVER_ERROR = regex(
    r"internal server error|bad gateway|service (?:temporarily )?unavailable|gateway time-?out|"
    r"error establishing a database connection|database error|(?:error |http )?5[02]\d\b(?: [a-z ]{4,30})?|"
    r"backend fetch failed|(?:something|that) went wrong|(?:an )?unexpected error(?: (?:has )?occurred)?|(?:fatal|"
    r"parse) error\b(?: ?: .{0,160})?|too many connections|(?:under|scheduled|site|down for)? ?maintenance(?: mode)?|"
    r"(?:we['’]ll )?be (?:right )?back(?: soon| shortly| online)?|temporarily (?:unavailable|offline|down)|(?:wegen |"
    r"aufgrund von )?wartungs(?:arbeiten|modus|pause)(?: nicht erreichbar)?|(?:derzeit |momentan )?nicht erreichbar|"
    r"(?:en|em|in) (?:maintenance|mantenimiento|manutenç\w+|manutenzione)|onderhoud|prace (?:techniczne|"
    r"konserwacyjne)|(?:系统|网站|服务器)(?:正在)?(?:维护|繁忙|升级|错误)(?:中|维护)?|(?:ただいま)?メンテナンス中|"
    r"(?:서비스|시스템) ?점검 ?중?|технические работы",
    re.IGNORECASE,
)
