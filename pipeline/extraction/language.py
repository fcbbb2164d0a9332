"""The language of a text: what the page declares, checked against the text itself."""

from __future__ import annotations

from collections.abc import Iterable

from ..regex import regex

_CODE = regex(r"[a-z]{2,3}(?=$|[-_])")
_KANA = regex("[ぁ-ゖァ-ヺ]")
_HANGUL = regex("[가-힣]")
_HAN = regex("[\u3400-\u4dbf\u4e00-\u9fff]")
_LATIN = regex("[A-Za-zÀ-ɏ]")
_LETTER = regex(r"[^\W\d_]")
_WORD = regex(r"[^\W\d_]+")
# small words that fill texts of one language and stand in few of the others
_STOP_WORDS = {
    "en": "the of and to in is that for with was are by this from has have will its at which be said an as were not",
    "de": "der die das und ist von mit den für auf dem ein eine des sich nicht wird werden auch bei einer sind zum",
    "fr": "le la les des et est une dans pour que qui sur avec par plus au aux du ce sont cette ont été",
    "es": "el los las y una del por con para que como más su sus este esta ha son sobre entre fue también",
    "it": "il che di per una della con del non sono gli dei alla nel anche più delle ha questo stato",
    "nl": "het een van en de dat voor met zijn niet aan ook door naar deze wordt bij heeft worden",
    "pt": "o os um uma do da dos das em para com não que por mais como ao foi são pela",
    "sv": "och att det som en på är för med av den till inte har de ett om",
    "pl": "w i na z się do że jest nie oraz dla przez od po które przy",
}
_STOPS = {code: frozenset(words.split()) for code, words in _STOP_WORDS.items()}
_SAMPLE = 3_000  # characters
_SHORT = 40  # words: fewer decide nothing against a declaration


def language(text: str, declared: Iterable[str | None] = ()) -> str | None:
    """ISO 639-1 code of `text`, or None when there are no letters.

    Script decides for Korean, Japanese and Chinese, since templates declare "en" on them; for other scripts a
    declaration counts when small words of that language fill the text, and else the text is classified.
    """
    sample = text[:_SAMPLE]
    codes = [code for one in declared if one and (code := _code(one))]
    letters = len(_LETTER.findall(sample))
    if not letters:
        return codes[0] if codes else None
    if by_script := _by_script(sample, letters):
        return by_script
    if len(_LATIN.findall(sample)) < letters / 2:
        return codes[0] if codes and codes[0] not in _STOPS else _classified(sample, codes)
    return _latin(sample, codes)


def _code(declared: str) -> str | None:
    match = _CODE.match(declared.strip().lower())
    return {"jp": "ja", "kr": "ko", "cn": "zh", "iw": "he", "in": "id"}.get(match[0], match[0]) if match else None


def _by_script(sample: str, letters: int) -> str | None:
    kana, hangul, han = (len(pattern.findall(sample)) for pattern in (_KANA, _HANGUL, _HAN))
    if hangul > 0.2 * letters and hangul >= kana:
        return "ko"
    if kana + han < 0.2 * letters:
        return None
    return "ja" if kana > 0.08 * (kana + han) else "zh"


def _latin(sample: str, codes: list[str]) -> str | None:
    words = _WORD.findall(sample.casefold())
    for code in codes[:1]:
        if code in _STOPS and len(words) >= _SHORT and sum(word in _STOPS[code] for word in words) > 0.2 * len(words):
            return code
    counts = {code: sum(word in stops for word in words) for code, stops in _STOPS.items()}
    best = max(counts, key=lambda code: counts[code])
    for code in codes:
        if code not in counts and len(words) >= _SHORT and counts[best] > 0.2 * len(words):
            continue  # says Vietnamese, is full of English small words
        if len(words) < _SHORT and (counts[best] < 4 or code == best or counts.get(code, 1) * 2 > counts[best]):
            return code
        if code not in counts or counts[code] >= max(0.06 * len(words), 0.8 * counts[best]):
            return code
    if counts[best] > 0.12 * len(words) and counts[best] >= 1.5 * sorted(counts.values())[-2]:
        return best
    return _classified(sample, codes)


def _classified(sample: str, codes: list[str]) -> str | None:
    import py3langid  # 0.14 s and a model: only for texts that nothing else decides

    code = str(py3langid.classify(sample)[0])
    return code if len(sample) >= 60 or not codes else codes[0]
