"""Nouns that say what a company is, before or behind its name, in German, French and Spanish."""

from __future__ import annotations

import re
from functools import cache

NOUNS = {
    "fr": frozenset(
        """
        groupe constructeur constructeurs société sociétés entreprise entreprises compagnie équipementier
        équipementiers fabricant fabricants énergéticien énergéticiens électricien opérateur opérateurs géant
        filiale filiales maison marque marques start-up startup banque assureur concurrent concurrents rival
        partenaire fournisseur fournisseurs chimiste sidérurgiste mineur pétrolier gazier producteur producteurs
        agence quotidien hebdomadaire magazine cabinet firme enseigne motoriste avionneur bailleur spécialiste
        leader distributeur développeur industriel éditeur prestataire transporteur armateur aciériste métallurgiste
        cimentier câblier installateur pépite licorne multinationale conglomérat holding coentreprise joint-venture
        sous-traitant importateur chaîne laboratoire logisticien loueur recycleur raffineur intégrateur gestionnaire
        numéro actionnaire client clients
        """.split()
    ),
    "es": frozenset(
        """
        grupo empresa empresas compañía compañías fabricante fabricantes constructora firma multinacional eléctrica
        petrolera automovilística operadora filial filiales banco aseguradora marca marcas consultora minera gigante
        productor productora proveedor proveedora suministrador suministradora startup start-up agencia diario
        periódico cadena energética tecnológica distribuidora aerolínea siderúrgica armadora automotriz cementera
        ingeniería promotora gestora desarrolladora comercializadora química papelera cervecera textil farmacéutica
        naviera transportista socia matriz subsidiaria holding conglomerado consorcio rival competidora competidor
        cliente importadora importador distribuidor especialista integradora fintech unicornio azucarera metalúrgica
        semanario revista editora acerera gasista refinadora recicladora
        """.split()
    ),
    "de": frozenset(
        """
        Konzern Hersteller Unternehmen Firma Autobauer Autohersteller Zulieferer Versorger Energieversorger Anbieter
        Betreiber Start-up Startup Tochter Tochterfirma Mutterkonzern Gruppe Marke Spezialist Bank Versicherer
        Lieferant Produzent Entwickler Händler Rivale Konkurrent Wettbewerber Reederei Fluggesellschaft Brauerei
        Nachrichtenagentur Agentur Tageszeitung Zeitung Magazin Nachrichtenmagazin Wirtschaftsmagazin Fachmagazin
        Baukonzern Energiekonzern Chemiekonzern Stahlkonzern Technologiekonzern Industriekonzern Elektrokonzern
        Ölkonzern Medienkonzern Handelskonzern Autokonzern Rüstungskonzern Maschinenbauer Anlagenbauer Motorenbauer
        Flugzeugbauer Lastwagenbauer Netzbetreiber Stromversorger Stahlkocher Halbleiterhersteller Chiphersteller
        Reifenhersteller Softwarehersteller Beratungsgesellschaft Unternehmensberatung
        Wirtschaftsprüfungsgesellschaft Investmentbank Großbank Fondsgesellschaft Ratingagentur Leasinggesellschaft
        Spedition Logistiker
        """.split()
    ),
}
"""Before a name: `le constructeur chinois Xiaotong`, `la gestora australiana Boral`, `der Hersteller Moll`."""

_BETWEEN = {
    "fr": r"(?: (?:(?:de |d['’]|des |du |en )?[a-zà-ÿ][a-zà-ÿ-]+)){0,4}",
    "es": r"(?: (?:(?:de |del |de la |en )?[a-zà-ÿ][a-zà-ÿ-]+)){0,4}",
    "de": "",
}
_NO_ADJECTIVE = frozenset(
    """
    a à ont est sont était que qui dont et ou où ni mais car dans par pour avec sans sur sous chez vers entre comme
    si ne se va fait peut doit veut au aux plus moins très aussi selon depuis lors après avant afin ainsi y de du
    des d en le la les un une son sa ses leur leurs ce cette ces il elle ils elles on nous vous je tout tous toute
    même pas non al con sin sobre bajo hasta desde hacia según durante ante tras o e u pero porque cuando como donde
    cuyo ha han es era fue ser está están tiene puede debe quiere no lo los las el una unos unas su sus este esta
    estos estas ese esa más menos muy también ya del para por contra mediante
    """.split()
)


@cache
def _role_before(language: str) -> re.Pattern[str]:
    nouns = "|".join(sorted(NOUNS[language], key=len, reverse=True))
    before = rf"(?<![\w'’-])(?:[LlDd]['’])?(?:{nouns})(?P<between>{_BETWEEN[language]}) [«\"“„'‘]?[ \u00a0]?$"
    return re.compile(before if language == "de" else f"(?i){before}")


@cache
def _role_behind(language: str) -> re.Pattern[str]:
    nouns = "|".join(sorted(NOUNS[language], key=len, reverse=True))
    article = {
        "fr": "(?:(?:une? |la |le |l['’]))?",
        "es": "(?:(?:una? |la |el ))?",
        "de": "(?:(?:ein |eine |der |die ))?",
    }
    return re.compile(rf"[»\"”“]?, {article[language]}(?:[a-zà-ÿ-]+ ){{0,2}}(?:{nouns})(?!\w)")


def is_led(text: str, start: int, language: str) -> bool:
    """Whether a noun that only companies have as a title leads to what begins here."""
    match = _role_before(language).search(text, max(0, start - _LEFT), start)
    if match is None:
        return False
    between = match["between"].replace("'", "' ").replace("’", "’ ").split()
    return not between or (
        between[-1] not in _NO_ADJECTIVE
        and not _NO_ADJECTIVE.difference(_OF).intersection(word.lower() for word in between)
    )


_OF = frozenset("de du des d en del la".split())
_LEFT = 70


def is_explained(text: str, end: int, language: str) -> bool:
    """Whether what ends here is said to be a company: Symbio, spécialiste des piles; Kestrel, un fabricante vasco."""
    return _role_behind(language).match(text, end) is not None
