"""What came back from a run, decoded and checked: per case a value, gradients or an error; and the
word for how it ended.
"""

from __future__ import annotations

import re
import signal
from dataclasses import dataclass, field
from typing import Any

from graders.code import messages, values
from graders.code.limits import Limits
from graders.code.messages import Case, Error, Failed, Ran
from graders.code.runner import Ending
from graders.code.values import printable

WORDS = frozenset(
    (
        "exception",
        "missing-entry",
        "wrong-arity",
        "forbidden-name",
        "time-limit",
        "memory-limit",
        "output-limit",
        "denied-action",
        "no-result",
    )
)
OUT_OF_MEMORY = re.compile(
    r"bad_alloc|out of memory|OOM|failed to allocate|Cannot allocate|Resource temporarily",
    re.IGNORECASE,
)
STALL = 0.85
SIGXCPU, SIGXFSZ, SIGSYS = (
    int(getattr(signal, name, 0)) for name in ("SIGXCPU", "SIGXFSZ", "SIGSYS")
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why there is no value: the contract's `word`, the exception's type and message, the learner's
    own line.
    """

    word: str
    type: str = ""
    message: str = ""
    line: int | None = None


@dataclass(slots=True)
class CaseResult:
    """One case of a run. `extra` holds the graph, jit and repeat values and a model's weights and
    outputs by name, `names` and `parameters` those of its weights.
    """

    value: Any = None
    fault: Fault | None = None
    gradients: list[Any] | None = None
    gradients_fault: Fault | None = None
    extra: dict[str, values.Value] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    parameters: int | None = None
    faults: dict[str, Fault] = field(default_factory=dict)


@dataclass(slots=True)
class RunResult:
    """A whole run: cases by (group, index); `fault` when it did not reach its end."""

    cases: dict[tuple[str, int], CaseResult] = field(default_factory=dict)
    fault: Fault | None = None
    device: str = "CPU"
    tf32: bool | None = None
    ending: Ending = field(default_factory=Ending)


def parse(ending: Ending, limits: Limits) -> RunResult:
    """Reads the frames of a ``run`` role. Frames that no honest child sends end the reading as
    ``no-result``.
    """
    result = RunResult(ending=ending)
    ended = False
    try:
        for header, buffers in ending.frames:
            kind = header.get("kind")
            if ended or kind not in ("loaded", "case", "end", "failed"):
                raise values.ValueFault("frames out of order")
            if kind == "case":
                key = (str(header["group"]), int(str(header["index"])))
                if key in result.cases:
                    raise values.ValueFault("a case came twice")
                result.cases[key] = _case(messages.read(header, Case), buffers)
            elif kind == "failed":
                result.fault = fault_of(messages.read(header, Failed).error)
                return result
            elif kind == "end":
                ended = True
                ran = messages.read(header, Ran)
                result.device, result.tf32 = printable(ran.device, 80), ran.tf32
    except (values.ValueFault, KeyError, TypeError, ValueError, RecursionError):
        result.cases.clear()
        result.fault = Fault("no-result", message="frames")
        return result
    if not ended or ending.stopped:
        result.fault = Fault(word_of(ending, limits), type=signal_name(ending.code))
    return result


def _case(reply: Case, buffers: list[memoryview]) -> CaseResult:
    case = CaseResult()
    if reply.error is not None:
        case.fault = fault_of(reply.error)
        return case
    if reply.value is None:
        raise values.ValueFault("a case without a value")
    case.value = values.decode(reply.value, buffers)
    if reply.gradients is not None:
        case.gradients = [values.decode(node, buffers) for node in reply.gradients]
    if reply.gradients_error is not None:
        case.gradients_fault = fault_of(reply.gradients_error)
    for name in ("graph", "jit", "repeat", "weights", "given", "probe"):
        node = getattr(reply, name)
        if node is not None:
            case.extra[name] = values.decode(node, buffers)
    for name in ("graph", "jit", "repeat"):
        error = getattr(reply, f"{name}_error")
        if error is not None:
            case.faults[name] = fault_of(error)
    case.names, case.parameters = reply.names or (), reply.parameters
    return case


def fault_of(error: Error) -> Fault:
    """An error as a child told it; a word that the contract does not have is an exception."""
    word = "missing-entry" if error.type == "MissingEntry" else error.word
    return Fault(
        word if word in WORDS else "exception",
        printable(error.type, 80),
        printable(error.message, 600),
        error.line,
    )


def word_of(ending: Ending, limits: Limits) -> str:
    """The contract's word for a run that ended early. A stall at the memory limit is told as
    memory, not as time.
    """
    stalled = max(ending.peak, ending.data) > STALL * limits.memory
    if ending.stopped in ("wall", "memory"):
        return "memory-limit" if stalled or ending.stopped == "memory" else "time-limit"
    if ending.stopped in ("output", "scratch"):
        return "output-limit"
    if ending.stopped:
        return {"threads": "denied-action", "cancelled": "cancelled"}.get(
            ending.stopped, "no-result"
        )
    if -ending.code == SIGXCPU or (ending.code == -9 and ending.cpu >= limits.cpu):
        return "memory-limit" if stalled else "time-limit"
    if ending.code == -9 or (ending.code < 0 and (stalled or OUT_OF_MEMORY.search(ending.log))):
        return "memory-limit"
    return {SIGXFSZ: "output-limit", SIGSYS: "denied-action"}.get(-ending.code or -1, "no-result")


def signal_name(code: int) -> str:
    """``SIGSEGV`` for the exit status of a process that a signal ended; empty for any other."""
    try:
        return signal.Signals(-code).name if code < 0 else ""
    except ValueError:
        return ""
