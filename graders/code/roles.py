"""What a child does: make the cases, run an entry on them (a submission, the reference or a
mutant), or check outputs.

This is the one place where text becomes running code, and it runs only here: in a process of its
own, inside the sandbox.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

import numpy as np

from graders.code import values
from graders.code.faults import describe
from graders.code.messages import (
    AllChecked,
    Broken,
    Check,
    Checked,
    Draw,
    Drawn,
    Error,
    Held,
    Probe,
    Request,
)

FILE_NAME = "answer.py"
Send = Callable[..., None]


class MissingEntry(NameError):
    """The code does not define the function it was asked for."""


class Inputs(tuple):  # type: ignore[type-arg]
    """The arguments of a case, by position or by the parameter's name."""

    names: tuple[str, ...] = ()

    def __getitem__(self, key: Any) -> Any:
        """The argument at a position, or of a name."""
        return super().__getitem__(self.names.index(key) if isinstance(key, str) else key)


def play(
    request: Request, buffers: list[memoryview], scratch: str, *, framework: str, send: Send
) -> None:
    """Plays the role of `request` and sends its frames, the last of kind ``end``."""
    match request:
        case Draw():
            cases(request, buffers, scratch, send)
        case Check():
            checks(request, buffers, scratch, send)
        case Probe():
            from graders.code import device

            send(device.describe(device.prepare("gpu"), "gpu"))
        case _:
            from graders.code import entries
            from graders.code.frameworks import framework as load_framework

            entries.run(request, buffers, scratch, load_framework(framework), send)


def load(
    source: str, scratch: str, name: str = "answer", given: Mapping[str, object] | None = None
) -> tuple[ModuleType, str]:
    """Runs `source` as a module whose file is in the scratch folder, with the names of `given` in
    it; gives (module, path).
    """
    path = os.path.join(scratch, FILE_NAME)
    with open(path, "w", encoding="utf-8") as file:
        file.write(source)
    module = ModuleType(name)
    module.__file__ = path
    sys.modules[name] = module
    module.__dict__.update(given or {})
    exec(compile(source, path, "exec"), module.__dict__)
    return module, path


def cases(request: Draw, buffers: list[memoryview], scratch: str, send: Send) -> None:
    """Draws the cases with a generator seeded by ``seed``; stability cases and model inputs where
    they are defined.

    The question's data set, where it has one, is there under the name ``data``. What is held out of
    a case goes in a frame of
    its own, as the other frame's buffers reach the submission.
    """
    data = (
        {"data": values.decode(request.data, buffers, values.to_numpy)}
        if request.data is not None
        else None
    )
    module, _ = load(request.source, scratch, "cases", data)
    if not callable(getattr(module, "cases", None)):
        raise MissingEntry("cases")
    seed = request.seed
    drawn = _tuples(module.cases(np.random.default_rng(seed)))
    hard = getattr(module, "stability_cases", None)
    stability = _tuples(hard(np.random.default_rng([seed, 1]))) if hard else []
    kept = request.held_out
    if kept:
        apart = values.Encoder()
        held = [apart.encode(case[len(case) - kept :]) for case in drawn]
        send(Held(values=held), apart.buffers)
    encoder = values.Encoder()
    reply = Drawn(
        values=[encoder.encode(case[: len(case) - kept]) for case in drawn],
        stability=[encoder.encode(case) for case in stability],
        model_inputs=[encoder.encode(_model_inputs(module, seed, case)) for case in drawn]
        if hasattr(module, "model_inputs")
        else [],
    )
    send(reply, encoder.buffers)


def _tuples(drawn: Any) -> list[tuple[Any, ...]]:
    if not isinstance(drawn, (list, tuple)) or not drawn:
        raise TypeError("cases(rng) must return a list of argument tuples")
    result = []
    for case in drawn:
        if not isinstance(case, (list, tuple)):
            raise TypeError("each case must be a tuple of arguments")
        result.append(tuple(_simple(item) for item in case))
    return result


def _simple(value: Any) -> Any:
    """NumPy's scalars as Python's numbers: `rng.integers` gives them where a stride is meant."""
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, (list, tuple)):
        return type(value)(_simple(item) for item in value)
    return {key: _simple(item) for key, item in value.items()} if isinstance(value, dict) else value


def _model_inputs(module: ModuleType, seed: int, case: tuple[Any, ...]) -> Any:
    import inspect

    rng = np.random.default_rng([seed, 2])
    if len(inspect.signature(module.model_inputs).parameters) > 1:
        return module.model_inputs(rng, *case)
    return module.model_inputs(rng)


def checks(request: Check, buffers: list[memoryview], scratch: str, send: Send) -> None:
    """Runs each ``check_*`` on each case's inputs and output; sends its first failure, or none, by
    name.
    """
    module, path = load(request.source, scratch, "checks")
    Inputs.names = request.names
    functions = {
        name: item
        for name, item in vars(module).items()
        if name.startswith("check_") and callable(item)
    }
    results = []
    for name, check in functions.items():
        failure = None
        pairs = zip(request.inputs, request.outputs, strict=True)
        for number, (arguments, output) in enumerate(pairs):
            given = values.as_given(values.decode(arguments, buffers, values.to_numpy))
            returned = values.as_given(values.decode(output, buffers, values.to_numpy))
            failure = _check(check, number, given, returned=returned, path=path)
            if failure is not None:
                break
        results.append(Checked(name=name, doc=str(check.__doc__ or "")[:1000], failure=failure))
    send(AllChecked(checks=tuple(results)))


def _check(
    check: Callable[..., Any], number: int, arguments: Any, *, returned: Any, path: str
) -> Broken | None:
    try:
        held = check(Inputs(arguments), returned)
    except Exception as error:
        asserted = isinstance(error, AssertionError)
        return Broken(case=number, asserted=asserted, error=describe(error, path))
    if held is None or (np.ndim(held) == 0 and bool(held)):
        return None
    return Broken(case=number, asserted=True, error=Error(type="False"))
