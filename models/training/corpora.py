"""Openly licensed corpora read from a folder outside the repository; every file is checked against its sha256.

Their labels are wider than ours: an organisation may be a company or none. What its words do not tell becomes `?`
(unknown), so that training neither rewards nor punishes an answer there. Nationalities are regions here and were
often left out there: they are marked from our own list.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotations import UNKNOWN, Piece
from inventions import LEGAL_FORM, read_companies, read_lists

OTHER_WORDS = re.compile(
    r"\b(?:Universit|Colleg|School|Institut|Academ|Ministr|Department|Agenc|Commission|Committee|Council|Parliament"
    r"|Senate|Congress|Assembl|Court|Party|Parties|Union|Associat|Federat|Alliance|Coalition|League|Club|Team|United"
    r"|Army|Navy|Air Force|Police|Guard|Government|Authority|Bureau|Office|Foundation|Society|Church|Museum|Hospital"
    r"|Orchestra|Front|Movement|Brigade|Forces|Conference|Organi[sz]ation|Nations|Cabinet|House|Laborator|Center|Centre"
    r"|City|State|FC|F\.C\.|NASA|NATO|UN|EU|FBI|CIA|BJP|NHL|NFL|NBA|MLB)"
)
COMPANY_WORDS = re.compile(
    r"\b(?:Inc|Corp|Corporation|Company|Ltd|Limited|LLC|plc|GmbH|AG|Airlines?|Airways|Records|Motors?|Studios?|Press"
    r"|Entertainment|Pictures|Systems|Technologies|Software|Industries|Holdings|Bank|Electronics|Energy|Oil|Petroleum"
    r"|Steel|Publishing|Media)\b"
)


@dataclass(frozen=True)
class Corpus:
    name: str
    licence: str
    files: Mapping[str, str]  # file name → sha256
    kinds: Mapping[str, str | None]  # the corpus's label → our kind; None: no name; "org": to be judged by its words

    def sentences(self, folder: Path) -> Iterator[list[Piece]]:
        judge = OrganisationJudge()
        for name in self.files:
            for rows in token_rows(folder / name):
                yield to_pieces(rows, self.kinds, judge)


ENCYCLOPEDIC: dict[str, str | None] = dict.fromkeys(
    ["album", "song", "book", "poem", "magazine", "award", "event", "election", "conference", "product", "programlang",
     "academicjournal", "astronomicalobject", "theory"], "G",
)  # fmt: skip
ENCYCLOPEDIC |= dict.fromkeys(["person", "politician", "writer", "scientist", "researcher", "musicalartist"], "P")
ENCYCLOPEDIC |= {
    "location": "R",
    "country": "R",
    "organisation": "org",
    "band": "?",
    "politicalparty": "O",
    "university": "O",
    "misc": "misc",
}
NEWS: dict[str, str | None] = {"PER": "P", "LOC": "R", "ORG": "org", "MISC": "misc"}
EMERGING: dict[str, str | None] = {
    "person": "P", "location": "R", "corporation": "C", "group": "O", "product": "G", "creative-work": "G",
}  # fmt: skip

CORPORA: tuple[Corpus, ...] = (
    Corpus(
        "wikigold",
        "CC BY 4.0",
        {"wikigold.conll.txt": "c797a64d0cf73ed058363f77671486bcfd413e70fda1726ad4a6ba624455225f"},
        NEWS,
    ),
    Corpus(
        "WNUT 2017 emerging entities",
        "CC BY 4.0",
        {
            "wnut17train.conll": "707d8fbadf7ab186e7998fdcbea41470d25d0a453049f531d0c8d0c810a8d8cb",
            "emerging.dev.conll": "5cd520c3321adb4d08f3f2c9eb126f4eb53c6785845a9e5f367f416100301184",
            "emerging.test.annotated": "59242c5624a463782626d55a82c2c735fb687a011c44335acbb102e6d8e9d359",
        },
        EMERGING,
    ),
    Corpus(
        "Broad Twitter Corpus",
        "CC BY 4.0",
        {
            "btc-a.conll": "ac824cc13c88283fe3cca05343e46c79ec4cd5b174429f27bf8fe0ebdc1bbf33",
            "btc-b.conll": "504a094a0398e03fd7b394510e313b8fc844407102252182d90aea23f53cc322",
            "btc-e.conll": "77aca745cdc28ae0fafbcf36a93ccfd15357a8db97c21d91083592dd85e348c5",
            "btc-f.conll": "d0839ddb0bd57f3a59ac9ab35d371dc140db8280e0001469a4e56fe8f776ce8a",
            "btc-g.conll": "d53a27645cabc4e63313d573498b48b0cc5ed780d280edfbdc4fedefe23479da",
            "btc-h.conll": "7f31215a79f3131526236203907c8d003b8e0f8ee6eef2a216ebb685340ebe39",
        },
        NEWS,
    ),
    Corpus(
        "CrossNER, without its conll2003 folder",
        "MIT",
        {
            "crossner-ai-train.txt": "484217a660f52927bd5157507c22fc103b36306364329f62f80fc8acb897b187",
            "crossner-ai-dev.txt": "b47ffda6de5901a454a873feac1bebe782e54ce7edf9deb729cab3d769212eee",
            "crossner-ai-test.txt": "7595ad386e0a98067100fe47f86811b38867a236011fee97cfaa90f778c37bcf",
            "crossner-literature-train.txt": "0647e403a85040742c2f4041cf002146a81aa2e13adda19d0e82a8bcd493c18b",
            "crossner-literature-dev.txt": "99281a51943cf7e3c2a58b3dc45c0e5ab6d329624ebf2ba6b4801c428396162f",
            "crossner-literature-test.txt": "77267f8b3e8afe993865c64cfc605f65671f6a0ac9cba65de970f12180fed20e",
            "crossner-music-train.txt": "3774c38e0ebbeb4b98dbfae137071e4911e8764cdb7f247599009841f68d9fb5",
            "crossner-music-dev.txt": "e256f1949df52a61a3bb60095a0f41c1060843f1014b0f3d22d8371611b72e78",
            "crossner-music-test.txt": "c66e345f959ac65593f76c6b1bd8c6d75f2a6f0bc197389b2e6700d101fd094c",
            "crossner-politics-train.txt": "1d8be31abb58463349496fe21b13d70114cf015294a9ff9cce77af9b83e8aa84",
            "crossner-politics-dev.txt": "4f1f30eb832f4c5fe474f67ca45e875d863bddf0bbe432262d272ef13639fa8f",
            "crossner-politics-test.txt": "05cadc5e129d394f7f92b4a052cf4b6ea4c60878d32a833e500cf046c297455f",
            "crossner-science-train.txt": "8f6a26096cc7be6790b5790bf5f5b5c8928d8b73d4632e7d45dc8bffad0504ac",
            "crossner-science-dev.txt": "87ec141c7b41b3b52ec861737c4030d65c6e53954ed3d8106baca8603bbf8f24",
            "crossner-science-test.txt": "3616d59d4d2b9dbf4c1126f8d8ba47ff97886223c95f93649bfd527343e64ced",
        },
        ENCYCLOPEDIC,
    ),
)


class OrganisationJudge:
    """Tells companies from other organisations by word lists alone."""

    def __init__(self) -> None:
        self.companies = frozenset(read_companies())
        lists = read_lists("organisations")
        self.others = frozenset(lists["real"]) | frozenset(lists["acronyms"])
        places = read_lists("places")
        self.adjectives = frozenset(places["demonyms"])
        self.abbreviations = frozenset({"U.S.", "U.K.", "USA", "UK", "EU"})

    def kind(self, name: str) -> str:
        if name in self.others or OTHER_WORDS.search(name):
            return "O"
        if name in self.companies or LEGAL_FORM.search(name) or COMPANY_WORDS.search(name):
            return "C"
        return UNKNOWN


def token_rows(path: Path) -> Iterator[list[tuple[str, str]]]:
    """Sentences of (word, tag) from a file in CoNLL columns."""
    rows: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t") if "\t" in line else line.split(" ")
        if len(columns) < 2 or not columns[0].strip() or columns[0] == "-DOCSTART-":
            if rows:
                yield rows
            rows = []
            continue
        rows.append((columns[0].strip(), columns[-1].strip()))
    if rows:
        yield rows


def grouped(rows: Sequence[tuple[str, str]]) -> Iterator[tuple[list[str], str | None]]:
    words: list[str] = []
    label: str | None = None
    for word, tag in rows:
        here = None if tag == "O" else tag[2:]
        if here != label or tag.startswith("B-") or here is None:
            if words:
                yield words, label
            words = []
        words.append(word)
        label = here
    if words:
        yield words, label


def to_pieces(
    rows: Sequence[tuple[str, str]], kinds: Mapping[str, str | None], judge: OrganisationJudge
) -> list[Piece]:
    pieces: list[Piece] = []
    for words, label in grouped(rows):
        name = untokenise(words)
        kind = kinds.get(label) if label else None
        if kind == "org":
            kind = judge.kind(name)
        elif kind == "misc":
            kind = "R" if name in judge.adjectives else UNKNOWN
        elif label is None and (name in judge.adjectives or name in judge.abbreviations):
            kind = "R"
        space = " " if pieces and needs_space(pieces[-1].text, name) else ""
        pieces += [Piece(space)] if space else []
        pieces.append(Piece(name, kind))
    return [piece for piece in pieces if piece.text]


def untokenise(words: Sequence[str]) -> str:
    text = words[0]
    for word in words[1:]:
        text += (" " if needs_space(text, word) else "") + word
    return text


def needs_space(before: str, word: str) -> bool:
    if re.match(r"^(?:[.,;:!?%)\]}’]|'s$|'(?:re|ve|ll|d|m)$|n't$|'$|’s$)", word):
        return False
    return not before.endswith(("(", "[", "{", "$", "£", "€", "@", "#", "“"))


def read_corpora(folder: Path, tell: Callable[[str], None]) -> dict[str, list[list[Piece]]]:
    """Every corpus whose files all lie in the folder, unchanged; tells which are left out and why."""
    found: dict[str, list[list[Piece]]] = {}
    for corpus in CORPORA:
        problem = first_problem(corpus, folder)
        if problem:
            tell(f"left out: {corpus.name}: {problem}")
        else:
            found[corpus.name] = list(corpus.sentences(folder))
    return found


def first_problem(corpus: Corpus, folder: Path) -> str | None:
    for name, digest in corpus.files.items():
        path = folder / name
        if not path.is_file():
            return f"{name} is not there"
        if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            return f"{name} has another sha256 than the one this recipe was measured with"
    return None
