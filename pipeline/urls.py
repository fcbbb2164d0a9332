"""Addresses of the web: one spelling for each, who is asked, and what an address alone tells of its document. Pure.

No library normalises here. The ones tried sort parameters, drop short ids that Korean and Chinese sites need
(`?cid=`, `?source=`), and read every escape as UTF-8, which destroys queries written in EUC-KR or GBK.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urljoin

from .regex import regex


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LONGEST = 4096
"""Characters of the longest address kept; servers and databases of others stop earlier."""

_ABSOLUTE = regex(r"(https?)://([^/?#]*)([^?#]*)(?:\?([^#]*))?", re.IGNORECASE | re.DOTALL)
_BRACKETED = regex(r"\[([0-9A-Fa-f:.]+)\](?::([0-9]*))?")
_NAMED = regex(r"([^:\[\]]+)(?::([0-9]*))?")
_LABEL = regex(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_EDGES = "".join(map(chr, range(0x21))) + "\x7f\xa0\u200b\u3000\ufeff"
_INSIDE = str.maketrans("", "", "\t\r\n")
_AMPERSANDS = regex(r"&(?:amp;)+")
_DEFAULT_PORTS = {"http": 80, "https": 443}

_UNRESERVED = r"A-Za-z0-9._~\-"
_PATH_PLAIN = regex(f"[{_UNRESERVED}/:@!$&'()*+,;=]*")
_QUERY_PLAIN = regex(f"[{_UNRESERVED}/:@!$&'()*+,;=?]*")
_PATH_PIECE = regex(f"%([0-9A-Fa-f]{{2}})|([^{_UNRESERVED}/:@!$&'()*+,;=])", re.DOTALL)
_QUERY_PIECE = regex(f"%([0-9A-Fa-f]{{2}})|([^{_UNRESERVED}/:@!$&'()*+,;=?])", re.DOTALL)
_UNRESERVED_CHARACTER = regex(f"[{_UNRESERVED}]")

_NO_ARTICLE_SUFFIXES = _words(
    """7z apk atom avi avif bmp bz2 css csv dmg doc docx eot epub exe flac gif gz ico ics iso jpeg jpg js json
    kml m3u8 m4a m4v mkv mov mp3 mp4 mpeg mpg odp ods odt ogg otf pdf png ppt pptx rar rdf rss svg swf tar tgz
    tif tiff ttf txt vcf wav webm webmanifest webp wma wmv woff woff2 xls xlsx xml xz zip zst"""
)
_PAGE_SUFFIXES = _words("asp aspx cfm cms do htm html jsp jsx php php5 shtm shtml xhtml")
_INDEX_NAMES = _words("default home index main start")
_LISTING_SEGMENTS = _words(
    """archive archives author authors autor autoren byline categories category columnist columnists contributor
    contributors feed feeds issue issues kategorie label people profile profiles ressort rss schlagwort search
    section sections series sitemap sitemaps staff suche tag tags team thema themen topic topics"""
)
_SERVICE_SEGMENTS = _words(
    """about about-us abo account advertise advertising agb amp-login basket cart cdn-cgi checkout contact
    contact-us contacts cookie cookie-policy cookies-policy cookies datenschutz disclaimer faq help impressum
    imprint kontakt legal login logout mediadaten my-account newsletter newsletters password privacy
    privacy-policy register registration signin sign-in signup sign-up subscribe subscription subscriptions
    terms terms-and-conditions terms-of-service terms-of-use ueber-uns unsubscribe user wp-admin wp-content
    wp-includes wp-json wp-login xmlrpc"""
)
_PAGE_NUMBER = regex(r"(?:page|seite|p)[-_]?[0-9]{0,4}|[0-9]{1,3}")
_DATED = regex(r"/(?:19|20)[0-9]{2}[/-]?(?:0[1-9]|1[0-2])(?:[/-]?(?:[0-2][0-9]|3[01]))?(?=[/_-])")
_ID_PARAMETER = regex(
    r"(?:^|&)(?:[a-z_]*(?:idx?no|idx|id|no|num|seq|key|code|uid|article|news|story|item|contentid)|p|n|a|sn|s)"
    r"=[a-z0-9_-]*[0-9]{2}",
    re.IGNORECASE,
)
_SEARCH_PARAMETER = regex(r"(?:^|&)(?:s|q|query|search|keyword|kw)=", re.IGNORECASE)

_TRACKING_PREFIXES = ("utm_", "mtm_", "hsa_", "__hs", "_hs", "piwik_", "matomo_", "at_campaign", "at_medium")
_TRACKING = _words(
    """_ga _gl _openstat cmpid dclid epik fb_action_ids fb_action_types fb_ref fb_source fbclid gbraid gclid
    gclsrc hsctatracking igsh igshid isappinstalled li_fat_id mc_cid mc_eid mkt_tok ml_subscriber
    ml_subscriber_hash msclkid ncid oly_anon_id oly_enc_id pk_campaign pk_content pk_cid pk_keyword pk_kwd
    pk_medium pk_source rb_clickid ref_src ref_url s_cid smid spm srsltid ttclid twclid vero_conv vero_id
    wbraid wickedid xtor yclid ysclid"""
)


@dataclass(frozen=True, slots=True)
class _Parts:
    scheme: str
    host: str  # ASCII, lower case, brackets around IPv6
    port: int
    path: str  # begins with a slash
    query: str

    def text(self) -> str:
        port = "" if self.port == _DEFAULT_PORTS[self.scheme] else f":{self.port}"
        query = f"?{self.query}" if self.query else ""
        return f"{self.scheme}://{self.host}{port}{self.path}{query}"


def canonical_url(url: str) -> str | None:
    """The one spelling of an address under which it is stored and compared; None when it is not usable http(s).

    Scheme and host are lower case (names of other scripts in punycode), the default port, user name, fragment and
    known tracking parameters are gone, dot segments are resolved and escapes normalised. Case of the path, a trailing
    slash, the order of parameters and every other parameter stay. Idempotent; never raises.
    """
    parts = _parse(url)
    if parts is None:
        return None
    kept = [piece for piece in parts.query.split("&") if piece and not _tracks(piece)]
    return _text(_Parts(parts.scheme, parts.host, parts.port, parts.path, "&".join(kept)))


def request_url(url: str) -> str | None:
    """The address as it is put to a server: like `canonical_url`, but with every parameter it came with."""
    parts = _parse(url)
    return _text(parts) if parts else None


def host_key(url: str) -> str:
    """What pacing and robots rules are keyed by: `scheme://host:port`, port always given; "" when unusable."""
    parts = _parse(url)
    return f"{parts.scheme}://{parts.host}:{parts.port}" if parts else ""


def join(base: str, link: str) -> str | None:
    """The canonical http(s) address of a link found on the page `base`.

    None for what leads nowhere by http: javascript:, mailto:, data:, an empty link, nonsense.
    """
    link = link.strip(_EDGES).translate(_INSIDE)
    if not link:
        return None
    return canonical_url(resolve(base, link))


def resolve(base: str, link: str) -> str:
    """`link` made absolute against `base`, otherwise as written; "" when that cannot be done. Never raises."""
    try:
        return urljoin(base, link.replace("\\", "/") if link.startswith("\\") else link)
    except ValueError:
        return ""


_LANGUAGE = regex("[a-z]{2}")
_SECTIONS = frozenset(
    "news newsroom blog press articles article stories story media latest all archive reports insights nachrichten "
    "presse meldungen aktuell noticias actualites".split()
)
"""What the page is called that lists a site's articles, when it is the last part of an address."""


def is_article_like(url: str) -> bool:
    """Whether an address may be an article's: no home, section, tag, author or search page, image, PDF or feed.

    In doubt yes: relevance and extraction look at what survives, while an address dropped here is never seen.
    """
    parts = _parse(url)
    if parts is None:
        return False
    segments = [segment for segment in parts.path.lower().split("/") if segment]
    stem, suffix = _stem_and_suffix(segments[-1]) if segments else ("", "")
    if suffix in _NO_ARTICLE_SUFFIXES or not _SERVICE_SEGMENTS.isdisjoint([*segments, stem]):
        return False
    if segments and _has_article_name(parts.path, stem, suffix):
        return True
    if _ID_PARAMETER.search(parts.query) and not _SEARCH_PARAMETER.search(parts.query):
        return True
    if not segments or not _LISTING_SEGMENTS.isdisjoint([*segments, stem]):
        return False
    if segments[-2:-1] == ["page"] and stem.isdigit():
        return False
    alone = len(segments) == 1
    return not (stem in _INDEX_NAMES or stem in _SECTIONS or (alone and _LANGUAGE.fullmatch(stem)))


def _stem_and_suffix(segment: str) -> tuple[str, str]:
    stem, dot, suffix = segment.rpartition(".")
    known = suffix in _PAGE_SUFFIXES or suffix in _NO_ARTICLE_SUFFIXES
    return (stem, suffix) if dot and known else (segment, "")


def _has_article_name(path: str, stem: str, suffix: str) -> bool:
    """A long number, a date before the name, or a headline of several words; strong enough even below `/category/`."""
    if _PAGE_NUMBER.fullmatch(stem) or stem in _INDEX_NAMES or stem in _LISTING_SEGMENTS:
        return False
    return stem.count("-") + stem.count("_") >= 3 or bool(re.search("[0-9]{5}", stem) or _DATED.search(path))


def _text(parts: _Parts) -> str | None:
    text = parts.text()
    return text if len(text) <= LONGEST else None


def _parse(url: str) -> _Parts | None:
    if len(url) > LONGEST:
        return None
    url = url.strip(_EDGES).translate(_INSIDE)
    head, mark, rest = url.partition("?")
    found = _ABSOLUTE.match(head.replace("\\", "/") + mark + rest)
    if found is None:
        return None
    scheme = found[1].lower()
    place = _host_and_port(found[2].rpartition("@")[2], _DEFAULT_PORTS[scheme])
    if place is None:
        return None
    query = _AMPERSANDS.sub("&", _escaped(found[4] or "", _QUERY_PLAIN, _QUERY_PIECE))
    return _Parts(scheme, *place, _path(found[3]), query)


@lru_cache(maxsize=1024)
def _host_and_port(authority: str, default: int) -> tuple[str, int] | None:
    found = _BRACKETED.fullmatch(authority) or _NAMED.fullmatch(authority)
    if found is None:
        return None
    host = _ipv6(found[1]) if authority.startswith("[") else _host(found[1])
    port = int(found[2][:6]) if found[2] else default
    return (host, port) if host and 0 < port < 65536 else None


def _ipv6(text: str) -> str | None:
    try:
        return f"[{ipaddress.IPv6Address(text).compressed}]"
    except ValueError:
        return None


def _host(text: str) -> str | None:
    """A host name in ASCII, lower case, without the root's dot; None when it cannot be a name or an address.

    Other scripts: compatibility forms folded, then each label in punycode. Lower-casing keeps ß, as browsers do.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower()).replace("。", ".")
    labels = [_ascii_label(label) for label in text.lower().removesuffix(".").split(".")]
    host = ".".join(labels)
    return host if len(host) <= 253 and all(map(_LABEL.fullmatch, labels)) else None


def _ascii_label(label: str) -> str:
    """Punycode of a label, itself when ASCII already, "" (no label) when it cannot be one."""
    if label.isascii():
        return label
    if not all(c.isalnum() or c in "-·・" or unicodedata.category(c)[0] == "M" for c in label):
        return ""
    return "xn--" + label.encode("punycode").decode("ascii")


def _path(text: str) -> str:
    path = _escaped(text, _PATH_PLAIN, _PATH_PIECE) or "/"
    return _without_dots(path) if "/." in path else path


def _without_dots(path: str) -> str:
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def _escaped(text: str, plain: re.Pattern[str], piece: re.Pattern[str]) -> str:
    """Escapes in capitals, unreserved characters bare, everything that must not stand bare escaped."""
    return text if plain.fullmatch(text) else piece.sub(_one_spelling, text)


def _one_spelling(match: re.Match[str]) -> str:
    if match[1]:
        character = chr(int(match[1], 16))
        return character if _UNRESERVED_CHARACTER.fullmatch(character) else f"%{match[1].upper()}"
    return "".join(f"%{byte:02X}" for byte in match[2].encode("utf-8", "replace"))


def _tracks(piece: str) -> bool:
    name = unquote(piece.partition("=")[0]).lower()
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES)
