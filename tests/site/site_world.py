"""A database worth looking at: ten weeks of invented news in five languages, and one of hostile rows."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from voltwire.records import (
    Alias,
    Article,
    Candidate,
    Entity,
    FetchedPage,
    Label,
    Mention,
    Parent,
    Part,
    Published,
    Rejected,
    Source,
)
from voltwire.store import Store
from voltwire.store.shapes import Visit

TAGGER = "catalogue 1 / model 1"


def _entity(
    entity_id: str, kind: str, name: str, *, country: str | None = None, roles: str = "", parents: str = "",
    kind_of_parent: str = "", ticker: str | None = None, **names: str,
) -> Entity:  # fmt: skip
    label: Label = entity_id.partition(":")[0].upper()  # type: ignore[assignment]
    aliases = (Alias(name), *(Alias(text, language) for language, text in names.items()))
    above = tuple(Parent(one, kind_of_parent) for one in parents.split())  # type: ignore[arg-type]
    return Entity(
        entity_id, label, kind, name, aliases, above, country, ticker=ticker,
        roles=tuple(roles.split()), attributes={"founded": 2011} if entity_id == "company:catl" else {},
    )  # fmt: skip


ENTITIES = (
    _entity("company:catl", "company", "CATL", country="CN", roles="cells recycling", ticker="SZSE:300750",
            zh="宁德时代", ko="닝더스다이"),
    _entity("company:brunp", "company", "Brunp Recycling", country="CN", roles="recycling", parents="company:catl",
            kind_of_parent="owner", zh="邦普循环"),
    _entity("company:byd", "company", "BYD", country="CN", roles="cells cars", zh="比亚迪", ko="비야디",
            ja="ビーワイディー"),
    _entity("company:findreams", "company", "FinDreams Battery", country="CN", roles="cells", parents="company:byd",
            kind_of_parent="owner", zh="弗迪电池"),
    _entity("company:lg-energy-solution", "company", "LG Energy Solution", country="KR", roles="cells",
            ko="LG에너지솔루션", zh="LG新能源"),
    _entity("company:samsung-sdi", "company", "Samsung SDI", country="KR", roles="cells", ko="삼성SDI", zh="三星SDI"),
    _entity("company:sk-on", "company", "SK On", country="KR", roles="cells", ko="SK온"),
    _entity("company:panasonic-energy", "company", "Panasonic Energy", country="JP", roles="cells",
            ja="パナソニックエナジー"),
    _entity("company:toyota", "company", "Toyota", country="JP", roles="cars", ja="トヨタ", zh="丰田", ko="도요타"),
    _entity("company:powerco", "company", "PowerCo", country="DE", roles="cells"),
    _entity("company:basf", "company", "BASF", country="DE", roles="cathode chemicals"),
    _entity("company:tesla", "company", "Tesla", country="US", roles="cars storage", zh="特斯拉", ko="테슬라"),
    _entity("region:asia", "area", "Asia"),
    _entity("region:europe", "area", "Europe", de="Europa"),
    _entity("region:CN", "country", "China", country="CN", parents="region:asia", kind_of_parent="part_of",
            zh="中国", ko="중국", ja="中国", de="China"),
    _entity("region:CN-CQ", "subdivision", "Chongqing", country="CN", parents="region:CN", kind_of_parent="part_of",
            zh="重庆"),
    _entity("region:KR", "country", "South Korea", country="KR", parents="region:asia", kind_of_parent="part_of",
            ko="한국", zh="韩国", de="Südkorea"),
    _entity("region:JP", "country", "Japan", country="JP", parents="region:asia", kind_of_parent="part_of",
            ja="日本", zh="日本", ko="일본"),
    _entity("region:DE", "country", "Germany", country="DE", parents="region:europe", kind_of_parent="part_of",
            de="Deutschland", zh="德国", ko="독일"),
    _entity("region:HU", "country", "Hungary", country="HU", parents="region:europe", kind_of_parent="part_of",
            de="Ungarn", zh="匈牙利", ko="헝가리"),
    _entity("region:US", "country", "United States", country="US", zh="美国", ko="미국", ja="米国", de="USA"),
    _entity("chemistry:li-ion", "cell", "Lithium-ion battery", zh="锂离子电池", ko="리튬이온"),
    _entity("chemistry:lfp", "cathode", "Lithium iron phosphate", parents="chemistry:li-ion", kind_of_parent="type_of",
            any="LFP", zh="磷酸铁锂", ko="리튬인산철", de="LFP-Zellen"),
    _entity("chemistry:nmc", "cathode", "NMC", parents="chemistry:li-ion", kind_of_parent="type_of",
            zh="三元", ko="삼원계"),
    _entity("chemistry:sodium-ion", "cell", "Sodium-ion battery", zh="钠离子电池", ko="나트륨이온",
            de="Natrium-Ionen-Zellen", ja="ナトリウムイオン電池"),
    _entity("chemistry:solid-state", "cell", "Solid-state battery", zh="全固态电池", ko="전고체 배터리",
            ja="全固体電池", de="Feststoffbatterien"),
    _entity("chemistry:silicon-anode", "anode", "Silicon anode", zh="硅负极"),
    _entity("material:lithium-carbonate", "material", "Lithium carbonate", zh="碳酸锂", ko="탄산리튬"),
)  # fmt: skip
BY_ID = {entity.id: entity for entity in ENTITIES}
SOURCES = (
    Source(id="cellwire", kind="feed", url="https://cellwire.example/feed", name="Cell Wire", language="en"),
    Source(id="gridpost", kind="feed", url="https://gridpost.example/feed", name="Grid Post", language="en"),
    Source(id="dianchi", kind="sitemap", url="https://dianchi.example/sitemap.xml", name="电池日报", language="zh"),
    Source(id="baeteori", kind="feed", url="https://baeteori.example/rss", name="배터리신문", language="ko"),
    Source(id="denchi", kind="feed", url="https://denchi.example/rss", name="電池新報", language="ja"),
    Source(id="zellkurier", kind="listing", url="https://zellkurier.example/", name="Zellkurier", language="de",
           link_pattern="/artikel/"),
)  # fmt: skip
UNKNOWN = ("Northline Cells", "Voltaro Energy", "Kelvaro Power")
SENTENCES = {
    "en": (
        "{C} starts {K} production in {R}", "{C} says the {K} line in {R} reaches its planned output next spring.",
        "Analysts in {R} expect {K} prices to fall as {C} and {C} add capacity.",
        "{C} signed a supply agreement with {C} for {K} packs.", "A spokesperson of {C} declined to comment.",
        "The site in {R} employs 1,200 people and makes {K} cells for buses.",
        "{U} has shown a pouch cell and looks for partners in {R}.",
    ),
    "zh": (
        "{C}在{R}量产{K}", "{C}与{C}签署{K}供货协议。", "{C}计划在{R}建设{K}产线，年产能10GWh。",
        "业内人士表示，{K}成本将继续下降。", "{C}今年在{R}的装机量增长两成。",
    ),
    "ko": (
        "{C}, {R}에서 {K} 양산", "{C}와 {C}는 {K} 공급 계약을 맺었다.", "{C}는 {R}에 {K} 공장을 짓는다.",
        "{R} 시장에서 {K} 수요가 늘고 있다.",
    ),
    "ja": (
        "{C}、{R}で{K}を量産", "{C}は{R}で{K}の生産を始めた。", "{C}と{C}は{K}で提携する。",
        "{R}では{K}の需要が増えている。",
    ),
    "de": (
        "{C} baut {K} in {R}", "{C} und {C} liefern {K} für Speicher in {R}.",
        "Das Werk von {C} in {R} soll 2027 beginnen.", "Fachleute erwarten, dass {K} billiger werden.",
    ),
}  # fmt: skip
_COMPANIES = {
    "en": "catl byd lg-energy-solution samsung-sdi powerco basf tesla toyota panasonic-energy sk-on",
    "zh": "catl byd findreams brunp lg-energy-solution tesla toyota",
    "ko": "lg-energy-solution samsung-sdi sk-on catl byd toyota",
    "ja": "toyota panasonic-energy byd", "de": "powerco basf catl tesla byd",
}  # fmt: skip
_CHEMISTRIES = (
    "lfp",
    "lfp",
    "lfp",
    "nmc",
    "nmc",
    "sodium-ion",
    "solid-state",
    "solid-state",
    "silicon-anode",
    "li-ion",
)
_REGIONS = {
    "en": "US DE CN HU KR", "zh": "CN CN-CQ DE US HU JP", "ko": "KR CN US HU", "ja": "JP CN US", "de": "DE CN HU US",
}  # fmt: skip


def _written(entity: Entity, language: str, draw: random.Random) -> str:
    own = [alias.text for alias in entity.aliases if alias.language == language]
    everywhere = [alias.text for alias in entity.aliases if alias.language in (None, "any")]
    return draw.choice(own) if own else everywhere[-1]


class _Writer:
    """Writes texts of one language and keeps where the names stand."""

    def __init__(self, language: str, draw: random.Random, fresh: bool) -> None:
        self.language, self.draw, self.fresh = language, draw, fresh
        self.mentions: list[Mention] = []

    def _name(self, slot: str, used: set[str]) -> tuple[str, str | None, Label]:
        if slot == "U":
            return self.draw.choice(UNKNOWN), None, "COMPANY"
        if slot == "C":
            choices = [f"company:{one}" for one in _COMPANIES[self.language].split()]
            weights = [8 if self.fresh and one == "company:samsung-sdi" else len(choices) - n
                       for n, one in enumerate(choices)]  # fmt: skip
        elif slot == "R":
            choices = [f"region:{one}" for one in _REGIONS[self.language].split()]
            weights = [len(choices) - n for n in range(len(choices))]
        else:
            choices = [f"chemistry:{one}" for one in _CHEMISTRIES]
            weights = [5 if self.fresh and one == "chemistry:sodium-ion" else 1 for one in choices]
        left = [(one, weight) for one, weight in zip(choices, weights, strict=True) if one not in used]
        chosen = self.draw.choices([one for one, _ in left], [weight for _, weight in left])[0]
        used.add(chosen)
        return _written(BY_ID[chosen], self.language, self.draw), chosen, BY_ID[chosen].label

    def sentence(self, template: str, start: int, part: Part) -> str:
        """A sentence that begins at `start` of its text."""
        text, used = "", set[str]()
        found: list[tuple[int, str, str | None, Label]] = []
        for piece in template.replace("{", "|{").replace("}", "}|").split("|"):
            if piece.startswith("{"):
                written, entity_id, label = self._name(piece[1], used)
                found.append((len(text), written, entity_id, label))
                text += written
            else:
                text += piece
        for at, written, entity_id, label in found:
            name = BY_ID[entity_id].name if entity_id else written
            self.mentions.append(Mention(
                start + at, start + at + len(written), written, label, entity_id, name, "name",
                "catalogue" if entity_id else "model", 0.98, start, start + len(text), part,
            ))  # fmt: skip
        return text

    def body(self, sentences: int) -> str:
        templates = SENTENCES[self.language][1:]
        text = ""
        for number in range(sentences):
            if text:
                text += "\n\n" if number % 2 == 0 else ("" if self.language in ("zh", "ja") else " ")
            text += self.sentence(self.draw.choice(templates), len(text), "text")
        return text


def published(at: datetime) -> Published:
    return Published(at, at.date().isoformat(), "+00:00", "minute", "json-ld", "high")


def written(
    number: int, source: Source, at: datetime, draw: random.Random, *, fresh: bool
) -> tuple[Article, list[Mention]]:
    """One invented article of a source with its mentions."""
    assert source.language is not None
    writer = _Writer(source.language, draw, fresh)
    title = writer.sentence(SENTENCES[source.language][0], 0, "title")
    text = writer.body(draw.randint(4, 9))
    article = Article(
        url=f"{source.url.rpartition('/')[0]}/artikel/{number}", title=title, text=text, language=source.language,
        source_id=source.id, site_name=source.name, published=published(at), fetched_at=at + timedelta(minutes=20),
        relevance=0.9, extractor="test", authors=("Petra Aldén",),
    )  # fmt: skip
    return article, writer.mentions


def put(store: Store, source: Source, article: Article, mentions: list[Mention], now: datetime) -> int:
    """Queue and record an article as a cycle does."""
    candidate = Candidate(article.url, source.id, article.title, published_at=article.published.at)
    page = FetchedPage(article.url, article.url, b"<p>kept</p>", now, content_type="text/html", charset="utf-8")
    store.add_candidates(source, [candidate], now)
    return store.record_article(candidate, page, article, mentions, TAGGER, now).article_id


def edited(article: Article, mentions: list[Mention], sentence: str) -> Article:
    """The same article with one more paragraph at its end."""
    from dataclasses import replace

    return replace(article, text=f"{article.text}\n\n{sentence}", fetched_at=article.fetched_at)


def fill(path: Path, *, days: int = 70, seed: int = 7) -> None:
    """Ten weeks of news that end today: five articles a day, a busy last week, one edited article, sick sources."""
    draw, now = random.Random(seed), datetime.now(UTC).replace(microsecond=0)
    with Store.open(path, create=True) as store:
        store.sync_sources(SOURCES, now)
        store.sync_entities(ENTITIES, "digest 1")
        for number, (source, at, fresh) in enumerate(_calendar(draw, now, days)):
            article, mentions = written(number, source, at, draw, fresh=fresh)
            put(store, source, article, mentions, at)
            if number == 0:
                put(
                    store,
                    source,
                    edited(article, mentions, "Correction: an earlier text named another year."),
                    mentions,
                    now,
                )
        _visits(store, now)


def _calendar(draw: random.Random, now: datetime, days: int) -> Iterator[tuple[Source, datetime, bool]]:
    for ago in range(days, -1, -1):
        for _ in range(draw.randint(3, 6) + (3 if ago < 7 else 0)):
            source = draw.choices(SOURCES, [6, 4, 5, 3, 2, 2])[0]
            yield source, now - timedelta(days=ago, minutes=draw.randint(0, 60)), ago < 7


def _visits(store: Store, now: datetime) -> None:
    for source in SOURCES:
        failed = source.id == "denchi"
        for _ in range(3 if failed else 1):
            visit = Visit(
                source.id, now, "failed" if failed else "ok", "server_error" if failed else None,
                "HTTP 503" if failed else None, 503 if failed else 200, bytes=100, elapsed_ms=220,
            )  # fmt: skip
            store.record_visit(visit, next_visit_at=now + timedelta(hours=1), etag=None, last_modified=None, now=now)
        candidate = Candidate(f"{source.url}?off={source.id}", source.id, "A match report")
        store.add_candidates(source, [candidate], now)
        off_topic = Rejected("relevance", candidate.url, "off_topic", "score 0.10, needs 0.50", relevance=0.1)
        store.record_rejection(candidate, off_topic, None, now)


HOSTILE = (
    "<script>window.broken = 1</script>", '"><img src=x onerror="window.broken=1">', "'; DROP TABLE articles; --",
    "{{ 7 * 7 }}{% include 'x' %}", "\u202egnp.exe\u2066 \u200f", "bell \x07 escape \x1b[31m del \x7f c1 \x9b null",
    "javascript:window.broken=1", "</title></textarea></style></svg><svg onload=window.broken=1>", "x" * 100_000,
    "&lt;b&gt; &#x3C;script&#x3E;", "]]>", "\ufeff\ufffe\u0085\u2028\u2029",
)  # fmt: skip


def fill_hostile(path: Path) -> list[int]:
    """A database whose every free text is one of HOSTILE; the ids of its articles."""
    now = datetime.now(UTC).replace(microsecond=0)
    bad = Source(id="bad", kind="feed", url="javascript:window.broken=1", name=HOSTILE[0], language="en")
    evil = Entity(
        'company:"><script>window.broken=1</script>', "COMPANY", "company", HOSTILE[1],
        tuple(Alias(text.replace("\x00", ""), "zh") for text in HOSTILE), country="<b", ticker=HOSTILE[6],
        wikidata=HOSTILE[6], roles=(HOSTILE[0],), attributes={HOSTILE[0]: HOSTILE[1], "site": HOSTILE[6]},
    )  # fmt: skip
    ids = []
    with Store.open(path, create=True) as store:
        store.sync_sources([bad], now)
        store.sync_entities([*ENTITIES, evil], "digest 1")
        for number, text in enumerate(HOSTILE):
            url = f"javascript:window.broken={number}" if number % 2 else f"https://bad.example/{number}?a=<b>&c='\""
            article = Article(
                url=url, canonical_url=HOSTILE[6], title=text, text=f"{text} CATL {text}", language="zh",
                source_id="bad", authors=(text,), site_name=text, published=published(now), fetched_at=now,
                extractor=text[:2000],
            )  # fmt: skip
            at = len(text) + 1
            mentions = [
                Mention(0, len(text), text, "COMPANY", evil.id if number % 2 else None, text, "name", "model", 0.5, 0,
                        len(article.text)),
                Mention(at, at + 4, "CATL", "COMPANY", "company:catl", "CATL", "name", "catalogue", 1.0, 0,
                        len(article.text)),
                Mention(0, len(text), text, "CHEMISTRY", "chemistry:lfp", text, "name", "model", 0.5, 0, len(text),
                        "title"),
            ]  # fmt: skip
            ids.append(put(store, bad, article, mentions, now))
            candidate = Candidate(f"{url}#rejected", "bad", text)
            store.add_candidates(bad, [candidate], now)
            off_topic = Rejected("relevance", candidate.url, "off_topic", text, relevance=0.1)
            store.record_rejection(candidate, off_topic, None, now)
    return ids
