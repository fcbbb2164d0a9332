"""Bodies are unpacked in bounded steps, however they are cut into chunks."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from voltwire.fetching.failures import Refused
from voltwire.fetching.unpacking import Unpacker

LIMIT = 300_000


def unpack(packed: bytes, step: int, encoding: str = "gzip", limit: int = LIMIT) -> bytes:
    unpacker = Unpacker(encoding, limit)
    for start in range(0, len(packed), step):
        unpacker.feed(packed[start : start + step])
        assert len(unpacker.content()) <= limit
    return unpacker.finish()


repeated = st.tuples(st.binary(max_size=100), st.sampled_from([1, 100, 3000]))


@given(st.lists(repeated, min_size=1, max_size=3), st.integers(50, 70_000), st.sampled_from(["gzip", "X-GZIP "]))
def test_what_was_packed_comes_out(repeats: list[tuple[bytes, int]], step: int, encoding: str) -> None:
    parts = [piece * times for piece, times in repeats]
    content = b"".join(parts)
    members = b"".join(map(gzip.compress, parts))
    assert unpack(members, step, encoding, limit=1_000_000) == content
    assert unpack(content, step, "identity", limit=1_000_000) == content


@given(st.binary(max_size=300), st.integers(1, 50))
def test_nonsense_is_refused_or_bounded(packed: bytes, step: int) -> None:
    try:
        assert len(unpack(packed, step)) <= LIMIT
    except Refused as refused:
        assert refused.reason == "bad_encoding"


@given(st.binary(max_size=1000), st.data())
def test_no_cut_passes_for_the_whole(content: bytes, data: st.DataObject) -> None:
    packed = gzip.compress(content)
    cut = data.draw(st.integers(1, len(packed) - 1))
    with pytest.raises(Refused, match="bad_encoding"):
        unpack(packed[:cut], 7)


def test_an_empty_body_and_padding_are_fine() -> None:
    assert unpack(b"", 1) == b""
    assert unpack(gzip.compress(b"text") + b"\0" * 999, 100) == b"text"


def test_output_that_waits_inside_the_unpacker_is_not_lost() -> None:
    for size in range(65536 - 300, 65536 + 300):
        assert len(unpack(gzip.compress(b"a" * size), 1 << 20)) == size


@pytest.mark.parametrize("encoding", ["br", "zstd", "deflate", "gzip, gzip", "nonsense"])
def test_other_encodings_were_not_asked_for(encoding: str) -> None:
    with pytest.raises(Refused, match="bad_encoding"):
        Unpacker(encoding, LIMIT)


def test_a_bomb_stays_small() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = b"".join(packer.compress(bytes(1_000_000)) for _ in range(100)) + packer.flush()
    tracemalloc.start()
    unpacker = Unpacker("gzip", LIMIT)
    unpacker.feed(packed)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert unpacker.full
    assert peak < 5 * LIMIT
