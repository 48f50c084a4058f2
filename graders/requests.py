"""What goes over the worker's pipe: a request a line in, a reply a line out, both as JSON.

A question's data travels as JSON too, and becomes the kind's own dataclass on the worker's side.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from graders.codec import to_json


@dataclass(frozen=True, slots=True)
class Question:
    """Which question: its kind, and its data as JSON."""

    kind: str
    spec: msgspec.Raw


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """Grade an answer; see `graders.kind.Attempt`."""

    op: Literal["grade"] = "grade"
    question: Question
    answer: str
    seed: int | None = None
    ticks: tuple[str, ...] | None = None
    probes: Mapping[str, str] = field(default_factory=dict)
    device: str = "auto"
    allow_unsandboxed: bool = False
    # run on the shown samples only, and mark nothing
    trial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """Show one instance; see `graders.api.present`."""

    op: Literal["present"] = "present"
    question: Question
    prompt: str
    seed: int | None
    lang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Solve:
    """Tell the worked answer; see `graders.api.solution`."""

    op: Literal["solution"] = "solution"
    question: Question
    seed: int | None
    lang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Say how a formula is read while it is typed."""

    op: Literal["preview"] = "preview"
    question: Question
    text: str
    ascii_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Warm:
    """Import what the kinds need, so that the first answer does not wait for it."""

    op: Literal["warm"] = "warm"
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ping:
    """Answer at once."""

    op: Literal["ping"] = "ping"


Request = Grade | Present | Solve | Preview | Warm | Ping
REQUESTS: Mapping[str, type[Request]] = {
    "grade": Grade,
    "present": Present,
    "solution": Solve,
    "preview": Preview,
    "warm": Warm,
    "ping": Ping,
}
# what ends a run that is waited for
CANCEL = b'{"op": "cancel"}\n'


class Reply(msgspec.Struct, frozen=True):
    """One of three: the result, why there is none, or what a longer run says of itself."""

    ok: msgspec.Raw = msgspec.Raw()
    error: str | None = None
    progress: str | None = None

    def line(self) -> bytes:
        """The reply as a line of JSON."""
        if self.progress is not None:
            return to_json({"progress": self.progress}) + b"\n"
        if self.error is not None:
            return to_json({"error": self.error}) + b"\n"
        return b'{"ok":' + bytes(self.ok) + b"}\n"
