"""Views for people who ask with SQL: flat, names and addresses inside, columns that stay.

What each leaves out is said in config/datasette.yaml. Grouping views leave out undated articles: a day that is not
known is not made up from the day of collection.
"""

from __future__ import annotations

_PART = "CASE m.part WHEN 'title' THEN a.title ELSE a.text END"
_SENTENCE = f"substr({_PART}, m.sentence_start + 1, m.sentence_end - m.sentence_start)"
# A published day is a day only when the publisher printed one: precision month has YYYY-MM.
DAY_KNOWN = "a.published_precision IN ('minute', 'day') AND a.published_date IS NOT NULL"
_OF_THE_MONTH = (
    "(SELECT {} FROM day_counts d WHERE d.entity_id = e.id AND d.day BETWEEN c.month || '-01' AND c.month || '-31')"
)

VIEWS: dict[str, str] = {
    "evidence": f"""CREATE VIEW evidence AS
        SELECT
            a.published_date, a.source_id AS source, coalesce(s.name, a.site_name) AS source_name, a.title, a.url,
            a.language, m.label, m.entity_id, coalesce(e.name, m.name) AS entity, m.text, {_SENTENCE} AS sentence,
            m.part, m.form, m.found_by, m.score, a.page_kind, a.published_from, a.published_trust,
            m.article_id, m.id AS mention_id
        FROM mentions m
        JOIN articles a ON a.id = m.article_id
        LEFT JOIN sources s ON s.id = a.source_id
        LEFT JOIN entities e ON e.id = m.entity_id""",
    "article_entities": """CREATE VIEW article_entities AS
        SELECT
            c.article_id, c.published_date, a.source_id AS source, a.title, a.url, a.language,
            c.label, c.entity_id, coalesce(e.name, c.name) AS entity, c.mentions, c.in_title, c.first_char
        FROM article_counts c
        JOIN articles a ON a.id = c.article_id
        LEFT JOIN entities e ON e.id = c.entity_id""",
    # Written without grouping, so that a condition on entity_id or article_id reaches the index of mentions. The first
    # mention of an entity stands for all it has in that sentence.
    "co_mentions": f"""CREATE VIEW co_mentions AS
        SELECT
            a.published_date, a.source_id AS source, a.title, a.url, a.language,
            m.label, m.entity_id, coalesce(e.name, m.name) AS entity,
            o.label AS with_label, o.entity_id AS with_entity_id, coalesce(f.name, o.name) AS with_entity,
            {_SENTENCE} AS sentence, m.part, m.article_id
        FROM mentions m
        JOIN mentions o ON o.article_id = m.article_id AND o.part = m.part AND o.sentence_start = m.sentence_start
            AND o.start_char >= m.sentence_start AND o.start_char < m.sentence_end
            AND NOT (o.entity_id IS m.entity_id
                AND (m.entity_id IS NOT NULL OR (o.label = m.label AND o.name = m.name)))
        JOIN articles a ON a.id = m.article_id
        LEFT JOIN entities e ON e.id = m.entity_id
        LEFT JOIN entities f ON f.id = o.entity_id
        WHERE {{first_m}} AND {{first_o}}""".format(
        first_m="""NOT EXISTS (SELECT 1 FROM mentions x WHERE x.article_id = m.article_id AND x.part = m.part
            AND x.start_char >= m.sentence_start AND x.start_char < m.start_char AND x.label = m.label
            AND x.entity_id IS m.entity_id AND (x.entity_id IS NOT NULL OR x.name = m.name))""",
        first_o="""NOT EXISTS (SELECT 1 FROM mentions x WHERE x.article_id = o.article_id AND x.part = o.part
            AND x.start_char >= o.sentence_start AND x.start_char < o.start_char AND x.label = o.label
            AND x.entity_id IS o.entity_id AND (x.entity_id IS NOT NULL OR x.name = o.name))""",
    ),
    "entity_daily": """CREATE VIEW entity_daily AS
        SELECT d.day, e.label, d.entity_id, e.name AS entity, d.articles, d.mentions, d.articles_low_trust
        FROM day_counts d
        JOIN entities e ON e.id = d.entity_id""",
    # A sum looked up for each entity and month, not a grouping: conditions on entity_id and label then reach the index.
    "entity_monthly": f"""CREATE VIEW entity_monthly AS
        SELECT
            c.month, e.label, e.id AS entity_id, e.name AS entity,
            {_OF_THE_MONTH.format("sum(d.articles)")} AS articles,
            {_OF_THE_MONTH.format("sum(d.mentions)")} AS mentions, c.articles AS collected,
            round(100.0 * {_OF_THE_MONTH.format("sum(d.articles)")} / c.articles, 1) AS share_percent
        FROM entities e
        JOIN (
            SELECT substr(day, 1, 7) AS month, sum(articles) AS articles
            FROM (
                SELECT a.published_date AS day, count(*) AS articles FROM articles a
                WHERE {DAY_KNOWN}
                GROUP BY a.published_date
            )
            GROUP BY substr(day, 1, 7)
        ) c
        WHERE EXISTS {_OF_THE_MONTH.format("1")}""",
    "coverage_daily": f"""CREATE VIEW coverage_daily AS
        SELECT
            a.published_date AS day, a.source_id AS source, s.name AS source_name, a.language,
            count(*) AS articles, sum(a.word_count) AS words,
            sum(a.published_trust = 'low') AS articles_low_trust
        FROM articles a
        LEFT JOIN sources s ON s.id = a.source_id
        WHERE {DAY_KNOWN}
        GROUP BY a.published_date, a.source_id, a.language""",
    "companies": """CREATE VIEW companies AS
        SELECT
            e.id AS entity_id, e.name, e.country, c.name AS country_name, e.roles, e.ticker, e.wikidata,
            p.parent_id, q.name AS parent, p.kind AS parent_kind,
            (SELECT group_concat(name, '; ') FROM (
                SELECT y.name FROM entity_parents x JOIN entities y ON y.id = x.parent_id
                WHERE x.entity_id = e.id ORDER BY x.position
            )) AS parents,
            (SELECT count(*) FROM article_counts t WHERE t.entity_id = e.id) AS articles,
            (SELECT coalesce(sum(t.mentions), 0) FROM article_counts t WHERE t.entity_id = e.id) AS mentions,
            (SELECT max(t.published_date) FROM article_counts t WHERE t.entity_id = e.id) AS last_published
        FROM entities e
        LEFT JOIN entities c ON c.id = 'region:' || e.country
        LEFT JOIN entity_parents p ON p.entity_id = e.id
            AND p.position = (SELECT min(x.position) FROM entity_parents x WHERE x.entity_id = e.id)
        LEFT JOIN entities q ON q.id = p.parent_id
        WHERE e.label = 'COMPANY'""",
    # One min() in a group: SQLite takes the other columns from the row that holds it, here the first sighting. Its
    # sentence is looked up afterwards, once a name.
    "unknown_companies": f"""CREATE VIEW unknown_companies AS
        SELECT
            u.name, u.articles, u.sources, u.mentions, u.first_seen,
            (SELECT {_SENTENCE} FROM mentions m WHERE m.article_id = u.article_id AND m.entity_id IS NULL
                AND m.label = 'COMPANY' AND m.name = u.name ORDER BY m.part = 'text', m.start_char LIMIT 1) AS sentence,
            a.title, a.url
        FROM (
            SELECT c.name, count(*) AS articles, count(DISTINCT b.source_id) AS sources, sum(c.mentions) AS mentions,
                min(b.first_seen_at) AS first_seen, c.article_id
            FROM article_counts c JOIN articles b ON b.id = c.article_id
            WHERE c.entity_id IS NULL AND c.label = 'COMPANY'
            GROUP BY c.name
        ) u
        JOIN articles a ON a.id = u.article_id""",
    "off_topic": """CREATE VIEW off_topic AS
        SELECT
            c.decided_at, c.source_id AS source, s.name AS source_name, c.title, c.url, c.relevance AS score, c.detail,
            c.language
        FROM candidates c
        JOIN sources s ON s.id = c.source_id
        WHERE c.state = 'rejected' AND c.reason = 'off_topic'""",
    "source_health": """CREATE VIEW source_health AS
        SELECT
            s.id AS source, s.name, s.kind, s.url, s.language, s.enabled, s.health, s.health_since, s.failures,
            v.outcome AS last_outcome, v.reason AS last_reason, v.detail AS last_detail,
            v.elapsed_ms AS last_elapsed_ms,
            s.last_visit_at, s.last_success_at, s.next_visit_at, s.last_new_at,
            (SELECT count(*) FROM articles a WHERE a.source_id = s.id) AS articles,
            (SELECT count(*) FROM candidates c WHERE c.source_id = s.id AND c.state = 'waiting') AS waiting,
            (SELECT count(*) FROM candidates c WHERE c.source_id = s.id AND c.state = 'rejected') AS rejected,
            s.health_why
        FROM sources s
        LEFT JOIN visits v ON v.id = (
            SELECT x.id FROM visits x WHERE x.source_id = s.id ORDER BY x.started_at DESC, x.id DESC LIMIT 1
        )""",
}
"""Name → CREATE VIEW statement."""

ANEW = (*(f"DROP VIEW IF EXISTS {name}" for name in VIEWS), *VIEWS.values())
"""Statements that make every view again: views hold no data, so a migration that changes one makes all as they are."""
