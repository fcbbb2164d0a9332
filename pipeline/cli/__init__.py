"""The command line: thin commands that parse, call and print. Heavy libraries are imported inside the commands that
need them, so that `voltwire --help` and `voltwire status` stay cheap."""

from .main import main

__all__ = ["main"]
