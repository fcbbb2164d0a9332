"""What can go wrong on the web, told as one reason each."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from ..records import Reason, Rejected

_LONGEST_DETAIL = 200

_REASONS: tuple[tuple[type[BaseException], Reason], ...] = (
    # the first class that fits decides
    (ssl.SSLError, "tls"),
    (socket.gaierror, "dns"),
    (httpx.TimeoutException, "timeout"),
    (TimeoutError, "timeout"),
    (httpx.UnsupportedProtocol, "bad_address"),
    (httpx.InvalidURL, "bad_address"),
    (httpx.LocalProtocolError, "bad_address"),  # what we would send is no HTTP: only an address can bring that in
    (UnicodeError, "bad_address"),  # idna's errors, and host names that cannot be looked up
    (httpx.TooManyRedirects, "redirects"),
    (httpx.DecodingError, "bad_encoding"),
    (httpx.HTTPStatusError, "http_error"),
    (httpx.HTTPError, "connection"),
    (httpx.StreamError, "connection"),
    (httpx.CookieConflict, "connection"),
    (OSError, "connection"),
)
FAILURES = tuple(kind for kind, _ in _REASONS)


class Refused(Exception):  # noqa: N818  # no error: an expected end, on its way out
    """A fetch that ends without a document; becomes a `Rejected` where `Fetcher.fetch` returns.

    `unsent` tells that no request reached the host: whatever else is asked there now fails in the same way. `asked`
    False tells that none was meant to: the host is being left alone.
    """

    def __init__(
        self,
        reason: Reason,
        detail: str = "",
        *,
        status: int | None = None,
        retry_after_s: float | None = None,
        unsent: bool = False,
        asked: bool = True,
    ) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason: Reason = reason
        self.detail = one_line(detail)
        self.status = status
        self.retry_after_s = retry_after_s
        self.unsent = unsent
        self.asked = asked

    def again(self) -> Refused:
        """The same to be raised once more; an exception raised twice would gather tracebacks."""
        return Refused(
            self.reason,
            self.detail,
            status=self.status,
            retry_after_s=self.retry_after_s,
            unsent=self.unsent,
            asked=self.asked,
        )

    def as_rejected(self, url: str) -> Rejected:
        return Rejected(
            stage="fetch",
            url=url,
            reason=self.reason,
            detail=self.detail,
            retry_after_s=self.retry_after_s,
            http_status=self.status,
            asked=self.asked,
        )


def reason_of(error: BaseException) -> Reason:
    """The one reason for an error of httpx, the resolver or the socket; an error of another kind is a bug, KeyError.

    httpx tells a refused certificate as a failed connection; what caused it is looked through first.
    """
    causes = list(_causes(error))
    if any(isinstance(cause, ssl.SSLError) for cause in causes) and isinstance(error, httpx.ConnectError):
        return "tls"
    for kind, reason in _REASONS:
        if isinstance(error, kind):
            return reason
    raise KeyError(type(error))


def reason_of_status(status: int) -> Reason:
    """The reason for an HTTP status that brings no document."""
    if status in (401, 403, 451):
        return "forbidden"
    if status in (404, 410):
        return "not_found"
    if status == 429:
        return "rate_limited"
    return "server_error" if 500 <= status <= 599 else "http_error"


@contextmanager
def refusing() -> Iterator[None]:
    """Turns the errors of the web, and no others, into `Refused`."""
    try:
        yield
    except FAILURES as error:
        reason = reason_of(error)
        unsent = isinstance(error, httpx.ConnectError) or reason in ("dns", "bad_address")
        raise Refused(reason, _detail(error, reason), unsent=unsent) from error


def one_line(text: str) -> str:
    """`text` as one short line without control characters."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text[: 4 * _LONGEST_DETAIL]).split())
    return line if len(line) <= _LONGEST_DETAIL else line[: _LONGEST_DETAIL - 1] + "…"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what it was raised from, at most ten deep."""
    cause: BaseException | None = error
    for _ in range(10):
        if cause is None:
            return
        yield cause
        cause = cause.__cause__ or cause.__context__


def _detail(error: BaseException, reason: Reason) -> str:
    if reason == "tls":
        for cause in _causes(error):
            if isinstance(cause, ssl.SSLCertVerificationError):
                return cause.verify_message
    if isinstance(error, socket.gaierror):
        return error.strerror or "the name is not known"
    return str(error) or ("no answer in time" if reason == "timeout" else type(error).__name__)
