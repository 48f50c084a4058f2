"""Every screen that has keys, and what each of its keys does."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from textual.binding import Binding

from quizbank.tui.keymap.named import screen_name

# in the order of a learner's day; the app itself first, since its keys act everywhere
_CLASSES = (
    "quizbank.tui.app:QuizbankApp",
    "quizbank.tui.screens.home:HomeScreen",
    "quizbank.tui.screens.review:ReviewScreen",
    "quizbank.tui.screens.summary:SummaryScreen",
    "quizbank.tui.screens.custom:CustomScreen",
    "quizbank.tui.screens.backlog:BacklogScreen",
    "quizbank.tui.screens.browse:BrowseScreen",
    "quizbank.tui.screens.history:HistoryScreen",
    "quizbank.tui.screens.author_start:AuthorStartScreen",
    "quizbank.tui.screens.author:AuthorScreen",
    "quizbank.tui.screens.plan:PlanScreen",
    "quizbank.tui.screens.statistics:StatisticsScreen",
    "quizbank.tui.screens.mock_start:MockStartScreen",
    "quizbank.tui.screens.mock:MockScreen",
    "quizbank.tui.screens.mock_open:MockOpenScreen",
    "quizbank.tui.screens.mock_report:MockReportScreen",
    "quizbank.tui.screens.confirm:ConfirmScreen",
    "quizbank.tui.screens.settings:SettingsScreen",
    "quizbank.tui.screens.keys:KeysScreen",
)


@dataclass(frozen=True, slots=True)
class Bound:
    """One action of a screen: its name (`screen.action`), its usual keys, and whether it acts while
    a field has the focus.
    """

    id: str
    keys: tuple[str, ...]
    action: str
    priority: bool


@cache
def table() -> Mapping[str, tuple[Bound, ...]]:
    """By screen, its actions in the order in which they are declared. Imports every screen."""
    found: dict[str, tuple[Bound, ...]] = {}
    for name in _CLASSES:
        module, _, cls = name.partition(":")
        screen = getattr(importlib.import_module(module), cls)
        found[screen_name(screen)] = bound_of(screen)
    return found


def bound_of(screen: type) -> tuple[Bound, ...]:
    """The actions that a screen declares; several declarations of one action are one."""
    found: dict[str, Bound] = {}
    for base in screen.__mro__:
        if not base.__module__.startswith("quizbank"):
            continue
        for binding in base.__dict__.get("BINDINGS", ()):
            if isinstance(binding, Binding) and binding.id:
                keys = tuple(b.key for b in Binding.make_bindings([binding]))
                known = found.get(binding.id)
                found[binding.id] = Bound(
                    binding.id,
                    (*(known.keys if known else ()), *keys),
                    binding.action,
                    binding.priority,
                )
    return tuple(found.values())
