"""Whether a question's cases tell slips of its reference apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from graders.code import values
from graders.code.closeness import Tolerance
from graders.code.drawn import Slip, drawn
from graders.code.expected import Material, Own
from graders.code.judge import same_behaviour
from graders.code.results import RunResult
from graders.code.runner import Ending, Job
from graders.code.spec import CodeSpec

# seconds that one slip may take: it either is about as quick as the reference, or is told apart
SECONDS = 3.0
# seeds of the cases that a slip is looked for in: what one draw misses another may meet
SEEDS = (0, 1)


def survivors(
    spec: CodeSpec, materials: Sequence[Material], run: Callable[[Job], Ending]
) -> list[Slip]:
    """The slips that behave as the reference in all cases of all materials and are not excused."""
    excused = {one.change for one in spec.equal}
    slips = drawn(spec.reference, spec.entry, common_values(spec, materials))
    slips = [slip for slip in slips if slip.change not in excused]
    if all(_never_negative(material.reference) for material in materials):
        slips = [slip for slip in slips if slip.group != "result"]
    for material in materials:
        own = Own(spec, material, material.seed, device="cpu", run=run)
        results = own.others([slip.source for slip in slips], SECONDS)
        pairs = zip(slips, results, strict=True)
        slips = [slip for slip, result in pairs if _alike(spec, material.reference, result)]
    return slips


def _alike(spec: CodeSpec, reference: RunResult, result: RunResult) -> bool:
    if result.fault is not None or not result.cases:
        return False
    tolerance = Tolerance(spec.rtol, spec.atol, strict=spec.strict)
    return same_behaviour(reference, result, tolerance)


def _never_negative(run: RunResult) -> bool:
    """Whether no output is below zero, so that cutting it there changes nothing."""
    return all(_is_positive(case.value) for case in run.cases.values())


def _is_positive(value: values.Value) -> bool:
    if isinstance(value, values.Array) and value.data.dtype.kind in "iufb":
        return not bool((value.data < 0).any())
    if isinstance(value, (list, tuple)):
        return all(_is_positive(item) for item in value)
    return isinstance(value, (bool, int, float)) and value >= 0


def common_values(
    spec: CodeSpec, materials: Sequence[Material]
) -> list[tuple[str, bool | int | float | str]]:
    """The value that most cases give to each plain parameter."""
    cases = [
        case for material in materials for case in (*material.shown, *material.shown_stability)
    ]
    return list(_common(spec.names, cases))


def _common(
    names: Sequence[str], cases: Sequence[Sequence[values.Value]]
) -> Iterator[tuple[str, bool | int | float | str]]:
    for place, name in enumerate(names):
        given = [case[place] for case in cases if place < len(case)]
        if given and all(isinstance(value, (bool, int, float, str)) for value in given):
            yield name, Counter(given).most_common(1)[0][0]
