"""Before writing: which kind of question, under which topic; or go on with a text that was not
saved, or share one's own.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Select, Static
from textual.widgets.option_list import Option

from quizbank.app.display import clean
from quizbank.app.drafting import Writing, drafts, new_text
from quizbank.app.kinds import KINDS
from quizbank.app.listing import topics_of
from quizbank.app.own import source_of
from quizbank.app.places import own_pack
from quizbank.domain.errors import QuizbankError
from quizbank.tui.screens.author import AuthorScreen
from quizbank.tui.screens.base import BaseScreen
from quizbank.words.catalogue import kind_name

if TYPE_CHECKING:
    from quizbank.tui.app import QuizbankApp

_OWN_TOPIC = "my-notes"


class AuthorStartScreen(BaseScreen):
    """Kinds by number, then unsaved texts, the newest first."""

    CSS = """
    AuthorStartScreen #body { padding: 1 3; }
    AuthorStartScreen Static { height: auto; }
    AuthorStartScreen #topic-label { margin-top: 1; color: $text-muted; }
    AuthorStartScreen Select { width: 44; }
    AuthorStartScreen OptionList { height: auto; max-height: 14; margin-top: 1; border: none; }
    """
    BINDINGS = [
        *(
            Binding(str(number), f"kind({number})", id=f"author_start.{kind}")
            for number, kind in enumerate(KINDS, 1)
        ),
        Binding("x,f6", "share"),
        Binding("l", "app.language"),
        Binding("escape,q", "app.pop_screen"),
    ]

    def compose(self) -> ComposeResult:
        """What to do, the kinds, the topic."""
        yield Static(id="head")
        with Vertical(id="body"):
            yield Static(id="pick")
            yield OptionList(id="kinds", markup=False)
            yield Static(id="topic-label")
            yield Select[str](
                [(_OWN_TOPIC, _OWN_TOPIC)], id="topic", compact=True, allow_blank=False
            )
        yield Static(id="keys")

    def on_mount(self) -> None:
        """The kinds have the focus."""
        self._topics = topics_of(self.bank)
        self.relabel()
        self.query_one(OptionList).focus()

    def on_screen_resume(self) -> None:
        """A text may have been kept meanwhile."""
        if hasattr(self, "_topics"):
            self.relabel()

    def relabel(self) -> None:
        """Everything in the present language; what is chosen stays."""
        for selector, key in (
            ("#head", "author_start"),
            ("#pick", "author_pick"),
            ("#topic-label", "author_topic"),
        ):
            self.set_text(selector, self.say(key))
        options = self.query_one(OptionList)
        place = options.highlighted or 0
        options.clear_options()
        for number, kind in enumerate(KINDS, 1):
            line = Text(f"{number}  ", "bold")
            line.append(kind_name(kind, self.lang), "bold")
            line.append(f"   {kind_name(kind, self.lang, as_='about')}", "not bold dim")
            options.add_option(Option(line, id=f"kind:{kind}"))
        for key in reversed(drafts(self.bank)):
            name = (
                f"{self.say('author_new')} ({kind_name(key.removeprefix('new:'), self.lang)})"
                if key.startswith("new:")
                else key
            )
            options.add_option(
                Option(Text(self.say("author_go_on", clean(name))), id=f"draft:{key}")
            )
        options.highlighted = min(place, options.option_count - 1)
        select = self.query_one(Select)
        chosen = select.value if isinstance(select.value, str) else _OWN_TOPIC
        select.set_options(
            [
                (self.say("author_own_topic"), _OWN_TOPIC),
                *((Content(t.title(self.lang)), t.id) for t in self._topics if t.id != _OWN_TOPIC),
            ]
        )
        # by way of another one, or the name shown would stay in the other language
        select.value = next(topic.id for topic in self._topics if topic.id != _OWN_TOPIC)
        select.value = chosen
        self.show_keys(
            ("1-5", self.say("choose_word")),
            ("tab", self.say("next_field")),
            "share",
            "back",
            "language",
            "app.palette",
        )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click on a line."""
        what, _, name = str(event.option_id).partition(":")
        if what == "kind":
            self._begin(next(kind for kind in KINDS if kind == name))
        else:
            write(
                self.quiz,
                None if name.startswith("new:") else name,
                drafts(self.bank).get(name),
                name,
            )

    def action_kind(self, number: int) -> None:
        """A kind by its number."""
        self._begin(KINDS[number - 1])

    def _begin(self, kind: str) -> None:
        topic = self.query_one(Select).value
        text = new_text(
            kind, topic if isinstance(topic, str) else _OWN_TOPIC, self.bank.now().astimezone()
        )
        self.app.push_screen(AuthorScreen(text, None, f"new:{kind}"))

    def action_share(self) -> None:
        """Write the learner's own questions into one file in their home folder."""
        self._share(Path.home() / f"quizbank-{self.bank.now():%Y%m%d}.zip")

    @work(thread=True, exclusive=True)
    def _share(self, file: Path) -> None:
        from quizbank.app.packs import share_pack

        folder = own_pack(self.bank.database.path)
        with self.telling():
            try:
                shared = share_pack((folder,), file, "", self._topics) if folder.is_dir() else None
            except OSError as error:
                why = error.strerror or str(error)
                raise QuizbankError("cli.unwritable", out=file, strerror=why) from error
            said = (
                self.say("author_shared", len(shared.questions), file)
                if shared and shared.questions
                else self.say("author_none")
            )
            self.app.call_from_thread(self.notify, said, markup=False, timeout=15)


def begin_writing(quiz: QuizbankApp, wanted: Writing) -> None:
    """Open the author's screen as the command line asked."""
    assert quiz.bank is not None
    if wanted.kind is None:
        write(quiz, wanted.id)
    else:
        now = quiz.bank.now().astimezone()
        text = new_text(wanted.kind, wanted.topic, now, wanted.id, only=wanted.only)
        quiz.push_screen(AuthorScreen(text, None, f"new:{wanted.kind}"))


def write(
    quiz: QuizbankApp,
    id: str | None,
    text: str | None = None,
    key: str = "",
    saved: Callable[[str], None] | None = None,
) -> None:
    """Open the author's screen on the question `id` (None: a new one), on `text` where there is an
    unsaved one.
    """
    assert quiz.bank is not None
    try:
        source = source_of(quiz.bank.database, id) if id is not None else None
    except QuizbankError as error:
        quiz.notify(error.message(quiz.lang), severity="error", markup=False)
        return
    kept = text if text is not None else drafts(quiz.bank).get(id or "")
    shown = kept if kept is not None else source.text if source else ""
    quiz.push_screen(AuthorScreen(shown, id, key or id or "new", source, saved))
