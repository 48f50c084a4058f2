"""Grade letters: right minus wrong over the right ones, never under 0; correct only when exact."""

from __future__ import annotations

from graders.choice.letters import letters_of, position_of
from graders.choice.present import lettered
from graders.choice.spec import Choice, ChoiceEvidence, ChoiceSpec
from graders.kind import Attempt
from graders.said import authored
from graders.verdict import Diagnosis, Part, Verdict, diagnosed, invalid, listed


def grade(spec: ChoiceSpec, attempt: Attempt) -> Verdict[ChoiceEvidence]:
    """The verdict on letters as shown, such as ``b`` or ``a,c``, in any case and width; invalid
    where it is no such thing.

    Parts are the choices in the order shown, ``correct`` where choosing or leaving it was right.
    """
    choices = lettered(spec, attempt.seed)
    letters = list(dict.fromkeys(letters_of(attempt.answer)))
    unreadable = _unreadable(spec, choices, attempt.answer, letters)
    if unreadable is not None:
        return unreadable
    right = {letter for letter, choice in choices.items() if choice.right}
    chosen = set(letters)
    parts = tuple(_part(letter, choice, letter in chosen) for letter, choice in choices.items())
    if chosen == right:
        return Verdict("correct", 1.0, ChoiceEvidence(), parts=parts)
    share = (len(chosen & right) - len(chosen - right)) / len(right) if right else 0.0
    score = max(0.0, share)
    slips = [_slip(spec, choices[letter]) for letter in letters if letter not in right]
    return Verdict(
        "partial" if score > 0 else "wrong",
        round(score, 6),
        ChoiceEvidence(),
        diagnoses=tuple(slip for slip in slips if slip is not None),
        parts=parts,
    )


def _unreadable(
    spec: ChoiceSpec, choices: dict[str, Choice], answer: str, letters: list[str]
) -> Verdict[ChoiceEvidence] | None:
    """What keeps the letters from being an answer; None where nothing does."""
    if not letters:
        return invalid(ChoiceEvidence(position=0), diagnosed("empty", "choice"))
    unknown = next((letter for letter in letters if letter not in choices), None)
    if unknown is not None:
        slip = diagnosed("unknown-letter", "choice", letter=unknown, last=list(choices)[-1])
        return invalid(ChoiceEvidence(position=position_of(answer, unknown)), slip)
    if len(letters) > 1 and not spec.multiple:
        evidence = ChoiceEvidence(position=position_of(answer, letters[1]))
        return invalid(evidence, diagnosed("one-only", "choice"))
    return None


def _slip(spec: ChoiceSpec, choice: Choice) -> Diagnosis | None:
    """What picking a wrong choice shows; numbered as in the file, the same in any order."""
    if choice.diagnosis is None:
        return None
    number = spec.choices.index(choice) + 1
    return listed(f"choice:{number}", choice.diagnosis.zh, choice.diagnosis.en)


def _part(letter: str, choice: Choice, chosen: bool) -> Part:
    return Part(
        letter,
        "correct" if chosen == choice.right else "wrong",
        float(chosen and choice.right),
        float(choice.right),
        expected="x" if choice.right else "-",
        got="x" if chosen else "-",
        label=authored(choice.zh, choice.en),
    )
