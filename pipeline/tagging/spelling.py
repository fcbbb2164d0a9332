"""Small patterns around names: neighbours that turn a name into something else."""

from __future__ import annotations

import re

CURRENCY = frozenset("$€£¥₩.,")
"""Before a name that begins with a digit, these make it a number."""

DOMAIN_END = re.compile(r"\.(?:com|net|org|cn|de|kr|jp|io|eu|co|uk|info)(?!\w)")
"""After a name: it is part of a web address."""

CAR_AS_THING = re.compile(
    r"(?:[.,;:!?)]|$| (?:in|on|and|or|with|is|was|for|to|at|that|which|from|than|as|can|could|has|had)\b)"
)
"""What follows `a Tesla` when it is a car; `a Tesla factory` speaks of the company."""

FALSE_LEFT: dict[str, str] = {"日本": "今昨近当當同该該每首", "大众": "广廣民", "大眾": "广廣民", "海南": "上"}
"""Han names with characters before them that belong to another word (今日|本公司, 上海|南部)."""

OTHER_NAME = re.compile(r" [A-Z][a-z]")
"""After a short name that needs a cue: a word with a capital makes it another company (LG Innotek)."""
