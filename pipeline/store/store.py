"""`Store`: the one way to the database. Every write is one transaction; the clock comes in as an argument."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from ..errors import MissingDatabaseError
from ..records import Article, Candidate, Entity, FetchedPage, Mention, Reason, Rejected, Source
from . import articles, asking, checks, entities, keeping, pages, queue, reads, sources, status, verdicts
from .connection import (
    BUSY_TIMEOUT_S,
    check_ours,
    open_to_read,
    open_to_write,
    prove_writable,
    telling,
    transaction,
)
from .rows import moment, moment_text
from .schema import MIGRATIONS
from .shapes import (
    AddedCandidates,
    CandidateFate,
    EntityFacts,
    Evidence,
    Pruned,
    Recorded,
    RejectedCandidate,
    Rows,
    ScoredArticle,
    SearchHit,
    SourceState,
    Status,
    StoredArticle,
    Visit,
    WaitingCandidate,
)

_VACUUM_PAGES = 2000  # free pages given back to the system at closing, so that it never takes long


class Store:
    """An open database. Used in a `with` statement; one process writes at a time, readers never wait.

    Every method raises StoreError, in one line, when the file or the disk fails; then nothing of that call is kept.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._connection = connection

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = False,
        read_only: bool = False,
        busy_timeout_s: float = BUSY_TIMEOUT_S,
    ) -> Store:
        """Open the database at `path`.

        `create` makes it, and its folder, when missing. An older database is backed up beside itself and brought up
        to date unless `read_only`. Raises MissingDatabaseError; StoreError for a file that is not ours or newer, for
        an older one asked read-only, and for what the disk or another process does.
        """
        if read_only:
            return cls(path, open_to_read(path, busy_timeout_s), read_only=True)
        if not path.exists() or (create and path.is_file() and path.stat().st_size == 0):
            if not create:
                raise MissingDatabaseError(f"{path}: no database here")
            from . import migrating

            migrating.create(path)
        connection = open_to_write(path, busy_timeout_s)
        try:
            with telling(path):
                if len(check_ours(connection, path)) < len(MIGRATIONS):
                    from . import migrating

                    migrating.bring_up_to_date(connection, path)
        except BaseException:
            connection.close()
            raise
        return cls(path, connection, read_only=False)

    def close(self) -> None:
        """Close; a writer first gives free space back and lets SQLite refresh what it knows about its indexes."""
        if not self.read_only:
            with suppress(sqlite3.OperationalError):  # busy or full: the next closing does it
                self._connection.execute("PRAGMA analysis_limit = 400")
                self._connection.execute("PRAGMA optimize")
                self._connection.execute(f"PRAGMA incremental_vacuum({_VACUUM_PAGES})").fetchall()
        self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def wait_for_locks(self, seconds: float) -> None:
        """How long each further write waits for another process's, the whole program standing still meanwhile."""
        self._connection.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")

    def prove_writable(self, now: datetime) -> None:
        """Find out whether a cycle may begin. Raises UnwritableError when the database is locked or read-only, or the
        disk is full or nearly so."""
        prove_writable(self._connection, self.path, moment_text(now) or "")

    def _writing(self) -> AbstractContextManager[sqlite3.Connection]:
        return transaction(self._connection, self.path)

    # -- settings and catalogue --------------------------------------------------------------------------------------

    def sync_sources(self, given: Sequence[Source], now: datetime) -> None:
        """Make the table of sources agree with the settings; sources gone from them stay, disabled."""
        with self._writing() as connection:
            sources.sync_sources(connection, given, now)

    def sync_entities(self, given: Iterable[Entity], digest: str) -> bool:
        """Take over the catalogue whose digest this is; False when it is the one stored already.

        Entities gone from it stay as long as mentions use them.
        """
        with self._writing() as connection:
            return entities.sync_entities(connection, given, digest)

    # -- sources -----------------------------------------------------------------------------------------------------

    def source_states(self, ids: Sequence[str] | None = None) -> list[SourceState]:
        """What is remembered of the sources named, or of all (gone and disabled ones too), ordered by id."""
        with telling(self.path):
            return sources.source_states(self._connection, ids)

    def record_visit(
        self,
        visit: Visit,
        *,
        next_visit_at: datetime | None,
        etag: str | None,
        last_modified: str | None,
        now: datetime,
    ) -> SourceState:
        """Keep how a visit went, when the next is due and the validators to send then (None: none). Call it last, after
        `add_candidates`: health depends on what was new. Gives the source as it then is."""
        with self._writing() as connection:
            return sources.record_visit(connection, visit, next_visit_at, etag, last_modified, now)

    # -- candidates --------------------------------------------------------------------------------------------------

    def add_candidates(self, source: Source, candidates: Sequence[Candidate], now: datetime) -> AddedCandidates:
        """Queue new candidates; send done ones back to the queue when the source shows a newer date or another title,
        once per value. Rejected ones stay rejected."""
        with self._writing() as connection:
            return queue.add_candidates(connection, source, candidates, now)

    def waiting(
        self, now: datetime, *, per_source: int, per_host: int, source_ids: Sequence[str] | None = None
    ) -> list[WaitingCandidate]:
        """What to fetch now: the sources in turn, the newest first, at most so many of one source and of one host.

        `source_ids` None: of all enabled sources. Candidates whose next try lies ahead are left out.
        """
        with telling(self.path):
            return queue.waiting(self._connection, now, per_source, per_host, source_ids)

    def waiting_count(self) -> int:
        """How many candidates still wait, those to be tried later included, those of disabled sources not."""
        with telling(self.path):
            return status.waiting_count(self._connection)

    def record_article(
        self,
        candidate: Candidate | None,
        page: FetchedPage | None,
        article: Article,
        mentions: Sequence[Mention],
        tagger: str,
        now: datetime,
    ) -> Recorded:
        """Keep an article with its mentions, its page and what became of its candidate: all or nothing.

        "known": the same text is stored under this address, or under another address of the site that the canonical
        address joins with it; nothing is doubled. "changed": another text, kept as a new version under the same id.
        `candidate` None: an article that nobody queued. Entities of the mentions must have been synced before.
        """
        with self._writing() as connection:
            return articles.record_article(connection, candidate, page, article, mentions, tagger, now)

    def record_rejection(
        self, candidate: Candidate, rejected: Rejected, page: FetchedPage | None, now: datetime
    ) -> None:
        """The candidate's end, with its reason, and its page when one is given. A candidate whose article is stored
        stays done: only the look for an edit failed."""
        with self._writing() as connection:
            page_url = pages.put_page(connection, page, replace=False) if page is not None else None
            queue.reject(connection, candidate, rejected, page_url, now)

    def postpone(self, candidate: Candidate, rejected: Rejected, next_try_at: datetime, now: datetime) -> None:
        """Count a try that failed for now; the candidate waits until `next_try_at`."""
        with self._writing() as connection:
            queue.postpone(connection, candidate, rejected, next_try_at, now)

    def rejected(
        self,
        reason: Reason,
        *,
        at: float | None = None,
        since: datetime | None = None,
        source_ids: Sequence[str] | None = None,
    ) -> list[RejectedCandidate]:
        """Candidates refused for a reason since a moment, the highest score first; with `at`, from that score on."""
        with telling(self.path):
            return verdicts.rejected(self._connection, reason, at, since, source_ids)

    def requeue(self, reason: Reason, urls: Sequence[str]) -> int:
        """Send candidates refused for a reason back to waiting, all or none; how many still were refused for it.

        Those off topic are wanted from now on, whatever their score, and read from their stored pages."""
        with self._writing() as connection:
            return verdicts.requeue(connection, reason, urls)

    # -- articles ----------------------------------------------------------------------------------------------------

    def stale_articles(self, tagger: str, since: date | None) -> Iterator[StoredArticle]:
        """Articles whose mentions another tagger found, first seen since that day; may be written while iterating."""
        with telling(self.path):
            yield from reads.stale_articles(self._connection, tagger, since)

    def mentions_of(self, article_id: int) -> list[Mention]:
        """An article's mentions, title first, in order."""
        with telling(self.path):
            return reads.mentions_of(self._connection, article_id)

    def replace_mentions(self, article_id: int, mentions: Sequence[Mention], tagger: str) -> None:
        """Put what `tagger` found in the place of an article's present mentions."""
        with self._writing() as connection:
            articles.replace_mentions(connection, article_id, mentions, tagger)

    def scored_articles(
        self, *, below: float | None = None, since: datetime | None = None, article_id: int | None = None
    ) -> Iterator[ScoredArticle]:
        """Articles with their scores, first seen since a moment, the lowest first; with `below`, those under it."""
        with telling(self.path):
            yield from verdicts.scored_articles(self._connection, below, since, article_id)

    def page(self, url: str) -> FetchedPage | None:
        """The document kept for an address (the one after redirects); None when none is."""
        with telling(self.path):
            return pages.stored_page(self._connection, url)

    # -- keeping house -----------------------------------------------------------------------------------------------

    def old_pages(self, before: datetime) -> Pruned:
        """How many stored pages were fetched before that moment, and their size."""
        with telling(self.path):
            return keeping.old_pages(self._connection, before)

    def prune_some(self, before: datetime) -> Pruned:
        """Remove some of the stored pages that were fetched before that moment; what was removed, nothing at the end.
        Articles and what became of addresses stay."""
        with self._writing() as connection:
            return keeping.prune_some(connection, before)

    def give_back_some(self) -> bool:
        """Give some free space back to the system; False when all is given back."""
        return keeping.give_back_some(self._connection, self.path)

    def file_bytes(self) -> int:
        """Size of the database on disk, its log included."""
        return keeping.file_bytes(self.path)

    def last_pruned(self) -> datetime | None:
        """When the daemon last looked for old pages; None: never."""
        with telling(self.path):
            return moment(keeping.last_pruned(self._connection))

    def note_pruned(self, now: datetime) -> None:
        """Remember that old pages were looked for."""
        keeping.note_pruned(self._connection, self.path, now)

    def back_up(self, target: Path) -> list[str]:
        """A copy of the database as it is now, made while others write, kept only when `check` finds nothing in it;
        what it finds. Raises InputError when `target` exists."""
        with telling(self.path):
            return keeping.back_up(self._connection, target)

    # -- questions ---------------------------------------------------------------------------------------------------

    def check(self) -> list[str]:
        """Everything promised about the stored rows that does not hold, one line each; empty when all is well."""
        with telling(self.path):
            return checks.check(self._connection)

    def status(self, tagger: str | None = None) -> Status:
        """The database at a glance; with `tagger`, how many articles carry another one's mentions."""
        with telling(self.path):
            return status.status(self._connection, self.path, tagger)

    def what_became_of(self, url: str) -> CandidateFate | None:
        """What became of a (canonical) address; None: never seen."""
        with telling(self.path):
            return reads.what_became_of(self._connection, url)

    def find_entities(self, name: str) -> list[str]:
        """Ids of the entities with this id, name or alias, in any case."""
        with telling(self.path):
            return reads.find_entities(self._connection, name)

    def entity_facts(self, entity_id: str) -> EntityFacts | None:
        """What is stored of an entity, counts of what lies below it included; None: no such id."""
        with telling(self.path):
            return reads.entity_facts(self._connection, entity_id)

    def evidence_of(self, entity_id: str, limit: int = 20) -> list[Evidence]:
        """One mention per article of an entity or of what lies below it, newest first, undated last."""
        with telling(self.path):
            return reads.evidence_of(self._connection, entity_id, limit)

    def search(self, words: str, limit: int = 20) -> list[SearchHit]:
        """Articles that hold all the words (see search.query_for), best first."""
        with telling(self.path):
            return reads.search(self._connection, words, limit)

    def run_sql(self, sql: str, parameters: Mapping[str, Any] | Sequence[Any] = (), *, limit_s: float = 60.0) -> Rows:
        """The answer to one SELECT, asked on a connection of its own that can only read. Raises InputError when the
        SQL is wrong, tries to write, or takes longer than `limit_s`."""
        return asking.run_sql(self.path, sql, parameters, limit_s)
