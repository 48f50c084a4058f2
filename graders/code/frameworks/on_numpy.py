"""NumPy and plain Python: arrays in; no tape and no graph."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from graders.code.frameworks import Entry, NoTape
from graders.code.messages import Ran
from graders.code.pinned import seed_plain
from graders.code.values import Array, to_numpy


class NumPy:
    """See `graders.code.frameworks.Framework`."""

    def make_ready(self) -> None:
        """There is nothing to do."""

    def prepare(self, device: str) -> None:
        """There is nothing to choose."""

    def seed(self, seed: int) -> None:
        """Seed Python and NumPy."""
        seed_plain(seed)

    def argument(self, array: Array) -> Any:
        """A fresh, writable array."""
        return to_numpy(array)

    def gradients(
        self, entry: Entry, arguments: Sequence[Any], positions: Sequence[int], seed: Sequence[int]
    ) -> tuple[Any, Callable[[], list[list[Any]]]]:
        """There are none."""
        output = entry(*arguments)

        def none() -> list[list[Any]]:
            raise NoTape("numpy")

        return output, none

    def compiled(self, entry: Entry, name: str) -> Entry:
        """There are no graphs."""
        raise NoTape("numpy")

    def describe(self, device: str) -> Ran:
        """The processor."""
        return Ran(device="CPU")


FRAMEWORK = NumPy()
