"""Voltwire watches the battery industry's news: articles in, companies, regions and chemistries with evidence out.

    import voltwire
    tagger = voltwire.load_tagger()
    tagger.tag("CATL opens a plant in Debrecen.", "en")
    voltwire.extract(html_bytes, "https://news.example/article")

spaCy and trafilatura are imported when these are called, not with the package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from .records import Rejected
    from .tagging.tagger import Tagger
    from .work import Reading

__version__ = "0.1.0"
__all__ = ["__version__", "extract", "load_tagger"]


def load_tagger(config: Path | None = None, *, use_catalogue: bool = True) -> Tagger:
    """The tagger that the settings in `config` (None: the shipped ones) describe.

    Raises SettingsError for bad settings or catalogue files, ModelError when the model cannot be loaded.
    """
    from . import settings
    from .tagging.tagger import load_tagger as load

    return load(settings.load(config), use_catalogue=use_catalogue)


def extract(html: bytes, url: str, config: Path | None = None) -> Reading | Rejected:
    """Article and mentions of one HTML document, or why there are none. Nothing is fetched or stored.

    `Reading.article` and `Reading.mentions` are the records of `voltwire.records`. Every call loads settings and
    model anew: for many pages make one `voltwire.work.Reader` and call its `read`.
    """
    from datetime import UTC, datetime

    from . import settings
    from .records import FetchedPage
    from .work import Reader, ReadingTask

    now = datetime.now(UTC)
    return Reader(settings.load(config)).read(ReadingTask(FetchedPage(url, url, html, now), now, keep=True))
