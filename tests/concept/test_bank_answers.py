"""Every concept question of the bank against written answers of known worth.

``tests/concept/answers/<id of the question>.toml`` has a table for each language, ``[zh]`` and
``[en]``, with six texts:

- ``full``: natural prose that makes every point of the rubric, in words of its own (not copied from
  ``accept``);
  it must be ``correct`` with a score of at least 0.85;
- ``half``: a sound answer that makes about half of the points; its score must lie in 0.25 to 0.75;
- ``stuffed``: the key words without sentences; it must not be ``correct``;
- ``negated``: the same claims denied; it must not be ``correct`` and score at most 0.35;
- ``reworded``: a good answer in plain, everyday words that avoid the terms of the trade; its score
  must be at least 0.8;
- ``mistaken``: fluent prose that uses the terms of the trade for false claims; it must be
  ``wrong``.

Nothing written is ``invalid`` and "I don't know" is ``wrong`` with 0 for every question; no text is
needed for that.
"""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from graders.concept.spec import ConceptEvidence, ConceptSpec
from graders.verdict import Verdict
from tests.concept.bank import graded as grade
from tests.concept.bank import paths, spec_of

ANSWERS = sorted((Path(__file__).parent / "answers").glob("*.toml"))
TEXTS = {"full", "half", "stuffed", "negated", "reworded", "mistaken"}


def spec(id: str) -> ConceptSpec:
    """The rubric of the concept question `id`."""
    return spec_of(id)


@lru_cache(maxsize=256)
def answers(path: Path) -> dict[str, dict[str, str]]:
    """The texts of one file by language and worth."""
    with path.open("rb") as file:
        return tomllib.load(file)


def told(verdict: Verdict[ConceptEvidence]) -> str:
    """What the grader found, for the message of a test that fails."""
    kept = {name: getattr(verdict.evidence, name) for name in ("ticks", "said", "denied")}
    return f"{verdict.outcome} {verdict.score:.2f} {kept} {[d.code for d in verdict.diagnoses]}"


def written(worth: str) -> list[Any]:
    """One test parameter for each answer of this worth, in both languages."""
    return [
        pytest.param(path, lang, worth, id=f"{path.stem}-{lang}")
        for path in ANSWERS
        for lang in ("zh", "en")
    ]


def graded(path: Path, lang: str, worth: str) -> Verdict[ConceptEvidence]:
    """The verdict on one text of a file."""
    return grade(spec(path.stem), answers(path)[lang][worth])


@pytest.mark.parametrize("path", [pytest.param(p, id=p.stem) for p in ANSWERS])
def test_a_file_of_answers_belongs_to_a_question_and_has_every_text(path: Path) -> None:
    assert path.stem in paths()
    assert {lang: set(texts) for lang, texts in answers(path).items()} == {"zh": TEXTS, "en": TEXTS}
    assert all(text.strip() for texts in answers(path).values() for text in texts.values())


@pytest.mark.parametrize(("path", "lang", "worth"), written("full"))
def test_a_full_answer_in_other_words_is_correct(path: Path, lang: str, worth: str) -> None:
    verdict = graded(path, lang, worth)
    assert verdict.outcome == "correct" and verdict.score >= 0.85, told(verdict)


@pytest.mark.parametrize(("path", "lang", "worth"), written("half"))
def test_half_an_answer_earns_about_half(path: Path, lang: str, worth: str) -> None:
    verdict = graded(path, lang, worth)
    assert 0.25 <= verdict.score <= 0.75, told(verdict)


@pytest.mark.parametrize(("path", "lang", "worth"), written("stuffed"))
def test_key_words_without_sentences_are_not_correct(path: Path, lang: str, worth: str) -> None:
    verdict = graded(path, lang, worth)
    assert verdict.outcome != "correct", told(verdict)


@pytest.mark.parametrize(("path", "lang", "worth"), written("negated"))
def test_the_claims_denied_earn_next_to_nothing(path: Path, lang: str, worth: str) -> None:
    verdict = graded(path, lang, worth)
    assert verdict.outcome != "correct" and verdict.score <= 0.35, told(verdict)


@pytest.mark.parametrize(("path", "lang", "worth"), written("reworded"))
def test_a_good_answer_in_everyday_words_passes_well(path: Path, lang: str, worth: str) -> None:
    verdict = graded(path, lang, worth)
    assert verdict.score >= 0.8, told(verdict)


@pytest.mark.parametrize(("path", "lang", "worth"), written("mistaken"))
def test_fluent_but_false_is_wrong(path: Path, lang: str, worth: str) -> None:
    verdict = graded(path, lang, worth)
    assert verdict.outcome == "wrong", told(verdict)


@pytest.mark.parametrize("path", [pytest.param(p, id=p.stem) for p in ANSWERS])
def test_nothing_written_is_invalid_and_not_knowing_is_wrong(path: Path) -> None:
    assert grade(spec(path.stem), " \n").outcome == "invalid"
    for text in ("这道题我不太会，没有复习到。", "I do not know this one, sorry."):
        verdict = grade(spec(path.stem), text)
        assert verdict.outcome == "wrong" and verdict.score == 0, told(verdict)
