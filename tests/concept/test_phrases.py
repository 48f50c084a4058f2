"""Accepted phrases: folded as the text is, at the beginnings of words, and never able to hang the
grader.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.concept.fold import fold
from graders.concept.phrases import check_phrase, find
from graders.concept.regex import Pattern, PatternError
from graders.concept.words import WORDS


def _hit(phrase: str, text: str) -> bool:
    return bool(find([phrase], fold(text)))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("weight sharing", "WEIGHT   Sharing"),
        ("weight sharing", "weight-sharing"),
        ("weight sharing", "weightsharing"),
        ("参数共享", "参数 共享"),
        ("LSTM 的遗忘门", "lstm的遗忘门"),
        ("LSTM的遗忘门", "LSTM 的 遗忘门"),
        ("clip", "gradients are clipped"),
        ("product of jacobians", "a product of\nJacobians"),
        ("relu", "ＲｅＬＵ"),
        ("f*c + i*g", "c = f*c+i*g"),
        ("f*c+i*g", "f * c + i * g"),
        ("n - k + 1", "n-k+1"),
        ("café", "cafe\u0301"),
        ("don't care", "we don’t care"),
        ("GAN", "GANs are hard"),
        ("7.25", "it is 7.25."),
        ("re:memor(y|is)", "it MEMORISES"),
        ("re: 梯度.{0,4}消失", "梯度就会 消失"),
        ("re:\\d+ 层", "12 层"),
        ("15%", "１５％"),
    ],
)
def test_a_phrase_is_found_in_any_writing(phrase: str, text: str) -> None:
    assert _hit(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("norm", "enormous"),
        ("bias", "unbiased"),
        ("0 个参数", "10 个参数"),
        ("7.2", "7.25"),
        ("2 layers", "1.2 layers"),
        ("GAN", "a gang of units"),
        ("RNN", "rnnt"),
        ("weight sharing", "weight, sharing"),
        ("连乘", "连加乘"),
    ],
)
def test_a_phrase_is_not_found_inside_something_else(phrase: str, text: str) -> None:
    assert not _hit(phrase, text)


def test_a_place_is_told_in_the_answer_as_it_was_typed() -> None:
    text = "Ａ  short\tgap，参数 共享 here"
    folded = fold(text)
    hit = find(["参数共享"], folded)[0]
    start, end = folded.span(hit.start, hit.end)
    assert text[start:end] == "参数 共享"


def test_a_wrapped_line_is_one_clause_and_a_list_is_several() -> None:
    wrapped = "The gradient that flows back through time is not\na product of Jacobians"
    assert find(["product"], fold(wrapped))[0].denied
    assert not find(["product"], fold("- not stable\n- product of Jacobians"))[0].denied


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("(a+)+b", "a" * 4000),
        ("(a|a)*b", "a" * 4000),
        ("(.*)*x", "a" * 4000),
        (".*.*.*.*x", "a" * 4000),
        ("a?" * 40 + "a" * 40, "a" * 39),
        ("(((((.*)*)*)*)*)*x", "梯" * 20000),
        ("(?:x{100}){10}y", "x" * 5000),
        ("([a-z]+)*\\d", "gradient " * 400),
        ("(x+x+)+y", "x" * 4000),
    ],
)
def test_no_expression_can_hang_the_grader(source: str, text: str) -> None:
    assert Pattern(source).spans(text) == []


@pytest.mark.parametrize(
    "phrase",
    [
        "re:(",
        "re:*a",
        "re:a{2,1}",
        "re:(a*)*\\1",
        "re:(?=(a+)+b)(a+)+",
        "re:" + "a" * 500,
        "re:.*",
        "re:gradient(?:){4000000000}",
        "re:(x{1000}){1000}y+z+w+v+",
        "",
        "  ",
    ],
)
def test_an_expression_that_cannot_be_used_is_refused(phrase: str) -> None:
    with pytest.raises(PatternError) as caught:
        check_phrase(phrase)
    assert all(WORDS[caught.value.why.code])


@given(
    st.sampled_from(
        ["a+b", "(a|ab)(c|bcd)d*", "[^a]b{2,3}", "\\bab", "a.c$", "(?:ab)?c", "b\\W+c", "A-?B"]
    ),
    st.text(alphabet="abcd -", max_size=30),
)
def test_an_expression_finds_something_exactly_where_re_does(source: str, text: str) -> None:
    import re

    expected = re.search(source, text, re.IGNORECASE)
    found = Pattern(source).spans(text)
    assert bool(found) == bool(expected)
    if expected:
        assert found[0][0] == expected.start()
