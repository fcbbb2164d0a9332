"""What a page asks its reader to press or fill in: read before forms are taken out of the tree."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from ..regex import regex
from .strings import squeeze

_MOST = 60  # elements of a kind; a page of one form has fewer
_NAME_FIELD = regex(r"e-?mail|user|login|account|benutzer|correo|usuario|账号|帐号|手机号|아이디|メール", re.I)
_CONSENT_MARKS = regex(
    r"onetrust|ot-sdk|didomi|sp_message|sp-message|usercentrics|qc-cmp|fc-consent|iubenda|cmplz|cookiebot|"
    r"cookie-?(?:wall|banner|consent|dialog|notice|modal)|consent-?(?:wall|modal|root|dialog)|cmp-?wall|"
    r"privacy-?(?:wall|"
    r"gate)|gdpr|lgpd|\brodo\b|coi-banner|cpex|trustarc|pur-?wall|cp-wall|borlabs",
    re.IGNORECASE,
)
_BUTTONS = etree.XPath('.//button | .//*[@role="button"] | .//input[@type="submit" or @type="button"]')
_BOXES = etree.XPath(".//body//*[self::div or self::section or self::form or self::dialog][@id or @class]")
_FIELDS = etree.XPath(".//input[not(ancestor::header or ancestor::footer or ancestor::nav)]")


@dataclass(frozen=True, slots=True)
class Controls:
    """`password`: a field for one outside the page's head and foot; `asks_name`: one for a mail address or a name to
    log in with; `buttons`: what buttons say; `consent`: whether a box is marked as a consent form's."""

    password: bool = False
    asks_name: bool = False
    buttons: tuple[str, ...] = ()
    consent: bool = False


def read(tree: etree._Element) -> Controls:
    """The controls of a page."""
    fields = _FIELDS(tree)[:_MOST]
    told = [squeeze("".join(button.itertext())) or button.get("value") or "" for button in _BUTTONS(tree)[:_MOST]]
    return Controls(
        password=any((field.get("type") or "").lower() == "password" for field in fields),
        asks_name=any(_is_name_field(field) for field in fields),
        buttons=tuple(text for text in told if 0 < len(text) <= 60),
        consent=bool(consent_boxes(tree)),
    )


def consent_boxes(tree: etree._Element) -> list[etree._Element]:
    """Elements marked as a consent form's, or as something that has to do with one."""
    return [box for box in _BOXES(tree) if _CONSENT_MARKS.search(f"{box.get('id')} {box.get('class')}")]


def _is_name_field(field: etree._Element) -> bool:
    kind = (field.get("type") or "text").lower()
    told = " ".join(field.get(name) or "" for name in ("name", "placeholder", "autocomplete"))
    return kind == "email" or (kind == "text" and _NAME_FIELD.search(told) is not None)
