"""Closed lists for names that are words: which they are, and the words beside them that tell a name from a word."""

from __future__ import annotations

from .words import AFTER_SHORT_NAME, ORDINARY_WORDS


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


COMPANY_WORDS = ORDINARY_WORDS | _set(
    "alphabet alpine amazon ampere ampersand archer arrival azure benchmark bobcat brilliance cake carrier "
    "constellation continental cowboy cruise dens dodge dominion dragonfly duke edify envision eve field firefly "
    "flower frontier gap galaxy genesis glimpse grab harbinger harmony hatch hero hexagon huntsman hyper intersect "
    "ion jaguar lilac lime lincoln lion matter mercedes meta micron mini mosaic nikola occidental octopus ola oracle "
    "orange origin patriot peak plenitude plug premier proton ram reliance revel risen roam scout sharp silence sila "
    "skeleton slate switch synergy talon tank vale vanguard visa wallbox wildcat workhorse zeta linde saft smart ess "
    "ses res acc aes spiegel"
)
"""Names of companies (lower case) that are words, or people's given names."""

PLACE_WORDS = _set(
    "chad acre anchorage ascension barking bath bay bender billings boulder brusque buckeye buffalo canton cascade "
    "cascades centennial central chandler chile commerce concord cork corona cypress derby eastern falcon garland hub "
    "hue hull independence lakes liberty limerick mecca mesa metro midland mile mobile mono nancy nice normal "
    "northern oral orange phoenix plateau pool providence reading rivers riverside sparks split springs store "
    "surprise turkey unity van vista wake wellington western slough muscat gent delta tours sale settle bury ware "
    "rugby ford hamilton jackson lincoln madison monroe warren austin jordan kingston victoria newport summit "
    "enterprise hope defiance champion"
)
"""Names of places (lower case) that are words or surnames."""

# ---- English ---------------------------------------------------------------------------------------------------

ACTS = (
    AFTER_SHORT_NAME - {"and", "is", "has", "was", "had", "can", "may", "does", "stock", "shares", "leads", "holds"}
) | _set(
    "forecasts intends dismissed dismisses burned relies targets believes considers moves moved hires hired laid lays "
    "spent spends pays paid develops developed designs tested supplies pulled warned warns denied denies refused "
    "refuses rejected seeks sought urged asked asks called calls ranks employs traded generated booked earns earned "
    "sends sent wrote took takes went comes came gets got gave gives keeps kept puts showed insists insisted argues "
    "argued lobbied estimates reckons backs backed bid bids beat beats promises promised proposes proposed plugs "
    "supplied nearly rebranded licensed licenses manufactures markets sells sold settled sits stopped stops suspended "
    "suspends swung swings tapped touts turned undercut values ventured withdraws yields filed files idled owes "
    "refunds rehired abandons abandoned still already never nevertheless also recently currently itself alone now "
    "therefore meanwhile employs uses raises cancelled cancels"
)
"""Verbs and adverbs behind the name of somebody who acts."""

WORK = _set(
    "shipped ships sold sells produced produces mined mines delivered delivers reported reports raised posted bought "
    "buys hired hires dismissed cut cuts acquired acquires agreed signed booked lowered filed idled paid owns owned "
    "makes made builds"
)
"""What companies do and places do not."""

NOUN_OR_VERB = _set(
    "supplies orders plans reports cuts moves markets ranks values yields designs tests files holds leads names calls "
    "shows wins rises falls gains sales deals hires"
)
"""Words of these that are nouns where `of`, `in` or an auxiliary follows: Ample supplies of cells have …"""

AUXILIARIES = _set("is has was had can may does might must should were are have been remains became becomes lies")

COMPANY_NOUNS = _set(
    "shares shareholders investors executives employees workers engineers managers spokesman spokeswoman spokesperson "
    "chief boss chairman chairwoman founder co-founder ceo plant plants factory factories subsidiary customers "
    "supplier suppliers dealers headquarters owners drivers users subscribers stores stations bonds devices "
    "warehouses data cloud stock staff vehicles cars trucks vans models batteries cells packs lawyers"
)
"""Nouns behind a company's name."""

ROLES = _set(
    "maker makers producer developer startup start-up firm company group giant supplier carmaker automaker "
    "manufacturer miner refiner recycler rival rivals parent owner operator retailer brand subsidiary unit specialist "
    "integrator partner client chain provider major business marque insurer lender bank competitor neighbour neighbor "
    "utility"
)
"""Nouns before a company's name."""

LEADS = _set(
    "start-up startup developer maker producer supplier carmaker automaker manufacturer miner refiner recycler "
    "operator retailer firm company integrator insurer lender utility chipmaker truckmaker airline telecoms"
)
"""Those of them that no person is called by."""

DETERMINERS = _set(
    "a an every each any no some this that these those his her its their our my your another one two three four five "
    "six seven eight nine ten few several many most more all both which what whose such only just first second last "
    "next new old"
)

PLACE_BEFORE = _set(
    "in into near from outside around to toward towards across via between at throughout beyond of north south east "
    "west downtown central suburban nearby"
)
PRODUCTS = _set("Sprinter Vans Trucks Cars Benz Formula Actros Vito Buses Motor Electric Motors Energy Tech Mobility")
"""What follows a maker's name that is a given name, too, and is no surname."""
GIVEN = _set("mercedes nikola ola eve sila ion lincoln morgan ford")

SMALL = _set(
    "and or of for in on at by with to from as than that which who whose but if when while because although after "
    "before until since so yet nor per via into over under about against between during through within without"
)

SMALL_AFTER_NOUN = _set("of in for from on that have")
OBJECTS = _set(
    "the a an its their his her them it up out off more less nearly about no every two three four five this these that"
)
"""Words behind a verb that take its object up: Redwood shreds them, Visa handles the transfers."""

BUSINESS = (
    r"\b(?:compan(?:y|ies)|revenues?|profits?|shareholders?|shares|earnings|investors?|customers?|suppliers?|plants?"
    r"|factor(?:y|ies)|start-?ups?|employees|workforce|jobs|chief executive|CEO|contracts?|quarter|makers?|carmakers?"
    r"|automakers?|batter(?:y|ies)|production|deliveries|firms?|stores|brand|trucks?|electric|megawatt|[GM]Wh)\b"
)
"""What an article about business says somewhere."""

# ---- German ----------------------------------------------------------------------------------------------------

NO_VERB_DE = _set(
    "und oder von vom der des dem den die das im in ins am an ans auf aus für mit bei nach zu zum zur um über unter "
    "vor durch gegen ohne wie als statt sowie bis seit je pro wegen trotz zwischen neben beim"
)
"""What may stand behind a noun that begins a German sentence and is no verb."""

ARTICLES_DE = _set(
    "der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner ihr ihre ihren ihrem "
    "ihrer sein seine seinen seinem seiner dieser diese dieses diesen diesem jeder jede jedes jeden jedem im am zum "
    "zur beim vom ins ans beide beiden mehr viel wenig zwei drei vier fünf sechs alle allen unser unsere welche "
    "welcher manche"
)
PLACE_BEFORE_DE = _set("in bei nach aus von um zwischen nahe ab über gen bis durch für")
COMPANY_BEFORE_DE = _set("von bei mit für an durch gegen neben auch wie als sowie über zu wegen dank laut")
COMPANY_COMPOUNDS_DE = _set(
    "Mitarbeiter Chef Chefin Werk Werke Werken Tochter Mutter Aktie Aktien Konzern Sprecher Sprecherin Zentrale "
    "Fabrik Manager Beschäftigte Beschäftigten Betriebsrat Vorstand Aktionäre Kunden Gruppe Marke Händler Autos "
    "Modelle Modell Übernahme Deal"
)
"""Second halves of German words that begin with a company's name."""
