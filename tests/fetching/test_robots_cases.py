"""The decisions that google/robotstxt's own tests (robots_test.cc, Apache-2.0) ask for, told here in our own files.

Each case is a robots.txt and addresses with the decision. Their agent is FooBot, ours is voltwire; both ask on behalf
of one agent. What is specific to Google's crawler, or decided otherwise here, stands apart with the reason.
"""

from __future__ import annotations

import pytest
from voltwire.fetching.robots import read_rules
from voltwire.urls import request_url

HOST = "http://site.example"


def allowed(text: str, path: str) -> bool:
    """As a fetch asks: the address in its one spelling first."""
    address = request_url(HOST + path)
    assert address is not None
    return read_rules(text.encode()).allow(address)


def group(*rules: str, agent: str = "voltwire") -> str:
    return "\n".join([f"User-agent: {agent}", *rules, ""])


# name, robots.txt, paths allowed, paths forbidden
CASES: list[tuple[str, str, list[str], list[str]]] = [
    ("no file content", "", ["/", "/any"], []),
    ("everything forbidden", group("Disallow: /"), [], ["/", "/x/y"]),
    ("words that are no rules", "foo: voltwire\nbar: /\n", ["/x/y"], []),
    ("a rule without its colon", "user-agent voltwire\ndisallow /\n", [], ["/x/y"]),
    ("names in capitals", "USER-AGENT: voltwire\nALLOW: /x/\nDISALLOW: /\n", ["/x/y"], ["/a/b"]),
    ("names in mixed case", "uSeR-aGeNt: voltwire\naLlOw: /x/\ndIsAlLoW: /\n", ["/x/y"], ["/a/b"]),
    ("rules before any agent count for nobody", "Allow: /open/\n" + group("Disallow: /"), [], ["/open/a"]),
    ("rules before any agent forbid nobody", "Disallow: /\n" + group("Allow: /x/", agent="other"), ["/y"], []),
    (
        "two groups for one agent are one",
        group("Disallow: /", "Allow: /x/") + group("Allow: /y/", agent="other") + group("Allow: /z/", "Disallow: /"),
        ["/x/b", "/z/d"],
        ["/y/c", "/w/a"],
    ),
    ("agents in a row share the rules", "User-agent: other\nUser-agent: voltwire\nDisallow: /\n", [], ["/a"]),
    ("an empty line ends no group", "User-agent: voltwire\n\nDisallow: /\n\nAllow: /w/\n", ["/w/a"], ["/x"]),
    (
        "a sitemap line between agents closes no group",
        f"User-agent: voltwire\nSitemap: {HOST}/sitemap\nUser-agent: *\nDisallow: /\n",
        [],
        ["/"],
    ),
    (
        "an unknown line between agents closes no group",
        "User-agent: voltwire\nInvalid-Unknown-Line: unknown\nUser-agent: *\nDisallow: /\n",
        [],
        ["/"],
    ),
    ("the agent's name in capitals", group("Allow: /x/", "Disallow: /", agent="VOLTWIRE"), ["/x/y"], ["/a/b"]),
    ("the agent's name in mixed case", group("Allow: /x/", "Disallow: /", agent="VoltWire"), ["/x/y"], ["/a/b"]),
    ("the agent's name up to a blank", group("Allow: /x/", "Disallow: /", agent="VoltWire News"), ["/x/y"], ["/a/b"]),
    (
        "the name up to a blank beats the star",
        "User-agent: *\nDisallow: /\n" + group("Allow: /x/", "Disallow: /", agent="voltwire news"),
        ["/x/y"],
        ["/a"],
    ),
    ("the star is for those who are not named", group("Allow: /", agent="*") + group("Disallow: /"), [], ["/x/y"]),
    ("the star when another is named", group("Disallow: /", agent="*") + group("Allow: /", agent="other"), [], ["/x"]),
    ("nobody of these is us", group("Disallow: /", agent="bar") + group("Disallow: /", agent="baz"), ["/x/y"], []),
    ("paths keep their case: same", group("Disallow: /x/"), ["/X/y"], ["/x/y"]),
    ("paths keep their case: other", group("Disallow: /X/"), ["/x/y"], ["/X/y"]),
    ("the longer forbids", group("Disallow: /x/page.html", "Allow: /x/"), ["/x/"], ["/x/page.html"]),
    ("the longer allows", group("Allow: /x/page.html", "Disallow: /x/"), ["/x/page.html"], ["/x/"]),
    ("both empty", group("Disallow: ", "Allow: "), ["/x/page.html"], []),
    ("equally long: allowed", group("Disallow: /", "Allow: /"), ["/x/page.html"], []),
    ("equally long paths: allowed", group("Disallow: /x/page.html", "Allow: /x/page.html"), ["/x/page.html"], []),
    ("a slash is a character", group("Disallow: /x", "Allow: /x/"), ["/x/"], ["/x"]),
    ("the longer pattern, not the longer match", group("Allow: /page", "Disallow: /*.html"), ["/page"], ["/page.html"]),
    ("a longer path beats a pattern", group("Allow: /x/page.", "Disallow: /*.html"), ["/x/page.html"], ["/x/y.html"]),
    (
        "the named group alone counts",
        group("Disallow: /x/", agent="*") + group("Disallow: /y/"),
        ["/x/page"],
        ["/y/page"],
    ),
    (
        "an address inside a query",
        group("Disallow: /", "Allow: /foo/bar?qux=taz&baz=http://site.example?tar&par"),
        ["/foo/bar?qux=taz&baz=http://site.example?tar&par"],
        ["/foo/bar"],
    ),
    ("other scripts in the rule", group("Disallow: /", "Allow: /foo/ツ"), ["/foo/%E3%83%84"], ["/foo/"]),
    ("other scripts escaped in the rule", group("Disallow: /", "Allow: /foo/%E3%83%84"), ["/foo/%E3%83%84"], ["/foo/"]),
    ("escapes in small letters", group("Disallow: /", "Allow: /foo/%e3%83%84"), ["/foo/%E3%83%84"], ["/foo/"]),
    (
        "a star in the midst",
        group("Disallow: /foo/bar/quz", "Allow: /foo/*/qux"),
        ["/foo/quz", "/foo//quz", "/foo/bax/quz"],
        ["/foo/bar/quz"],
    ),
    (
        "the end of the path",
        group("Disallow: /foo/bar$", "Allow: /foo/bar/qux"),
        ["/foo/bar/qux", "/foo/bar/", "/foo/bar/baz"],
        ["/foo/bar"],
    ),
    ("remarks", group("# Disallow: /", "Disallow: /foo/quz#qux", "Allow: /"), ["/foo/bar"], ["/foo/quz"]),
    (
        "a plain beginning",
        group("Disallow: /", "Allow: /fish"),
        ["/fish", "/fish.html", "/fish/salmon.html", "/fishheads", "/fishheads/yummy.html", "/fish.html?id=anything"],
        ["/bar", "/Fish.asp", "/catfish", "/?id=fish"],
    ),
    (
        "a star at the end says nothing",
        group("Disallow: /", "Allow: /fish*"),
        ["/fish", "/fish.html", "/fish/salmon.html", "/fishheads", "/fishheads/yummy.html", "/fish.html?id=anything"],
        ["/bar", "/Fish.bar", "/catfish", "/?id=fish"],
    ),
    (
        "a folder",
        group("Disallow: /", "Allow: /fish/"),
        ["/fish/", "/fish/salmon", "/fish/?salmon", "/fish/salmon.html", "/fish/?id=anything"],
        ["/bar", "/fish", "/fish.html", "/Fish/Salmon.html"],
    ),
    (
        "a suffix anywhere",
        group("Disallow: /", "Allow: /*.php"),
        [
            "/filename.php", "/folder/filename.php", "/folder/filename.php?parameters", "//folder/any.php.file.html",
            "/filename.php/", "/index?f=filename.php/",
        ],
        ["/bar", "/php/", "/index?php", "/windows.PHP"],
    ),
    (
        "a suffix at the end",
        group("Disallow: /", "Allow: /*.php$"),
        ["/filename.php", "/folder/filename.php"],
        [
            "/bar", "/filename.php?parameters", "/filename.php/", "/filename.php5", "/php/", "/filename?php",
            "/aaaphpaaa", "//windows.PHP",
        ],
    ),
    (
        "a beginning and a suffix",
        group("Disallow: /", "Allow: /fish*.php"),
        ["/fish.php", "/fishheads/catfish.php?parameters"],
        ["/bar", "/Fish.PHP"],
    ),
    ("precedence: longer beginning", group("Allow: /p", "Disallow: /"), ["/page"], ["/other"]),
    ("precedence: the same folder", group("Allow: /folder", "Disallow: /folder"), ["/folder/page"], []),
    ("precedence: pattern of more characters", group("Allow: /page", "Disallow: /*.htm"), [], ["/page.htm"]),
    ("precedence: the home page alone", group("Allow: /$", "Disallow: /"), ["/"], ["/page.html"]),
    (
        "index.html opens its folder",
        group("Allow: /open/index.html", "Disallow: /"),
        ["/open/", "/open/index.html"],
        ["/open/index.htm", "/other"],
    ),
    ("lines end with CR LF", group("Disallow: /x", "Allow: /x/y").replace("\n", "\r\n"), ["/x/y", "/z"], ["/x"]),
    ("lines end with CR", group("Disallow: /x", "Allow: /x/y").replace("\n", "\r"), ["/x/y", "/z"], ["/x"]),
    ("the last line does not end", group("Disallow: /x").rstrip("\n"), ["/z"], ["/x"]),
    ("a byte order mark", "\ufeff" + group("Disallow: /"), [], ["/x"]),
    ("a byte order mark in the midst", "User-agent: voltwire\n\ufeffDisallow: /\n", ["/x"], []),
    ("a sitemap before the group", f"Sitemap: {HOST}/s.xml\n" + group("Disallow: /x"), ["/z"], ["/x"]),
    ("a fragment is no part of the path", group("Disallow: /a/b$"), [], ["/a/b#fragment"]),
    ("a semicolon is", group("Disallow: /a;b"), ["/a"], ["/a;b"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "open_paths", "closed_paths"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_decided_as_expected(text: str, open_paths: list[str], closed_paths: list[str]) -> None:
    assert {path: allowed(text, path) for path in [*open_paths, *closed_paths]} == {
        **dict.fromkeys(open_paths, True),
        **dict.fromkeys(closed_paths, False),
    }


@pytest.mark.parametrize("mark", [b"\xef\xbb", b"\xef"])
def test_half_a_byte_order_mark_hides_no_rule(mark: bytes) -> None:
    rules = read_rules(mark + group("Disallow: /x", agent="*").encode())
    assert not rules.allow(f"{HOST}/x")


# Where we differ from Google's crawler, and why.


def test_a_line_of_any_length_is_read_whole() -> None:
    """Google cuts lines after 16,664 bytes; here the file is bounded (500 KiB), and its lines are what they are."""
    long = "/x/" + "a" * 3000
    rules = read_rules(group("Disallow: /", f"Allow: {long}{'b' * 20_000}").encode())
    assert not rules.allow(HOST + long)


def test_escapes_of_plain_letters_are_the_letters() -> None:
    """Google compares `%62%61%7A` as written; RFC 9309, 2.2.2, and RFC 3986 hold it to be `baz`, and so do we."""
    text = group("Disallow: /", "Allow: /foo/bar/%62%61%7A")
    assert allowed(text, "/foo/bar/baz")
    assert allowed(text, "/foo/bar/%62%61%7A")


def test_an_address_in_another_script_is_escaped_before_it_is_compared() -> None:
    """Google's parser leaves that to its caller; a fetch always asks for the escaped address."""
    assert allowed(group("Disallow: /", "Allow: /foo/ツ"), "/foo/ツ")
