"""Worked steps on the screen: the data aligned, the marks side by side."""

from rich.cells import cell_len

from graders.kind import Attempt
from graders.numeric.grade import grade
from graders.numeric.instance import draw, printed
from quizbank.tui.widgets.data_table import data_tables
from quizbank.words.lines import are_steps, plain, verdict_lines
from tests.numeric.test_marking import spec_of


def test_matrices_stand_side_by_side_under_one_another() -> None:
    lines = data_tables({"W": "[[0.5, -1], [10, 0.25]]", "x": "[2, 3]", "eta": "0.1", "y": "1"}, 72)
    assert lines == [
        "W = [ 0.5    -1 ]    x = [ 2  3 ]",
        "    [  10  0.25 ]",
        "",
        "eta = 0.1    y = 1",
    ]


def test_a_narrow_window_wraps_between_tables() -> None:
    lines = data_tables(dict.fromkeys("ABCDEF", "[[0.5, -1], [10, 0.25]]"), 40)
    assert max(map(cell_len, lines)) <= 40 and sum("=" in line for line in lines) == 3


def test_yours_expected_and_what_follows_stand_side_by_side() -> None:
    verdict = grade(
        spec_of("forward", "forward-steps"), Attempt("z = [4, 4]\na = [4, 4]\nz3 = 6.5")
    )
    assert are_steps(verdict.parts)
    shown = plain(verdict_lines(verdict, "en"))
    row = next(line for line in shown.splitlines() if "z3" in line)
    assert row.split()[:5] == ["~", "z3", "6.5", "7.25", "6.5"]
    assert "bias left out" in shown and "from yours" in shown
    assert " -  " in next(line for line in shown.splitlines() if "a3" in line)


def test_the_table_shows_what_the_prompt_prints() -> None:
    instance = draw(spec_of("backprop", "backprop-2-2-1"), 5)
    assert printed(instance.values["eta"]) in "\n".join(
        data_tables({k: printed(v) for k, v in instance.values.items()}, 72)
    )


def test_right_values_stay_hidden_while_a_field_cannot_be_read() -> None:
    verdict = grade(spec_of("forward", "forward-steps"), Attempt("z = 4,,\na = [4, 4]\nz3 = 6.5"))
    shown = plain(verdict_lines(verdict, "en"))
    assert "7.25" not in shown and "expected" not in shown
