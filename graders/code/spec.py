"""A code question: its data from the file to the child, what is shown of it, what a verdict rests
on.

Importing this module loads no NumPy.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Annotated, Literal

from graders.code.limits import Allowance, Limits
from graders.code.signature import parameters
from graders.codec import to_json
from graders.reading import Between, Filled
from graders.said import Said
from graders.verdict import Evidence, Shown, Texts

Language = Literal["tensorflow", "numpy", "python", "torch"]
Arguments = Literal["tensor", "array"]
Strictness = Literal["container", "dtype"]
Freedom = Literal["sign", "order"]
DataSet = Literal["", "digits", "cifar10"]
LANGUAGES: tuple[Language, ...] = ("tensorflow", "numpy", "python", "torch")
DEFAULT_LANGUAGES: tuple[Language, ...] = ("tensorflow", "numpy")
# of printed text a verdict keeps so many characters, and so many a screen shows
TAIL = 1500


@dataclass(frozen=True, slots=True)
class Mutant:
    """A listed slip: code that makes it, and the sentence that names it."""

    name: str
    zh: str
    en: str
    source: str

    @property
    def text(self) -> Texts:
        """The sentence that names the slip."""
        return Texts(self.zh, self.en)


@dataclass(frozen=True, slots=True)
class Call:
    """One step of a question about a class: `method` is called `times` times on the same object,
    with the next arguments of the case.
    """

    method: Annotated[str, Filled()] = "__call__"
    times: Annotated[int, Between(1, 50)] = 1


@dataclass(frozen=True, slots=True)
class Equal:
    """A change of the reference that changes nothing, as lint names it, and why."""

    change: Annotated[str, Filled()]
    why: Annotated[str, Filled()]


@dataclass(frozen=True, slots=True)
class CodeFront:
    """The keys that this kind adds to the front matter."""

    entry: Annotated[str, Filled()]
    arguments: Arguments = "tensor"
    gradients: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    rtol: Annotated[float, Between(0, 1e6)] | None = None
    atol: Annotated[float, Between(0, 1e6)] | None = None
    limits: Allowance = field(default_factory=Allowance)
    model: bool = False
    graph: bool = False
    jit: bool = False
    deterministic: bool = False
    finite_differences: bool = False
    data: Literal["digits", "cifar10"] | None = None
    held_out: tuple[str, ...] = ()
    language: Language | Annotated[tuple[Language, ...], Filled()] = DEFAULT_LANGUAGES
    strict: tuple[Strictness, ...] = ()
    any_of: bool = False
    up_to: tuple[Freedom, ...] = ()
    property_only: bool = False
    call: tuple[Call, ...] = ()
    equal: tuple[Equal, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeSpec:
    """Everything the grader reads from a question.

    `data` names a data set that the question's own code may use; `held_out` names what follows the
    entry's arguments in a case and is kept from the submission: checks find it among the inputs.
    With `any_of` the reference returns a list of answers, any of which is right; with
    `property_only` the checks alone mark. `call` plays methods on one object of an entry that is a
    class. `samples` draws the cases of a trial.
    """

    entry: str
    arguments: Arguments = "tensor"
    gradients: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    rtol: float | None = None
    atol: float | None = None
    limits: Allowance = field(default_factory=Allowance)
    model: bool = False
    graph: bool = False
    jit: bool = False
    deterministic: bool = False
    finite_differences: bool = False
    data: DataSet = ""
    held_out: tuple[str, ...] = ()
    language: tuple[Language, ...] = DEFAULT_LANGUAGES
    strict: tuple[Strictness, ...] = ()
    any_of: bool = False
    up_to: tuple[Freedom, ...] = ()
    property_only: bool = False
    call: tuple[Call, ...] = ()
    equal: tuple[Equal, ...] = ()
    starter: str = ""
    cases: str = ""
    reference: str = ""
    checks: str = ""
    samples: str = ""
    mutants: tuple[Mutant, ...] = ()

    @property
    def allowed(self) -> Limits:
        """The limits of a submission. Raises `ValueError` where they cannot be read."""
        return self.limits.limits()

    @property
    def names(self) -> tuple[str, ...]:
        """The entry's parameters, as the reference names them; raises `SpecError`."""
        return parameters(self.reference, self.entry, "reference")

    @property
    def positions(self) -> tuple[int, ...]:
        """Where the parameters with gradients stand among the entry's arguments."""
        return tuple(self.names.index(name) for name in self.gradients)

    @property
    def runs(self) -> tuple[str, ...]:
        """What else each case is run as: graph, jit, repeat."""
        asked = (("graph", self.graph), ("jit", self.jit), ("repeat", self.deterministic))
        return tuple(run for run, wanted in asked if wanted)

    @property
    def digest(self) -> str:
        """A hash of it all, by which drawn cases and expected values are kept."""
        return digest_of(self)


@lru_cache(maxsize=256)
def digest_of(spec: CodeSpec) -> str:
    """A hash of a question's data."""
    return hashlib.sha256(to_json(spec)).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeShown(Shown):
    """What a learner starts from, and the rules that the answer is held to.

    `rules` are the sentences of these rules: what is forbidden, differentiable, stable, and in what
    language it may be written. Older readers find the bare lists beside it.
    """

    entry: str
    starter: str = ""
    gradients: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    language: tuple[Language, ...] = DEFAULT_LANGUAGES
    rules: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FailingCase:
    """One failing case (counted from 1) of a part: its inputs, shortened, and how it differs.

    `index` is the first bad entry, `largest_error` the largest error, `wrong_entries` how many of
    all `entries` are wrong; `line`, `source` and `exception` tell a run that gave no value. `code`
    is the failing input as Python to paste.
    """

    case: int
    part: str
    word: str
    inputs: str = ""
    code: str | None = None
    expected: str | None = None
    got: str | None = None
    path: str | None = None
    index: tuple[int, ...] | None = None
    largest_error: float | None = None
    wrong_entries: int | None = None
    entries: int | None = None
    expected_output: str | None = None
    output: str | None = None
    line: int | None = None
    source: str | None = None
    exception: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeEvidence(Evidence):
    """How the run went: the device, processor and wall seconds, the peak of memory in MB, the
    layers of the sandbox, and at most two failing cases. `line` is where the source stops being
    readable or uses a forbidden name; `accepted_as` tells what was right in other clothes.
    """

    device: str | None = None
    seed: int | None = None
    cases: int | None = None
    failing: tuple[FailingCase, ...] | None = None
    printed: str | None = None
    cpu_s: float | None = None
    wall_s: float | None = None
    peak_mb: int | None = None
    sandbox: tuple[str, ...] | None = None
    tf32: bool | None = None
    line: int | None = None
    language: str | None = None
    accepted_as: tuple[Said, ...] | None = None
    taken_off: tuple[Said, ...] | None = None

    @property
    def ran_on(self) -> str:
        """The device, where it ran."""
        return self.device or ""

    @property
    def output(self) -> str:
        """The end of what it printed."""
        return self.printed or ""

    @property
    def told(self) -> tuple[Said, ...]:
        """What was taken off the answer before it ran, and what was accepted in other clothes."""
        return (*(self.taken_off or ()), *(self.accepted_as or ()))


def as_languages(given: Language | Sequence[Language]) -> tuple[Language, ...]:
    """Languages as a file may write them: one, or a list."""
    return (given,) if isinstance(given, str) else tuple(given)
