"""The learner's own keys, once read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graders.said import Said


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """Keys by `screen.action`, and why, for each entry that was left out."""

    keys: Mapping[str, str] = field(default_factory=dict)
    complaints: tuple[Said, ...] = ()
