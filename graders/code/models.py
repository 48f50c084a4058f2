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

Weights = list[np.ndarray[Any, Any]]


class NoModel(TypeError):
    """The entry returned something that is not a Keras model; the message is its type's name."""


def run(job: Any, index: int, node: Any, encoder: values.Encoder) -> dict[str, Any]:
    """Builds the model of one case and encodes its weights, its outputs, and its outputs on the
    weights sent along.
    """
    import keras  # type: ignore[import-untyped, unused-ignore]

    from graders.code.entries import as_numbers, match_arguments

    arguments = job.arguments(node)
    match_arguments(job.entry, arguments)
    if job.header.get("untrained"):
        keras.Model.fit = lambda *_, **__: None
    model = job.entry(*arguments)
    if not isinstance(model, keras.Model):
        return {"value": ["x", type(model).__name__[:80]]}
    inputs = values.decode(job.header["model_inputs"][index], job.buffers, job.tensor)
    outputs = model(inputs, training=False)
    weights = [np.asarray(weight) for weight in model.get_weights()]
    reply = {
        "value": encoder.encode(as_numbers(outputs)),
        "weights": encoder.encode(weights),
        "names": [str(weight.path)[-120:] for weight in model.weights],
        "parameters": int(model.count_params()),
    }
    given = job.header.get("model_weights") or {}
    for name, nodes in given.items():
        order = match(
            values.decode(nodes[index], job.buffers, values.to_numpy), [w.shape for w in weights]
        )
        if order is not None:
            model.set_weights(order)
            reply[name] = encoder.encode(as_numbers(model(inputs, training=False)))
    return reply


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
