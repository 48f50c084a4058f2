"""What the grading parent and the zygote say to each other: one JSON object a line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from graders.codec import from_json, to_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Fork:
    """Fork a child into the folder `scratch`; its three pipes come along. One that is forked ahead
    of its request hears its limits with it.
    """

    op: Literal["fork"] = "fork"
    scratch: str
    cpu: float
    wall: float
    memory: int
    device: str = "cpu"
    sandboxed: bool = True
    ahead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kill:
    """Kill a child and its whole session."""

    op: Literal["kill"] = "kill"
    pid: int


@dataclass(slots=True, kw_only=True)
class Event:
    """What the zygote tells: hello, failed, forked, refused or exit.

    hello has the framework and its `version`, the sandbox' `layers`, bytes `resident` and of
    private `data`; exit has a child's exit status, peak bytes and processor seconds.
    """

    event: str
    framework: str = ""
    version: str = ""
    layers: list[str] = field(default_factory=list)
    resident: int = 0
    data: int = 0
    threads: int = 1
    pid: int = 0
    code: int = 0
    peak: int = 0
    cpu: float = 0.0
    type: str = ""
    message: str = ""


def line_of(message: Fork | Kill | Event) -> bytes:
    """A message as a line."""
    return to_json(message) + b"\n"


@dataclass(frozen=True, slots=True)
class _Op:
    op: str


def order_of(line: bytes) -> Fork | Kill:
    """The order of a line."""
    if from_json(line, _Op).op == "kill":
        return from_json(line, Kill)
    return from_json(line, Fork)


def event_of(line: bytes) -> Event:
    """The event of a line."""
    return from_json(line, Event)
