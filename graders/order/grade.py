"""Grade an order: the share of the pairs that matter and stand in the right order."""

from __future__ import annotations

from graders.choice.letters import letters_of, position_of
from graders.kind import Attempt
from graders.order.present import lettered
from graders.order.spec import OrderEvidence, OrderSpec
from graders.said import authored
from graders.verdict import Diagnosis, Outcome, Part, Verdict, diagnosed, invalid, listed


def grade(spec: OrderSpec, attempt: Attempt) -> Verdict[OrderEvidence]:
    """The verdict on letters such as ``b,a,d,c``; correct only where every pair that matters is in
    order.

    Parts are the steps in the order given, ``correct`` where no pair with this step is reversed.
    """
    shown = lettered(spec, attempt.seed)
    letters = letters_of(attempt.answer)
    unreadable = _unreadable(shown, attempt.answer, letters)
    if unreadable is not None:
        return unreadable
    place = {shown[letter]: position for position, letter in enumerate(letters)}
    pairs = list(spec.pairs())
    reversed_pairs = [(one, other) for one, other in pairs if place[one] > place[other]]
    in_order = len(pairs) - len(reversed_pairs)
    score = in_order / len(pairs) if pairs else 1.0
    misplaced = {number for pair in reversed_pairs for number in pair}
    parts = tuple(_part(spec, letter, shown[letter], misplaced) for letter in letters)
    partly: Outcome = "partial" if score > 0 else "wrong"
    return Verdict(
        "correct" if not reversed_pairs else partly,
        round(score, 6),
        OrderEvidence(pairs=len(pairs), in_order=in_order),
        diagnoses=_slips(spec, reversed_pairs, shown),
        parts=parts,
    )


def _unreadable(
    shown: dict[str, int], answer: str, letters: list[str]
) -> Verdict[OrderEvidence] | None:
    """What keeps the letters from being an order of all steps; None where nothing does."""
    if not letters:
        return invalid(OrderEvidence(position=0), diagnosed("empty", "order"))
    last = list(shown)[-1]
    unknown = next((letter for letter in letters if letter not in shown), None)
    if unknown is not None:
        slip = diagnosed("unknown-letter", "order", letter=unknown, last=last)
        return invalid(OrderEvidence(position=position_of(answer, unknown)), slip)
    twice = next((letter for letter in letters if letters.count(letter) > 1), None)
    if twice is not None:
        slip = diagnosed("letter-twice", "order", letter=twice)
        return invalid(OrderEvidence(position=position_of(answer, twice)), slip)
    missing = tuple(letter for letter in shown if letter not in letters)
    if missing:
        slip = diagnosed("letters-missing", "order", letters=missing)
        return invalid(OrderEvidence(position=len(answer.rstrip())), slip)
    return None


def _slips(
    spec: OrderSpec, reversed_pairs: list[tuple[int, int]], shown: dict[str, int]
) -> tuple[Diagnosis, ...]:
    """The author's reasons for pairs that are reversed; where none is listed, the first pair."""
    slips = tuple(
        listed(f"order:{number}", pair.zh, pair.en)
        for number, pair in enumerate(spec.order, 1)
        if (pair.before, pair.after) in reversed_pairs
    )
    if slips or not reversed_pairs:
        return slips
    letters = {number: letter for letter, number in shown.items()}
    first, second = reversed_pairs[0]
    named = diagnosed("reversed", "order", first=letters[first], second=letters[second])
    return (named,)


def _part(spec: OrderSpec, letter: str, number: int, misplaced: set[int]) -> Part:
    step = spec.steps[number - 1]
    fits = number not in misplaced
    return Part(
        letter,
        "correct" if fits else "wrong",
        float(fits),
        1.0,
        label=authored(step.zh, step.en),
    )
