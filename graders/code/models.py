"""Keras models inside a child: weights and outputs are taken; the reference recomputes the outputs
from those weights.

A model is also run on weights that the parent drew, as weights that are all zero would hide a wrong
architecture.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from graders.code import values
from graders.code.messages import Case, Node

Weights = list[np.ndarray[Any, Any]]


class NoModel(TypeError):
    """The entry returned something that is not a Keras model; the message is its type's name."""


def run(job: Any, case: Case, node: Node, encoder: values.Encoder) -> None:
    """Builds the model of one case and puts its weights, its outputs, and its outputs on the
    weights sent along into `case`.
    """
    import keras  # type: ignore[import-untyped, unused-ignore]

    from graders.code.entries import as_numbers, match_arguments

    arguments = job.arguments(node)
    match_arguments(job.entry, arguments)
    if job.request.untrained:
        keras.Model.fit = lambda *_, **__: None
    model = job.entry(*arguments)
    if not isinstance(model, keras.Model):
        case.value = ["x", type(model).__name__[:80]]
        return
    inputs = values.decode(
        job.request.model_inputs[case.index], job.buffers, job.framework.argument
    )
    outputs = model(inputs, training=False)
    weights = [np.asarray(weight) for weight in model.get_weights()]
    case.value = encoder.encode(as_numbers(outputs))
    case.weights = encoder.encode(weights)
    case.names = tuple(str(weight.path)[-120:] for weight in model.weights)
    case.parameters = int(model.count_params())
    shapes = [weight.shape for weight in weights]
    for name, nodes in job.request.model_weights.items():
        order = match(values.decode(nodes[case.index], job.buffers, values.to_numpy), shapes)
        if order is not None:
            model.set_weights(order)
            # given: the submission's own weights; probe: drawn ones
            setattr(case, name, encoder.encode(as_numbers(model(inputs, training=False))))


def match(weights: Weights, shapes: Sequence[tuple[int, ...]]) -> Weights | None:
    """`weights` in the order of `shapes`: as they are where that fits, else the first unused of
    each shape; or None.
    """
    if [w.shape for w in weights] == [tuple(shape) for shape in shapes]:
        return list(weights)
    left, ordered = list(weights), []
    for shape in shapes:
        found = next(
            (place for place, weight in enumerate(left) if weight.shape == tuple(shape)), None
        )
        if found is None:
            return None
        ordered.append(left.pop(found))
    return ordered if not left else None


def draw_weights(like: Weights, names: Sequence[str], seed: Sequence[int]) -> Weights:
    """Random weights of the shapes and dtypes of `like`; variances positive, integers as they
    are.
    """
    rng = np.random.default_rng(list(seed))
    drawn = []
    for weight, name in zip(like, names, strict=True):
        if weight.dtype.kind != "f":
            drawn.append(np.asarray(weight))
            continue
        fan = max(1, int(np.prod(weight.shape[:-1], dtype=int)))
        array = np.asarray(rng.standard_normal(weight.shape)) * (
            1.0 / np.sqrt(fan) if weight.ndim > 1 else 0.5
        )
        drawn.append((np.abs(array) + 0.5 if "variance" in name else array).astype(weight.dtype))
    return drawn
