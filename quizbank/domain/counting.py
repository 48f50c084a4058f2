"""Numbers with their nouns in English: 1 answer, 2 answers."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """The number and the noun that goes with it; `many` is `one` with an s where it is not
    given.
    """
    return f"{number} {one if abs(number) == 1 else many or one + 's'}"


class Count(int):
    """A whole number that a template can ask for its plural: "{0} day{0:s}"."""

    def __format__(self, spec: str) -> str:
        if spec == "s":
            return "" if self == 1 else "s"
        return int(self).__format__(spec)
