"""Runs an entry on its cases inside a child: values, gradients, graph and XLA runs, Keras
models.
"""

from __future__ import annotations

import inspect
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from types import ModuleType
from typing import Any

import numpy as np

from graders.code import gradients, pinned, refusal, slopes, values
from graders.code.faults import CallMismatch, describe
from graders.code.frameworks import Framework
from graders.code.messages import Case, Error, Loaded, Node, Run
from graders.code.roles import MissingEntry, load

Send = Callable[..., None]
Names = dict[str, ModuleType | Callable[..., Any]]


class Job:
    """The request being served: what it asks for and the framework it runs on."""

    def __init__(self, request: Run, buffers: list[memoryview], framework: Framework) -> None:
        self.request, self.buffers, self.framework = request, buffers, framework
        self.entry: Callable[..., Any] = lambda: None
        self.path = ""

    def arguments(self, node: Node) -> tuple[Any, ...]:
        """The arguments of a case, fresh each time, in the form that the request names."""
        return tuple(values.as_given(values.decode(node, self.buffers, self._maker())))

    def _maker(self) -> Callable[[values.Array], Any]:
        if self.request.arguments == "tensor":
            return self.framework.argument
        return values.to_lists if self.request.arguments == "list" else values.to_numpy

    def fault(self, error: BaseException) -> Error:
        """`error` as it is told to the parent."""
        return describe(error, self.path)


def run(
    request: Run, buffers: list[memoryview], scratch: str, framework: Framework, send: Send
) -> None:
    """Loads the source and sends one frame a case, then ``end``. Raises what loading raises."""
    framework.prepare(request.device)
    job = Job(request, buffers, framework)
    refusal.install(list(request.forbidden))
    pinned.pin()
    framework.seed(request.run_seed)
    _play(job, request.source, scratch, send=send)
    for number, source in enumerate(request.others):
        _other(job, number, source, scratch=scratch, send=send)
    send(framework.describe(request.device))


def _play(job: Job, source: str, scratch: str, *, send: Send, prefix: str = "") -> None:
    """Loads one source and sends its cases."""
    request = job.request
    module, job.path = load(source, scratch, given=_given(request))
    entry = getattr(module, request.entry, None)
    if not callable(entry):
        raise MissingEntry(request.entry)
    job.entry = played(entry, request) if request.calls else entry
    send(Loaded())
    for group, nodes in (("values", request.values), ("stability", request.stability)):
        for index, node in enumerate(nodes):
            encoder = values.Encoder()
            reply = _case(job, group, index, node=node, encoder=encoder)
            reply.group = f"{prefix}{group}"
            send(reply, encoder.buffers)


def _other(job: Job, number: int, source: str, *, scratch: str, send: Send) -> None:
    """Another source of the question's own, stopped where it does not come to an end."""
    prefix = f"{number}:"
    signal.signal(signal.SIGALRM, _late)
    signal.setitimer(signal.ITIMER_REAL, job.request.seconds)
    try:
        _play(job, source, scratch, send=send, prefix=prefix)
    except BaseException as error:
        send(Case(group=f"{prefix}values", index=-1, error=job.fault(error)))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _late(*_: Any) -> None:
    raise TimeoutError("longer than the reference would take")


def _given(request: Run) -> Names:
    """The names that the answer forgot to import."""
    given: Names = {}
    for name, module, attribute in request.given:
        imported = import_module(module)
        given[name] = getattr(imported, attribute) if attribute else imported
    return given


def played(entry: Callable[..., Any], request: Run) -> Callable[..., list[Any]]:
    """A class as a function of a case: its first argument is what the object is made with, each
    further one the arguments of a call; gives the results of all calls in order.
    """

    def play(first: Sequence[Any], *given: Sequence[Any]) -> list[Any]:
        made = entry(*first)
        results: list[Any] = []
        for call, arguments in zip(request.calls, given, strict=True):
            method = getattr(made, call.method)
            results.extend(method(*arguments) for _ in range(call.times))
        return results

    return play


def _case(job: Job, group: str, index: int, *, node: Node, encoder: values.Encoder) -> Case:
    request, framework = job.request, job.framework
    framework.seed(request.run_seed + index)
    case = Case(group=group, index=index)
    if group == "values" and request.model_inputs:
        from graders.code import models

        try:
            models.run(job, case, node, encoder)
        except BaseException as error:
            return Case(group=group, index=index, error=job.fault(error))
        return case
    positions = request.positions if group == "values" else ()
    seed = (request.cotangent_seed, index)
    try:
        arguments = job.arguments(node)
        match_arguments(job.entry, arguments)
        if positions and not request.differences:
            _with_gradients(job, case, arguments, positions=positions, seed=seed, encoder=encoder)
        else:
            case.value = encoder.encode(job.entry(*arguments))
    except BaseException as error:
        return Case(group=group, index=index, error=job.fault(error))
    if positions and request.differences:
        groups = _differences(job, node, positions=positions, seed=seed)
        case.gradients = [encoder.encode(list(group)) for group in groups]
    if group == "values":
        _compiled(job, case, node, encoder)
    return case


def _differences(
    job: Job, node: Node, *, positions: Sequence[int], seed: Sequence[int]
) -> list[list[Any]]:
    if "tensorflow" not in sys.modules:
        return slopes.slopes(job.entry, job.arguments(node), positions, seed)
    tf = sys.modules["tensorflow"]
    return gradients.differences(
        tf, job.entry, arguments=job.arguments(node), positions=positions, seed=seed
    )


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
    job: Job,
    case: Case,
    arguments: tuple[Any, ...],
    *,
    positions: Sequence[int],
    seed: Sequence[int],
    encoder: values.Encoder,
) -> None:
    output, products = job.framework.gradients(job.entry, arguments, positions, seed)
    case.value = encoder.encode(output)
    try:
        case.gradients = [encoder.encode(list(group)) for group in products()]
    except BaseException as error:
        case.gradients = None
        case.gradients_error = job.fault(error)


def _compiled(job: Job, case: Case, node: Node, encoder: values.Encoder) -> None:
    for name in job.request.runs:
        try:
            if name == "repeat":
                function: Callable[..., Any] = job.entry
                job.framework.seed(job.request.run_seed)
            else:
                function = job.framework.compiled(job.entry, name)
            setattr(case, name, encoder.encode(function(*job.arguments(node))))
        except BaseException as error:
            setattr(case, f"{name}_error", job.fault(error))


def as_numbers(output: Any) -> Any:
    """`output` with every tensor as NumPy, for a model's outputs."""
    if isinstance(output, (list, tuple)):
        return type(output)(as_numbers(item) for item in output)
    if isinstance(output, dict):
        return {key: as_numbers(item) for key, item in output.items()}
    return np.asarray(output)
