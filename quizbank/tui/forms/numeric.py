"""Worked steps: one field a step, with its name, shape and marks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from graders.numeric.spec import NumericShown, ShownStep
from quizbank.app.display import clean
from quizbank.tui.forms.base import AnswerForm, FormContext, FormKind
from quizbank.tui.widgets.data_table import data_tables


class StepsForm(AnswerForm):
    """The data as tables, then a field for each step; tab moves on, enter asks for the verdict."""

    DEFAULT_CSS = """
    StepsForm { height: auto; padding: 0 1; }
    StepsForm Horizontal { height: auto; }
    StepsForm #data { padding: 0 1 1 1; height: auto; }
    StepsForm .step { width: 48%; padding: 0 1; }
    StepsForm Input { width: 1fr; margin-bottom: 1; }
    """

    def __init__(self, steps: Sequence[ShownStep], values: Mapping[str, str]) -> None:
        super().__init__()
        self.steps = steps
        self.values = values

    def compose(self) -> ComposeResult:
        """The arrays of the problem, where there are any, and a row a step."""
        if any(value.startswith("[") for value in self.values.values()):
            yield Static(Text("\n".join(data_tables(self.values, 72))), id="data")
        for k, step in enumerate(self.steps):
            shape = "x".join(map(str, step.shape))
            label = Text(f"{step.id}", style="bold")
            label.append(
                f"  {clean(step.label)}"
                + (f"  [{shape}]" if shape else "")
                + f"  ({step.marks:g})",
                "not bold",
            )
            with Horizontal():
                yield Static(label, classes="step")
                yield Input(
                    id=f"step-{k}",
                    placeholder="[ , ]" if shape else "",
                    compact=True,
                    select_on_focus=False,
                )

    def begin(self) -> None:
        """Focus the first field."""
        self.query_one("#step-0", Input).focus()

    def on_input_changed(self) -> None:
        """Tell that the answer changed."""
        self.post_message(self.Changed())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter asks for the verdict."""
        event.stop()
        self.post_message(self.Submitted())

    def answer(self) -> str:
        """``step = value`` lines of the fields that are filled."""
        values = [
            (step.id, self.query_one(f"#step-{k}", Input).value.strip())
            for k, step in enumerate(self.steps)
        ]
        return "\n".join(f"{name} = {value}" for name, value in values if value)

    def restore(self, draft: str) -> None:
        """Fill the fields from such lines."""
        values = dict(re.findall(r"^(\S+) = (.*)$", draft, flags=re.MULTILINE))
        for k, step in enumerate(self.steps):
            field = self.query_one(f"#step-{k}", Input)
            field.value = values.get(step.id, "")
            field.cursor_position = len(field.value)


def make(shown: NumericShown, context: FormContext) -> StepsForm:
    """The form of one question."""
    return StepsForm(shown.steps, shown.values)


FORM = FormKind(make, keys=(("tab", "step_word"),))
