"""What is said, apart from how: a code with values. Only the edge makes sentences of it.

The sentences of every code stand in one catalogue, `quizbank.words`, both languages side by side.
A question's own sentences come with the question: their code is `AUTHORED`, and they carry both
languages as values.
"""

from __future__ import annotations

from dataclasses import dataclass

AUTHORED = "authored"


@dataclass(frozen=True, slots=True)
class Said:
    """A message: the catalogue's code and the values that its sentence names, in a fixed order."""

    code: str
    values: tuple[tuple[str, Value], ...] = ()

    def __getitem__(self, name: str) -> Value:
        """The value of that name; raises `KeyError`."""
        for key, value in self.values:
            if key == name:
                return value
        raise KeyError(name)


# a value may be a message itself, and several are joined as the language joins them
Value = str | int | float | bool | Said | tuple[str | int | float | Said, ...]


def said(code: str, **values: Value) -> Said:
    """The message of `code` about `values`."""
    return Said(code, tuple(values.items()))


def authored(zh: str, en: str) -> Said:
    """A sentence that the question's author wrote; either language may be missing."""
    return Said(AUTHORED, (("zh", zh), ("en", en)))
