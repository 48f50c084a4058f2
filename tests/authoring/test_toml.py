"""TOML that cannot be used is told in our own words, at its line; so is a value of a wrong kind."""

from __future__ import annotations

import pytest

from quizbank.authoring.figures import draw
from quizbank.authoring.files import parse
from quizbank.authoring.tidy import MAX_DEPTH, tidy
from quizbank.domain.toml import MAX_BYTES, Table, loads
from quizbank.domain.unusable import Unusable
from quizbank.words.catalogue import both

HEAD = '+++\nid = "a-b"\nkind = "choice"\ntopic = "t"\n'


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a = 1\na = 2", "twice", 2),
        ("[a]\nb = 1\n[a]", "twice", 3),
        ("a = { b = 1, b = 2 }", "twice", 1),
        ('a = 1\nb = "x', "quote-open", 2),
        ('a = """x\n\ny', "quote-open", 3),
        ('a = "x\ny"', "character", 1),
        ('a = 1\n\nb = "\\q"', "escape", 3),
        ("a = [1,\n2", "list-open", 2),
        ("a = { b = 1", "table-open", 1),
        ("a = 1\nb", "no-equals", 2),
        ("a = ", "no-value", 1),
        ("a = 1\nb = yes", "no-value", 2),
        ("= 1", "no-key", 1),
        ("a = 1 b = 2", "after-value", 1),
        ("[a", "header-open", 1),
        ("a." * 401 + "b = 1", "dots", 1),
        ("a = 1\n" + "b" * MAX_BYTES, "large", 1),
        ("a = " + "[" * 3000, "deep", 1),
    ],
)
def test_each_fault_of_toml_has_our_sentence_and_its_line(text: str, code: str, line: int) -> None:
    with pytest.raises(Unusable) as caught:
        loads(text)
    assert (caught.value.said.code, caught.value.line) == (f"toml.{code}", line)
    zh, en = both(caught.value.said)
    assert zh != en and str(caught.value) == en
    (fault, *_) = parse("+++\n" + text + "\n+++\n## en\nx\n", "q.md").faults
    # an unclosed value ends at the closing line of the front matter
    assert fault.code == "toml" and fault.line - line in (1, 2)


def nested(depth: int) -> Table:
    """A table with lists in each other: `depth` of them."""
    table: Table = {"a": 1}
    value = table["a"]
    for _ in range(depth):
        value = [value]
    return {"a": value}


def test_nesting_is_bounded_on_both_sides() -> None:
    assert tidy(nested(MAX_DEPTH - 1)) == nested(MAX_DEPTH - 1)
    with pytest.raises(Unusable) as caught:
        tidy(nested(MAX_DEPTH))
    assert caught.value.path == ("a", *[0] * (MAX_DEPTH - 1))


@pytest.mark.parametrize("value", ["inf", "nan", "2026-11-27", "10:00:00", "9007199254740993"])
def test_a_value_that_is_not_plain_is_told_at_its_own_line(value: str) -> None:
    text = HEAD + f"tags = [\n  1,\n  {value},\n]\n+++\n## en\nx\n"
    (fault,) = parse(text, "q.md").faults
    assert fault.line == 7 and all("tags" in words for words in both(fault.said))


def test_the_largest_whole_number_is_taken() -> None:
    assert tidy({"a": 2**53, "b": -(2**53)}) == {"a": 2**53, "b": -(2**53)}
    for beyond in (2**53 + 1, -(2**53) - 1):
        with pytest.raises(Unusable):
            tidy({"a": beyond})


@pytest.mark.parametrize(
    ("described", "line", "named"),
    [
        ('kind = "network"\nlayers = [2, 0.5]', 2, "layers[2]"),
        ('kind = "network"\nlayers = [\n  2,\n  "x",\n]', 4, "layers[2]"),
        ('kind = "network"\nlayers = [2, 1]\nnames = ["x"]', 1, "1"),
        ('kind = "convolution"\nkernel = 3', 1, "size"),
        ('kind = "convolution"\nsize = 17\nkernel = 3', 2, "size"),
        ('kind = "convolution"\nsize = 5\nkernel = 3\nat = [0, 0, 0]', 4, "at"),
        ('kind = "rnn"\nsteps = 7', 2, "steps"),
        ('kind = "rnn"\nsteps = 3\nweight = 2', 3, "weight"),
        ('kind = "confusion"\ncounts = [[1, 2], [3, 4.5]]', 2, "counts[2][2]"),
        ('kind = "roc"\nscores = "high"\nlabels = [1]', 2, "scores"),
        ('kind = "graph"\nformula = "a"\nnames = "a"', 3, "names"),
        ('kind = "heart"', 1, "network"),
        ('size = 3\nkind = "heart"', 2, "network"),
    ],
)
def test_a_figure_says_which_value_is_wrong_and_where(
    described: str, line: int, named: str
) -> None:
    with pytest.raises(Unusable) as caught:
        draw(described)
    assert caught.value.line == line
    assert all(named in words for words in both(caught.value.said))


def test_a_curve_has_as_many_points_as_fit_into_its_description() -> None:
    scores = ", ".join(["0.5"] * 300)
    labels = ", ".join(["1", "0"] * 150)
    assert draw(f'kind = "roc"\nscores = [{scores}]\nlabels = [{labels}]')[-1].endswith("AUC = 0.5")
