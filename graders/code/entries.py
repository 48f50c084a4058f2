"""Runs an entry on its cases inside a child: values, gradients, graph and XLA runs, Keras
models.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from graders.code import device, gradients, refusal, values
from graders.code.faults import CallMismatch, describe
from graders.code.roles import MissingEntry, load

Send = Callable[..., None]


class Run:
    """The request being served: what it asks for and the library it runs on."""

    def __init__(self, header: dict[str, Any], buffers: list[memoryview], tf: Any) -> None:
        self.header, self.buffers, self.tf = header, buffers, tf
        self.entry: Callable[..., Any] = lambda: None
        self.path = ""

    def arguments(self, node: Any) -> tuple[Any, ...]:
        """The arguments of a case, fresh each time: arrays as tensors, or as NumPy where the
        question says so.
        """
        if self.header["arguments"] == "array":
            return tuple(values.decode(node, self.buffers, values.to_numpy))
        return tuple(values.decode(node, self.buffers, self.tensor))

    def tensor(self, array: values.Array) -> Any:
        """`array` as a tensor of its dtype."""
        if array.dtype == "bfloat16":
            return self.tf.cast(self.tf.constant(array.data), self.tf.bfloat16)
        return self.tf.constant(array.data.tolist() if array.dtype == "string" else array.data)

    def fault(self, error: BaseException) -> dict[str, Any]:
        """`error` as it is told to the parent."""
        return describe(error, self.path)


def run(header: dict[str, Any], buffers: list[memoryview], scratch: str, send: Send) -> None:
    """Loads the source and sends one frame a case, then ``end``. Raises what loading raises."""
    tf = device.prepare(header["device"])
    job = Run(header, buffers, tf)
    refusal.install(header["forbidden"])
    device.seed_everything(tf, header["run_seed"])
    module, job.path = load(header["source"], scratch)
    entry = getattr(module, header["entry"], None)
    if not callable(entry):
        raise MissingEntry(header["entry"])
    job.entry = entry
    send({"kind": "loaded"})
    for group in ("values", "stability"):
        for index, node in enumerate(header[group]):
            encoder = values.Encoder()
            send(
                {
                    "kind": "case",
                    "group": group,
                    "index": index,
                    **_case(job, group, index, node, encoder),
                },
                encoder.buffers,
            )
    send({"kind": "end", **device.describe(tf, header["device"])})


def _case(job: Run, group: str, index: int, node: Any, encoder: values.Encoder) -> dict[str, Any]:
    device.seed_everything(job.tf, job.header["run_seed"] + index)
    if group == "values" and job.header.get("model_inputs"):
        from graders.code import models

        try:
            return models.run(job, index, node, encoder)
        except BaseException as error:
            return {"error": job.fault(error)}
    positions = job.header["positions"] if group == "values" else []
    seed = (job.header["cotangent_seed"], index)
    reply: dict[str, Any] = {}
    try:
        arguments = job.arguments(node)
        match_arguments(job.entry, arguments)
        if positions and not job.header.get("differences"):
            reply.update(_with_gradients(job, arguments, positions, seed, encoder))
        else:
            reply["value"] = encoder.encode(job.entry(*arguments))
    except BaseException as error:
        return {"error": job.fault(error)}
    if positions and job.header.get("differences"):
        groups = gradients.differences(job.tf, job.entry, job.arguments(node), positions, seed)
        reply["gradients"] = [encoder.encode(list(group)) for group in groups]
    if group == "values":
        _compiled(job, node, encoder, reply)
    return reply


def match_arguments(entry: Callable[..., Any], arguments: Sequence[Any]) -> None:
    """Raises `CallMismatch` when `entry` cannot be called with as many arguments."""
    try:
        signature = inspect.signature(entry)
    except (TypeError, ValueError):
        return
    try:
        signature.bind(*arguments)
    except TypeError as error:
        raise CallMismatch(str(error)) from None


def _with_gradients(
    job: Run,
    arguments: tuple[Any, ...],
    positions: Sequence[int],
    seed: Sequence[int],
    encoder: values.Encoder,
) -> dict[str, Any]:
    watched = [gradients.leaves(job.tf, arguments[position]) for position in positions]
    with job.tf.GradientTape() as tape:
        for leaf in (leaf for group in watched for leaf in group):
            tape.watch(leaf)
        output = job.entry(*arguments)
    reply: dict[str, Any] = {"value": encoder.encode(output)}
    try:
        groups = gradients.products(job.tf, tape, output, watched, seed)
        reply["gradients"] = [encoder.encode(list(group)) for group in groups]
    except BaseException as error:
        reply["gradients_error"] = job.fault(error)
    return reply


def _compiled(job: Run, node: Any, encoder: values.Encoder, reply: dict[str, Any]) -> None:
    for name in job.header["runs"]:
        try:
            if name == "repeat":
                function: Callable[..., Any] = job.entry
                device.seed_everything(job.tf, job.header["run_seed"])
            else:
                function = job.tf.function(job.entry, jit_compile=name == "jit")
            reply[name] = encoder.encode(function(*job.arguments(node)))
        except BaseException as error:
            reply[f"{name}_error"] = job.fault(error)


def as_numbers(output: Any) -> Any:
    """`output` with every tensor as NumPy, for a model's outputs."""
    if isinstance(output, (list, tuple)):
        return type(output)(as_numbers(item) for item in output)
    if isinstance(output, dict):
        return {key: as_numbers(item) for key, item in output.items()}
    return np.asarray(output)
