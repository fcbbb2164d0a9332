"""Full text in every language: what stands in the second column of the index, and how words become a query. Pure.

FTS5's `unicode61` takes a Chinese sentence, a Korean word with its particle or `10GWh产能` for one word. So every
script run is indexed once more in pieces, and a plain `MATCH '宁德'` typed anywhere finds it:

- Chinese, Japanese and Korean runs: all pieces of 2 to 5 characters (5 because 新能源汽车 and 全固态电池 are everyday
  words; each further length makes the index of a Chinese text a quarter larger);
- longer words where a script shows their borders: beginnings of Korean and katakana words up to 12 characters (the
  particle stays behind), katakana words with the Chinese characters around them;
- names that were tagged in the article and are longer than that, whole;
- Latin or digit runs glued to something else (`GWh` in 10GWh, `LFP` in LFP电池), alone and with what they are glued to.

Within one run the pieces of one length follow each other, so a longer string is a phrase of 5-character pieces:
`query_for` writes it. Typed as plain MATCH, an untagged Chinese string of 6 characters or more is found only where it
fills the space between two punctuation marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from ..regex import regex

LONGEST_PIECE = 5
_LONGEST_WORD = 12
_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
_HIRAGANA = "\u3041-\u3096\u309d-\u309f"
_HANGUL = "\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e"
_CJK = _HAN + _HIRAGANA + _KATAKANA + _HANGUL
_WORD = regex(r"[^\W_]+")
_HAS_CJK = regex(f"[{_CJK}]")
_RUNS = regex(f"[{_CJK}]+|[^{_CJK}]+")
_LETTERS_OR_DIGITS = regex(r"\d+|[^\W\d_]+")
_SCRIPTS = regex(f"[{_HAN}]+|[{_KATAKANA}]+|[{_HIRAGANA}]+|[{_HANGUL}]+")
_IS_HAN = regex(f"[{_HAN}]")
_HAS_LONG_WORDS = regex(f"[{_KATAKANA}{_HANGUL}]")
_COUNTED = regex(f"[{_HAN}{_HIRAGANA}{_KATAKANA}]|[^\\W_{_HAN}{_HIRAGANA}{_KATAKANA}]+")


def word_count(text: str) -> int:
    """Words of a text; a Chinese or Japanese character counts as one."""
    return sum(1 for _ in _COUNTED.finditer(text))


def grams(text: str, names: Iterable[str] = ()) -> str:
    """The second column of the index for a text: pieces of what `unicode61` does not split, then `names`."""
    plain = unicodedata.normalize("NFKC", text)
    words = _WORD.findall(plain)
    pieces: list[str] = []
    if plain != text:
        as_written = set(_WORD.findall(text))
        pieces += [word for word in words if word not in as_written]
    for word in words:
        if not word.isascii():
            pieces += _pieces_of_foreign(word)
        elif not (word.isalpha() or word.isdigit()):
            pieces += _letters_and_digits(word)
    pieces += names
    return " ".join(pieces)


def long_names(texts: Iterable[str]) -> list[str]:
    """Of the texts of mentions, those that need to be indexed whole: written in CJK and longer than a piece."""
    return sorted({text for text in texts if len(text) > LONGEST_PIECE and _HAS_CJK.search(text)})


def _letters_and_digits(word: str) -> list[str]:
    """The runs of letters and of digits in a word that mixes them, single characters left out."""
    runs = _LETTERS_OR_DIGITS.findall(word)
    return [run for run in runs if len(run) > 1] if len(runs) > 1 else []


def _pieces_of_foreign(word: str) -> list[str]:
    runs = _RUNS.findall(word)
    if len(runs) == 1:
        return _pieces_of_run(word) if _HAS_CJK.match(word) else _letters_and_digits(word)
    pieces = []
    for number, run in enumerate(runs):
        if _HAS_CJK.match(run):
            pieces += _pieces_of_run(run)
        else:
            pieces += _glued(run, "".join(runs[number - 1 : number]), "".join(runs[number + 1 : number + 2]))
    return pieces


def _pieces_of_run(run: str) -> list[str]:
    """All pieces of a CJK run, those of one length one after the other (`query_for` counts on it)."""
    pieces = []
    for size in range(2, min(LONGEST_PIECE, len(run)) + 1):
        pieces += _slices(run, size)
    if len(run) > LONGEST_PIECE:
        pieces += _long_words(run)
    return pieces


def _glued(run: str, before: str, after: str) -> list[str]:
    """A Latin or digit run inside a CJK word: alone, and with the beginning or end of what it is glued to."""
    # Digits take a unit (2026年, 10万吨), letters the rest of a name (LG에너지솔루션, LFP电池).
    reach = 2 if run.isdigit() else 8
    alone = [run, *_letters_and_digits(run)] if len(run) > 1 else []
    return [
        *alone,
        *(run + after[:size] for size in range(1, min(reach, len(after)) + 1)),
        *(before[-size:] + run for size in range(1, min(reach, 4, len(before)) + 1)),
    ]


def _slices(run: str, size: int) -> list[str]:
    return [run[start : start + size] for start in range(len(run) - size + 1)]


def _long_words(run: str) -> Iterator[str]:
    """Words longer than a piece whose borders the scripts show."""
    parts = _SCRIPTS.findall(run)
    for number, part in enumerate(parts):
        if not _HAS_LONG_WORDS.match(part):
            continue
        yield from (part[:size] for size in range(LONGEST_PIECE + 1, min(len(part), _LONGEST_WORD) + 1))
        after = parts[number + 1] if number + 1 < len(parts) else ""
        before = parts[number - 1] if number else ""
        words = [part] if len(part) > _LONGEST_WORD else []
        if _IS_HAN.match(after):
            words += [part + after[:size] for size in range(1, min(4, len(after)) + 1)]
        if _IS_HAN.match(before):
            words += [before[-size:] + part for size in range(1, min(4, len(before)) + 1)]
        yield from (word for word in words if len(word) > LONGEST_PIECE)


def query_for(words: str) -> str:
    """The FTS5 query for words as a person types them; "" when they hold no letter or digit. Never a syntax error.

    All words must occur. Words in double quotes or joined by hyphens stand side by side; a trailing * takes any
    ending. Chinese, Japanese and Korean strings of any length match wherever they stand in a text.
    """
    terms = []
    for quoted, bare in re.findall(r'"([^"]*)"|([^\s"]+)', words):
        ending = "*" if bare.endswith("*") else ""
        tokens = _WORD.findall(unicodedata.normalize("NFKC", quoted or bare))
        if not tokens:
            continue
        if any(_HAS_CJK.search(token) for token in tokens):
            terms += [_cjk_term(token, ending) for token in tokens]
        else:
            terms.append(_latin_term(tokens, ending))
    return " AND ".join(terms)


def _latin_term(tokens: list[str], ending: str) -> str:
    phrase = f'"{" ".join(tokens)}"{ending}'
    apart = " ".join(run for token in tokens for run in _LETTERS_OR_DIGITS.findall(token))
    # 10GWh is written 10 GWh as well.
    return phrase if apart == " ".join(tokens) else f'({phrase} OR "{apart}"{ending})'


def _cjk_term(token: str, ending: str) -> str:
    parts = [_run_term(run) for run in _RUNS.findall(token)]
    apart = " AND ".join(parts)
    return f'("{token}"{ending} OR ({apart}))' if len(parts) > 1 or ending else apart


def _run_term(run: str) -> str:
    if _HAS_CJK.match(run) is None:
        return f'"{run}"'
    if len(run) == 1:
        return f'"{run}"*'
    if len(run) <= LONGEST_PIECE:
        return f'"{run}"'
    return f'("{" ".join(_slices(run, LONGEST_PIECE))}" OR "{run}")'
