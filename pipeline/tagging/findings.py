"""What the finders hand to the resolver: spans with a label, not yet decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple, cast

from ..records import Form, FoundBy, Label

HELPER_LABELS = frozenset({"PERSON", "ORG_OTHER", "PRODUCT", "FACILITY", "EVENT"})
"""Labels of a model that are no mentions but may cover one: a place inside a university's name is none."""


class Finding(NamedTuple):
    """One span proposed by a finder. Offsets count code points of the text as given."""

    start: int
    end: int
    label: Label
    entity_id: str | None
    name: str  # the entity's name; for an unlisted one the text of the span
    form: Form
    found_by: FoundBy
    score: float


class ModelSpan(NamedTuple):
    """A span of the trained model: COMPANY, REGION or one of HELPER_LABELS."""

    start: int
    end: int
    label: str
    score: float


PlainFinding = tuple[int, int, str, str | None, str, str, str, float]


@dataclass(slots=True)
class Findings:
    """All that catalogue and patterns found in one text."""

    catalogue: list[Finding] = field(default_factory=list)
    patterns: list[Finding] = field(default_factory=list)
    refused: list[tuple[int, int]] = field(default_factory=list)
    """Spans of catalogue names that what stands around makes no mention (a car): no model puts them back."""

    doubtful: list[Finding] = field(default_factory=list)
    """Catalogue names that are words and that no cue speaks for: they count where a model sees a name, too."""

    language: str = ""
    """ISO 639-1 code of the language that the text was read in."""

    def plain(self) -> list[list[PlainFinding] | list[tuple[int, int]] | str]:
        """As plain tuples, the only thing that survives in a spaCy document's user data."""
        groups = [[tuple(f) for f in group] for group in (self.catalogue, self.patterns, self.doubtful)]
        return [*groups, [tuple(span) for span in self.refused], self.language]  # type: ignore[list-item]

    @classmethod
    def from_plain(cls, groups: object) -> Findings:
        *named, refused, language = cast("list[list[PlainFinding]]", groups)
        catalogue, patterns, doubtful = ([Finding(*cast("Finding", tuple(f))) for f in group] for group in named)
        return cls(
            catalogue, patterns, [cast("tuple[int, int]", tuple(span)) for span in refused], doubtful, str(language)
        )
