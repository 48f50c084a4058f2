"""The app: paints the home screen from the standard library alone, then opens the bank behind
it.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, work
from textual.actions import ActionParseResult
from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.worker import WorkerFailed

from quizbank.app.places import default_database, default_language, keys_file
from quizbank.domain.errors import QuizbankError
from quizbank.tui.ending import end_on_signals
from quizbank.tui.keymap.named import NamedKeys
from quizbank.tui.keymap.own import OwnKeys
from quizbank.tui.literal import Literal
from quizbank.tui.screens.home import HomeScreen
from quizbank.tui.tones import code_styles, legible
from quizbank.words.interface import text

if TYPE_CHECKING:
    from textual.command import Provider

    from quizbank.app.bank import Bank
    from quizbank.app.custom import Choice
    from quizbank.app.drafting import Writing
    from quizbank.app.worker import GradingWorker


_LEAST = (60, 16)
# objects made before a young collection, young ones before a middle one, middle ones before a full
# one; Textual makes thousands a screen
_COLLECT_AFTER = (10_000, 10, 10)
_MOST_TOLD = 4


def _provider() -> type[Provider]:
    """The palette's provider, imported when the palette opens."""
    from quizbank.tui.palette import ActionsProvider

    return ActionsProvider


class QuizbankApp(NamedKeys, App[None]):
    """The terminal app. `failure` is the error that kept the bank from opening, for the shell to
    print.
    """

    TITLE = "quizbank"
    ENABLE_COMMAND_PALETTE = True
    CSS = (
        """
    Screen { background: $background; }
    #head { dock: top; height: 1; padding: 0 1; background: $panel; }
    OptionList { min-width: 12; }
    TextArea .text-area--gutter { color: $text-muted; }
    CommandPalette SearchIcon { display: none; }
    CommandPalette CommandInput { padding-left: 2; }
    ToastRack { margin-bottom: 2; }
    #keys { dock: bottom; height: auto; max-height: 2; padding: 0 1; color: $text-muted; }
    """
        + HomeScreen.STYLE
    )
    BINDINGS = [
        Binding("f9", "language", priority=True),
        Binding("f1,question_mark,fullwidth_question_mark", "keys"),
        Binding("ctrl+q", "quit", priority=True),
        Binding("ctrl+p,f10", "command_palette", priority=True, id="app.palette"),
    ]
    COMMANDS = {_provider}

    def __init__(
        self,
        location: str | None = None,
        lang: str | None = None,
        *,
        start_review: bool = False,
        choice: Choice | None = None,
        write: Writing | None = None,
    ) -> None:
        super().__init__()
        # an input method's candidates would follow whatever moves
        self.animation_level = "none"
        self.location = Path(location) if location and "://" not in location else location
        self.lang = lang or default_language()
        self._lang_given = lang
        self.start_review = start_review
        self.choice = choice
        self.write = write
        self.failure: QuizbankError | None = None
        self._collected_after: tuple[int, int, int] | None = None
        self.bank: Bank | None = None
        self._literal = Literal()
        self.own_keys = OwnKeys()
        self.keys_path: Path | None = None
        self.worker: GradingWorker | None = None
        self.code_worker: GradingWorker | None = None

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own, and one that keeps what is painted literal, whichever widget painted
        it.
        """
        return [*super().get_line_filters(), self._literal]

    @property
    def database_path(self) -> Path | None:
        """The database file, where it is one."""
        if self.location is None:
            return default_database()
        return (
            self.location
            if isinstance(self.location, Path)
            else Path(self.location.removeprefix("sqlite:///"))
        )

    def get_default_screen(self) -> HomeScreen:
        """The home screen is the lowest: an empty one below it would be laid out and painted
        first.
        """
        return HomeScreen()

    def on_mount(self) -> None:
        """The home screen is there at once; open the bank in a thread."""
        self.watch_theme()
        end_on_signals(self)
        self.call_after_refresh(self.open_bank)

    @work(thread=True)
    def open_bank(self) -> None:
        """Import what is heavy, open or create the database, start the grading workers."""
        from quizbank.app.bank import Bank
        from quizbank.app.worker import GradingWorker

        try:
            bank = Bank.open(self.location, self._lang_given)
        except QuizbankError as error:
            self.failure = error
            self.call_from_thread(self.exit)
            return
        self.worker, self.code_worker = GradingWorker(), GradingWorker()
        self._read_keys()
        self.call_from_thread(self._opened, bank)

    def _read_keys(self) -> None:
        """Read the learner's own keys, where there is a file of them: only then are all screens
        imported to check it.
        """
        self.keys_path, self.own_keys = keys_file(self.database_path), OwnKeys()
        if self.keys_path.is_file():
            from quizbank.tui.keymap.file import read_keys
            from quizbank.tui.keymap.table import table

            self.own_keys = read_keys(self.keys_path, table())

    def read_keys_again(self) -> None:
        """Take the learner's keys from their file as it is now."""
        self._read_keys()
        self._use_keys()

    def _use_keys(self) -> None:
        self.rekey(self.own_keys.keys)
        for screen in self.screen_stack:
            if isinstance(screen, NamedKeys):
                screen.rekey(self.own_keys.keys)
        if self.own_keys.complaints:
            from quizbank.words.catalogue import sentence

            said = [sentence(complaint, self.lang) for complaint in self.own_keys.complaints]
            more = "" if len(said) <= _MOST_TOLD else f"\n... ({len(said)})"
            self.notify(
                "\n".join(said[:_MOST_TOLD]) + more, severity="warning", timeout=20, markup=False
            )

    def settle(self) -> None:
        """Once: keep the collector off what is loaded by now and stays. A full collection of it
        held a key up for 50 to 190 ms.
        """
        if self._collected_after is None:
            self._collected_after = gc.get_threshold()
            gc.collect()
            gc.freeze()
            gc.set_threshold(*_COLLECT_AFTER)

    def get_css_variables(self) -> dict[str, str]:
        """The theme's, with the colours of text made legible: some themes' are not on their own
        background.
        """
        self.theme_variables = {**(given := super().get_css_variables()), **legible(given)}
        return self.theme_variables

    def watch_theme(self) -> None:
        """Code keeps to the theme's colours, those of text."""
        self.console.push_theme(code_styles(self))

    def use_theme(self, name: str) -> None:
        """Look as the learner chose; a name that this version does not know changes nothing."""
        if name in self.available_themes:
            self.theme = name

    def _opened(self, bank: Bank) -> None:
        self.bank = bank
        self.lang = bank.lang
        self._use_keys()
        self.use_theme(bank.settings.theme)
        home = self.screen_stack[0]
        if isinstance(home, HomeScreen):
            home.bank_ready()
        self._warm(["symbolic", "numeric"])
        if self.write is not None:
            from quizbank.tui.screens.author_start import begin_writing

            begin_writing(self, self.write)
        elif self.choice and isinstance(home, HomeScreen):
            home.study(self.choice)
        elif self.start_review and isinstance(home, HomeScreen):
            home.action_start()

    @work(thread=True)
    def _warm(self, kinds: list[str]) -> None:
        from quizbank.app.worker import WorkerError

        try:
            assert self.worker is not None
            self.worker.warm(*kinds, timeout=60.0)
        except WorkerError:
            # the first answer starts it again and says what is wrong
            return

    @work(thread=True, group="warm-code")
    def warm_code(self) -> None:
        """Start TensorFlow behind the session, seconds before the first code question needs it."""
        from quizbank.app.worker import WorkerError

        try:
            assert self.code_worker is not None
            self.code_worker.warm("code")
        except WorkerError:
            return

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run what a key stands for. What the database refuses is said in a sentence, and the same
        key may be pressed again.
        """
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except QuizbankError as error:
            self.notify(error.message(self.lang), severity="error", timeout=15, markup=False)
            return True

    def _handle_exception(self, error: Exception) -> None:
        """Where the database refuses what no key asked for, end with its sentence and not with a
        traceback.
        """
        cause = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(cause, QuizbankError):
            self.failure = cause
            self.exit()
        else:
            super()._handle_exception(error)

    def on_resize(self, event: events.Resize) -> None:
        """Say when the window is too small to work in; nothing that was typed is lost."""
        if event.size.width < _LEAST[0] or event.size.height < _LEAST[1]:
            self.clear_notifications()
            self.notify(text("too_small", self.lang))

    def action_command_palette(self) -> None:
        """Every action by its name."""
        from textual.command import CommandPalette

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=text("palette_hint", self.lang)))

    def action_keys(self) -> None:
        """Show every key."""
        from quizbank.tui.screens.keys import KeysScreen

        if not isinstance(self.screen, KeysScreen):
            self.push_screen(KeysScreen())

    def action_language(self) -> None:
        """Switch between Chinese and English, everywhere and at once; what is typed stays."""
        self.lang = "en" if self.lang == "zh" else "zh"
        if self.bank is not None:
            self.bank.lang = self.lang
            self.bank.change_settings(lang=self.lang)
        for screen in self.screen_stack:
            relabel = getattr(screen, "relabel", None)
            if relabel is not None:
                relabel()

    def on_unmount(self) -> None:
        """Let the workers and the database go, and the collector be as it was."""
        for worker in (self.worker, self.code_worker):
            if worker is not None:
                worker.close()
        if self.bank is not None:
            self.bank.close()
        if self._collected_after is not None:
            gc.unfreeze()
            gc.set_threshold(*self._collected_after)
