"""Closed lists of words that the rules know by heart."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# ---- sentences -------------------------------------------------------------------------------------------------

NEVER_END = _set(
    "mr mrs ms dr prof st mt ft gen gov sen rep rev hon jr vs approx ca no nos nr vol fig e.g i.e cf al u.a "
    "z.b d.h z b bzw ggf sog inkl zzgl evtl usw. str tel dipl ing est dept univ feb mar apr aug sept oct nov "
    "dec"
)
"""Abbreviations, lower case and without the last full stop, after which a sentence goes on."""

SOMETIMES_END = _set(
    "inc corp co ltd llc plc pty pte pvt bros u.s u.k u.s.a u.n e.u a.m p.m etc usw mio mrd jan jun jul s.a "
    "n.v b.v s.p.a k.k mfg intl gmbh ag"
)
"""Abbreviations that may also be a sentence's last word: the next word decides."""

SENTENCE_STARTERS = _set(
    "Yesterday Today Tomorrow Recently The It Its In On At This That These Those He She They We You I A An As "
    "But And Or However Meanwhile According For From With By To If When While After Before Since Under Over "
    "Last Next Both Each More Most Many Some Several Other Another There Their His Her Our Now Then Here Also "
    "Although Despite During Earlier Later Analysts Production Construction Sources Shares Separately Still "
    "Yet So Such Until Not No One Two Three Das Der Die Es Er Sie Wir Im Am Ein Eine Auch Damit Dabei Nach "
    "Zudem Bei Mit Für Von Auf Laut Seit Dies Diese Dieser Dieses Derzeit Bislang Künftig"
)
MONTHS_DE = _set("Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember")

# ---- names -----------------------------------------------------------------------------------------------------

FIRST_STOPS = _set(
    "The A An In On At For By With From And But Or To Of As If When While After Before Since Under Over This "
    "That These Those Its It He She They We Our Your Their His Her Meanwhile However Both Also According "
    "Enter Meet Introducing Presenting Welcome "
    "Between Among About Via Der Die Das Den Dem Des Ein Eine Einen Einem Einer Im Am Beim Vom Zum Zur Bei Mit "
    "Von Nach Für Und Auch Laut Durch Seit Wie Als Auf Aus Zu So Not Why How What Who Where New"
)
"""Words with a capital that begin a sentence rather than a name."""

ROLE_WORDS = _set(
    "CEO CFO CTO COO Chairman Chairwoman Chief President Director Founder Analyst Spokesperson Spokesman "
    "Spokeswoman Maker Supplier Producer Developer Automaker Carmaker Manufacturer Company Firm Startup "
    "Start-up Subsidiary Partner Partners Hersteller Unternehmen Firma Konzern Zulieferer Tochter "
    "Tochtergesellschaft Betreiber Anbieter Entwickler Spezialist Gesellschaft Autobauer Autohersteller "
    "Batteriehersteller Zellhersteller Batteriezellhersteller Mutterkonzern Tochterunternehmen Lieferant Chef "
    "Geschäftsführer Vorstandschef Joint Venture Gemeinschaftsunternehmen Parent Explorer Miner Startups Giant "
    "Rival Owner Refiner Recycler Marke Spedition Versicherer Kanzlei Brokerhaus Reederei Beratung Initiative"
)
"""Words that stand before a company's name and are no part of it."""

ROLE_ENDINGS = (
    "-based", "-backed", "-owned", "-listed", "-led",
    "-run", "-controlled", "-headquartered", "hersteller", "-unternehmen", "-konzern", "-tochter", "-zulieferer",
    "spezialist", "-anbieter", "-betreiber", "-entwickler", "-partner", "-startup", "-start-up", "-bauer", "produzent",
    "lieferant", "-chef", "-gruppe", "gesellschaft",
)  # fmt: skip
_GERMAN_ROLE_ENDINGS = (
    "konzern", "konzerns", "mutter", "tochter", "gruppe", "hersteller", "herstellers", "bauer", "bauers", "versorger",
    "versorgers", "zulieferer", "zulieferers", "kocher", "riese", "riesen", "pionier", "anbieter", "betreiber",
    "entwickler", "produzent", "lieferant", "spezialist",
)  # fmt: skip
_SHORTEST_STEM = 3  # Bauer and Gruppe alone are names of companies


def is_role(word: str) -> bool:
    """Whether a word only says what the company is whose name follows: Maker, Autobauer, Mutterkonzern."""
    if word in ROLE_WORDS:
        return True
    lowered = word.lower()
    return any(
        lowered.endswith(ending) and len(word) >= len(ending) + _SHORTEST_STEM for ending in _GERMAN_ROLE_ENDINGS
    )


PRODUCT_WORDS = _set(
    "Model Battery Batteries Blade Cell Cells Pack Packs Gigafactory Giga Megapack Powerwall Plant Factory "
    "Semi Cybertruck EV EVs SUV Sedan Truck Bus Pro Max Plus Ultra Mini Prime Shenxing Qilin Naxtra Freevoy "
    "Tener LFP NMC Stock Shares Says Plans Chairman CEO CFO CTO COO Chief President Founder Director "
    "Spokesperson Analyst Vice Executive Q1 Q2 Q3 Q4 Supercharger Cathode Anode Project Mine Lithium-Ion "
    "Solid-State News Roadster Powerwalls Megapacks Wall Home"
)
"""Words after a known company's name that do not make it another company: a product, a plant, a person's office."""

HEAD_WORDS = _set("Battery Batteries Cell Cells Pack Packs Cathode Anode LFP NMC Lithium-Ion Solid-State Plant Project")
"""Those that speak against another company only as the last word (BYD Blade Battery, but Fortum Battery Recycling)."""

CORPORATE_WORDS = _set(
    "group groups holding holdings company companies co corp corporation inc incorporated ltd limited llc llp "
    "lp plc ag se gmbh kg kgaa sa nv bv ab as asa oy oyj spa srl sarl sas pty pte pvt sdn bhd tbk kk jsc pjsc "
    "and & the of international industrial industries global s.a n.v b.v s.p.a l.l.c"
)
"""Words that may follow a company's name without making it another one (lower case, without full stops)."""

ORDINARY_WORDS = _set(
    "smart power force solar volts watts clean green blues atlas apple prime ideal light metal steel stone earth world "
    "ocean river north south super micro macro motor drive speed track trust value vital focus scope space spark shift "
    "storm swift tiger eagle titan union unity urban vault verge vista water wheel alpha delta sigma omega ample first "
    "redwood ascend factorial morrow natron syrah magna "
    "lucid shell blink orion stem moment vulcan century gravity bolt canon apple "
    "form seat one act next core edge gain link live life lead "
    "more nano open plus real sense sun target total "
    "unit wise enter ideas image joint logic magic major march model mount novel orbit order phase pilot plant point"
)
"""Words (lower case) that companies bear as names: their capital may be that of a sentence's start."""

TRADE_WORDS = _set(
    "Metals Materials Resources Minerals Mining Energy Technology Technologies Power Motors Motor Chemical Chemicals "
    "Industries Solutions Systems Storage Recycling Critical Advanced Electric Exploration Holdings Refining Recyclers"
)
"""Words of the trade that make a company's name of a place: European Metals, American Battery Technology."""
GOODS_WORDS = _set("Battery Batteries Lithium Nickel Cobalt Graphite Manganese Cell Cells Anode Cathode Vanadium Zinc")
"""Goods; together with a word of the trade, they stand in such names."""

NOT_SHORT = _set(
    "the a an new our one first next all general american national united international global world "
    "contemporary advanced standard great north south east west northern southern eastern western central "
    "pacific atlantic european asian african chinese japanese korean german british french indian canadian "
    "australian asia europe america korea china japan india germany bank energy power battery batteries "
    "lithium nickel cobalt graphite electric motor motors auto automotive solar wind green clean blue solid "
    "storage material materials resource resources metal metals mining mineral minerals chemical chemicals "
    "industrial industries technology technologies group holding sun sky star gold silver black white red big "
    "smart future dragonfly nature natural public royal federal state city region beijing shanghai shenzhen "
    "guangdong zhejiang jiangsu hunan hubei sichuan shandong fujian jiangxi guangxi tianjin chongqing ningbo "
    "hefei zhuhai hangzhou suzhou tokyo osaka seoul nevada texas michigan ontario quebec georgia "
    "agricultural air alexander applied arm arrival associated base best boston bureau business california "
    "capital car case circle commercial commonwealth consumers credit daily development economic electricity "
    "electronic factory financial gas government gray grab heart home human independent inside invest john "
    "johnson k kim la land manager money oil on pattern peter plastic project saint salt scottish sunday "
    "target thomas union utility wall zero"
)
"""First words of names (lower case) too common to stand for the company alone."""

AFTER_SHORT_NAME = _set(
    "said says has is was will would had plans planned announced expects expected aims aimed also did does can "
    "could may began begins started starts signed raised raises told added agreed builds built makes made "
    "produces launched opened unveiled confirmed declined and posted reports reported sells sold buys bought cut "
    "cuts unveils sees saw wants wanted needs needed hopes hoped fell falls rose rises jumped shipped ships "
    "supplies supplied operates operated owns owned uses used employs faces faced appointed named acquired "
    "acquires delivers delivered introduced invested invests recalled recalls revealed withdrew scrapped paused "
    "halted won wins lost loses sued filed received secured secures joined joins closed closes completed "
    "completes runs ran holds held plunged slid gained partnered teamed expanded expands leads led shares stock "
    "executives spokesman spokeswoman spokesperson"
)
"""Words after which a capital at a sentence's start is a company at work, not a common word."""

NO_COMPANY = _set(
    "ev evs bev bevs phev phevs hev nev nevs fcev ice ess bess bess. oem oems ira doe epa eia iea eu un nato "
    "usmca mou ceo cfo cto coo r&d ai ipo cam pcam pam sib ssb assb lib libs lfp lmfp nmc nca ncm ncma lmo lto "
    "lco gwh mwh kwh gw mw pv v2g suv suvs usd eur rmb yuan won yen covid covid-19 opec asean gdp esg co2 q1 "
    "q2 q3 q4 h1 h2 b2b jv jvs spac etf nasdaq nyse kosdaq kospi hkex musk trump biden congress senate "
    "treasury cabinet government parliament pentagon reuters bloomberg xinhua yonhap nikkei internet bms "
    "tesla-like cell battery batteries energy lithium nickel cobalt graphite manganese gigafactory giga easa "
    "enisa kosha efta kipo epo jaxa nasa esa arpa-e kigam usgs nrel fdp spd cdu csu afd ptfe hpal ctp nfpa ul "
    "uaw ofgem linux windows republicans democrats powerwall megapack nevertheless congressional acc-ii psbs "
    "inr usd eur gbp jpy krw cny aud cad rs xrd bess evs 1h 2h lon mnre "
    "oecd imf wto who faa nhtsa ferc cpuc ercot caiso nist sec ftc uspto nib nibs ssbs stoxx dax risks "
    "proceeds visas tickets floods letter patent patents standby growth overseas iron lead sister plug "
    "hydrogen quotas district national european american machine fx international human resources human-resources news "
    "dc ac hvac hvdc vpp vpps der ders dle dfs pea pfs mre ree rees lce sc6 nmc811 ev/phev adas ota mppt bop epc ppa "
    "ppas ira's cpo cpos itc ptc fta gst vat gmv arr noi roi irr npv capex opex ebit ebitda eps cagr sku led oled lcd "
    "gps gpu gpus cpu usb nfc kyc iot saas api erp ai/ml llm llms cec cpuc carb nyserda doi blm epri nerc puct "
    "future omb cftc gao usda usgs nih nsf darpa fcc faa ntsb eeoc osha ice cbp dhs msha fema sba ustr usaid xprize "
    "niti bis arai icat dgft meity rbi sebi mofcom miit ndrc samr csrc nea cpca caam kotra motie meti "
    "nedo jogmec csiro arena aemo aer aemc accc asic arpc cefc nzta ofwat hmrc dvla dft desnz beis nda fid loi mous "
    "otcqx otcqb tsxv tsx-v fse ipcei unified m&a us$ beneath i’ve i've stanford mit harvard caltech bildquelle"
)
"""What models take for companies (lower case)."""

LOCATIVES = _set("in near around outside within across off towards toward throughout inside")
BEFORE_STAKE = _set(
    "stake stakes invest invests invested investment investments investing investor investors share shares "
    "interest stock confidence position holding holdings shareholder shareholders believe believes trust"
)
"""Words before `in` that make what follows a company rather than a place."""

PLACE_OF = _set(
    "Gulf City Isle Republic Bay Strait Port Province State Kingdom Cape Horn Sea County Town Ministry "
    "Minister Isles Bank Duke Length House Book Bureau"
)

PLAIN_GOODS = _set(
    "battery batterie energy storage system systems renewable power grid electric vehicle charging charger station "
    "technology technologie solution material cell pack module project solar wind lithium ion lithium-ion limonite "
    "nickel ore graphite cobalt copper manganese anode cathode titan silicon incentive scheme park substation utility "
    "scale and of for the competent person metallurgy completion pricing metal mineral key rare earth ev dc ac fast "
    "& electronic sine wave inverter converter outdoor ups "
    "infrastructure network service adoption market mobility chain supply reimagining reimaging"
)
"""Words (lower case, without the plural s) of which no company's name consists alone: Energy Storage Systems."""

BESIDE_COMPANY = ROLE_WORDS | PRODUCT_WORDS | FIRST_STOPS | frozenset({"Inc", "Corp", "Ltd", "Co", "Group", "Limited"})
"""Words with a capital that may follow a company's name without changing it."""

# ---- institutions ----------------------------------------------------------------------------------------------

INSTITUTION_OF = _set(
    "University Universities Institute Institutes Ministry Department Bank Association Agency Commission "
    "Council Bureau Academy College Chamber Federation Office Board Authority Administration Society Centre "
    "Center School Court Port Alliance Union Foundation Laboratory Observatory Embassy Exchange"
)
"""Words after which ` of X` belongs to an institution's name."""

INSTITUTION_HEADS = _set(
    "University Institute Ministry Department Association Agency Commission Council Bureau Academy College "
    "Chamber Federation Office Authority Administration Army Navy Guard Court Operator Board Party Society "
    "Centre Center School Foundation Laboratory Laboratories Lab Alliance Bank Exchange Daily Times Herald "
    "Post Parliament Treasury Tech Airlines Airport Consortium Verband Universität Hochschule Institut "
    "Ministerium Kommission Parlament Bundesbank Zentralbank Survey Act Project Initiative Summit Expo "
    "Protection Customs Marines Corps"
)
"""A chain of capitalised words that ends in one of these is an institution's (a paper's, an airport's) name."""

WAYS = _set("County Township Street Avenue Boulevard Lane Sound Creek Stadium Arena Square")
"""Last words of a name that make it a place in a town or a water."""

NO_COMPANY_FIRST = _set("TU FH HTW ETH OLG Universität Hochschule Landgericht Amtsgericht Oberlandesgericht")
"""First words of institutions' names."""

OFFICES = (
    "verwalter", "minister", "ministerin", "präsident", "präsidentin", "sprecher", "sprecherin", "anwalt", "richter",
    "meister", "meisterin", "forscher", "forscherin", "professor", "professorin", "politiker", "analyst", "ökonom",
)  # fmt: skip
"""Endings of German words before a person's surname: Insolvenzverwalter Flöther."""

CENTRAL_BANKS = _set(
    "Japan England Korea Canada Mexico Israel Thailand Italy Spain France Finland Ghana Russia Indonesia Zambia "
    "Tanzania"
)
"""Whose `Bank of …` is an institution; other such banks are companies."""

INSTITUTION_LEFT = _set(
    "Universität Hochschule Universitätsklinikum Bundesverband Landesverband Verband Institut Ministerium Giga "
    "Gigafactory Flughafen Université Universidad Messe Hafen IHK TU FH HTW KIT Fraunhofer Stadtwerke ETH NYSE "
    "Air Institute University Universite"
)
"""Words directly before a place that make it a part of an institution's or facility's name."""

CJK_BANKS = "银行|銀行|证券|證券|証券|交易所|取引所|日报|日報|时报|理工|은행|거래소|증권|일보|신문|공사"
CJK_INSTITUTIONS = (
    "大学|大學|学院|學院|研究院|研究所|科学院|科學院|协会|協会|協會|商会|商會"
    "|대학교|협회|연구원|연구소|과학원|상공회의소|과학기술원"
)
"""Words that end the name of an institution which begins with a place; bank-like ones only when they stand close."""
