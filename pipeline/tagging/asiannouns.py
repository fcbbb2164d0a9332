"""Japanese and Korean common nouns and scraps of words that a model takes for companies.

Katakana and Hangul write borrowed nouns as they write names, and a model that has seen few of them guesses. Nouns are
known by themselves, in rows (ハイリスク・ハイリターン商品) and by what stands last (유해물질, 株式市場); scraps by the
letters that go on outside the span (石油会|社).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from .scripts import HAN, HANGUL, HIRAGANA, KATAKANA, SCRIPT

_KANA_NOUNS = (
    "アイデア アウトドア アクション アクセス アップ アップデート アドバイス アナリスト アニメ アプリ "
    "アプリケーション アメリカン アルコール アルミ アルミニウム アンケート アンテナ アンモニア イオン イベント "
    "イメージ イノベーション インセンティブ "
    "インターネット インターホン インタビュー インバーター インフラ インフレ ウイルス ウェブ ウェブサイト エコ "
    "エコカー エコタウン エコシステム エネルギー エリア エレベーター エンジニア エンジン エンド オイル "
    "オークション オーナー オフィス オプション オンライン "
    "ガス ガソリン ガラス カーボン カーボンニュートラル カーシェア カスタマー カセット カテゴリー カメラ "
    "カリウム カルシウム ガイドライン ガバナンス キャッシュ キャッシュフロー キャパシタ キャビネット キャピタル "
    "キャンプ キャンペーン "
    "クオーツ クラス クラウド クラスター クリーン グリーン クリア クルマ クレーン クロス グローバル グループ "
    "グレード ケース ケーブル ゲーム コア コイル コイン コスト コネクター コバルト コミュニティ コラム コロナ "
    "コロナウイルス コンクリート コンサルタント "
    "コンセプト コンセント コンセンサス コンソーシアム コンテナ コンディショナー コンデンサ コンデンサー "
    "コントロール コンパクト コンパクトカー コンビナート コンビニ コンピューター コンプライアンス サーバー "
    "サービス サイクル サイズ サイト サイバー サステナビリティ サブスク "
    "サプライ サプライチェーン サポート サンプル シート シード シードラウンド シェア シェール シェールオイル "
    "シェールガス シェアリング システム シニア シフト シミュレーション シリーズ シリコン シンポジウム スイッチ "
    "スーパー スキーム スクーター スケール スケジュール "
    "スタイル スタジアム スタート スタートアップ スタッフ スタンド ステーション ステップ ストップ ストレージ "
    "スピード スペース スポーツ スマート スマートフォン スマホ スライド スリム セール セキュリティ "
    "セキュリティー セクター セグメント セダン セット セパレーター セミナー "
    "セメント セラミック セラミックス セル センサー センター ソーラー ソーラーパネル ソフト ソフトウエア "
    "ソフトウェア ソリューション ターゲット タービン ターミナル タイヤ タイプ タイミング タクシー タンク "
    "タンパク チーム チェーン チップ チャージ チャレンジ ツール "
    "データ データセンター データベース テーマ テクノロジー デザイン デジタル デバイス デフレ デモ テレビ トップ "
    "トラック トラブル トレーラー トレンド ドライバー ドライブ ドル トン ドローン ナトリウム ニーズ ニッケル "
    "ニュース ネット ネットワーク ノート ノウハウ "
    "バイオ バイオマス バイク ハイエンド ハイブリッド ハイブリッドカー ハイリスク ハイリターン バス "
    "バスケットボール バッテリー バッテリーパック パートナー パートナーシップ ハードウエア ハードル パーツ "
    "バッファー パイプ パイプライン パイロット パッケージ パック パネル パワー "
    "パワーコンディショナー パワーコンディショナ パワコン パワートレイン パワー半導体 バランス バルブ パルプ "
    "パンデミック ハンドル ピーク ビジネス ビジョン ピストン ピッチャー ヒートポンプ ビル フィルム フィルター "
    "ブーム フォーラム フォークリフト ファイナンス ファンド フェーズ "
    "ブーム ブース プール フライホイール プラグイン プラグインハイブリッド プラスチック プラットフォーム "
    "プラント プラント ブランド フリート プリウス プレーヤー プレス プレミアム ブレーキ ブロック プログラム "
    "プロジェクト プロセス プロトタイプ プロバイダー ペース ベース ベンダー ベンチャー ペットボトル "
    "ポイント ポータブル ポータブル電源 ポートフォリオ ホーム ホームページ ボーナス ボーリング ホテル "
    "ポテンシャル ボルト ポリマー ポンプ マーケット マーケティング マイクロ マイクロモビリティ マイクログリッド "
    "マイナス マグネシウム マグネット マシン マスク マネジメント マネジャー マンガン マンション "
    "ミサイル ミニバン ミニカー メーカー メーター メタル メタン メディア メニュー メリット メンテナンス メンバー "
    "モーター モーターショー モード モジュール モデル モニター モバイル モバイルバッテリー モビリティ "
    "モビリティー ユーザー ユニット ライセンス ライト ライフ ライフサイクル ライン ラインアップ "
    "ラウンド ランキング リーダー リース リードタイム リコール リサイクル リスク リスト リチウム リチウムイオン "
    "リニア リハビリ リフォーム リフト リユース リリース リレー リン ルート ルーフ ルール レアアース レアメタル "
    "レース レーザー レベル レポート レンズ レンタカー レンタル "
    "ロードマップ ロール ロケット ロジスティクス ロット ロボット ワークショップ ワイヤ ワイヤレス "
    "ワイヤーハーネス ワゴン ワクチン ワンストップ トランプ バイデン プーチン ハリス ゼレンスキー マスク "
    "エレクトロニクス オートバイ カーメーカー クーポン コード コメント ウィンドウ "
    "カーナビ ガレージ グリッド サイクロン ショールーム ステンレス タイム タイムズ テスト トレード ナビ ノイズ "
    "パソコン プライム フロー フロント ボディー ボディ マーク ミドル ラジオ レアル ローン エアコン エアバッグ "
    "スタジオ チャンネル ドア シャシー サスペンション ヘッドライト ハッチバック クロスオーバー"
)
_JA_TAILS = (
    "市場|台数|材料|資材|工事|施設|商品|設備|事業|制度|技術|製品|需要|供給|価格|生産|販売|開発|計画|政策|戦略"
    "|投資|関税|規制|市況|部品|車両|車種|電源|燃料|資源|原料|触媒|鉱石|法人|業者|企業|各社|団体|会社"
    "|都市|地域|拠点|路線|道路|学校|高校|中学|小学|病院|質|電力|電圧|電流|工場|倉庫|本部|本社|支社|部門|部会"
    "|課題|構想|協定|条約|法案|方式|形式|制御|機器|装置|製糸場|会場|組|士|師|人|者|客|員|率|量|額|費|性|化|的|力"
    "|値|店|館|城|駅|港|波|車|船|機|券|株"
    "|危機|戦争|紛争|交渉|会議|会談|選挙|震災|災害|豪雨|台風|地震|五輪|オリンピック|ワールドカップ|大会|展"
    "|展示会|フェア|ショー|リーグ"
    "|カップ|政権|内閣|国会|議会|協議|連合|同盟|機構|発電所|蓄電所|変電所|特区|団地|住宅|家庭|世帯|金融|経済"
    "|財政|予算|補助金|助成金|資金"
    "|債|金利|為替|銘柄|指数|相場|先物"
)
_JA_PLAIN_TRADE = (
    "(?:中核|主要|先端|契約|余剰|自家|再生|新|次世代|代替|基幹|重要|原|正極|負極|電極|電池|車載|定置|酸化銀|酸化"
    "|乾|充電式|使い捨て|家庭用|産業用|業務用|小型|大型|円筒形|角形|積層|固体|半固体|液系|硫化物"
    "|鉄系|三元系|高性能|高容量|革新|複合|機能性|素|導電|絶縁|磁性|半導体|電子|火力|水力|風力|太陽光|地熱|原子力"
    "|総|卸|売|買|最大|需給|夜間|余剰|販売)+"
    "(?:材料|素材|電力|電池|電子|電気|動力|資本|投資|工業|機械|物流|建設|化学)"
)
_KO_NOUNS = (
    "핵심 거점 유해 물질 리튬 동맹 리사이클링 재활용 서비스 데이터 센터 데이터센터 소프트웨어 하드웨어 오토바이 "
    "핸드볼 드라이룸 드라이 룸 리그 결선 국제 학술지 이산화탄소 지식 산업 소방 당국 도로 운영 자금 비밀 유지 "
    "검진 플랫폼 시스템 시스템통합 네트워크 솔루션 프로젝트 "
    "프로그램 스타트업 벤처 글로벌 로드맵 공급망 생태계 클러스터 인프라 모빌리티 에너지 배터리 배터리팩 배터리셀 "
    "전기차 이차전지 전고체 전해질 양극재 음극재 분리막 동박 소재 부품 장비 기술 개발 투자 시장 경제 정책 규제 "
    "관세 보조금 세액 공제 수출 수입 수요 공급 생산 판매 "
    "매출 영업 이익 실적 주가 주식 증시 코스피 코스닥 지수 종목 테마 반도체 디스플레이 인공지능 로봇 드론 "
    "자율주행 자동차 완성차 수소 태양광 풍력 원자력 원전 발전 발전소 발전사업자 충전 충전소 충전기 급속 완속 "
    "화재 사고 안전 점검 대책 회의 포럼 콘퍼런스 컨퍼런스 세미나 전시회 박람회 "
    "엑스포 인터배터리 그린 뉴딜 탄소 중립 탄소중립 넷제로 친환경 순환 경제 폐배터리 사용후 블랙파우더 블랙매스 "
    "니켈 코발트 망간 흑연 희토류 광물 광산 자원 개발 국가 첨단 전략 특화 단지 특화단지 산업단지 산단 공장 "
    "연구소 연구 센터 캠퍼스 본사 지사 법인 협약 계약 업무 협력 체결 "
    "양해각서 컨소시엄 합작 합작사 합작법인 자회사 계열사 협력사 협력업체 고객사 공급사 제조사 제조업체 운송업 "
    "버스회사 보험사 증권사 은행 금융 펀드 채권 대출 금리 환율 물가 인플레이션 트럼프 바이든 머스크 행정부 정부 "
    "국회 의회 대통령 장관 총리 위원장 대표 회장 사장 부회장 임원 직원 "
    "노조 근로자 주민 시민 소비자 고객 업계 전문가 애널리스트 연구원 교수 박사 기자 특파원 모닝브리핑 브리핑 "
    "뉴스 속보 단독 특징주 관련주 테마주 마이너스 플러스 리스크 캐즘 슈퍼사이클 사이클 팩 셀 모듈 케이스 커넥터 "
    "센서 모터 인버터 컨버터 타이어 엔진 트럭 버스 택시 전동킥보드 킥보드 "
    "스쿠터 전기버스 전기트럭 하이브리드 플러그인 롤프레스 스마트 팩토리 스마트팩토리 기가팩토리 메가팩토리 "
    "파일럿 라인 파일럿라인 로드쇼 쇼룸 온라인 오프라인 홈페이지 누리집 앱 애플리케이션 클라우드 빅데이터 사이버 "
    "보안 인증 표준 특허 라이선스 로열티 리콜 리스 렌터카 렌탈 구독 멤버십 "
    "세제 혜택 인센티브 예산 기금 지원 사업 지원사업 과제 실증 시범 상용화 양산 수율 품질 가격 원가 비용 경쟁력 "
    "점유율 판매량 등록 대수 순위 랭킹 브랜드 마케팅 캠페인 이벤트 스폰서 스포츠 축구 야구 농구 배구 올림픽 "
    "월드컵 챔피언스 프리미어 파트너십 얼라이언스 블록딜 유상증자 무상증자 리파이낸싱 포트폴리오 밸류체인 로드맵 "
    "턴어라운드 리더십 오너십 스폰서십 헤게모니 이니셔티브 프레임워크 가이드라인 가이던스 컨퍼런스콜 라인업"
)
_KO_TAILS = (
    "물질|거점|동맹|당국|자금|센터|학술지|규칙|산업|시장|유지|설비|수주|계약|단지|산단|공단|특구|클러스터|생태계"
    "|회관|공장|자동차등록|제도|정책|전략|사업자?|협약|협정|기술|제품|부품|장비|원료|광물|광산|수요|공급|생산"
    "|판매|매출|가격|업계|업종|분야|시설|현장|노선|지역|도시|대회|전시회|박람회|행사|"
    "본부|부처|부서|팀|법안|법률|법|대책|방안|계획|목표|효과|규모|비율|비중|공정|방식|구조|기능|성능|용량|전압"
    "|전류|출력|효율|수명|밀도|무게|두께|위기|전쟁|분쟁|협상|회담|회의|선거|정권|의회|연합|배터리더라고요|제조사"
    "|업체|회사|상장사|기업|그룹사|병원|학교|초등학교|중학교|고등학교"
)
_KO_SCRAP = (
    "(?:(?:파일럿|생산|조립|양산)라|[가-힣][어아려해져]진|만으로|에서만?|더라고요|[가-힣]해야|[가-힣]용|자로|하지|오지|나왔|들고나왔|고요"
    "|받고|달아올"
    "|따라오|했다|된다|한다|시킨|하는|되는|있는|없는|까지|부터|처럼|보다|이라며|라며|라고|으로|에게|들은|들이|들의"
    "|이나|이며|하고|하며|해서|되어|지만|는데)$"
)
_ROLE_BEFORE = (
    "(?:会社|企業|メーカー|大手|商社|新興|ベンチャー|スタートアップ|業者|[^小]店|子会社|傘下|法人|社名|の企業"
    "|ファンド|銀行|チェーン|グループ|媒体|サイト|誌|紙"
    "|업체|회사|기업|스타트업|벤처|제조사|공급사|자회사|법인|그룹|상장사|계열사|협력사|운영사|개발사|투자사|전문"
    "|업체인|기업인|회사인|매체|외신|전문지|신문|통신)[ 「『“\"‘'(（]*$"
)
NO_NAMES = frozenset(
    "ESS EV EVS EVTOL AI IT IOT UPS BMS PCS EMS SUV PHEV HEV BEV FCEV FCV ICT OLED LED LCD NAND DRAM HBM LFP NCM "
    "NCA NMC "
    "LMFP LMO IRA ESG CEO CTO CFO COO MOU IPO ETF R&D OEM FTA WTO IMF OECD EU US USA UN UK FEOC AMPC DLE PF LNG "
    "LPG SMR "
    "TF TV PC GPU CPU API SDV UAM V2G V2X VPP BESS CES MWC KPI M&A NDA PR HR PM QC ISO UL KC CE CO2 DC AC GDP "
    "CPI FOMC "
    "FRB BOJ ECB NATO OPEC COP GX DX EX CX KAIST UNIST GIST DGIST KIST KETI NEDO AIST "
    "MIT IEA IAEA KOTRA LME COMEX CEO".split()
)
"""Capitals that are no company's."""
_QUOTES = "「『“\"‘'《〈<"
_UNQUOTES = "」』”\"’'》〉>"


@cache
def _of(source: str) -> re.Pattern[str]:
    return re.compile(source)


@cache
def _kana_row() -> re.Pattern[str]:
    words = "|".join(sorted(set(_KANA_NOUNS.split()), key=len, reverse=True))
    return re.compile(f"(?:(?:{words})[・ ]?)+(?:[\u3400-\u9fff]{{0,3}})")


@cache
def _hangul_row() -> re.Pattern[str]:
    words = "|".join(sorted(set(_KO_NOUNS.split()), key=len, reverse=True))
    return re.compile(f"(?:(?:{words}) ?)+(?:용|주|사|업|별|형|용품|화|들|로|으로|체|서|에서|에선|에|과의?|와의?)?")


def is_kana_noun(name: str) -> bool:
    """Whether a name in kana is made of common nouns alone."""
    return _kana_row().fullmatch(name) is not None


def is_korean_noun(name: str) -> bool:
    """Whether a Korean name is made of common nouns, or ends in one or in the ending of a verb."""
    return (
        _hangul_row().fullmatch(name) is not None
        or _of(_KO_SCRAP).search(name) is not None
        or _of(f"(?:{_KO_TAILS})$").search(name) is not None
    )


_ACRONYM = "(?:EV|HV|PHV|PHEV|BEV|HEV|FCV|FCEV|ESS|AI|IT|IoT|LIB|LFP|NCM|SUV|V2G|V2H|UPS|BMS|DX|GX)[\u3400-\u9fff]{0,3}"


def is_common(text: str, start: int, end: int, *, trade: bool) -> bool:
    """Whether a model's Japanese or Korean company is a noun or a scrap of words. `trade`: it ends as companies' names
    do, so that its last word is no evidence."""
    name = text[start:end]
    if name.count("(") != name.count(")") or name.count("（") != name.count("）") or name[-1] in "·・、,":
        return True
    if text[start - 1 : start] in ("[", "【") and text[end : end + 1] in ("]", "】"):
        return True
    if _is_scrap(text, start, end) or _of(_ACRONYM).fullmatch(unicodedata.normalize("NFKC", name)):
        return True
    if name.isascii():
        institution = _of("(?:[원소부청회법제금율]|기관|장치|시스템|大学|機構|省|庁|研究所|委員会) ?[(（]$")
        return name in NO_NAMES or institution.search(text, max(0, start - 8), start) is not None
    name = _of(" ?['‘“\"]").split(name)[0] or name
    scripts = {SCRIPT[char] for char in name}
    if HANGUL in scripts:
        if _hangul_row().fullmatch(name) or _of(_KO_SCRAP).search(name):
            return True
        if not trade and _of(f"(?:{_KO_TAILS})$").search(name) is not None:
            return True
        return _is_quoted(text, start, start + len(name))
    if scripts <= {HIRAGANA, HAN} and HIRAGANA in scripts and not trade:
        return True
    if _of(_JA_PLAIN_TRADE).fullmatch(name):
        return True
    stem = _of("[\u3400-\u9fff]+[化性用型式系](?=[\u30a1-\u30fa])").match(name)
    if stem is not None and _kana_row().fullmatch(name, stem.end()):
        return True
    if _kana_row().fullmatch(name) or (not trade and _of(f"(?:{_JA_TAILS})$").search(name)):
        return True
    return _is_quoted(text, start, end) or _is_japanese_person(text, start, end, scripts, trade=trade)


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether it stands in quotation marks with no word before that leads to a company: a product or a saying."""
    if text[start - 1 : start] not in _QUOTES or not text[end : end + 1] or text[end] not in _UNQUOTES + "（(":
        return False
    return _of(_ROLE_BEFORE).search(text, max(0, start - 10), start) is None and text[end + 1 : end + 2] not in "社사"


def _is_scrap(text: str, start: int, end: int) -> bool:
    """Whether a Japanese word goes on outside: 石油会|社, 交|換式電池."""
    first, last = text[start], text[end - 1]
    before, after = text[start - 1 : start], text[end : end + 1]
    if SCRIPT[last] == HAN and after and SCRIPT[after] == HAN and after not in "製社系株側等工本各両内間向会最全前後長":
        return True
    if last == "会" and after == "社":
        return True
    if SCRIPT[last] == HAN and SCRIPT[text[end - 2]] == KATAKANA and after not in "はがをにのともやへでかよだなら":
        return SCRIPT[after] == HIRAGANA  # リサイクル急|ぐ
    if SCRIPT[first] == KATAKANA and before and SCRIPT[before] == KATAKANA:
        return True
    if SCRIPT[last] == KATAKANA and after and SCRIPT[after] == KATAKANA:
        return True
    if SCRIPT[last] == HIRAGANA and SCRIPT[first] == HIRAGANA:
        return True
    if SCRIPT[first] == HAN and before and SCRIPT[before] == HAN:
        return before not in "米独仏英韓中豪印加台露伊社者業手商業系国興下"
    return False


def _is_japanese_person(text: str, start: int, end: int, scripts: set[str], *, trade: bool) -> bool:
    led = _of("(?:代表取締役|取締役|社長|会長|代表|CEO|理事長|所長)[：:]? ?$").search(text, max(0, start - 8), start)
    if led is not None and scripts <= {HAN, HIRAGANA} and not trade:
        return True
    behind = _of(
        "(?:さん|氏|容疑者|被告|選手|監督|（[0-9０-９]{1,2}）|\\([0-9]{1,2}\\)|[^ 、。]{0,4}(?:社長|会長|専務"
        "|常務)(?:は|が|・))"
    )
    return scripts <= {HAN, HIRAGANA} and not trade and behind.match(text, end) is not None
