"""In which cases an answer is right and in which it is wrong, told by their arguments."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from graders.code.compare import array_of
from graders.code.values import Array
from graders.said import Said, said

if TYPE_CHECKING:
    from graders.code.relations import Seen

Feature = Callable[[tuple[Any, ...]], Hashable]


def separation(cases: Sequence[Seen], names: Sequence[str]) -> Said | None:
    """What all failing cases have and no other has; None where every case fails, or nothing tells
    them apart.
    """
    failing = [case.arguments for case in cases if case.failed]
    passing = [case.arguments for case in cases if not case.failed]
    if not failing or not passing:
        return None
    for told, feature in _features(failing[0], names):
        bad = {feature(arguments) for arguments in failing}
        good = {feature(arguments) for arguments in passing}
        if None not in bad | good and not bad & good and len(bad) == 1 and (told.code, bad):
            value = next(iter(bad))
            if told.code == "code.only-value":
                return said("code.only-value", name=told["name"], value=str(value))
            if value is True:
                return told
    return None


def _features(arguments: tuple[Any, ...], names: Sequence[str]) -> Iterator[tuple[Said, Feature]]:
    for place in range(len(arguments)):
        name = names[place] if place < len(names) else f"arg{place}"
        yield said("code.only-value", name=name), _plain_at(place)
        yield said("code.only-not-square", name=name), _array_at(place, _not_square)
        yield said("code.only-batch", name=name), _array_at(place, lambda a: a.shape[:1] > (1,))
        yield (
            said("code.only-negative", name=name),
            _array_at(place, lambda a: bool((a.data < 0).any())),
        )
        yield (
            said("code.only-zero", name=name),
            _array_at(place, lambda a: bool((a.data == 0).any())),
        )
        yield said("code.only-large", name=name), _array_at(place, _large)
        yield said("code.only-ties", name=name), _array_at(place, _ties)
        yield said("code.only-empty", name=name), _array_at(place, lambda a: a.data.size == 0)


def _plain_at(place: int) -> Feature:
    """A plain argument itself."""

    def feature(arguments: tuple[Any, ...]) -> Hashable:
        value = arguments[place] if place < len(arguments) else None
        return repr(value) if isinstance(value, (bool, int, float, str)) else None

    return feature


def _array_at(place: int, holds: Callable[[Array], bool]) -> Feature:
    """Whether something holds of the numbers of an argument."""

    def feature(arguments: tuple[Any, ...]) -> Hashable:
        value = arguments[place] if place < len(arguments) else None
        array = array_of(value) if isinstance(value, (list, tuple)) else value
        if not isinstance(array, Array) or array.data.dtype.kind not in "iuf" or not array.shape:
            return None
        return bool(holds(array))

    return feature


def _not_square(array: Array) -> bool:
    return (
        array.data.ndim > 1
        and len(set(array.shape[1:3] if array.data.ndim > 2 else array.shape)) > 1
    )


def _large(array: Array) -> bool:
    return bool(array.data.size and abs(array.data).max() > 80)


def _ties(array: Array) -> bool:
    flat = array.data.reshape(-1).tolist()
    return len(set(flat)) < len(flat)
