"""The tagger: text in, mentions out, each with the sentence that proves it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ..records import Entity, Mention, Part
from ..settings import Settings
from . import patterns, states
from .catalogue import Catalogue, load_catalogue
from .findings import Finding, Findings, ModelSpan
from .folding import fold
from .matcher import SURE, Matcher
from .model import LateModel, Model, load_model
from .resolver import resolve
from .scripts import language_of
from .sentences import sentence_around, sentences
from .version import tagger_version

_GAP = "\n\n"  # between title and text: no name reaches over it


class Finder:
    """Catalogue and patterns, the part of the tagger that needs no model."""

    def __init__(self, catalogue: Catalogue | None) -> None:
        self._matcher = None if catalogue is None else Matcher(catalogue.compiled)
        self._regions: Mapping[str, Entity] = {} if catalogue is None else catalogue.entities
        self.knows_places = self._matcher is not None

    def find(self, text: str, language: str | None = None) -> tuple[Findings, str]:
        """What the rules propose, and the language the text is taken for."""
        folded = fold(text)
        spoken = language or language_of(folded.lower)
        named_by_form = patterns.find(text, spoken)
        if self._matcher is None:
            return Findings(patterns=named_by_form, language=spoken), spoken
        shortened = self._shortened(text, spoken)
        starts = {} if folded.starts is not None else {one.start: one.entity_id or "" for one in shortened}
        found = self._matcher.find(folded, spoken, starts)
        return Findings(found.names + shortened, named_by_form, found.refused, found.doubtful, spoken), spoken

    def _shortened(self, text: str, language: str) -> list[Finding]:
        """Places in short forms that mean one only beside others, as far as the catalogue has them."""
        found: Iterable[tuple[int, int, str]] = ()
        if language in ("en", "fr", "es"):
            found = states.find(text)
        elif language == "ko":
            from .marks import hangul_marks

            found = hangul_marks(text)
        known = ((start, end, self._regions.get(f"region:{tail}")) for start, end, tail in found)
        return [
            Finding(start, end, "REGION", state.id, state.name, "abbreviation", "pattern", SURE)
            for start, end, state in known
            if state is not None
        ]


class Tagger:
    """Finds companies, regions, chemistries and materials. Same text, same catalogue, same model: same mentions.

    `catalogue` None: models and patterns alone. The first of the `models` that reads a text's language is asked; none:
    rules alone. `min_score`: what a company must score that a model alone finds. `version` names all of them.
    """

    def __init__(
        self, catalogue: Catalogue | None, *models: Model | LateModel, min_score: float = 0.0, version: str = ""
    ) -> None:
        self.version = version
        self._min_score = min_score
        self._finder = Finder(catalogue)
        self._models = models

    def tag(self, text: str, lang: str | None = None) -> list[Mention]:
        """The mentions of a text in reading order. `lang` is an ISO 639-1 code; None: it is guessed."""
        return to_mentions(text, self._decide(text, lang))

    def tag_article(self, title: str, text: str, lang: str | None = None) -> list[Mention]:
        """The mentions of title and text, the title's first; a name explained in one counts in the other."""
        offset = len(title) + len(_GAP)
        decided = self._decide(title + _GAP + text, lang)
        in_title = [one for one in decided if one.start < offset]
        in_text = [
            one._replace(start=one.start - offset, end=one.end - offset) for one in decided if one.start >= offset
        ]
        return to_mentions(title, in_title, "title") + to_mentions(text, in_text)

    def _decide(self, text: str, lang: str | None) -> list[Finding]:
        if "―" in text or "－" in text:
            from .asianforms import with_long_marks

            text = with_long_marks(text)
        findings, language = self._finder.find(text, _language_code(lang))
        model = next((one for one in self._models if one.reads(language)), None)
        spans: list[ModelSpan] = model.find(text, language, findings.catalogue) if model is not None else []
        spans = [span for span in spans if span.label != "COMPANY" or span.score >= self._min_score]
        if language == "de" and spans:
            spans = _without_german_nouns(text, spans, findings.catalogue, model.is_noun if model is not None else bool)
        if language in ("fr", "es") and spans:
            from .romancewords import plain_names

            spans = plain_names(text, language, spans)
        if language in ("de", "fr", "es"):
            from .europeannames import more_companies

            nouns = model.is_noun if model is not None else bool
            findings.patterns += more_companies(text, language, findings.catalogue, spans, nouns)
        if language in ("zh", "ja", "ko") and spans:
            from .asiannames import sifted

            spans = sifted(text, language, spans, findings)
        return resolve(text, findings, spans, gazetteer=self._finder.knows_places)


def _without_german_nouns(
    text: str, spans: list[ModelSpan], catalogue: list[Finding], is_listed_noun: Callable[[str], bool]
) -> list[ModelSpan]:
    from .germannouns import is_goods, is_noun, is_phrase  # long expressions that only German texts need
    from .germanwitness import witnessed
    from .surnames import SURNAMES

    known = {one.start: one.end for one in catalogue if one.label == "COMPANY"}
    names = [
        span
        for span in spans
        if not is_noun(text, span.start, span.end)
        and not is_phrase(text, span.start, span.end)
        and text[span.start : span.end] not in SURNAMES
        and not is_goods(text, known.get(span.start, span.end), span.end)
    ]
    names = [span for span in names if span.label == "COMPANY" or not _is_compound(text, span, is_listed_noun)]
    listed = {(one.start, one.end) for one in catalogue}
    companies = sorted((one.start, one.end) for one in catalogue if one.label == "COMPANY")
    unlisted = [span for span in names if (span.start, span.end) not in listed]
    return witnessed(text, unlisted, companies, is_listed_noun)


def _is_compound(text: str, span: ModelSpan, is_listed_noun: Callable[[str], bool]) -> bool:
    """Whether a hyphen ties an ordinary noun to what a model takes for a place: Corona-Krise."""
    _, hyphen, last = text[span.start : span.end].rpartition("-")
    return hyphen != "" and is_listed_noun(last.lower())


def load_tagger(settings: Settings, *, use_catalogue: bool = True) -> Tagger:
    """A tagger as the settings want it.

    Raises ModelError when the model cannot be loaded and SettingsError when the catalogue is wrong.
    """
    catalogue = load_catalogue(settings.catalogue_files()) if use_catalogue else None
    models = [load_model(name) if place == 0 else LateModel(name) for place, name in enumerate(settings.models)]
    digest = catalogue.digest if catalogue is not None else None
    least = settings.tagging.min_score
    return Tagger(catalogue, *models, min_score=least, version=tagger_version(digest, settings.models, least))


def to_mentions(text: str, decided: list[Finding], part: Part = "text") -> list[Mention]:
    """Decided spans as records with their sentences."""
    spans = sentences(text) if decided else []
    return [_mention(text, one, spans, part) for one in decided]


def _mention(text: str, one: Finding, spans: list[tuple[int, int]], part: Part) -> Mention:
    start, end = sentence_around(spans, one.start, one.end)
    return Mention(
        start=one.start,
        end=one.end,
        text=text[one.start : one.end],
        label=one.label,
        entity_id=one.entity_id,
        name=one.name,
        form=one.form,
        found_by=one.found_by,
        score=one.score,
        sentence_start=start,
        sentence_end=end,
        part=part,
    )


def _language_code(lang: str | None) -> str | None:
    """`zh-CN` and `ZH` as `zh`; empty as None."""
    return lang.replace("_", "-").split("-")[0].lower() if lang else None
