"""PyTorch: tensors in, gradients by autograd with the cotangents that a tape would meet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from graders.code.frameworks import Entry, NoTape
from graders.code.messages import Ran
from graders.code.pinned import seed_plain
from graders.code.values import Array


class Torch:
    """See `graders.code.frameworks.Framework`."""

    def __init__(self) -> None:
        self.torch: Any = None

    def make_ready(self) -> None:
        """There is little to do."""
        self.prepare("cpu")

    def prepare(self, device: str) -> None:
        """One thread: the sandbox counts them, and answers are small."""
        import torch  # type: ignore[import-not-found, unused-ignore]

        self.torch = torch

    def seed(self, seed: int) -> None:
        """Seed Python, NumPy and PyTorch."""
        seed_plain(seed)
        self.torch.manual_seed(seed)

    def argument(self, array: Array) -> Any:
        """`array` as a tensor of its dtype; texts stay as they are."""
        if array.dtype == "string":
            return array.data.tolist()
        tensor = self.torch.from_numpy(array.data.copy())
        return tensor.to(self.torch.bfloat16) if array.dtype == "bfloat16" else tensor

    def gradients(
        self, entry: Entry, arguments: Sequence[Any], positions: Sequence[int], seed: Sequence[int]
    ) -> tuple[Any, Callable[[], list[list[Any]]]]:
        """By autograd."""
        watched = [self._leaves(arguments[position]) for position in positions]
        for leaf in (leaf for group in watched for leaf in group):
            leaf.requires_grad_(True)
        output = entry(*arguments)
        return output, lambda: self._products(output, watched, seed)

    def _leaves(self, value: Any) -> list[Any]:
        if isinstance(value, (list, tuple)):
            return [leaf for item in value for leaf in self._leaves(item)]
        if isinstance(value, dict):
            return [leaf for item in value.values() for leaf in self._leaves(item)]
        floating = isinstance(value, self.torch.Tensor) and value.is_floating_point()
        return [value] if floating else []

    def _products(
        self, output: Any, watched: Sequence[list[Any]], seed: Sequence[int]
    ) -> list[list[Any]]:
        outputs = self._leaves(output)
        rng = np.random.default_rng(list(seed))
        drawn = [
            self.torch.from_numpy(np.asarray(rng.standard_normal(tuple(leaf.shape)))).to(leaf.dtype)
            for leaf in outputs
        ]
        pairs = [(y, v) for y, v in zip(outputs, drawn, strict=True) if y.requires_grad]
        leaves = [leaf for group in watched for leaf in group]
        if not pairs or not leaves:
            return [[None] * len(group) for group in watched]
        grads = iter(
            self.torch.autograd.grad(
                [y for y, _ in pairs], leaves, [v for _, v in pairs], allow_unused=True
            )
        )
        return [[next(grads) for _ in group] for group in watched]

    def compiled(self, entry: Entry, name: str) -> Entry:
        """A child may start no compiler."""
        raise NoTape("torch")

    def describe(self, device: str) -> Ran:
        """The processor."""
        return Ran(device="CPU")


FRAMEWORK = Torch()
