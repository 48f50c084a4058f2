"""The kinds of question there are. A new one is a folder and a line here."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from importlib.resources import files
from typing import Any

from graders.kind import Kind

# in the order in which they are listed; each is the folder ``graders/NAME``
KINDS: tuple[str, ...] = (
    "concept",
    "choice",
    "symbolic",
    "numeric",
    "code",
    "card",
    "order",
)


@lru_cache(maxsize=len(KINDS))
def kind_of(name: str) -> Kind[Any, Any, Any]:
    """The kind of that name; raises `KeyError` for a name that is not registered."""
    if name not in KINDS:
        raise KeyError(name)
    kind = import_module(f"graders.{name}.kind").KIND
    assert isinstance(kind, Kind)
    return kind


def template(name: str) -> str:
    """A filled question of the kind to start from, with ``{id}`` and ``{topic}`` to be replaced."""
    return files(f"graders.{name}").joinpath("template.md").read_text("utf-8")
