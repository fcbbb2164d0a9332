"""Lets tests of this folder say `from faultserver import …`, and gives them settings that do not wait."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
