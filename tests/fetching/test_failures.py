"""Every error of the HTTP client, the resolver and the socket has exactly one reason from the closed list."""

from __future__ import annotations

import inspect
import socket
import ssl
import typing

import httpx
import idna
import pytest
from hypothesis import given
from hypothesis import strategies as st
from voltwire.fetching.failures import FAILURES, Refused, one_line, reason_of, reason_of_status, refusing
from voltwire.records import Reason

EXPECTED = {
    "CloseError": "connection", "ConnectError": "connection", "ConnectTimeout": "timeout",
    "CookieConflict": "connection", "DecodingError": "bad_encoding", "HTTPError": "connection",
    "HTTPStatusError": "http_error", "InvalidURL": "bad_address", "LocalProtocolError": "bad_address",
    "NetworkError": "connection", "PoolTimeout": "timeout", "ProtocolError": "connection", "ProxyError": "connection",
    "ReadError": "connection", "ReadTimeout": "timeout", "RemoteProtocolError": "connection",
    "RequestError": "connection", "RequestNotRead": "connection", "ResponseNotRead": "connection",
    "StreamClosed": "connection", "StreamConsumed": "connection", "StreamError": "connection",
    "TimeoutException": "timeout", "TooManyRedirects": "redirects", "TransportError": "connection",
    "UnsupportedProtocol": "bad_address", "WriteError": "connection", "WriteTimeout": "timeout",
}  # fmt: skip
ALL = {
    name: kind for name, kind in vars(httpx).items() if inspect.isclass(kind) and issubclass(kind, Exception)
}  # what the client can raise, whatever its version


def made(kind: type[Exception]) -> Exception:
    error = kind.__new__(kind)
    error.args = ("what went\nwrong\x00",)
    return error


def test_the_list_is_complete() -> None:
    assert {name: reason_of(made(kind)) for name, kind in ALL.items()} == EXPECTED
    assert set(EXPECTED.values()) <= set(typing.get_args(Reason))


@pytest.mark.parametrize("name", sorted(ALL))
def test_each_becomes_a_refusal(name: str) -> None:
    with pytest.raises(Refused) as caught, refusing():
        raise made(ALL[name])
    assert caught.value.reason == EXPECTED[name]
    assert caught.value.detail == "what went wrong"


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (socket.gaierror(-2, "Name or service not known"), "dns"),
        (ssl.SSLError("handshake"), "tls"),
        (TimeoutError(), "timeout"),
        (ConnectionResetError(), "connection"),
        (OSError("no route"), "connection"),
        (UnicodeError("label too long"), "bad_address"),
        (idna.IDNAError("empty label"), "bad_address"),
    ],
)
def test_other_errors_of_the_web(error: Exception, expected: str) -> None:
    assert reason_of(error) == expected
    assert isinstance(error, FAILURES)


def test_a_refused_certificate_hides_in_a_failed_connection() -> None:
    error = httpx.ConnectError("failed")
    error.__cause__ = OSError("wrapped")
    error.__cause__.__cause__ = ssl.SSLCertVerificationError("expired")
    assert reason_of(error) == "tls"


def test_bugs_stay_bugs() -> None:
    with pytest.raises(ZeroDivisionError), refusing():
        raise ZeroDivisionError
    with pytest.raises(KeyError):
        reason_of(ZeroDivisionError())


@given(st.integers(100, 999))
def test_every_status_has_a_reason(status: int) -> None:
    assert reason_of_status(status) in typing.get_args(Reason)


@given(st.text())
def test_details_are_one_short_printable_line(text: str) -> None:
    line = one_line(text)
    assert len(line) <= 200
    assert line.isprintable()
