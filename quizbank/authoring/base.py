"""Which version of a bundled question a learner's own version was made from: `based_on` in its
front matter.
"""

from __future__ import annotations

import re

_ID_LINE = re.compile(r"^\s*id\s*=.*$", re.MULTILINE)
_BASED_ON = re.compile(r"^\s*based_on\s*=\s*[\"']([0-9a-f]*)[\"'].*\n?", re.MULTILINE)


def based_on(text: str) -> str | None:
    """The version named in a question file's text; None where the text is no own version of another
    question.
    """
    found = _BASED_ON.search(_front(text))
    return found[1] if found else None


def with_base(text: str, version: str) -> str:
    """The text of a question file with that version named below its id, in the place of any
    other.
    """
    front = _front(text)
    plain = _BASED_ON.sub("", front)
    return text.replace(
        front, _ID_LINE.sub(lambda found: f'{found[0]}\nbased_on = "{version}"', plain, count=1), 1
    )


def _front(text: str) -> str:
    """The front matter, its closing line left out."""
    return text.split("\n+++", 1)[0] + "\n"
