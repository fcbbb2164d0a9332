"""What a monitoring system asks a daemon: `/metrics` (Prometheus) and `/healthz`, on this machine alone.

The one home of prometheus-client; imported only when a port is given. Names and meanings are in METRICS.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, PlatformCollector, ProcessCollector
from prometheus_client.exposition import ThreadingWSGIServer, make_wsgi_app

from . import __version__, logs
from .errors import InputError, PipelineError
from .patience import Patience
from .run import CycleReport
from .store import Status

METRICS: Mapping[str, str] = {
    "voltwire_cycles_total": "Cycles by outcome: done, failed.",
    "voltwire_cycle_seconds": "How long cycles took in which something was asked.",
    "voltwire_last_cycle_timestamp_seconds": "When the last cycle ended well, in Unix time.",
    "voltwire_visits_total": "Visits of sources by outcome: ok, not_modified, failed.",
    "voltwire_articles_total": "Articles by outcome: new, changed, known.",
    "voltwire_rejected_total": "Rejected addresses by reason.",
    "voltwire_mentions_total": "Mentions stored.",
    "voltwire_candidates_waiting": "Addresses that wait to be fetched.",
    "voltwire_sources": "Sources by health: ok, slow, failing, silent, disabled.",
    "voltwire_database_bytes": "Size of the database without free pages.",
    "voltwire_disk_free_bytes": "Room left on its disk.",
    "voltwire_database_trouble": "1 while the database cannot be written and is waited for, else 0.",
    "voltwire_info": "1, with the version.",
}
"""Every metric of our own → what it means. Beside them stand prometheus-client's process_* and python_info."""
_BUCKETS = (1.0, 5.0, 15.0, 60.0, 300.0, 900.0, 3600.0)

Answer = Callable[..., Any]


class Monitor:
    """Counts how cycles end (`daemon.Watcher`) and answers on a port."""

    def __init__(self, unhealthy_after_s: float, patience: Patience) -> None:
        self._unhealthy_after_s = unhealthy_after_s
        self._patience = patience
        self._ended_well = time.monotonic()  # on the steady clock; at the start nothing is late yet
        self._failure: PipelineError | None = None
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        PlatformCollector(registry=self._registry)
        self._cycles = self._counter("voltwire_cycles_total", "outcome")
        self._seconds = Histogram(
            "voltwire_cycle_seconds", METRICS["voltwire_cycle_seconds"], buckets=_BUCKETS, registry=self._registry
        )
        self._last = self._gauge("voltwire_last_cycle_timestamp_seconds")
        self._visits = self._counter("voltwire_visits_total", "outcome")
        self._articles = self._counter("voltwire_articles_total", "outcome")
        self._rejected = self._counter("voltwire_rejected_total", "reason")
        self._mentions = self._counter("voltwire_mentions_total")
        self._waiting = self._gauge("voltwire_candidates_waiting")
        self._sources = self._gauge("voltwire_sources", "health")
        self._database = self._gauge("voltwire_database_bytes")
        self._disk = self._gauge("voltwire_disk_free_bytes")
        self._gauge("voltwire_database_trouble").set_function(lambda: float(patience.trouble is not None))
        self._gauge("voltwire_info", "version").labels(__version__).set(1)

    def _counter(self, name: str, *labels: str) -> Counter:
        return Counter(name, METRICS[name], labels, registry=self._registry)

    def _gauge(self, name: str, *labels: str) -> Gauge:
        return Gauge(name, METRICS[name], labels, registry=self._registry)

    # -- what the daemon tells -------------------------------------------------------------------------------------

    def cycle_done(self, report: CycleReport) -> None:
        self._ended_well, self._failure = time.monotonic(), None
        self._cycles.labels("done").inc()
        self._last.set_to_current_time()
        if report.sources or report.articles or report.rejected:
            self._seconds.observe(report.elapsed_s)
        for counter, counts in (
            (self._visits, report.visits),
            (self._articles, report.articles),
            (self._rejected, report.rejected),
        ):
            for name, number in counts.items():
                counter.labels(name).inc(number)
        self._mentions.inc(report.mentions)
        self._waiting.set(report.waiting)

    def cycle_failed(self, error: PipelineError) -> None:
        self._failure = error
        self._cycles.labels("failed").inc()

    def stored(self, status: Status) -> None:
        """Take over what the database says of itself."""
        for health, names in status.sources.items():
            self._sources.labels(health).set(len(names))
        self._database.set(status.size_bytes)
        self._disk.set(status.disk_free_bytes)

    # -- what is answered ------------------------------------------------------------------------------------------

    def health(self) -> dict[str, Any]:
        """`ok`, seconds since a cycle ended well, and what is wrong."""
        since_s = time.monotonic() - self._ended_well
        problem = None
        if since_s > self._unhealthy_after_s:
            why = self._patience.trouble or self._failure
            problem = f"no cycle ended well for {since_s:.0f} s" + (f": {why}" if why else "")
        return {"ok": problem is None, "seconds_since_cycle": round(since_s), "problem": problem}

    def serve(self, port: int) -> None:
        """Answer on a port of this machine until the program ends. Raises InputError when it is taken."""
        try:
            server = make_server("127.0.0.1", port, self._answer, ThreadingWSGIServer, handler_class=_Silent)
        except OSError as error:
            raise InputError(f"port {port}: cannot be listened to ({error.strerror}); choose another") from error
        threading.Thread(target=server.serve_forever, daemon=True).start()
        logs.event("metrics served", url=f"http://127.0.0.1:{server.server_port}/metrics")

    def _answer(self, environ: dict[str, Any], start_response: Answer) -> Iterable[bytes]:
        path = environ.get("PATH_INFO")
        if path == "/metrics":
            return make_wsgi_app(self._registry)(environ, start_response)  # type: ignore[no-any-return]
        if path == "/healthz":
            told = self.health()
            status, body = "200 OK" if told["ok"] else "503 Service Unavailable", json.dumps(told)
        else:
            status, body = "404 Not Found", json.dumps({"try": ["/metrics", "/healthz"]})
        start_response(status, [("Content-Type", "application/json")])
        return [f"{body}\n".encode()]


class _Silent(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: a monitoring system asks every few seconds."""
