"""Commands that read no document pay for no parser."""

from __future__ import annotations

import subprocess
import sys


def test_the_parsers_are_imported_when_needed():
    code = (
        "import sys, voltwire.sources; print([m for m in ('lxml', 'feedparser', 'fastfeedparser') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
