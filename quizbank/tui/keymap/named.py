"""Bindings with names: every screen's bindings get one, and the learner's own keys take their
place.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.binding import Binding, BindingsMap

if TYPE_CHECKING:
    from textual import events
    from textual.app import App
    from textual.dom import DOMNode

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SIGNS = re.compile(r"[^a-z0-9]+")


def screen_name(cls: type) -> str:
    """The name of a screen in the file of keys: `MockStartScreen` is mock_start, the app itself is
    app.
    """
    plain = cls.__name__.removesuffix("Screen")
    return "app" if plain == "QuizbankApp" else _HUMP.sub("_", plain).lower()


def action_name(action: str) -> str:
    """The name of an action in the file of keys: `rate(1)` is rate-1, `app.pop_screen` is back."""
    if action == "app.pop_screen":
        return "back"
    return _SIGNS.sub("-", action.removeprefix("app.").replace("_", "-")).strip("-")


class NamedKeys:
    """Mixed into the app and its screens, before Textual's class: names their bindings and gives
    them the learner's keys.
    """

    BINDINGS: ClassVar[Any]

    def __init_subclass__(cls, **options: Any) -> None:
        own = cls.__dict__.get("BINDINGS", ())
        cls.BINDINGS = [_named(binding, screen_name(cls)) for binding in own]
        super().__init_subclass__(**options)

    def _post_register(self, app: App[Any]) -> None:
        # before the first key line is drawn
        own = getattr(app, "own_keys", None)
        if own is not None and own.keys:
            self.rekey(own.keys)

    async def on_click(self, event: events.Click) -> None:
        """A click on a key's name does what the key does."""
        from quizbank.tui.keymap.show import CLICK

        action = event.style.meta.get(CLICK)
        if action:
            event.stop()
            node = cast("DOMNode", self)
            await node.app.run_action(action, default_namespace=node)

    def rekey(self, keys: Mapping[str, str]) -> None:
        """Give each binding that `keys` names (`screen.action` to keys, comma between them) those
        keys, the others their own.
        """
        merged: dict[str, list[Binding]] = {}
        for base in reversed(type(self).__mro__):
            bound = [_rekeyed(binding, keys) for binding in base.__dict__.get("BINDINGS", ())]
            # as Textual merges: what a class binds takes the key from its bases
            merged.update(BindingsMap(bound).key_to_bindings)
        cast("DOMNode", self)._bindings = BindingsMap.from_keys(merged)


def _named(binding: Any, screen: str) -> Any:
    if not isinstance(binding, Binding) or binding.id is not None:
        return binding
    return dataclasses.replace(binding, id=f"{screen}.{action_name(binding.action)}")


def _rekeyed(binding: Any, keys: Mapping[str, str]) -> Any:
    if not isinstance(binding, Binding) or binding.id is None or binding.id not in keys:
        return binding
    return dataclasses.replace(binding, key=keys[binding.id])
