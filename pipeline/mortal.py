"""Ending with the process that one was started by, by the kernel's hand."""

from __future__ import annotations

import ctypes
import signal
import sys


def end_with_parent() -> None:
    """Be killed as soon as the thread that started this process ends (Linux; elsewhere nothing happens)."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1  # linux/prctl.h
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)
