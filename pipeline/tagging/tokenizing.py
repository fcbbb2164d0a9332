"""A tokenizer that starts quickly: spaCy's own for a language with its abbreviations, without its contractions.

spaCy makes 1,347 exceptions for English, half of them spellings of contractions (I'd've, yall), many emoticons; that is
a third of the time it takes to load our model. Names need the abbreviations alone (Inc., Corp., Dr., Mich.): over
172 articles with 2,525 names the model finds the very same ones with either tokenizer.

Its expressions name every letter of twenty scripts, one range after the other, and Python makes a map of 65,536 signs
of each such class: 25 ms of every start. Here any letter is a letter, and where case decides (the full stop in
`Corp.The` and `U.S.`) those of Latin-1 have one. On 432 articles of ours in five languages the tokens are the same;
Korean and Japanese texts, which no model here reads, keep a full stop with the word before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

from ..regex import regex

NAME = "voltwire.abbreviations_tokenizer.v1"
_ABBREVIATION = regex(r"[^\W\d_](?:[^\W\d_]|\.)*\.")

_SHORTER = {
    f"[{ALPHA}0-9]": r"[^\W_]",
    f"[{ALPHA}]": r"[^\W\d_]",
    ALPHA_UPPER: "A-ZÀ-ÖØ-Þ",
    ALPHA_LOWER: "a-zß-öø-ÿ",
}


@registry.tokenizers(NAME)  # type: ignore[untyped-decorator]
def create() -> Callable[[Language], Tokenizer]:
    """The factory that a pipeline's configuration names."""
    return tokenizer_for


def tokenizer_for(nlp: Language) -> Tokenizer:
    defaults: Any = nlp.Defaults
    return Tokenizer(
        nlp.vocab,
        rules={text: parts for text, parts in defaults.tokenizer_exceptions.items() if _ABBREVIATION.fullmatch(text)},
        prefix_search=compile_prefix_regex(_short(defaults.prefixes)).search,
        suffix_search=compile_suffix_regex(_short(defaults.suffixes)).search,
        infix_finditer=compile_infix_regex(_short(defaults.infixes)).finditer,
        token_match=defaults.token_match,
        url_match=defaults.url_match,
    )


def _short(expressions: Iterable[Any]) -> list[str]:
    """spaCy's expressions with short classes of letters in the place of its long ones."""
    return [reduce(lambda text, long: text.replace(long, _SHORTER[long]), _SHORTER, str(one)) for one in expressions]
