"""What the pages ask. Datasette runs it on read-only connections.

Every text reaches its rows through an index, and what could grow without bound (the mentions of a country, the hits of
a common word) is cut to the newest articles first; the pages say so. CROSS JOIN keeps the order of tables: from
articles to their mentions, never from the thousand places of a country. `:ids` is a JSON list of article ids.
"""

from __future__ import annotations

NEWEST = 1_000
"""So many of the newest articles of an entity or a search are sorted, counted and shown; pages tell of more."""

_PART = "CASE m.part WHEN 'title' THEN a.title ELSE a.text END"
_SENTENCE = f"substr({_PART}, m.sentence_start + 1, m.sentence_end - m.sentence_start)"
_SOURCE_NAME = "coalesce(nullif(s.name, ''), a.site_name, a.source_id)"

# -- home --------------------------------------------------------------------------------------------------------------

TOTALS = """
SELECT (SELECT count(*) FROM articles) AS articles,
    (SELECT count(*) FROM mentions) AS mentions,
    (SELECT count(*) FROM sources WHERE enabled) AS sources,
    (SELECT count(*) FROM articles WHERE published_date IS NULL) AS undated,
    (SELECT min(published_date) FROM articles) AS first_day,
    (SELECT max(published_date) FROM articles WHERE published_date <= :today) AS last_day,
    (SELECT max(first_seen_at) FROM articles) AS newest_seen
"""

COVERAGE = """
SELECT day, coalesce(language, '') AS language, source, source_name, sum(articles) AS articles
FROM coverage_daily
WHERE day > date(:today, '-' || :days || ' days') AND day <= :today
GROUP BY day, language, source
"""

MOVERS = """
WITH counted AS (
    SELECT label, entity_id, entity,
        sum(CASE WHEN day > date(:today, '-7 days') THEN articles ELSE 0 END) AS this_week,
        sum(CASE WHEN day <= date(:today, '-7 days') THEN articles ELSE 0 END) / 4.0 AS usual_week
    FROM entity_daily
    WHERE day > date(:today, '-35 days') AND day <= :today
    GROUP BY entity_id
)
SELECT * FROM (
    SELECT c.*, c.this_week - c.usual_week AS change,
        row_number() OVER (
            PARTITION BY c.label ORDER BY c.this_week - c.usual_week DESC, c.this_week DESC, c.entity_id
        ) AS place
    FROM counted c JOIN entities e ON e.id = c.entity_id
    WHERE c.this_week > 0 AND c.label IN ('COMPANY', 'REGION', 'CHEMISTRY') AND e.kind NOT IN ('area', 'group')
)
WHERE place <= :most ORDER BY place
"""

WEEKS = """
SELECT entity_id, cast((julianday(:today) - julianday(day)) / 7 AS INTEGER) AS weeks_ago, sum(articles) AS articles
FROM entity_daily
WHERE entity_id IN (SELECT value FROM json_each(:entities)) AND day > date(:today, '-70 days') AND day <= :today
GROUP BY entity_id, weeks_ago
"""

# For databases too young for movers; small by then.
MOST_NAMED = """
SELECT m.label, m.entity_id, e.name AS entity, e.kind, count(DISTINCT m.article_id) AS articles
FROM mentions m JOIN entities e ON e.id = m.entity_id
WHERE m.label IN ('COMPANY', 'REGION', 'CHEMISTRY') AND e.kind NOT IN ('area', 'group')
GROUP BY m.entity_id
ORDER BY articles DESC, m.entity_id
"""

MATRIX = """
SELECT m.entity_id AS company_id, o.entity_id AS chemistry_id, count(DISTINCT m.article_id) AS articles
FROM articles a
CROSS JOIN mentions m ON m.article_id = a.id AND m.label = 'COMPANY'
CROSS JOIN mentions o ON o.article_id = a.id AND o.part = m.part AND o.sentence_start = m.sentence_start
    AND o.label = 'CHEMISTRY'
WHERE a.published_date > date(:today, '-28 days') AND a.published_date <= :today
    AND m.entity_id IS NOT NULL AND o.entity_id IS NOT NULL
GROUP BY m.entity_id, o.entity_id
"""

NAMES = "SELECT id, name FROM entities WHERE id IN (SELECT value FROM json_each(:entities))"

NEWEST_EVIDENCE = f"""
SELECT m.id AS mention_id, a.id AS article_id, a.title, a.url, a.language, a.published_date, a.published_trust,
    {_SOURCE_NAME} AS source_name, m.part, m.sentence_start, m.sentence_end, {_SENTENCE} AS sentence
FROM (
    SELECT id FROM articles WHERE published_date <= :today ORDER BY published_date DESC, id DESC LIMIT :limit
) newest
JOIN articles a ON a.id = newest.id
LEFT JOIN sources s ON s.id = a.source_id
JOIN mentions m ON m.id = (
    SELECT x.id FROM mentions x WHERE x.article_id = a.id
    ORDER BY x.part = 'title', x.label <> 'COMPANY', x.start_char LIMIT 1
)
ORDER BY a.published_date DESC, a.id DESC
"""

UNKNOWN_COMPANIES = f"""
WITH named AS (
    SELECT name, count(DISTINCT article_id) AS articles, max(article_id) AS newest
    FROM mentions WHERE entity_id IS NULL AND label = 'COMPANY'
    GROUP BY name ORDER BY articles DESC, name LIMIT :limit
)
SELECT n.name, n.articles, a.id AS article_id, a.language, m.id AS mention_id, m.part, m.sentence_start, m.sentence_end,
    {_SENTENCE} AS sentence
FROM named n
JOIN articles a ON a.id = n.newest
JOIN mentions m ON m.id = (
    SELECT min(x.id) FROM mentions x
    WHERE x.article_id = n.newest AND x.entity_id IS NULL AND x.label = 'COMPANY' AND x.name = n.name
)
ORDER BY n.articles DESC, n.name
"""

HEALTH = """
SELECT source, name, health, health_since, failures, last_outcome, last_detail, last_visit_at, last_new_at, articles,
    waiting
FROM source_health WHERE enabled
ORDER BY CASE health WHEN 'failing' THEN 0 WHEN 'silent' THEN 1 WHEN 'slow' THEN 2 ELSE 3 END, articles DESC
"""

# -- one entity --------------------------------------------------------------------------------------------------------

ENTITY = """
SELECT e.*, c.name AS country_name FROM entities e LEFT JOIN entities c ON c.id = 'region:' || e.country
WHERE e.id = :id
"""
FOUND_BY_NAME = """
SELECT e.id, e.name, e.label FROM entities e
WHERE e.id IN (
    SELECT entity_id FROM aliases WHERE alias = :name UNION SELECT id FROM entities WHERE id = :name
)
ORDER BY e.label, e.id LIMIT 8
"""
ALIASES = "SELECT alias, language, form FROM aliases WHERE entity_id = :id ORDER BY rowid"
PARENTS = """
SELECT p.parent_id AS id, e.name, p.kind FROM entity_parents p JOIN entities e ON e.id = p.parent_id
WHERE p.entity_id = :id ORDER BY p.position
"""
CHILDREN = """
SELECT p.entity_id AS id, e.name, p.kind FROM entity_parents p JOIN entities e ON e.id = p.entity_id
WHERE p.parent_id = :id ORDER BY e.name LIMIT 200
"""
DAILY = "SELECT day, articles, mentions FROM entity_daily WHERE entity_id = :id ORDER BY day"
# From the index alone; a date that names a month only is shorter.
COLLECTED = """
SELECT published_date AS day, count(*) AS articles FROM articles
WHERE published_date >= :first AND length(published_date) = 10
GROUP BY published_date
"""

OWN_ARTICLES = f"""
SELECT m.article_id, count(*) AS mentions
FROM entity_ancestors n JOIN mentions m ON m.entity_id = n.entity_id
WHERE n.ancestor_id = :id
GROUP BY m.article_id ORDER BY m.article_id DESC LIMIT {NEWEST + 1}
"""

TOGETHER = """
SELECT e.label, e.id AS entity_id, e.name, e.kind, counted.articles
FROM (
    SELECT o.entity_id, count(DISTINCT m.article_id) AS articles
    FROM json_each(:ids) j
    CROSS JOIN mentions m ON m.article_id = j.value
    CROSS JOIN entity_ancestors n ON n.entity_id = m.entity_id AND n.ancestor_id = :id
    CROSS JOIN mentions o ON o.article_id = m.article_id AND o.part = m.part AND o.sentence_start = m.sentence_start
    GROUP BY o.entity_id
) counted JOIN entities e ON e.id = counted.entity_id
WHERE e.id NOT IN (SELECT entity_id FROM entity_ancestors WHERE ancestor_id = :id)
    AND e.id NOT IN (SELECT ancestor_id FROM entity_ancestors WHERE entity_id = :id)
ORDER BY counted.articles DESC, e.id
"""

# The first mention in each of the articles; with `:with`, the first in a sentence that names that one, too.
EVIDENCE_PLACES = """
SELECT m.article_id, min(m.id) AS mention_id, a.published_date, a.first_seen_at
FROM json_each(:ids) j
CROSS JOIN articles a ON a.id = j.value
CROSS JOIN mentions m ON m.article_id = j.value
CROSS JOIN entity_ancestors n ON n.entity_id = m.entity_id AND n.ancestor_id = :id
WHERE :with = '' OR EXISTS (
    SELECT 1 FROM mentions o JOIN entity_ancestors w ON w.entity_id = o.entity_id AND w.ancestor_id = :with
    WHERE o.article_id = m.article_id AND o.part = m.part AND o.sentence_start = m.sentence_start
)
GROUP BY m.article_id
ORDER BY a.published_date DESC NULLS LAST, m.article_id DESC
"""
EVIDENCE = f"""
SELECT m.id AS mention_id, a.id AS article_id, a.title, a.url, a.language, a.published_date, a.published_trust,
    a.first_seen_at, a.page_kind, {_SOURCE_NAME} AS source_name, m.part, m.sentence_start, m.sentence_end,
    {_SENTENCE} AS sentence
FROM json_each(:mentions) j
JOIN mentions m ON m.id = j.value
JOIN articles a ON a.id = m.article_id
LEFT JOIN sources s ON s.id = a.source_id
ORDER BY j.key
"""
MENTIONS_OF = """
SELECT id, article_id, part, label, entity_id, name, text, start_char, end_char, sentence_start, sentence_end, form,
    found_by, score
FROM mentions WHERE article_id IN (SELECT value FROM json_each(:ids))
ORDER BY article_id, part = 'text', start_char
"""

# -- one article -------------------------------------------------------------------------------------------------------

ARTICLE = f"""
SELECT a.*, {_SOURCE_NAME} AS source_name, s.kind AS source_kind, s.publisher
FROM articles a LEFT JOIN sources s ON s.id = a.source_id WHERE a.id = :id
"""
VERSIONS = "SELECT version, fetched_at, title, text FROM article_versions WHERE article_id = :id ORDER BY version"
ADDRESSES = "SELECT url, source_id, found_at FROM candidates WHERE article_id = :id ORDER BY found_at LIMIT 20"

# -- search ------------------------------------------------------------------------------------------------------------


def hits(*, words: bool, entities: int, label: bool, source: bool, language: bool, month: bool) -> str:
    """Ids of articles that fit all that was asked for, the newest collected first. Parameters: words, entity0 …, label,
    source, language, month."""
    by = "+a.id" if month else "a.id"  # a month has fewer articles than a country: then by day, not by number
    conditions = [
        f"""{by} IN (SELECT m.article_id FROM entity_ancestors n JOIN mentions m ON m.entity_id = n.entity_id
            WHERE n.ancestor_id = :entity{number})"""
        for number in range(entities)
    ]
    if label:
        conditions.append("EXISTS (SELECT 1 FROM mentions m WHERE m.article_id = a.id AND m.label = :label)")
    if source:
        conditions.append("a.source_id = :source")
    if language:
        conditions.append("a.language = :language")
    if month:
        conditions.append("a.published_date >= :month AND a.published_date < :month || '-99'")
    if words:
        conditions.append("articles_fts MATCH :words")
    table = "articles_fts JOIN articles a ON a.id = articles_fts.rowid" if words else "articles a"
    order = "articles_fts.rowid" if words else "a.id"
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"SELECT a.id FROM {table} {where} ORDER BY {order} DESC LIMIT {NEWEST + 1}"


HIT_FACTS = """
SELECT a.id, a.published_date, a.language, a.source_id AS source,
    coalesce(nullif(s.name, ''), a.source_id) AS source_name
FROM json_each(:ids) j JOIN articles a ON a.id = j.value LEFT JOIN sources s ON s.id = a.source_id
ORDER BY a.published_date DESC NULLS LAST, a.id DESC
"""
HIT_ENTITIES = """
SELECT e.label, e.id AS entity_id, e.name, counted.articles
FROM (
    SELECT n.ancestor_id, count(DISTINCT m.article_id) AS articles
    FROM json_each(:ids) j
    CROSS JOIN mentions m ON m.article_id = j.value
    CROSS JOIN entity_ancestors n ON n.entity_id = m.entity_id
    GROUP BY n.ancestor_id
) counted JOIN entities e ON e.id = counted.ancestor_id
WHERE e.kind NOT IN ('area', 'group')
ORDER BY counted.articles DESC, e.id
"""
HIT_LABELS = """
SELECT m.label, count(DISTINCT m.article_id) AS articles
FROM json_each(:ids) j JOIN mentions m ON m.article_id = j.value
GROUP BY m.label ORDER BY articles DESC
"""
HIT_ROWS = f"""
SELECT a.id AS article_id, a.title, a.url, a.language, a.published_date, a.published_trust, a.page_kind, a.text,
    a.word_count, {_SOURCE_NAME} AS source_name
FROM json_each(:ids) j JOIN articles a ON a.id = j.value LEFT JOIN sources s ON s.id = a.source_id
ORDER BY j.key
"""
