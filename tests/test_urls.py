"""One spelling per address, and what an address tells of its document."""

from __future__ import annotations

from urllib.parse import urlsplit

import httpx
import idna
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from voltwire.urls import LONGEST, canonical_url, host_key, is_article_like, join, request_url


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://Example.COM", "https://example.com/"),
        ("https://example.com:443/A/b/", "https://example.com/A/b/"),
        ("http://example.com:443/", "http://example.com:443/"),
        ("http://example.com:/x", "http://example.com/x"),
        ("https://example.com/x#part", "https://example.com/x"),
        ("https://example.com?b=2&a=1", "https://example.com/?b=2&a=1"),
        ("https://example.com/x?", "https://example.com/x"),
        ("https://example.com/a?utm_source=rss&UTM_Medium=x&fbclid=1&gclid=2&spm=3", "https://example.com/a"),
        ("https://example.com/a?%75tm_source=rss&id=1", "https://example.com/a?id=1"),
        ("https://example.com/a?id=1&amp;page=2&&amp;amp;x=3", "https://example.com/a?id=1&page=2&x=3"),
        ("https://example.com/a/./b/../c/..", "https://example.com/a/"),
        ("https://example.com/../%2e%2E/a", "https://example.com/a"),
        ("https://example.com//a//b", "https://example.com//a//b"),
        ("https://example.com/%7euser/%e4%bd%a0?q=%3d", "https://example.com/~user/%E4%BD%A0?q=%3D"),
        ("https://example.com/宁德 时代|x?q=배터리", "https://example.com/%E5%AE%81%E5%BE%B7%20%E6%97%B6%E4%BB%A3%7Cx?q=%EB%B0%B0%ED%84%B0%EB%A6%AC"),
        ("https://example.com/100%?a=%zz", "https://example.com/100%25?a=%25zz"),
        ("https://example.com/view?q=%B9%E8%C5%CD%B8%AE", "https://example.com/view?q=%B9%E8%C5%CD%B8%AE"),  # EUC-KR
        ("https://example.com/a?x[]=1&x[]=2", "https://example.com/a?x%5B%5D=1&x%5B%5D=2"),
        ("  https://example.com/a\n\tb ", "https://example.com/ab"),
        ("https:\\\\example.com\\a", "https://example.com/a"),
        ("https://user:secret@example.com/a", "https://example.com/a"),
        ("https://example.com./a", "https://example.com/a"),
        ("https://Bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://例え。example/", "https://xn--r8jz45g.example/"),
        ("http://[2001:DB8:0::1]:80/", "http://[2001:db8::1]/"),
        ("http://127.0.0.1:8080/a", "http://127.0.0.1:8080/a"),
    ],
)  # fmt: skip
def test_one_spelling(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize("name", ["배터리", "宁德时代", "電池", "ΔΕΗ", "faß", "Übermorgen", "ｗｉｄｅ", "кот", "b-ü-ß"])
def test_names_of_other_scripts_are_encoded_as_browsers_do(name: str) -> None:
    assert canonical_url(f"http://{name}.example/") == f"http://{idna.encode(name, uts46=True).decode()}.example/"


@pytest.mark.parametrize(
    "query",
    [
        "idxno=123",
        "no=5&page=1",
        "aid=0001",
        "cid=7",
        "source=12",
        "ref=9",
        "uid=3",
        "id=",
        "sid=4&eid=5",
        "a=b=c",
        "x",
    ],
)
def test_parameters_that_may_name_the_article_stay(query: str) -> None:
    assert (
        canonical_url(f"https://example.com/view.php?{query}&utm_source=x") == f"https://example.com/view.php?{query}"
    )
    assert request_url(f"https://example.com/view.php?{query}&utm_source=x#y") == (
        f"https://example.com/view.php?{query}&utm_source=x"
    )


@pytest.mark.parametrize(
    "url",
    ["", "x", "/a", "//example.com/a", "ftp://example.com/", "mailto:a@b.example", "javascript:void(0)", "data:,x",
     "http:", "http://", "http:///a", "https://?x", "http://a..b/", "http://.a/", "http://a b/", "http://[::1",
     "http://::1/", "http://[::1]x/", "http://[v1.a]/", "http://a:1:2/", "http://a:65536/", "http://a:0/", "http://a:²/",
     f"http://{'a' * 64}/", "http://-/", "http://%31/", "http://a／b/", "http://☃/", "http://\ud800/",
     "https://example.com/" + "x" * LONGEST, "https://example.com/" + "ü" * (LONGEST // 2)],
)  # fmt: skip
def test_unusable_addresses(url: str) -> None:
    assert canonical_url(url) is None
    assert join("https://example.com/", url) is None or not url.startswith(("ftp", "mailto", "java", "data"))


addresses = st.one_of(
    st.text(),
    st.text().map(lambda rest: "http://" + rest),
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from(["http://example.com", "https://ex%41mple.com:8080", "http://[::1]", "https://ü.example"]),
        st.text(),
        st.sampled_from(["", "?", "#"]),
        st.text(alphabet=st.sampled_from(list("%2eEé배&;=amputm_source[]?/\\ #\ud800"))),
    ),
)


@given(addresses)
@example("http://a/%%41")
@example("http://a/?&amp;amp;amp;b")
@example("http://a/%2e%2e/..//.")
def test_canonical_addresses_are_stable_and_usable(url: str) -> None:
    canonical = canonical_url(url)
    if canonical is None:
        return
    assert canonical_url(canonical) == canonical == request_url(canonical)
    assert canonical.isascii()
    parts = urlsplit(canonical)
    assert parts.scheme in ("http", "https")
    assert parts.hostname
    assert host_key(canonical) == host_key(url) != ""


@given(addresses)
def test_the_client_reads_the_same_host(url: str) -> None:
    asked = request_url(url)
    if asked is None:
        return
    try:
        seen = httpx.URL(asked)
    except httpx.InvalidURL:
        return  # then it is not asked at all
    host = seen.raw_host.decode()
    host = f"[{host}]" if ":" in host else host
    assert host_key(url) == f"{seen.scheme}://{host}:{seen.port or {'http': 80, 'https': 443}[seen.scheme]}"


@given(st.text(), st.text())
def test_nothing_raises(base: str, link: str) -> None:
    for url in (join(base, link), join("https://example.com/a/", link)):
        assert url is None or canonical_url(url) == url
    is_article_like(link)
    host_key(link)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("b", "https://example.com/a/b"), ("/b?no=1", "https://example.com/b?no=1"), ("../b", "https://example.com/b"),
        ("//other.example/b", "https://other.example/b"), ("?p=2", "https://example.com/a/x?p=2"),
        ("HTTP://other.example", "http://other.example/"), (" b \n", "https://example.com/a/b"),
        ("\\b", "https://example.com/b"), ("", None), ("  ", None), ("javascript:x()", None), ("JavaScript:x", None),
        ("mailto:a@b.example", None), ("data:text/html,x", None), ("tel:+49", None), ("http://[::1", None),
        ("about:blank", None),
    ],
)  # fmt: skip
def test_links_of_a_page(link: str, expected: str | None) -> None:
    assert join("https://example.com/a/x?y=1#z", link) == expected


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://Example.com/a", "http://example.com:80"), ("https://example.com", "https://example.com:443"),
        ("http://127.0.0.1:8000/x?y", "http://127.0.0.1:8000"), ("http://[::1]/", "http://[::1]:80"), ("nonsense", ""),
        ("http://a:b/", ""),
    ],
)  # fmt: skip
def test_host_keys(url: str, key: str) -> None:
    assert host_key(url) == key
    assert host_key(key) == key


@pytest.mark.parametrize(
    "path",
    [
        "2026/11/20/catl", "news/articleView.html?idxno=123456", "catl-starts-production-in-debrecen/", "news/12345678",
        "category/news/catl-starts-production-of-sodium-cells", "article/202611200001", "a/20261120/1234.html",
        "html/202611/20/content_1234.htm", "wirtschaft/akkus-aus-salzgitter.html", "?p=1234", "detail/abc123def",
        "news/%EB%B0%B0%ED%84%B0%EB%A6%AC", "article.php?aid=12", "a/launch.html", "press-releases/lges-q3",
        "tag/x/2026/11/20/abc-def", "topics/batteries/a-new-plant-for-lfp-cells", "view?no=77", "news/宁德时代",
    ],
)  # fmt: skip
def test_these_may_be_articles(path: str) -> None:
    assert is_article_like(f"https://example.com/{path}")


@pytest.mark.parametrize(
    "path",
    [
        "", "?utm_source=a", "index.html", "de/", "tag/lithium", "category/news/", "author/jane-doe", "news",
        "news/page/3", "logo.png", "a/report-2026-11-20.pdf", "data/2026/11/20/prices.xlsx", "feed/", "rss.xml",
        "sitemap.xml", "sitemap-news.xml.gz", "about-us", "impressum.html", "?s=lithium", "search?q=12345",
        "privacy-policy", "topics/batteries/2", "de/themen/index.html", "wp-content/uploads/2026/11/a-b-c-d.jpg",
        "news/?page=20", "newsletter/subscribe-to-our-daily-news",
    ],
)  # fmt: skip
def test_these_are_no_articles(path: str) -> None:
    assert not is_article_like(f"https://example.com/{path}")


def test_what_is_no_address_is_no_article() -> None:
    assert not is_article_like("mailto:a@b.example")
