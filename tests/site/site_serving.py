"""The site served by the real command in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Site:
    """A running site: its address without a slash, its database, and what it wrote on standard error."""

    base: str
    database: Path
    errors: Path


@contextmanager
def serving(database: Path, *options: str) -> Iterator[Site]:
    """`voltwire serve` on a free port."""
    with tempfile.TemporaryDirectory() as folder:
        errors = Path(folder) / "errors.txt"
        environment = {key: value for key, value in os.environ.items() if not key.startswith("VOLTWIRE_")}
        command = [sys.executable, "-m", "voltwire", "--db", str(database), "serve", "--port", "0", *options]
        with errors.open("wb") as written:
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=written, text=True, env=environment)
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert "http://" in line, errors.read_text("utf-8")
            address = line.split("http://", 1)[1].split("/", 1)[0]
            yield Site(f"http://{address.replace('0.0.0.0', '127.0.0.1')}", database, errors)
        finally:
            process.terminate()
            process.wait(10)
            assert process.stdout is not None
            process.stdout.close()
