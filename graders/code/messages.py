"""What is said between the grading parent and a child, as types; `graders.code.wire` carries it.

A request names the role that the child plays. A reply from a process that ran a submission is a
*claim*: reading it into these types is the first thing that can refuse it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from graders.code.wire import Header
from graders.codec import from_plain, to_plain

T = TypeVar("T")
# a value as `graders.code.values` writes it: a short list that begins with its kind
Node = list[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """Run the function `name` of a question's ``cases`` or ``samples`` fence."""

    role: Literal["cases"] = "cases"
    source: str
    seed: int
    held_out: int = 0
    data: Node | None = None
    device: str = "cpu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """One call on the object of a question about a class."""

    method: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Run `source` on all cases. It names neither the question nor the seed of its cases.

    `arguments` is the form in which arrays arrive, `positions` the arguments that gradients are
    taken of, `runs` the further ways each case is run, `model_weights` the weights that a model is
    run on by name. `given` are names to be put into the module, each with its module and attribute.
    After `source`, `others` are run one by one, each for at most `seconds`; the groups of their
    cases begin with their number.
    """

    role: Literal["run"] = "run"
    source: str
    entry: str
    arguments: str
    values: list[Node]
    stability: list[Node]
    positions: tuple[int, ...] = ()
    runs: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    cotangent_seed: int = 0
    run_seed: int = 0
    device: str = "cpu"
    model_inputs: list[Node] = field(default_factory=list)
    model_weights: dict[str, list[Node]] = field(default_factory=dict)
    differences: bool = False
    untrained: bool = False
    calls: tuple[Play, ...] = ()
    given: tuple[tuple[str, str, str], ...] = ()
    others: tuple[str, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Run each ``check_*`` of `source` on the inputs and outputs of all cases."""

    role: Literal["checks"] = "checks"
    source: str
    names: tuple[str, ...]
    inputs: list[Node]
    outputs: list[Node]


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """Say which GPU there is."""

    role: Literal["probe"] = "probe"


Request = Draw | Run | Check | Probe
ROLES: dict[str, type[Draw] | type[Run] | type[Check] | type[Probe]] = {
    "cases": Draw,
    "run": Run,
    "checks": Check,
    "probe": Probe,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """An exception: the contract's word, its type and message, the learner's own line."""

    word: str = "exception"
    type: str = ""
    message: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The source was run as a module."""

    kind: Literal["loaded"] = "loaded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is held out of each case."""

    kind: Literal["held"] = "held"
    values: list[Node]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """All cases of a question."""

    kind: Literal["end"] = "end"
    values: list[Node]
    stability: list[Node] = field(default_factory=list)
    model_inputs: list[Node] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Case:
    """What one case gave. Of a model, `value` is its outputs, `given` and `probe` its outputs on
    weights that were sent along.
    """

    kind: Literal["case"] = "case"
    group: str
    index: int
    error: Error | None = None
    value: Node | None = None
    gradients: list[Node] | None = None
    gradients_error: Error | None = None
    graph: Node | None = None
    graph_error: Error | None = None
    jit: Node | None = None
    jit_error: Error | None = None
    repeat: Node | None = None
    repeat_error: Error | None = None
    weights: Node | None = None
    given: Node | None = None
    probe: Node | None = None
    parameters: int | None = None
    names: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """The run reached its end; the device it ran on, and whether TF32 arithmetic was on."""

    kind: Literal["end"] = "end"
    device: str = "CPU"
    tf32: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """The first case that a check refused, counted from 0; `asserted` where the check itself said
    so.
    """

    case: int
    asserted: bool
    error: Error


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One ``check_*``: its name, its docstring, and the first case that it refused."""

    name: str
    doc: str
    failure: Broken | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AllChecked:
    """Every check has run."""

    kind: Literal["end"] = "end"
    checks: tuple[Checked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """The role could not be played."""

    kind: Literal["failed"] = "failed"
    error: Error


Reply = Loaded | Held | Drawn | Case | Ran | AllChecked | Failed


def header_of(message: Request | Reply) -> Header:
    """A message as the header of a frame; what is None is left out."""
    plain: Header = to_plain(message)
    return {name: value for name, value in plain.items() if value is not None}


def request_of(header: Header) -> Request:
    """The request of a frame's header. Raises `KeyError` or `ValueError`."""
    return from_plain(header, ROLES[str(header["role"])])


def read(header: Header, shape: type[T]) -> T:
    """The reply of a frame's header. Raises `ValueError` where it does not fit."""
    return from_plain(header, shape)
