"""Address → document, from strangers' servers: polite, bounded, suspicious."""

from .fetcher import Fetcher
from .retry import retry_delay_s

__all__ = ["Fetcher", "retry_delay_s"]
