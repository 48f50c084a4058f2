"""Settings: one line each, stored as it is changed; what cannot be is said beside it."""

from __future__ import annotations

from typing import Any

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Select, Static

from quizbank.app.aims import change_aims
from quizbank.domain.errors import QuizbankError
from quizbank.tui.keymap.show import hints
from quizbank.tui.screens.base import BaseScreen
from quizbank.tui.themes import THEMES

# names of `Settings` in the order of the screen; the first are chosen from a list, by value and
# word
_CHOICES: dict[str, dict[Any, str]] = {
    "lang": {"zh": "中文", "en": "English"},
    "theme": {name: f"theme_{word}" for word, name in THEMES.items()},
    "ascii_only": {False: "no_word", True: "yes_word"},
    "pictures": {name: f"pictures_{name}" for name in ("auto", "kitty", "sixel", "blocks", "off")},
    "device": {name: f"device_{name}" for name in ("auto", "cpu", "gpu")},
    "code_without_sandbox": {False: "no_word", True: "yes_word"},
}
# least and most
_NUMBERS = {
    "minutes": (0, 720),
    "new_per_day": (0, 1000),
    "reviews_per_day": (0, 10_000),
    "retention": (70, 97),
    "rollover_hour": (0, 23),
}
_ORDER = (
    "lang",
    "theme",
    "ascii_only",
    "pictures",
    "minutes",
    "new_per_day",
    "reviews_per_day",
    "retention",
    "rollover_hour",
    "zone",
    "device",
    "code_without_sandbox",
)


class SettingsScreen(BaseScreen):
    """Name, field and a word on what it means, a line each."""

    CSS = """
    SettingsScreen #body { padding: 1 2; }
    SettingsScreen .row { height: 1; margin-bottom: 1; }
    SettingsScreen.-low .row { margin-bottom: 0; }
    SettingsScreen.-low #how { margin-bottom: 1; }
    SettingsScreen .name { width: 24; }
    SettingsScreen Select { width: 20; }
    SettingsScreen SelectCurrent { padding: 0 1; background: $panel; }
    SettingsScreen Input { width: 20; height: 1; border: none; padding: 0 1; background: $panel; }
    SettingsScreen Input:focus, SettingsScreen Select:focus SelectCurrent {
        background: $primary 40%; text-style: bold;
    }
    SettingsScreen .why {
        width: 1fr; padding-left: 2; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis;
    }
    SettingsScreen #places { height: auto; color: $text-muted; margin-top: 1; }
    """
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-high")]
    BINDINGS = [Binding("escape", "app.pop_screen"), Binding("f5", "store", priority=True)]

    def compose(self) -> ComposeResult:
        """A row for each setting."""
        yield Static(id="head")
        with VerticalScroll(id="body", can_focus=False):
            yield Static(id="how", classes="row")
            for name in _ORDER:
                with Horizontal(classes="row"):
                    yield Static(id=f"name-{name}", classes="name")
                    yield self._field(name)
                    yield Static(id=f"why-{name}", classes="why")
            yield Static(id="places")
        yield Static(id="keys")

    def _field(self, name: str) -> Widget:
        if name in _CHOICES:
            return Select[Any](
                self._options(name),
                id=name,
                compact=True,
                allow_blank=False,
                value=self._value(name),
            )
        return Input(self._shown(name), id=name, max_length=60)

    def _options(self, name: str) -> list[tuple[str, Any]]:
        found = [
            (word if name == "lang" else self.say(word), value)
            for value, word in _CHOICES[name].items()
        ]
        # a theme that a settings file or another version brought is not lost by looking at it
        known = self._value(name)
        return found if known in _CHOICES[name] else [*found, (str(known), known)]

    def _value(self, name: str) -> Any:
        return self.lang if name == "lang" else getattr(self.bank.settings, name)

    def _shown(self, name: str) -> str:
        value = self._value(name)
        return f"{value * 100:.0f}" if name == "retention" else str(value)

    def on_mount(self) -> None:
        """Label everything; the first field has the focus."""
        self.relabel()
        self.query_one("#lang", Select).focus()

    def relabel(self) -> None:
        """Everything in the present language; what is typed stays."""
        self.set_text("#head", self.say("settings"))
        self.set_text("#how", Text(self.say("settings_how"), style="dim"))
        for name in _ORDER:
            self.set_text(f"#name-{name}", self.say(f"set_{name}"))
            self.set_text(f"#why-{name}", self.say(f"why_{name}"))
        with self.prevent(Select.Changed):
            for name in _CHOICES:
                select = self.query_one(f"#{name}", Select)
                options = self._options(name)
                # by way of another one, or the word shown would stay in the other language
                select.set_options(options)
                select.value = next(value for _, value in options if value != self._value(name))
                select.value = self._value(name)
        key = next(iter(hints(self, ["app.keys"], self.lang, True)), ("F1",))[0]
        self.set_text(
            "#places",
            self.say("set_place", self.quiz.database_path)
            + "\n"
            + self.say("set_keys", self.quiz.keys_path, key),
        )
        self.show_keys(
            ("tab", self.say("next_field")),
            ("enter", self.say("choose_word")),
            "store",
            "back",
            "app.keys",
            "app.language",
            "app.palette",
        )

    def on_select_changed(self, event: Select.Changed) -> None:
        """Store a choice."""
        name = str(event.select.id)
        if event.value == self._value(name):
            return
        with self.telling():
            if name == "lang":
                self.quiz.action_language()
                return
            self.bank.change_settings(**{name: event.value})
        if name == "ascii_only":
            self._draw_keys()
        if name == "theme":
            self.quiz.use_theme(str(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Store a field, and go on to the next."""
        if self._store(event.input):
            self.focus_next()

    def on_input_blurred(self, event: Input.Blurred) -> None:
        """Store a field that was left."""
        self._store(event.input)

    def action_store(self) -> None:
        """Store the field that has the focus."""
        if isinstance(self.focused, Input):
            self._store(self.focused)

    def _store(self, field: Input) -> bool:
        name, typed = str(field.id), field.value.strip()
        if typed == self._shown(name):
            return True
        value = self._read(name, typed)
        if value is None:
            least, most = _NUMBERS[name]
            label = self.say(f"set_{name}")
            return self._refuse(field, self.say("set_bad", label, least, most, self._shown(name)))
        try:
            change_aims(self.bank, {name: value})
        except QuizbankError as error:
            return self._refuse(field, error.message(self.lang))
        field.value = self._shown(name)
        self.notify(self.say("set_done", self.say(f"set_{name}"), self._shown(name)), markup=False)
        return True

    def _refuse(self, field: Input, why: str) -> bool:
        field.value = self._shown(str(field.id))
        self.notify(why, severity="error", markup=False)
        return False

    def _read(self, name: str, typed: str) -> str | float | None:
        """The value that was typed; None for what is no number within the setting's bounds."""
        if name == "zone":
            return typed
        least, most = _NUMBERS[name]
        plain = typed.removesuffix("%").strip()
        if not plain.isdecimal() or not least <= int(plain) <= most:
            return None
        return int(plain) / 100 if name == "retention" else int(plain)
