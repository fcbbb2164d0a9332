"""The command line with a resolver that answers some names by a list: `answering.py JSON ARGUMENTS…`.

The JSON is [{"name.example": ["first answer", "next answer", …]}, ["address taken for public", …]].
"""

from __future__ import annotations

import json
import sys

from voltwire.cli import main
from voltwire.fetching import addresses


def answer(names: dict[str, list[str]], public: list[str]) -> None:
    """Lets the resolver give each name's answers in order, the last one for ever."""
    is_public, look_up = addresses.is_public, addresses.Resolver._look_up
    left = {host: iter(answers) for host, answers in names.items()}

    def from_list(self: addresses.Resolver, host: str) -> list[str]:
        return [next(left[host], names[host][-1])] if host in left else look_up(self, host)

    addresses.Resolver._look_up = from_list  # type: ignore[method-assign]
    addresses.is_public = lambda address: address in public or is_public(address)


if __name__ == "__main__":
    answer(*json.loads(sys.argv[1]))
    main(sys.argv[2:])
