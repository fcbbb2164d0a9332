"""Regular expressions that are compiled late: every one is right, and behaves as `re.compile` of it."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest
import voltwire
from voltwire import regex


def every_module() -> list[str]:
    skipped = ("voltwire.config", "voltwire.models", "voltwire.__main__")
    found = pkgutil.walk_packages(voltwire.__path__, "voltwire.")
    return [one.name for one in found if not one.name.startswith(skipped)]


def test_every_expression_of_the_package_compiles() -> None:
    for name in every_module():
        importlib.import_module(name)
    assert len(regex.made) > 200
    for late in regex.made:
        re.compile(*late.late)


def test_a_late_expression_does_what_a_compiled_one_does() -> None:
    late, now = regex.regex(r"(?P<word>[a-z]+)-?", re.I), re.compile(r"(?P<word>[a-z]+)-?", re.I)
    text = "Ab-cd ef"
    assert late.sub("x", text) == now.sub("x", text)
    assert late.findall(text) == now.findall(text)
    assert [m["word"] for m in late.finditer(text)] == [m["word"] for m in now.finditer(text)]
    assert late.fullmatch(text) is now.fullmatch(text)
    assert (late.pattern, late.flags, late.groupindex) == (now.pattern, now.flags, now.groupindex)
    with pytest.raises(AttributeError):
        late.no_such_thing  # noqa: B018


def test_bytes_stay_bytes() -> None:
    assert regex.regex(rb"\d+").findall(b"1 23") == [b"1", b"23"]
