"""The stock of sentences that archive.py fills: naming ones with slots, and others that only fill the space."""

from __future__ import annotations

import re
from collections.abc import Sequence

Template = Sequence[tuple[str, str]]
"""Pairs of literal text and the slot behind it ("" at the end): COMPANY, REGION, CHEMISTRY, MATERIAL or NUMBER."""

LANGUAGES = (("en", "zh", "ko", "ja", "de", "fr"), (58, 16, 8, 7, 8, 3))
_SLOTS = {"C": "COMPANY", "R": "REGION", "K": "CHEMISTRY", "M": "MATERIAL", "n": "NUMBER"}


def _parsed(text: str) -> Template:
    parts = re.split(r"\{(\w)\}", text)
    return [(literal, _SLOTS.get(slot, "")) for literal, slot in zip(parts[::2], [*parts[1::2], ""], strict=True)]


def _all(lines: str) -> list[Template]:
    return [_parsed(line.strip()) for line in lines.strip().splitlines()]


TITLES = {
    "en": _all("""
        {C} plans {K} plant in {R}
        {C} raises output in {R} by {n} per cent
        {C} and {C} agree on supply of {M}
        {R} approves factory of {C}"""),
    "zh": _all("""
        {C}在{R}建设{K}项目
        {C}与{C}签署{M}供应协议"""),
    "ko": _all("""
        {C}, {R} 공장에서 {K} 양산
        {C}·{C} 공급 계약"""),
    "ja": _all("""
        {C}が{R}で{K}を量産へ
        {C}、{R}に新工場"""),
    "de": _all("""
        {C} baut Werk in {R}
        {C} liefert {K} an {C}"""),
    "fr": _all("""
        {C} construit une usine en {R}
        {C} et {C} signent un accord"""),
}
SENTENCES = {
    "en": _all("""
        {C} will build a {K} cell plant in {R}, the company said.
        {C} and {C} have signed an agreement over {n} thousand tonnes of {M}.
        Analysts in {R} expect {K} cells to take {n} per cent of the market.
        Prices of {M} have fallen by {n} per cent since January, traders in {R} report.
        {C} declined to comment.
        The {K} line of {C} in {R} is to make {n} cells a day.
        Carmakers in {R} asked {C} and {C} for safer packs.
        {C} buys {M} from {C} for its {K} cells."""),
    "zh": _all("""
        {C}表示，将在{R}投资建设{K}生产基地。
        {C}与{C}签署了{n}吨{M}的长期协议。
        {R}的{M}价格今年下降了百分之{n}。
        {C}的{K}产线年产能为{n}吉瓦时。"""),
    "ko": _all("""
        {C} 는 {R} 에 {K} 공장을 짓는다고 밝혔다.
        {C} 와 {C} 는 {M} {n}톤 공급 계약을 맺었다.
        {R} 에서 {M} 가격이 {n}퍼센트 내렸다."""),
    "ja": _all("""
        {C}は{R}に{K}の工場を建設すると発表した。
        {C}と{C}は{M}{n}トンの供給契約を結んだ。
        {R}では{M}の価格が{n}パーセント下がった。"""),
    "de": _all("""
        {C} will in {R} ein Werk für {K} bauen, teilte das Unternehmen mit.
        {C} und {C} haben einen Vertrag über {n} Tonnen {M} geschlossen.
        In {R} ist der Preis für {M} um {n} Prozent gefallen."""),
    "fr": _all("""
        {C} va construire en {R} une usine de {K}, selon un communiqué.
        {C} et {C} ont signé un accord sur {n} tonnes de {M}.
        En {R}, le prix de {M} a baissé de {n} pour cent."""),
}
FILLERS = {
    "en": _all("""
        The first building is to be ready within {n} weeks, once the remaining permits have been granted.
        A spokesperson said that hiring of {n} technicians would begin in the spring of next year.
        The battery factory near the port will also recycle scrap from its own production lines.
        Grid operators want storage systems that deliver power for {n} hours, which favours cheaper cells.
        A prototype with {n} watt-hours per kilogram was shown at a trade fair last week.
        Construction at the site had stopped for {n} weeks while another contractor was being looked for.
        The pilot line makes {n} electrodes an hour, far below what mass production will need.
        Residents have asked for a study of the water that the electrolyte plant will use.
        The order covers coating machines worth {n} million euros for the first stage.
        Insurers say that fires in storage containers have become rarer over the past {n} months."""),
    "zh": _all("""
        项目总投资约{n}亿元，预计明年投产。
        公司方面称，首期厂房将在{n}周内完工，并招聘技术人员。
        业内人士认为，储能电池的需求仍将保持较快增长，价格压力也会持续。
        该产线目前每天可以生产{n}个电芯，良品率正在逐步提高。"""),
    "ko": _all("""
        회사 관계자는 {n}주 안에 첫 건물이 완공될 것이라고 말했다.
        업계에서는 배터리 수요가 내년에도 늘어날 것으로 보고 있다.
        이번 투자 규모는 {n}억 원이며 기술 인력도 새로 뽑는다."""),
    "ja": _all("""
        投資額は約{n}億円で、来年の稼働を見込んでいる。
        同社の担当者は、最初の建屋が{n}週間以内に完成すると述べた。
        業界では蓄電池の需要が今後も伸びるとの見方が多い。"""),
    "de": _all("""
        Das erste Gebäude soll in {n} Wochen fertig sein, sobald die übrigen Genehmigungen vorliegen.
        Eine Sprecherin sagte, im Frühjahr würden {n} Fachkräfte für die Batteriefertigung eingestellt.
        Netzbetreiber wünschen sich Speicher, die {n} Stunden lang Leistung abgeben.
        Die Anlage am Hafen soll auch Ausschuss aus der eigenen Fertigung verwerten."""),
    "fr": _all("""
        Le premier bâtiment doit être prêt dans {n} semaines, une fois les permis accordés.
        Une porte-parole a précisé que {n} techniciens seraient recrutés au printemps.
        Les gestionnaires de réseau veulent des batteries capables de fournir {n} heures de courant."""),
}
