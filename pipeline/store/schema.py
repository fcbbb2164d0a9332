"""The tables, as plain SQL in numbered migrations. Column meanings are in config/datasette.yaml; here stand reasons.

Once released, a migration is never edited: a change is a new one at the end. Everything is STRICT. Ids and labels
compare without case (NOCASE), so 'company:CATL' finds company:catl. Times are UTC text, `YYYY-MM-DDTHH:MM:SSZ`, which
sorts as it should. No table or column is ever made from data.
"""

from __future__ import annotations

from . import counts
from .views import ANEW

APPLICATION_ID = 0x566F6C74  # "Volt": tells our files from other SQLite databases
MIGRATION_SET = "voltwire"

_TABLES = (
    # Small facts about the database itself, e.g. which catalogue `entities` was filled from.
    """CREATE TABLE meta (
        key TEXT NOT NULL PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE sources (
        id TEXT NOT NULL COLLATE NOCASE PRIMARY KEY,
        name TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('feed', 'sitemap', 'listing')),
        url TEXT NOT NULL,
        language TEXT,
        country TEXT,
        publisher TEXT CHECK (publisher IN ('trade', 'wire', 'newsroom', 'general', 'government')),
        company_id TEXT COLLATE NOCASE,  -- no foreign key: sources are read before the catalogue
        every TEXT NOT NULL,
        enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
        etag TEXT,
        last_modified TEXT,
        next_visit_at TEXT,
        last_visit_at TEXT,
        last_success_at TEXT,
        failures INTEGER NOT NULL DEFAULT 0,
        health TEXT NOT NULL CHECK (health IN ('ok', 'slow', 'failing', 'silent', 'disabled')),
        health_since TEXT,
        first_new_at TEXT,  -- with last_new_at and finds: how often it brings something, hence when it is silent
        last_new_at TEXT,
        finds INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    """CREATE TABLE visits (
        id INTEGER PRIMARY KEY,
        source_id TEXT NOT NULL COLLATE NOCASE REFERENCES sources (id),
        started_at TEXT NOT NULL,
        outcome TEXT NOT NULL CHECK (outcome IN ('ok', 'not_modified', 'failed')),
        reason TEXT,
        detail TEXT,
        http_status INTEGER,
        bytes INTEGER NOT NULL,
        candidates INTEGER NOT NULL,
        new_articles INTEGER NOT NULL,
        elapsed_ms INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE pages (
        url TEXT NOT NULL PRIMARY KEY,
        requested_url TEXT NOT NULL,
        fetched_at TEXT NOT NULL,
        http_status INTEGER NOT NULL,
        content_type TEXT,
        charset TEXT,
        content BLOB NOT NULL  -- zstd frame with its length; last, so that the columns before it are read cheaply
    ) STRICT""",
    """CREATE TABLE articles (
        id INTEGER PRIMARY KEY,
        url TEXT NOT NULL UNIQUE,
        canonical_url TEXT,
        source_id TEXT COLLATE NOCASE REFERENCES sources (id),
        title TEXT NOT NULL,
        authors TEXT NOT NULL,
        site_name TEXT,
        language TEXT COLLATE NOCASE,
        page_kind TEXT NOT NULL CHECK (page_kind IN ('article', 'teaser', 'press_release')),
        published_at TEXT,
        published_date TEXT,
        published_offset TEXT,
        published_precision TEXT NOT NULL CHECK (published_precision IN ('minute', 'day', 'month', 'none')),
        published_from TEXT,
        published_trust TEXT NOT NULL CHECK (published_trust IN ('high', 'medium', 'low', 'none')),
        first_seen_at TEXT NOT NULL,
        fetched_at TEXT,
        version INTEGER NOT NULL DEFAULT 1,
        text_hash TEXT NOT NULL,
        word_count INTEGER NOT NULL,
        relevance REAL,
        extractor TEXT NOT NULL,
        tagger TEXT NOT NULL,
        text TEXT NOT NULL  -- last: long texts overflow, and what stands before them is read without
    ) STRICT""",
    """CREATE TABLE candidates (
        url TEXT NOT NULL PRIMARY KEY,
        source_id TEXT NOT NULL COLLATE NOCASE REFERENCES sources (id),
        host TEXT NOT NULL,
        title TEXT,
        published_at TEXT,
        published_offset TEXT,
        modified_at TEXT,
        language TEXT,
        found_at TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'rejected')),
        reason TEXT,
        detail TEXT,
        http_status INTEGER,
        relevance REAL,
        attempts INTEGER NOT NULL DEFAULT 0,
        next_try_at TEXT,
        decided_at TEXT,
        page_url TEXT REFERENCES pages (url),
        article_id INTEGER REFERENCES articles (id),
        witness_at TEXT,  -- the newest moment any source gave: a later one means that the article was edited
        titles_seen TEXT NOT NULL DEFAULT '{}',  -- digests of titles by source: each is followed once
        edit_seen_at TEXT,  -- set while waiting to be read again because of an edit
        idle_checks INTEGER NOT NULL DEFAULT 0,  -- readings in a row that found no edit: some sitemaps date all "now"
        CHECK (state <> 'done' OR article_id IS NOT NULL),
        CHECK (state <> 'rejected' OR reason IS NOT NULL)
    ) STRICT""",
    """CREATE TABLE article_versions (
        article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        version INTEGER NOT NULL,
        fetched_at TEXT,
        title TEXT NOT NULL,
        text TEXT NOT NULL,
        text_hash TEXT NOT NULL,
        PRIMARY KEY (article_id, version)
    ) STRICT""",
    """CREATE TABLE entities (
        id TEXT NOT NULL COLLATE NOCASE PRIMARY KEY,
        label TEXT NOT NULL COLLATE NOCASE CHECK (label IN ('COMPANY', 'REGION', 'CHEMISTRY', 'MATERIAL')),
        kind TEXT NOT NULL COLLATE NOCASE,
        name TEXT NOT NULL,
        country TEXT COLLATE NOCASE,
        wikidata TEXT,
        roles TEXT NOT NULL,
        ticker TEXT COLLATE NOCASE,
        attributes TEXT NOT NULL CHECK (json_valid(attributes)),
        replaced_by TEXT COLLATE NOCASE REFERENCES entities (id) DEFERRABLE INITIALLY DEFERRED,
        listed INTEGER NOT NULL DEFAULT 1 CHECK (listed IN (0, 1))
    ) STRICT""",
    """CREATE TABLE entity_parents (
        entity_id TEXT NOT NULL COLLATE NOCASE REFERENCES entities (id) ON DELETE CASCADE,
        parent_id TEXT NOT NULL COLLATE NOCASE REFERENCES entities (id) ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind IN ('owner', 'joint_venture', 'part_of', 'type_of')),
        position INTEGER NOT NULL,  -- order in the catalogue: the first parent is the main one
        PRIMARY KEY (entity_id, parent_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE entity_ancestors (
        entity_id TEXT NOT NULL COLLATE NOCASE REFERENCES entities (id) ON DELETE CASCADE,
        ancestor_id TEXT NOT NULL COLLATE NOCASE REFERENCES entities (id) ON DELETE CASCADE,
        depth INTEGER NOT NULL,
        PRIMARY KEY (entity_id, ancestor_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE aliases (
        entity_id TEXT NOT NULL COLLATE NOCASE REFERENCES entities (id) ON DELETE CASCADE,
        alias TEXT NOT NULL COLLATE NOCASE,
        language TEXT COLLATE NOCASE,
        form TEXT NOT NULL CHECK (form IN ('name', 'abbreviation', 'demonym'))
    ) STRICT""",
    """CREATE TABLE mentions (
        id INTEGER PRIMARY KEY,
        article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        part TEXT NOT NULL CHECK (part IN ('title', 'text')),
        label TEXT NOT NULL COLLATE NOCASE CHECK (label IN ('COMPANY', 'REGION', 'CHEMISTRY', 'MATERIAL')),
        entity_id TEXT COLLATE NOCASE REFERENCES entities (id),
        name TEXT NOT NULL COLLATE NOCASE,
        text TEXT NOT NULL,
        start_char INTEGER NOT NULL,
        end_char INTEGER NOT NULL,
        sentence_start INTEGER NOT NULL,
        sentence_end INTEGER NOT NULL,
        form TEXT NOT NULL CHECK (form IN ('name', 'abbreviation', 'demonym')),
        found_by TEXT NOT NULL CHECK (found_by IN ('catalogue', 'pattern', 'model')),
        score REAL NOT NULL,
        CHECK (start_char >= 0 AND end_char > start_char),
        CHECK (sentence_start >= 0 AND sentence_start <= start_char AND sentence_end >= end_char)
    ) STRICT""",
    # Columns are shown from a view, the index is written by store/articles.py: `grams` holds no text of its own.
    """CREATE VIEW articles_fts_columns AS SELECT id, title, text, '' AS grams FROM articles""",
    """CREATE VIRTUAL TABLE articles_fts USING fts5(
        title, text, grams,
        content='articles_fts_columns', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
    )""",
    # One small segment is written per article: merging eight at a time costs less than four, questions stay as fast.
    "INSERT INTO articles_fts (articles_fts, rank) VALUES ('automerge', 8)",
)

_INDEXES = (
    # source_health, status: the last visits of a source.
    "CREATE INDEX visits_by_source ON visits (source_id, started_at)",
    # Store.waiting: the queue of a source.
    "CREATE INDEX candidates_waiting ON candidates (source_id, next_try_at) WHERE state = 'waiting'",
    # status, the query `rejected`, the view off_topic: candidates by state and reason, newest first.
    "CREATE INDEX candidates_by_state ON candidates (state, reason, decided_at)",
    # source_health and the query `sources-by-yield`: candidates of a source by state.
    "CREATE INDEX candidates_by_source ON candidates (source_id, state, reason)",
    # check and `why`: the addresses that lead to an article; the foreign key.
    "CREATE INDEX candidates_by_article ON candidates (article_id) WHERE article_id IS NOT NULL",
    # The foreign key when a page is replaced or removed.
    "CREATE INDEX candidates_by_page ON candidates (page_url) WHERE page_url IS NOT NULL",
    # record_article: joining two addresses of one site.
    "CREATE INDEX articles_by_canonical ON articles (canonical_url) WHERE canonical_url IS NOT NULL",
    # Every question by day: newest-evidence, coverage_daily, movers.
    "CREATE INDEX articles_by_day ON articles (published_date, source_id, language)",
    # coverage and source_health: articles of a source; the foreign key.
    "CREATE INDEX articles_by_source ON articles (source_id)",
    # status and retag: articles that carry an older tagger.
    "CREATE INDEX articles_by_tagger ON articles (tagger, first_seen_at)",
    # status: the newest; retag --since.
    "CREATE INDEX articles_by_first_seen ON articles (first_seen_at)",
    # mentions_of, co_mentions (what stands in the same sentence); one mention per place.
    "CREATE UNIQUE INDEX mentions_by_place ON mentions (article_id, part, start_char)",
    # evidence, timeline, entity_daily of one entity.
    "CREATE INDEX mentions_by_entity ON mentions (entity_id, article_id)",
    # unknown_companies: seen, not known.
    "CREATE INDEX mentions_unknown ON mentions (label, name, article_id) WHERE entity_id IS NULL",
    # What lies below an entity; the foreign key.
    "CREATE INDEX entity_parents_by_parent ON entity_parents (parent_id)",
    # Roll-up: everything counted for an ancestor.
    "CREATE INDEX entity_ancestors_by_ancestor ON entity_ancestors (ancestor_id, entity_id)",
    # find_entities: from any way of writing to the entity.
    "CREATE INDEX aliases_by_alias ON aliases (alias)",
    # entity_facts: all ways of writing one entity; the foreign key.
    "CREATE INDEX aliases_by_entity ON aliases (entity_id)",
    # The foreign key when a replaced entity is removed.
    "CREATE INDEX entities_by_replacement ON entities (replaced_by) WHERE replaced_by IS NOT NULL",
)

_COUNT_INDEXES = (
    # article_entities of an article; take_out.
    "CREATE INDEX article_counts_by_article ON article_counts (article_id)",
    # companies, newest articles of an entity, its undated ones: read from the index alone.
    "CREATE INDEX article_counts_by_entity ON article_counts (entity_id, published_date, article_id, mentions)"
    " WHERE entity_id IS NOT NULL",
    # unknown_companies.
    "CREATE INDEX article_counts_unknown ON article_counts (label, name, article_id, mentions) WHERE entity_id IS NULL",
    # movers: everybody's days.
    "CREATE INDEX day_counts_by_day ON day_counts (day, entity_id, articles)",
)
# An index that holds all that a question asks for is read without the rows, which lie all over the file. What these
# gain over those of 0001 is said by scripts/bench/asking.py.
_WIDER_INDEXES = (
    "DROP INDEX mentions_by_entity",
    # evidence of one entity; mentioned-with: the sentences that name it.
    "CREATE INDEX mentions_by_entity ON mentions (entity_id, article_id, part, sentence_start)",
    # mentioned-with, countries-of, partners: what else stands in a sentence.
    "CREATE INDEX mentions_by_sentence ON mentions (article_id, part, sentence_start, entity_id, label)",
    "DROP INDEX articles_by_day",
    # Every question by day: newest-evidence, coverage_daily, movers.
    "CREATE INDEX articles_by_day ON articles"
    " (published_date, source_id, language, published_precision, published_trust, word_count)",
    "DROP INDEX candidates_by_source",
    # source_health, sources-by-yield, rejected: candidates of a source by state and reason, with the newest of each.
    "CREATE INDEX candidates_by_source ON candidates (source_id, state, reason, decided_at)",
)

MIGRATIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("0001_tables", (*_TABLES, *_INDEXES)),
    ("0002_views", ANEW),
    (
        "0003_unattended",
        (
            "ALTER TABLE sources ADD COLUMN health_why TEXT",
            # Since its last readable article: judged with the next visit, so that no rejection has to look back.
            "ALTER TABLE sources ADD COLUMN barren INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE sources ADD COLUMN empty_visits INTEGER NOT NULL DEFAULT 0",
            # prune: the oldest pages.
            "CREATE INDEX pages_by_age ON pages (fetched_at)",
        ),
    ),
    ("0004_counts", (*counts.TABLES, *counts.FILL, *_COUNT_INDEXES, *_WIDER_INDEXES, *ANEW)),
)
"""Name and statements of every migration, oldest first."""
