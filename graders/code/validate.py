"""What a question's data must be beyond its types: looked at where it is read and where it is
graded.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from graders.code.limits import MOST_MEMORY, MOST_SECONDS
from graders.code.signature import check_names, parameters
from graders.code.spec import Arguments, CodeSpec, DataSet
from graders.said import said
from graders.verdict import SpecError


def problems(spec: CodeSpec) -> Iterator[SpecError]:
    """Each thing that keeps a question from being asked; `where` is the key or the section."""
    if not spec.entry.isidentifier():
        yield SpecError(said("code.entry-name", name=spec.entry), "entry")
        return
    if spec.arguments not in get_args(Arguments):
        yield SpecError(said("code.arguments"), "arguments")
    yield from _parse(spec.reference, spec.entry, "reference")
    yield from _parse(spec.cases, "cases", "cases")
    yield from _gradients(spec)
    if not all(tolerance is None or 0 <= tolerance < 1e6 for tolerance in (spec.rtol, spec.atol)):
        key = "rtol" if spec.rtol is not None and not 0 <= spec.rtol < 1e6 else "atol"
        yield SpecError(said("code.tolerance"), key)
    try:
        spec.limits.limits()
    except ValueError:
        most = said("code.limits", seconds=MOST_SECONDS, memory=MOST_MEMORY >> 30)
        yield SpecError(most, "limits")
    if spec.data not in get_args(DataSet):
        yield SpecError(said("code.data-name"), "data")
    yield from _checks(spec)


def _parse(source: str, entry: str, where: str) -> Iterator[SpecError]:
    try:
        parameters(source, entry, where)
    except SpecError as error:
        yield error


def _gradients(spec: CodeSpec) -> Iterator[SpecError]:
    if not spec.gradients:
        return
    try:
        names = spec.names
    except SpecError:
        return
    for name in spec.gradients:
        if name not in names:
            absent = said("code.no-parameter", entry=spec.entry, name=name)
            yield SpecError(absent, "gradients")
    if spec.arguments == "array":
        yield SpecError(said("code.gradients-of-arrays"), "gradients")


def _checks(spec: CodeSpec) -> Iterator[SpecError]:
    try:
        names = check_names(spec.checks)
    except SpecError as error:
        yield error
        return
    if spec.property_only and not names:
        yield SpecError(said("code.no-checks"), "property_only")


def ensure(spec: CodeSpec) -> CodeSpec:
    """The same question; raises the first `SpecError` that there is."""
    for problem in problems(spec):
        raise problem
    return spec
