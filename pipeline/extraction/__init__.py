"""Page or text → article: body, title, authors, language, date of publication, kind of page."""

from __future__ import annotations

from .article import EXTRACTOR, extract_article, extract_text
from .decoding import decode

__all__ = ["EXTRACTOR", "decode", "extract_article", "extract_text"]
