"""What an entry runs on, inside the process that runs it: one module a framework.

Each is imported in the zygote of its framework, before any child is forked, and none elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, Protocol

from graders.code.messages import Ran
from graders.code.values import Array

Entry = Callable[..., Any]


class NoTape(TypeError):
    """This framework takes no gradients; the message is its name."""


class Framework(Protocol):
    """One framework; its methods are called in a child, after the fork."""

    def prepare(self, device: str) -> None:
        """Make `device` (``cpu`` or ``gpu``) the only one."""

    def seed(self, seed: int) -> None:
        """Seed every generator there is."""

    def argument(self, array: Array) -> Any:
        """An array as people of this framework are handed one."""

    def gradients(
        self, entry: Entry, arguments: Sequence[Any], positions: Sequence[int], seed: Sequence[int]
    ) -> tuple[Any, Callable[[], list[list[Any]]]]:
        """The entry's output, and what gives the vector-Jacobian products of the cotangent of
        `seed`, for each position a list. Raises `NoTape`.
        """

    def compiled(self, entry: Entry, name: str) -> Entry:
        """The entry as a graph (``graph``) or compiled (``jit``). Raises `NoTape`."""

    def describe(self, device: str) -> Ran:
        """What the verdict says about the device."""


# by framework: the modules that its zygote imports before it forks
WARM: dict[str, tuple[str, ...]] = {
    "tensorflow": ("numpy.random", "tensorflow", "keras", "tensorflow.python.eager.context"),
    "numpy": ("numpy.random", "numpy.linalg", "numpy.fft", "math", "collections", "itertools"),
    "torch": ("numpy.random", "torch", "torch.nn", "torch.nn.functional"),
}
# what a framework imports only when it is first used, at a cost that every child would pay again
LATE: dict[str, tuple[str, ...]] = {
    "torch": ("torch.fx.experimental.symbolic_shapes", "torch.nested._internal.nested_tensor"),
}
# the packages of all frameworks: what is not of a zygote's own, its children cannot read, so that
# no rule about names is got round by another framework
FAMILIES: dict[str, tuple[str, ...]] = {
    "tensorflow": ("tensorflow", "keras"),
    "numpy": (),
    "torch": ("torch", "functorch"),
    "jax": ("jax", "jaxlib", "flax"),
}
# by the package that has to be there
PACKAGES = {"tensorflow": "tensorflow", "numpy": "numpy", "torch": "torch"}


def framework(name: str) -> Framework:
    """The framework of that name; imports it."""
    made: Framework = import_module(f"graders.code.frameworks.on_{name}").FRAMEWORK
    return made
