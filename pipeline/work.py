"""From page to mentions: extraction, relevance and tagging of one page, in a process that can be killed.

Extraction and tagging are CPU work on strangers' bytes: a page can hang a parser or eat all memory. They run in worker
processes (pebble: time limit per page, renewal after so many pages) with a limit on memory; a killed page is a
`Rejected` and the cycle goes on. Processes are forked from a small single-threaded server process that has spaCy
and trafilatura imported already, so that renewing one costs no second import, and never from a process with threads.

A worker must not outlive the program: the kernel ends the server with the main process and each worker with the server
(Linux); everywhere the server, and a thread in each worker, watch a pipe to the main process.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from . import logs
from .errors import PipelineError, WorkerError
from .garbage import loaded_for_good, no_collecting
from .mortal import end_with_parent
from .records import Article, Candidate, FetchedPage, Mention, Reason, Rejected, Source
from .settings import Settings

if TYPE_CHECKING:
    from pebble import ProcessPool

    from .relevance import Vocabulary

_WORDS = 8  # of those that made a score, in the reason for refusing
_PRELOADED = [
    "voltwire.forking",
    "voltwire.tagging.spacy_alone",
    "voltwire.tagging.tagger",
    "voltwire.extraction",
    "voltwire.relevance",
]


@dataclass(frozen=True, slots=True)
class ReadingTask:
    """A fetched page and what its source said about it. `keep`: whatever the relevance, it is wanted."""

    page: FetchedPage
    now: datetime
    candidate: Candidate | None = None
    source: Source | None = None
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page held: the article, its mentions, and the version of the tagger that found them."""

    article: Article
    mentions: tuple[Mention, ...]
    tagger: str


class Reader:
    """Reads pages in this process: one model, one catalogue, one vocabulary, loaded once.

    `scores` False: relevance is not looked at; then everything is kept and `Article.relevance` stays None.
    """

    def __init__(self, settings: Settings, *, scores: bool = True) -> None:
        self._min_score = settings.relevance.min_score
        with no_collecting():
            from .extraction import extract_article
            from .tagging.tagger import load_tagger

            self._extract = extract_article
            self._vocabulary = _vocabulary(settings) if scores else None
            self.tagger = load_tagger(settings)

    def read(self, task: ReadingTask) -> Reading | Rejected:
        """The article of a page with its mentions, or why there is none. Off-topic pages are not tagged."""
        found = self._extract(task.page, candidate=task.candidate, source=task.source, now=task.now)
        if isinstance(found, Rejected):
            return found
        return self.tag(found, keep=task.keep)

    def tag(self, article: Article, *, keep: bool) -> Reading | Rejected:
        """Score and tag an article; `keep`: whatever its score."""
        if self._vocabulary is not None:
            from .relevance import score

            found = score(self._vocabulary, article.title, article.text)
            words = f" ({', '.join(found.words[:_WORDS])})" if found.words else ""
            article = replace(article, relevance=found.score)
        if not keep and article.relevance is not None and article.relevance < self._min_score:
            detail = f"score {article.relevance:.2f}, needs {self._min_score:.2f}{words}"
            return Rejected(
                "relevance", article.url, "off_topic", detail, title=article.title, relevance=article.relevance
            )
        mentions = self.tagger.tag_article(article.title, article.text, article.language)
        return Reading(article, tuple(mentions), self.tagger.version)


def _vocabulary(settings: Settings) -> Vocabulary:
    from .relevance import load_vocabulary

    return load_vocabulary(settings.config_file("relevance.toml"))


class PageReader(Protocol):
    """What a cycle needs: pages in, readings out."""

    async def read(self, task: ReadingTask) -> Reading | Rejected: ...


class InlineReader:
    """Reads in the main process (`workers = 0`): no time or memory limit, easiest to debug."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._reader: Reader | None = None

    async def __aenter__(self) -> InlineReader:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._reader = None

    async def read(self, task: ReadingTask) -> Reading | Rejected:
        self._reader = self._reader or Reader(self._settings)
        return self._reader.read(task)


class ReadingPool:
    """Reads in `settings.cycle.workers` processes, started with the first page."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._pool: ProcessPool | None = None

    async def __aenter__(self) -> ReadingPool:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            import asyncio  # loop and sockets, for nothing where one file is read

            self._pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it unannotated
            await asyncio.to_thread(self._pool.join)
            self._pool = None

    def start(self) -> ProcessPool:
        """The pool, its processes starting now when they have not yet."""
        if self._pool is None:
            from pebble import ProcessPool

            # One thread per worker: two libraries' thread pools on two cores only get in each other's way.
            for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
                os.environ.setdefault(name, "1")
            context = multiprocessing.get_context("forkserver" if sys.platform != "win32" else "spawn")
            if hasattr(context, "set_forkserver_preload"):
                context.set_forkserver_preload(_PRELOADED)
                from multiprocessing.forkserver import ensure_running

                ensure_running()  # here, in a thread that stays: the server ends with the thread that started it
            cycle = self._settings.cycle
            self._pool = ProcessPool(
                max_workers=cycle.workers,
                max_tasks=cycle.worker_items,
                initializer=_start_worker,
                initargs=(self._settings,),
                context=context,
            )
        return self._pool

    async def read(self, task: ReadingTask) -> Reading | Rejected:
        """Read one page; what happens to its process is the page's own fate. Raises WorkerError when there is no
        process to read it."""
        import asyncio

        from pebble import ProcessExpired

        limit_s = self._settings.cycle.reading_timeout_s
        url = task.page.requested_url
        try:
            # In a thread: the first page waits until the server process has imported its libraries, which would hold
            # up every fetch under way.
            future = await asyncio.to_thread(self.start().schedule, _read_in_worker, args=[task], timeout=limit_s)
            reading: Reading | Rejected = await asyncio.wrap_future(future)
        except TimeoutError:
            return _killed(url, "reading_timeout", f"took longer than {limit_s:g} s")
        except ProcessExpired as error:
            return _killed(url, "reading_crash", f"the reading process died (exit {error.exitcode})")
        except (BrokenExecutor, RuntimeError, OSError) as error:  # OSError: no process, no temporary folder
            raise WorkerError(f"the reading processes cannot work ({error}); --workers 0 shows why") from error
        if isinstance(reading, Rejected) and reading.reason == "reading_crash":
            # Its kind alone: what a parser says about a page often quotes it.
            logs.event("reading failed", logging.ERROR, url=url, error=reading.detail.partition(":")[0])
        return reading


def page_reader(settings: Settings) -> InlineReader | ReadingPool:
    """The reader that the settings ask for."""
    return ReadingPool(settings) if settings.cycle.workers else InlineReader(settings)


def _killed(url: str, reason: Reason, detail: str) -> Rejected:
    return Rejected("extract", url, reason, detail)


_reader: Reader | PipelineError | None = None


def _start_worker(settings: Settings) -> None:
    """Set a new worker up: die with the program, leave Ctrl-C to it, load model and catalogue, bound the memory."""
    global _reader
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    logs.mute()
    _die_with_program()
    # Trouble here is told with the first page: an initializer that raises breaks the pool without a word.
    try:
        _reader = Reader(settings)
        loaded_for_good()
    except PipelineError as error:
        _reader = error
    except Exception as error:
        _reader = WorkerError(f"a reading process cannot start ({error!r}); --workers 0 shows why")
    _bound_memory(settings.cycle.worker_memory_mb * 1_000_000)


def _read_in_worker(task: ReadingTask) -> Reading | Rejected:
    assert _reader is not None, "the worker's initializer did not run"
    if isinstance(_reader, PipelineError):
        raise _reader
    url = task.page.requested_url
    try:
        return _reader.read(task)
    except MemoryError:
        return _killed(url, "reading_crash", "needed more memory than a worker may take")
    except Exception as error:
        # A stranger's page found a fault in a parser: that page alone is rejected, countable and kept for study.
        return _killed(url, "reading_crash", f"{type(error).__name__}: {error}"[:200])


def _die_with_program() -> None:
    """End with the server process by the kernel's hand (Linux), and with the main process by the pipe it holds open:
    that one works everywhere, and also when the server died before the kernel was asked."""
    end_with_parent()
    program = multiprocessing.parent_process()
    assert program is not None, "a worker is a child"
    threading.Thread(target=_end_with, args=(program.join,), daemon=True).start()


def _end_with(over: Callable[[], object]) -> None:
    over()
    os._exit(1)


def _bound_memory(extra_bytes: int) -> None:
    """Let this process take `extra_bytes` of address space beyond what it has now."""
    try:
        import resource
    except ImportError:  # no such limits on Windows
        return
    statm = "/proc/self/statm"
    if not os.path.exists(statm):  # noqa: PTH110  # a fixed kernel path
        return
    with open(statm, encoding="ascii") as file:  # noqa: PTH123
        pages = int(file.read().split()[0])
    limit = pages * resource.getpagesize() + extra_bytes
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
