"""The one error of what somebody wrote and nobody can use: a text, a value, a picture, a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graders.said import Said


class Unusable(ValueError):
    """A text, a value or a file that is not used: `said` is why, and what to do about it.

    `line` is the 1-based line within the text that was read, `path` the value's place in its table,
    such as ``("step", 1, "formula")``; each where it is known.
    """

    def __init__(self, why: Said, line: int = 1, path: tuple[str | int, ...] = ()) -> None:
        super().__init__(why.code)
        self.said, self.line, self.path = why, line, path

    def __str__(self) -> str:
        from quizbank.words.catalogue import sentence

        return sentence(self.said, "en")
