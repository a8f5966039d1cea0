"""What a process keeps of what it has read."""

from __future__ import annotations

import sys
from functools import _lru_cache_wrapper

OURS = ("portal.", "tad.", "roster.", "partnerships.", "matchmaking.")


def forget() -> None:
    """All that the process keeps, whatever it is called: shelves, bitmaps, vocabularies, what words found."""
    from portal.core.search import TextSearch

    for module in [each for name, each in sys.modules.items() if f"{name}.".startswith(OURS)]:
        for value in list(vars(module).values()):
            if isinstance(value, _lru_cache_wrapper):
                value.cache_clear()
            elif isinstance(value, TextSearch) and hasattr(value, "_kept"):
                value._kept.clear()
            elif callable(getattr(type(value), "forget", None)):
                value.forget()
        if hasattr(module, "_kept") and not callable(module._kept):  # a function may be called so, too
            module._kept = {} if isinstance(module._kept, dict) else None
