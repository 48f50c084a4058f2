"""The command palette: every action of the screen and of the app, found by its name in either
language.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from rich.text import Text
from textual.command import DiscoveryHit, Hit, Hits, Provider

from quizbank.tui.keymap.named import screen_name
from quizbank.tui.keymap.show import key_name, keys_of
from quizbank.words.screens.keys import KEYS

_HIDDEN = ("app.palette",)


class ActionsProvider(Provider):
    """Offers what keys do on the screen below the palette, with those keys beside it."""

    def _actions(self) -> Iterator[tuple[str, str, str]]:
        """(name in both languages, keys, action) of each action."""
        lang = getattr(self.app, "lang", "en")
        named: set[str] = set()
        for node in (self.screen, self.app):
            prefix = screen_name(type(node))
            for id, (keys, action) in keys_of(node).items():
                plain = action.removeprefix("app.")
                if (
                    id in _HIDDEN
                    or id not in KEYS
                    or not id.startswith(f"{prefix}.")
                    or (action != plain and plain in named)
                ):
                    continue
                named.add(plain)
                zh, en = KEYS[id]
                shown = f"{zh}  {en}" if lang == "zh" else f"{en}  {zh}"
                where = "app." if action.startswith("app.") or node is self.app else ""
                yield shown, "  ".join(key_name(key, lang) for key in keys), where + plain

    def _run(self, action: str) -> None:
        # by then the palette is gone and the screen is the one on top again
        self.app.call_later(partial(self.app.run_action, action, default_namespace=self.screen))

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for shown, keys, action in self._actions():
            yield DiscoveryHit(Text(shown), partial(self._run, action), text=shown, help=keys)

    async def search(self, query: str) -> Hits:
        """What fits the words typed."""
        matcher = self.matcher(query)
        for shown, keys, action in self._actions():
            score = matcher.match(shown)
            if score > 0:
                yield Hit(
                    score,
                    matcher.highlight(shown),
                    partial(self._run, action),
                    text=shown,
                    help=keys,
                )
