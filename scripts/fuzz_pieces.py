"""What the inputs of fuzz.py are made of: pieces of documents, and values that they should not hold."""

# what strangers write where a title, date or address should stand
VALUES = (
    "Norrvind starts cathode output in Gävle", "渝新能源产线完成调试", "전지 공장 증설", "全固体電池", "", " ",
    "0", "-1", "NaN", "2026-11-20T14:30:00+08:00", "2026-11-20", "1970-01-01T00:00:00Z", "2090-01-01",
    "0000-00-00", "9999-99-99", "20261120", "Fri, 20 Nov 2026 25:61:61 +9999", "Fri, 20 Nov 2026 14:30:00 GMT",
    "2026年11月20日 下午2:30", "1795100000", "9" * 400, "2026-11-20T14:30:00+14:59", "20 Nov 2026 14:30 -1300",
    "²²²²-¹¹-²⁰", "٢٠٢٦-١١-٢٠", "10/11/2026", "31.02.2026", "/etc/passwd", "file:///etc/hostname",
    "javascript:alert(1)", "data:text/html,x", "//evil.example/x", "http://", "https://[", "http://[::1%25lo]/",
    "https://user:pw@cells.example:99999/", "http://2130706433/", "https://xn--a/", "https://ä.example/ü?ö",
    "../../../x", "?a=b&amp;c", "#top", "https://cells.example/2026/11/20/news-one",
    "HTTPS://CELLS.EXAMPLE:443/A%2fb/%zz", "&#0;&#x1b;[31m&#xd800;", "\x1b]0;x\x07", "\u202e\u2066", "\ufeff",
    "\x00", "\x85\x9f", "\u2028", "&lol9;", "]]>", "<!--", "-->", "<![CDATA[", "<script>", "</title>", "<p>",
    "a" * 300, "é" * 50, "🔋", "𠮷", "true", "null", "{}", "[]", '"', "\\ud800", "\\u0000",
)  # fmt: skip
FEED = (
    '<?xml version="1.0" encoding="utf-8"?>', '<?xml version="1.0" encoding="utf-16"?>', "<rss version='2.0'>",
    "<channel>", "</channel>", "</rss>", "<item>", "</item>", "<title>", "</title>", "<link>", "</link>",
    "<guid isPermaLink='true'>", "</guid>", "<pubDate>", "</pubDate>", "<dc:date>", "</dc:date>",
    "<feed xmlns='http://www.w3.org/2005/Atom'>", "</feed>", "<entry>", "</entry>", "<id>", "</id>", "<updated>",
    "</updated>", "<published>", "</published>", "<link rel='alternate' href='", "'/>",
    "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>", "&x;",
    '{"version":"https://jsonfeed.org/version/1.1","items":[', '{"url":"', '","title":"', '","date_published":"',
    '"},', "]}", "<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", "<content:encoded>",
)  # fmt: skip
SITEMAP = (
    '<?xml version="1.0"?>', "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>", "</urlset>", "<url>",
    "</url>", "<loc>", "</loc>", "<lastmod>", "</lastmod>", "<sitemapindex>", "</sitemapindex>", "<sitemap>",
    "</sitemap>", "<news:news>", "</news:news>", "<news:publication_date>", "</news:publication_date>",
    "<news:title>", "</news:title>", "<news:language>", "</news:language>",
    "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>", "&x;", "\n", "https://cells.example/a\n",
    "<image:loc>", "<priority>",
)  # fmt: skip
HTML = (
    "<!DOCTYPE html>", "<html lang='en'>", "<head>", "</head>", "<body>", "</body>", "<h1>", "</h1>", "<h2>",
    "</h2>", "<p>", "</p>", "<br>", "<article>", "</article>", "<main>", "</main>", "<nav>", "</nav>", "<aside>",
    "<div class='paywall'>", "<div class='cookie-banner'>", "<div>", "</div>", "<a href='", "'>", "</a>",
    "<a href=/news/one>Another maker of cathode powder opens a plant</a>", "<li>", "</ul>", "<time datetime='",
    "<table><tr><td colspan=99999999>", "</td></tr></table>", "<meta property='article:published_time' content='",
    "<meta name='author' content='", "<link rel='canonical' href='", "<base href='", "<title>", "</title>",
    "<input type=password>", "<input type=email name=user>", "<button>", "Accept all</button>",
    "Reject all</button>", "<iframe src='", "<svg>", "<select><option>",
    "We and our partners use cookies on your device. ", "Verify you are human. ", "Ray ID: 1 ", "Page not found",
    "503 Service Unavailable", "Subscribe to continue reading. ", "Log in",
    "The plant makes ten gigawatt-hours of cells a year, the company said. ", "同意してください。",
    "您的请求存在异常。", "<script type='application/ld+json'>", "</script>",
    '{"@type":"NewsArticle","headline":"',
)  # fmt: skip
JSON = (
    "{", "}", "[", "]", ",", ":", '"', '"@context":"https://schema.org",', '"@type":', '"NewsArticle"',
    '"PressRelease"', '"WebPage"', '"ItemList"', '"@graph":', '"headline":', '"name":', '"datePublished":',
    '"dateModified":', '"isAccessibleForFree":', "true", "false", "null", "1e999", "-0", "1" * 30, '"hasPart":',
    '"url":', '"mainEntityOfPage":', '"@id":', '"wordCount":', '"author":', '"publisher":', '"inLanguage":',
    '"articleBody":', "//<![CDATA[", "<!--", "-->", "/* x */", "\n", "\t", "'", "\\", "[" * 200, '{"a":"a":"a":',
    ";", '"x" "y"',
)  # fmt: skip
DATES = (
    "年", "月", "日", "T", ":", "-", "/", ".", " ", "+", "Z", "Nov", "20", "2026", "11", "08", "PM", "上午", "GMT",
    "년", "Uhr",
)  # fmt: skip
ADDRESSES = (
    "http://", "https://", "cells.example", "/", ":", "?", "#", "%", "@", "[", "]", "\x1f", "..", "\\", "//",
    "8080", "=", "&", "utm_source=x", ";", "xn--", ".", "1", "::", "%2e", "%00",
)  # fmt: skip
QUOTED = tuple(f'"{value}"' for value in VALUES[:14])
