"""TensorFlow: tensors in, gradients by a tape, graphs and XLA."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from graders.code import device as devices
from graders.code import gradients
from graders.code.frameworks import Entry
from graders.code.messages import Ran
from graders.code.pinned import seed_plain
from graders.code.values import Array


class TensorFlow:
    """See `graders.code.frameworks.Framework`."""

    def __init__(self) -> None:
        self.tf: Any = None

    def make_ready(self) -> None:
        """The eager context, which takes longer than most answers."""
        tf = devices.prepare("cpu")
        tf.constant(0.0)

    def prepare(self, device: str) -> None:
        """Import what the zygote imported, after the choice of device."""
        self.tf = devices.prepare(device)

    def seed(self, seed: int) -> None:
        """Seed Python, NumPy, TensorFlow and Keras."""
        seed_plain(seed)
        self.tf.random.set_seed(seed)

    def argument(self, array: Array) -> Any:
        """`array` as a tensor of its dtype."""
        if array.dtype == "bfloat16":
            return self.tf.cast(self.tf.constant(array.data), self.tf.bfloat16)
        return self.tf.constant(array.data.tolist() if array.dtype == "string" else array.data)

    def gradients(
        self, entry: Entry, arguments: Sequence[Any], positions: Sequence[int], seed: Sequence[int]
    ) -> tuple[Any, Callable[[], list[list[Any]]]]:
        """By a tape that watches the floating tensors of each position."""
        watched = [gradients.leaves(self.tf, arguments[position]) for position in positions]
        with self.tf.GradientTape() as tape:
            for leaf in (leaf for group in watched for leaf in group):
                tape.watch(leaf)
            output = entry(*arguments)
        return output, lambda: gradients.products(
            self.tf, tape, output=output, watched=watched, seed=seed
        )

    def compiled(self, entry: Entry, name: str) -> Entry:
        """By `tf.function`."""
        traced: Entry = self.tf.function(entry, jit_compile=name == "jit")
        return traced

    def describe(self, device: str) -> Ran:
        """The device by the name that TensorFlow gives it."""
        return devices.describe(self.tf, device)


FRAMEWORK = TensorFlow()
