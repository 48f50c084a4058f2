"""Every key, read from the screens' own bindings, with the names under which a file may change
them.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from quizbank.tui.keymap.show import key_name
from quizbank.tui.keymap.table import table
from quizbank.tui.screens.base import BaseScreen
from quizbank.tui.tones import tones
from quizbank.words.catalogue import sentence
from quizbank.words.screens.keys import label, screen_label

# cells for the keys, and for the name of an action
_KEYS, _NAMES = 22, 27


class KeysScreen(BaseScreen):
    """The keys of every screen as they are now; what the file of keys got wrong comes first."""

    CSS = "KeysScreen #body { padding: 1 3; } KeysScreen #lines { height: auto; }"
    BINDINGS = [
        Binding("escape,q,enter", "app.pop_screen"),
        Binding("w,f2", "write"),
        Binding("r,f5", "read"),
        Binding("l", "app.language"),
        Binding("down,j", "scroll(1)", id="keys.down"),
        Binding("up,k", "scroll(-1)", id="keys.up"),
        Binding("pagedown,space", "scroll(12)", id="keys.page-down"),
        Binding("pageup", "scroll(-12)", id="keys.page-up"),
    ]

    def compose(self) -> ComposeResult:
        """One list."""
        yield Static(id="head")
        with VerticalScroll(id="body", can_focus=False):
            yield Static(id="lines")
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Write the list."""
        self.relabel()

    def relabel(self) -> None:
        """The list in the present language."""
        self.set_text("#head", self.say("keys_title"))
        shown = Text()
        warning = f"bold {tones(self.app)('partial')}".strip()
        for complaint in self.quiz.own_keys.complaints:
            shown.append(f"! {sentence(complaint, self.lang)}\n", warning)
        shown.append(self.say("keys_how", self.quiz.keys_path or "keys.toml") + "\n", "dim")
        shown.append(keys_text(self.lang, self.quiz.own_keys.keys, self.plain, self.size.width - 8))
        self.set_text("#lines", shown)
        self.show_keys("up", "down", "page-down", "write", "read", "back", "app.language")

    def on_resize(self) -> None:
        """The columns have another width."""
        super().on_resize()
        if self.is_open:
            self.relabel()

    def action_scroll(self, lines: int) -> None:
        """Move by lines."""
        self.query_one("#body").scroll_relative(y=lines, animate=False)

    def action_read(self) -> None:
        """Use the file as it is now."""
        self.quiz.read_keys_again()
        self.relabel()
        if not self.quiz.own_keys.complaints:
            self.notify(self.say("keys_read", len(self.quiz.own_keys.keys)), markup=False)

    def action_write(self) -> None:
        """Write a file with every key, to be changed."""
        from quizbank.tui.keymap.document import keys_toml

        path = self.quiz.keys_path
        if path is None:
            return
        if path.exists():
            self.notify(self.say("keys_there", path), markup=False)
            return
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.write_text(keys_toml(self.lang), encoding="utf-8")
        except OSError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        self.notify(self.say("keys_written", path), markup=False)


def keys_text(
    lang: str, own: Mapping[str, str] | None = None, ascii_only: bool = False, width: int = 100
) -> Text:
    """Every screen's keys, one action a line: keys, what they do, the action's name."""
    shown = Text()
    room = max(14, min(34, width - _KEYS - _NAMES))
    for screen, bounds in table().items():
        shown.append(f"\n{screen_label(screen, lang)}\n", "bold")
        for bound in bounds:
            keys = own[bound.id].split(",") if own and bound.id in own else bound.keys
            names = "  ".join(dict.fromkeys(key_name(key, lang, ascii_only) for key in keys))
            said = label(bound.id, lang)
            shown.append(f"  {_padded(names, _KEYS)}", "cyan")
            shown.append(f"{_padded(said, room)}")
            shown.append(f"{bound.id}\n", "dim")
    return shown


def _padded(text: str, width: int) -> str:
    return text + " " * max(1, width - Text(text).cell_len)
