"""What a learner could guess from the look of a choice, over the whole bank: nothing worth
while.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

from quizbank.authoring.files import load_file
from quizbank.store.locations import bundled

# with four choices, chance would make the right one the longest in a quarter of the questions, and
# the shortest too
MOST = 0.4
BY_PLACE = re.compile(
    r"all of the (?:above|three|four)|none of the above|both (?:a|b|1|2) "
    r"and|(?:first|last) two\b|as above|"
    r"以上(?:都|皆|全)|以上(?:三|四)|(?<![A-Za-z])[A-D]\s*和\s*[A-D](?![A-Za-z])|前两"
    r"(?:项|个都)|后两(?:项|个都)",
    re.I,
)


def texts(lang: str) -> dict[str, list[tuple[str, bool]]]:
    """The choices of each question, each with whether it is right."""
    found = {}
    for path in sorted(Path(bundled("questions")).rglob("*.md")):
        question = load_file(path).question
        if question is not None and question.kind == "choice":
            found[path.stem] = [
                (getattr(choice, lang), choice.right) for choice in question.spec.choices
            ]
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_right_choice_cannot_be_told_by_its_length(lang: str) -> None:
    ranks: Counter[str] = Counter()
    single = {
        id: choices
        for id, choices in texts(lang).items()
        if sum(right for _, right in choices) == 1
    }
    for choices in single.values():
        right = next(len(text) for text, is_right in choices if is_right)
        wrong = [len(text) for text, is_right in choices if not is_right]
        ranks["longest"] += right > max(wrong)
        ranks["shortest"] += right < min(wrong)
    assert max(ranks.values()) <= MOST * len(single), dict(ranks)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_choice_speaks_of_the_place_of_another(lang: str) -> None:
    assert {
        id: text
        for id, choices in texts(lang).items()
        for text, _ in choices
        if BY_PLACE.search(text)
    } == {}
