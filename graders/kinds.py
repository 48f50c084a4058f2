"""The kinds of question there are. A new one is a folder and a line here.

Read at start, for their names alone: a kind is imported when it is asked for.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
    from graders.kind import Kind

    kind = import_module(f"graders.{name}.kind").KIND
    assert isinstance(kind, Kind)
    return kind


def template(name: str) -> str:
    """A filled question of the kind to start from, with ``{id}`` and ``{topic}`` to be replaced."""
    from importlib.resources import files

    return files(f"graders.{name}").joinpath("template.md").read_text("utf-8")
