"""States behind a town's name as papers of North America shorten them: Edison, N.J. · Reno, NV 89501 · Saskatoon, SK.

Associated Press abbreviations and postal codes. Both count only behind `Town, `: alone they are other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..regex import regex

_PRESS = {
    "Ala.": "AL", "Ariz.": "AZ", "Ark.": "AR", "Calif.": "CA", "Colo.": "CO", "Conn.": "CT", "Del.": "DE",
    "Fla.": "FL", "Ga.": "GA", "Ill.": "IL", "Ind.": "IN", "Kan.": "KS", "Ky.": "KY", "La.": "LA", "Md.": "MD",
    "Mass.": "MA", "Mich.": "MI", "Minn.": "MN", "Miss.": "MS", "Mo.": "MO", "Mont.": "MT", "Neb.": "NE", "Nev.": "NV",
    "N.H.": "NH", "N.J.": "NJ", "N.M.": "NM", "N.Y.": "NY", "N.C.": "NC", "N.D.": "ND", "Okla.": "OK", "Ore.": "OR",
    "Pa.": "PA", "R.I.": "RI", "S.C.": "SC", "S.D.": "SD", "Tenn.": "TN", "Tex.": "TX", "Vt.": "VT", "Va.": "VA",
    "Wash.": "WA", "W.Va.": "WV", "W. Va.": "WV", "Wis.": "WI", "Wyo.": "WY", "Ont.": "ON", "Que.": "QC", "Alta.": "AB",
    "Sask.": "SK", "Man.": "MB", "N.B.": "NB", "N.S.": "NS", "B.C.": "BC",
}  # fmt: skip
_CANADA = frozenset("ON QC AB SK MB NB NS BC".split())
_POSTAL = frozenset(_PRESS.values()) - {"DE"} | {"AK", "HI", "ID", "IA", "ME", "OH", "UT"}
_ALSO_WORDS = frozenset("CO HI ID IN LA MA ME MS OH OK OR PA AL ON".split())  # these need a closing sign or a zip code
_BEHIND_TOWN = regex(
    r"(?<![\w.])[A-Z][\w'’-]+\.?, (?P<code>"
    + "|".join(re.escape(code) for code in sorted(_PRESS, key=len, reverse=True))
    + r"|[A-Z]{2}(?![\w&'’-]))"
)
_CLOSED = regex(r"\s*(?:[.,;:)\n–—]|- |\d{5}|$)")


def find(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, id tail such as `US-NV`) of every shortened state; overlaps with nothing of its own."""
    for match in _BEHIND_TOWN.finditer(text):
        code = match["code"]
        state = _PRESS.get(code, code)
        if state not in _POSTAL or (code in _ALSO_WORDS and not _CLOSED.match(text, match.end())):
            continue
        yield match.start("code"), match.end(), f"{'CA' if state in _CANADA else 'US'}-{state}"
