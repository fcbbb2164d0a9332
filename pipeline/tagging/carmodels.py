"""Names of cars, which a model takes for companies: `la Sandero`, `der Golf`, `el nuevo Meriva`.

Names that companies bear as well (Polestar, Smart, Mini, Alpine) are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..regex import regex

_MODELS = frozenset(
    """
    a-class a-klasse clase-a golf polo passat tiguan touareg touran sharan caddy amarok arteon phaeton beetle käfer
    scirocco jetta up! taigo t-roc t-cross multivan transporter crafter e-golf e-up corsa astra insignia meriva
    zafira mokka crossland grandland vectra adam karl ampera vivaro combo movano kadett manta clio megane mégane zoe
    zoé twingo scenic scénic laguna kangoo captur kadjar koleos espace talisman fluence twizy arkana austral rafale
    symbioz modus vel-satis latitude trafic sandero logan lodgy dokker duster jogger bigster berlingo picasso
    c-elysée c-elysee c-zero saxo xsara nemo jumpy jumper dyane ë-c3 ë-c4 partner boxer rifter traveller landtrek
    ion ibiza arona ateca tarraco toledo alhambra mii formentor leon león cordoba córdoba terramar tavascan raval
    octavia fabia superb kodiaq karoq kamiq enyaq scala citigo yeti rapid roomster elroq epiq fiesta focus mondeo
    kuga puma mustang ecosport galaxy s-max c-max ka ka+ f-150 bronco explorer ranger transit tourneo capri mach-e
    punto panda tipo bravo ducato doblo doblò 500e multipla topolino grande-punto giulia giulietta stelvio tonale
    mito ypsilon qashqai juke leaf micra ariya x-trail navara note almera primera townstar pathfinder gt-r murano
    murcielago prius yaris corolla auris aygo avensis rav4 hilux c-hr camry mirai verso proace bz4x supra
    land-cruiser civic jazz accord cr-v hr-v insight legend swift vitara jimny baleno ignis s-cross alto celerio
    mx-5 mx-30 cx-5 cx-3 cx-60 outlander lancer colt pajero i-miev asx eclipse impreza forester outback xv solterra
    tucson kona ioniq i10 i20 i30 bayon santa-fe kauai sorento sportage picanto ceed cee'd niro soul stinger xceed
    stonic rio ev6 ev9 ev3 carens cayenne macan taycan panamera boxster cayman carrera 911 q2 q3 q4 q5 q7 q8 e-tron
    etron tt quattro a1 a3 a4 a5 a6 a8 x1 x3 x5 x7 z4 i3 i4 i8 ix ix3 eqa eqb eqc eqe eqs eqv glc gle gla glk vito
    sprinter citan actros g-klasse c-klasse e-klasse s-klasse b-klasse v-klasse vaneo fortwo forfour roadster
    cybertruck model model-s model-3 model-x model-y cherokee wrangler compass renegade avenger commander gladiator
    durango challenger charger viper silverado bolt volt camaro corvette suburban escalade trax spark aveo cruze
    matiz equinox blazer evoque defender discovery freelander velar range-rover f-type f-pace e-pace i-pace xc40
    xc60 xc90 ex30 ex90 v40 v60 v90 s60 s80 s90 c30 c40 amazon ghibli levante quattroporte grecale aventador huracan
    huracán gallardo urus testarossa portofino enzo phantom cullinan wraith dawn continental-gt bentayga vantage db9
    db11 vanquish rapide elise evora emira evija dolphin seal atto tang song han qin yuan seagull tivoli korando
    rexton torres musso actyon iveco-daily daily stralis lexus-ct chevette daf-xf chimaera xantia visa simca thema
    delta kappa lybra phedra croma stilo marea palio siena uno linea idea fullback wingle dragster scrambler monster
    panigale multistrada africa-twin vespa burgman fireblade goldwing
    """.split()
) - frozenset(
    "polestar visa puma ion charger legend delta linea idea uno note bravo volt bolt iveco-daily vespa".split()
)
_PART = regex(r"[^\s,]+")
_BADGE = regex(
    r"(?:[A-Z]{0,2}\d{1,4}[a-zA-Z]{0,2}|[IVX]{1,4}|GT|GTI|GTE|TDI|TSI|HDi|dCi|RS|ST|Plus|Pro|Sport|Stepway|Hybrid|Combi|Break|El[eé]ctric[oa]|Electric|[EÉ]lectrique|Cross|Allspace|Variant|Kombi|Alltrack|Tourer|Estate|Coup[eé]|Cabrio)"
)


def is_car_model(name: str) -> bool:
    """Whether a name is a car's, with or without its badge: Golf GTI, Clio IV."""
    words = list(_words(name))
    return bool(words) and words[0] in _MODELS and all(_BADGE.fullmatch(word) for word in name.split()[1:])


def _words(name: str) -> Iterator[str]:
    for word in _PART.findall(name.replace("’", "'")):
        yield word.lower()
