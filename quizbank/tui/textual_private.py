"""Textual's private names that we use, each with its reason. Nobody else may use one."""

from __future__ import annotations

from typing import Any

from textual._styles_cache import StylesCache
from textual.screen import Screen


def let_go_of_removed_widgets(screen: Screen[Any]) -> None:
    """Free the widgets that were removed from a screen.

    Textual 8 keeps 1,024 results of a method of what paints a widget (``_styles_cache.py``), with
    all its lines, and 1,024 of a screen's queries, with what they found: 25 MB over 500 questions.
    There is no public way to empty either.
    """
    caches = (
        (StylesCache.get_inner_outer, "cache_clear"),
        (getattr(screen, "_query_one_cache", None), "clear"),
    )
    for cache, forget in caches:
        getattr(cache, forget, lambda: None)()
