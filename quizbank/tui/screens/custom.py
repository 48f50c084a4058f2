"""Custom study: what, which kind, which topic; and the key that opens a topic before its
prerequisites are known.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import OptionList, RadioButton, RadioSet, Static
from textual.widgets.option_list import Option

from quizbank.app.custom import Choice, custom_queue
from quizbank.app.kinds import KINDS
from quizbank.app.listing import topics_of
from quizbank.tui.screens.base import BaseScreen
from quizbank.tui.widgets.mark_button import MarkButton
from quizbank.tui.widgets.mark_set import MarkSet
from quizbank.words.catalogue import kind_name

_WHAT = ("due", "missed", "cram", "set_aside")


class CustomScreen(BaseScreen):
    """Three fields; F5 begins the session."""

    CSS = """
    CustomScreen #fields { height: 1fr; padding: 1 1 0 1; }
    CustomScreen .column { width: 36; height: auto; padding: 0 1; }
    CustomScreen .wide { width: 1fr; height: 1fr; padding: 0 1; }
    CustomScreen RadioSet { width: 100%; }
    CustomScreen OptionList { height: 1fr; }
    """
    BINDINGS = [
        Binding("f5", "begin", priority=True),
        Binding("f6", "open_topic", priority=True),
        Binding("escape", "app.pop_screen"),
        Binding("l", "app.language"),
    ]

    def compose(self) -> ComposeResult:
        """What and kind beside the topics."""
        yield Static(id="head")
        with Horizontal(id="fields"):
            with Vertical(classes="column"):
                yield Static(id="what-label")
                yield MarkSet(
                    *(
                        MarkButton(self.say(f"custom_{name}"), value=name == "due")
                        for name in _WHAT
                    ),
                    id="what",
                )
                yield Static(id="kind-label")
                yield MarkSet(
                    *(
                        MarkButton(label, value=number == 0)
                        for number, label in enumerate(self._kinds())
                    ),
                    id="kind",
                )
            with Vertical(classes="wide"):
                yield Static(id="topic-label")
                yield OptionList(id="topics", markup=False)
        yield Static(id="keys")

    def _kinds(self) -> list[str]:
        return [self.say("any_kind"), *(kind_name(kind, self.lang) for kind in KINDS)]

    def on_mount(self) -> None:
        """Label everything; what to study has the focus."""
        self.topics = topics_of(self.bank)
        self.relabel()
        self.query_one("#what", RadioSet).focus()

    def relabel(self) -> None:
        """Everything in the present language; what is chosen stays."""
        from quizbank.app.today import topic_mastery, topics_needed

        for selector, key in (
            ("#head", "custom"),
            ("#what-label", "custom_what"),
            ("#kind-label", "custom_kind"),
            ("#topic-label", "custom_topic"),
        ):
            self.set_text(selector, self.say(key))
        self.show_keys(
            ("tab", self.say("next_field")),
            "begin",
            "open-topic",
            "back",
            "app.language",
            "app.palette",
        )
        for group, names in (
            ("what", [self.say(f"custom_{name}") for name in _WHAT]),
            ("kind", self._kinds()),
        ):
            buttons = self.query(f"#{group} RadioButton").results(RadioButton)
            for name, button in zip(names, buttons, strict=True):
                button.label = name
        known = topic_mastery(self.bank)
        needed = topics_needed(self.bank, self.topics)
        titles = {topic.id: topic.title(self.lang) for topic in self.topics}
        topics = self.query_one("#topics", OptionList)
        place = topics.highlighted or 0
        topics.clear_options()
        topics.add_option(Option(self.say("any_topic")))
        for topic in self.topics:
            label = f"{known.get(topic.id, 0.0):>4.0%}  {topic.title(self.lang)}"
            if topic.id in self.bank.settings.open_topics:
                label += f"  ({self.say('topic_opened')})"
            elif needs := needed[topic.id]:
                named = self.say("list_comma").join(titles.get(id, id) for id in needs)
                label += f"  ({self.say('topic_needs', named)})"
            topics.add_option(Option(label))
        topics.highlighted = place

    def _topic(self) -> str | None:
        place = self.query_one("#topics", OptionList).highlighted or 0
        return self.topics[place - 1].id if place else None

    def choice(self) -> Choice:
        """What is chosen."""
        what, kind = (
            max(0, self.query_one(f"#{name}", RadioSet).pressed_index) for name in ("what", "kind")
        )
        name = _WHAT[what]
        return Choice(
            self._topic(),
            (None, *KINDS)[kind],
            missed=name == "missed",
            cram=name == "cram",
            set_aside=name == "set_aside",
        )

    def action_begin(self) -> None:
        """Begin, or say that no question fits."""
        from quizbank.tui.screens.home import begin

        queue = custom_queue(self.bank, self.choice())
        if not queue:
            self.notify(self.say("custom_none"), markup=False)
            return
        self.app.pop_screen()
        begin(self.quiz, queue, "custom")

    def action_open_topic(self) -> None:
        """Let the highlighted topic come up in daily sessions whatever its prerequisites; again:
        take that back.
        """
        from quizbank.app.aims import open_by_hand

        topic = self._topic()
        if topic is None:
            return
        is_open = topic in self.bank.settings.open_topics
        open_by_hand(self.bank, () if is_open else (topic,), (topic,) if is_open else ())
        title = next(t.title(self.lang) for t in self.topics if t.id == topic)
        self.notify(self.say("now_usual" if is_open else "now_open", title), markup=False)
        self.relabel()
