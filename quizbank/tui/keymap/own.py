"""The learner's own keys, once read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """Keys by `screen.action`, and a sentence in each language, (zh, en), for each entry that was
    left out.
    """

    keys: Mapping[str, str] = field(default_factory=dict)
    complaints: tuple[tuple[str, str], ...] = ()
