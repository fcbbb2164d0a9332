"""Names of languages for people."""

from __future__ import annotations

_NAMES = {
    "en": "English", "zh": "Chinese", "ko": "Korean", "ja": "Japanese", "de": "German", "fr": "French", "es": "Spanish",
    "pt": "Portuguese", "it": "Italian", "nl": "Dutch", "pl": "Polish", "sv": "Swedish", "hu": "Hungarian",
    "any": "any language",
}  # fmt: skip


def language_name(code: str | None) -> str:
    """The English name; the code itself when it has none here; "unknown" for none."""
    return _NAMES.get(code.lower(), code) if code else "unknown"
