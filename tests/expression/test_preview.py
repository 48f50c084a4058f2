"""The preview shows how a formula is read at every keypress, and says what is ambiguous about
it.
"""

import pytest

from graders.expression.completion import complete, completions
from graders.expression.preview import preview
from quizbank.words.catalogue import both

DECLARATIONS = {
    "y": "vector[n] real",
    "yhat": "vector[n] in (0,1)",
    "alpha": "scalar real",
    "W": "matrix[n,n] real",
    "sigma": "scalar positive",
    "C_in": "size",
}
FORMULA = r"-\frac{1}{n}\sum_{i=1}^{n}\left[y_i\log\hat{y}_i+(1-y_i)\log(1-\hat{y}_i)\right]"


def test_every_beginning_of_a_formula_has_a_preview_or_a_place() -> None:
    for end in range(len(FORMULA) + 1):
        shown = preview(FORMULA[:end], DECLARATIONS)
        if shown.ok:
            assert shown.text and shown.lines and shown.error is None
        else:
            assert 0 <= shown.position <= end and all(both(shown.error))
    assert shown.ok


def test_a_fraction_and_a_sum_are_drawn_over_several_lines() -> None:
    lines = preview("1/n sum_i (y_i - yhat_i)^2", DECLARATIONS).lines
    assert (
        len(lines) >= 3
        and any("─" in line for line in lines)
        and any("⎲" in line for line in lines)
    )
    plain = preview("1/n sum_i (y_i - yhat_i)^2", DECLARATIONS, ascii_only=True)
    assert all(line.isascii() for line in [plain.text, *plain.lines])


def test_a_sum_is_closed_where_it_would_take_in_what_follows_and_nowhere_else() -> None:
    def brackets(typed: str) -> int:
        return sum(line.count("⎛") for line in preview(typed, DECLARATIONS).lines)

    assert (
        brackets("1/n sum_i y_i")
        == brackets("alpha*(sum_i y_i) + 1")
        == brackets("alpha sum_i y_i yhat_i")
        == 0
    )
    assert brackets("(sum_i y_i)*alpha") == brackets("(alpha sum_i y_i)*(sum_i yhat_i)") == 1


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("y_i - yhat_i", ["free-index"]),
        ("y yhat", ["elementwise"]),
        ("y*yhat", []),
        ("y·yhat", ["dotted"]),
        ("W^2", ["matrix-power"]),
        ("y^T yhat", []),
        ("sum_i y_i yhat_i", []),
        ("alpha·y", []),
        ("W y", []),
        ("mean((y-yhat)^2)", []),
    ],
)
def test_what_is_ambiguous_is_said(typed: str, codes: list[str]) -> None:
    assert [
        note.code.removeprefix("formula.note-") for note in preview(typed, DECLARATIONS).notes
    ] == codes


def test_a_variable_sigma_is_not_mistaken_for_the_sigmoid() -> None:
    shown = preview("sigmoid(alpha) + sigma", DECLARATIONS)
    assert "sigmoid(" in shown.text and "sigmoid(" in "".join(shown.lines)


def test_a_bad_declaration_is_an_error_and_no_exception() -> None:
    assert preview("x", {"x": "nonsense"}).code == "declaration"


def test_declared_names_are_completed_before_functions() -> None:
    names = tuple(DECLARATIONS)
    assert completions("s", names)[0] == "sigma" and "softmax" in completions("s", names)
    assert completions("al", names) == completions("\\al", names) == ("alpha",)
    assert completions("Ci", names) == completions("C_", names) == ("C_in",)
    assert completions("", names) == () and completions("qq", names) == ()


@pytest.mark.parametrize(
    ("text", "cursor", "start", "first"),
    [
        ("1/n su", 6, 4, "sum"),
        ("2*yh", 4, 2, "yhat"),
        ("yh + 1", 2, 0, "yhat"),
        ("yhat", 2, 2, None),
        ("1/n ", 4, 4, None),
        (r"\alp", 4, 0, "alpha"),
        ("", 0, 0, None),
    ],
)
def test_the_word_before_the_cursor_is_completed(
    text: str, cursor: int, start: int, first: str | None
) -> None:
    at, options = complete(text, cursor, DECLARATIONS)
    assert (at, options[0] if options else None) == (start, first)
