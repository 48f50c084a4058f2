"""Steps to put in order: shown shuffled, marked by the pairs that matter."""

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.kind import Attempt
from graders.order.grade import grade
from graders.order.present import lettered, present, right_letters
from graders.order.spec import OrderSpec, Pair
from graders.verdict import Texts
from quizbank.authoring.files import load_file
from quizbank.store.locations import bundled

STEPS = tuple(Texts(zh=f"第{n}步", en=f"step {n}") for n in range(1, 5))
SPEC = OrderSpec(STEPS, (Pair(1, 4, "先清零", "clear first"),), ((2, 3),))


def letters(order: tuple[int, ...], seed: int | None = 1) -> str:
    by_step = {step: letter for letter, step in lettered(SPEC, seed).items()}
    return ",".join(by_step[step] for step in order)


@given(st.one_of(st.none(), st.integers(0, 10**6)))
def test_the_steps_are_never_shown_in_the_right_order(seed: int | None) -> None:
    assert list(lettered(SPEC, seed).values()) != [1, 2, 3, 4]
    shown = present(SPEC, "Order.", seed, "en")
    assert sorted(step.text for step in shown.steps) == [f"step {n}" for n in range(1, 5)]


@given(st.one_of(st.none(), st.integers(0, 10**6)))
def test_the_right_letters_are_right_in_every_variant(seed: int | None) -> None:
    verdict = grade(SPEC, Attempt(",".join(right_letters(SPEC, seed)), seed))
    assert verdict.outcome == "correct" and verdict.score == 1


@pytest.mark.parametrize("order", list(permutations((1, 2, 3, 4))))
def test_the_score_is_the_share_of_the_pairs_that_matter(order: tuple[int, ...]) -> None:
    matter = [(1, 2), (1, 3), (1, 4), (2, 4), (3, 4)]
    kept = sum(order.index(one) < order.index(other) for one, other in matter)
    verdict = grade(SPEC, Attempt(letters(order), 1))
    assert verdict.score == pytest.approx(kept / 5, abs=1e-6)
    assert (verdict.outcome == "correct") == (kept == 5)
    assert verdict.evidence.pairs == 5 and verdict.evidence.in_order == kept


def test_free_steps_may_change_places_and_listed_ones_say_why_not() -> None:
    assert grade(SPEC, Attempt(letters((1, 3, 2, 4)), 1)).outcome == "correct"
    turned = grade(SPEC, Attempt(letters((4, 2, 3, 1)), 1))
    assert [slip.code for slip in turned.diagnoses] == ["order:1"]
    other = grade(SPEC, Attempt(letters((2, 1, 3, 4)), 1))
    assert [slip.code for slip in other.diagnoses] == ["reversed"]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("a,b,c", "letters-missing"),
        ("a,b,c,z", "unknown-letter"),
        ("a,b,c,c", "letter-twice"),
    ],
)
def test_what_is_no_order_is_told_and_costs_no_mark(answer: str, code: str) -> None:
    verdict = grade(SPEC, Attempt(answer, 1))
    assert verdict.outcome == "invalid" and [slip.code for slip in verdict.diagnoses] == [code]


@pytest.mark.parametrize("written", ["{0},{1},{2},{3}", "{0} {1} {2} {3}", "{0}{1}{2}{3}"])
def test_letters_may_be_parted_as_people_part_them(written: str) -> None:
    answer = written.format(*right_letters(SPEC, 3)).upper()
    assert grade(SPEC, Attempt(answer, 3)).outcome == "correct"


def test_the_eight_procedures_of_the_bank_are_there_and_right() -> None:
    found = [
        question
        for path in sorted(Path(bundled("questions")).rglob("*.md"))
        if (question := load_file(path).question) is not None and question.kind == "order"
    ]
    assert len(found) >= 8
    for question in found:
        for seed in range(5):
            answer = ",".join(right_letters(question.spec, seed))
            assert grade(question.spec, Attempt(answer, seed)).outcome == "correct", question.id
