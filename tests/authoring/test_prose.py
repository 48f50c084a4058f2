"""Formulas, figures and code in a question's text: drawn from their source, literal where they
cannot be, checked by lint.
"""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from sklearn.metrics import roc_auc_score

from quizbank.app.drawn import plain
from quizbank.authoring.faults import Unusable
from quizbank.authoring.figures import KINDS, draw
from quizbank.authoring.figures.confusion import Confusion, confusion
from quizbank.authoring.figures.roc import area, curve
from quizbank.authoring.files import load_file, load_folder
from quizbank.authoring.lint import lint_question
from quizbank.authoring.prose import Passage, blocks, prose_faults
from quizbank.store.locations import bundled
from quizbank.tui.rendering import prose
from quizbank.words.catalogue import both, sentence

FIGURES = {
    "network": "layers = [2, 3, 1]",
    "convolution": "size = 5\nkernel = 3\nstride = 2\npadding = 1\nat = [0, 1]",
    "graph": 'formula = "(w*x + b - y)^2"\nnames = ["w", "x", "b", "y"]\nresult = "L"',
    "rnn": "steps = 3",
    "confusion": 'counts = [[50, 3], [7, 940]]\nlabels = ["yes", "no"]',
    "roc": "scores = [0.9, 0.5, 0.5, 0.1]\nlabels = [1, 1, 0, 0]",
}


def figure(kind: str, ascii_only: bool = False) -> list[str]:
    return draw(f'kind = "{kind}"\n{FIGURES[kind]}', ascii_only)


def test_every_kind_of_figure_is_in_the_bank_and_is_drawn_there() -> None:
    found = set()
    for question in load_folder(Path(bundled("questions"))).questions:
        for text in (*question.prompt.values(), *question.explanation.values()):
            found |= {kind for kind in KINDS if f'kind = "{kind}"' in text}
    assert found == set(KINDS) == set(FIGURES)


@pytest.mark.parametrize("kind", FIGURES)
def test_without_box_drawing_a_figure_is_plain_ascii_of_the_same_shape(kind: str) -> None:
    drawn, plain_lines = figure(kind), figure(kind, ascii_only=True)
    assert all(line.isascii() for line in plain_lines) and len(plain_lines) == len(drawn)
    assert max(map(len, drawn)) <= 76


def test_a_network_connects_every_unit_of_one_layer_with_the_next() -> None:
    assert figure("network") == [
        "       ┌─> h1 ─┐",
        "x1 ─┐  │       │",
        "    ├──┼─> h2 ─┼────> o",
        "x2 ─┘  │       │",
        "       └─> h3 ─┘",
    ]


@given(
    st.integers(1, 9), st.integers(1, 4), st.integers(1, 3), st.integers(0, 2), st.integers(1, 2)
)
def test_a_window_covers_the_entries_that_the_output_is_made_of(
    size: int, kernel: int, stride: int, padding: int, dilation: int
) -> None:
    reach = (kernel - 1) * dilation + 1
    side = (size + 2 * padding - reach) // stride + 1
    described = (
        f'kind = "convolution"\nsize = {size}\nkernel = {kernel}\nstride = {stride}\npadding '
        f"= {padding}\ndilation = {dilation}\n"
    )
    if reach > size + 2 * padding:
        with pytest.raises(Unusable):
            draw(described)
        return
    lines = draw(described + f"at = [{side - 1}, {side - 1}]")
    assert sum(line.count("█") for line in lines) == kernel * kernel + 1
    assert f"{side}x{side}" in lines[0]


@given(
    st.lists(
        st.tuples(st.sampled_from([0.1, 0.2, 0.5, 0.8]), st.integers(0, 1)), min_size=2, max_size=30
    )
)
def test_the_area_below_a_roc_curve_is_scikit_learns_with_ties(
    drawn: list[tuple[float, int]],
) -> None:
    scores, labels = [s for s, _ in drawn], [y for _, y in drawn]
    if len(set(labels)) == 2:
        assert area(curve(scores, labels)) == pytest.approx(roc_auc_score(labels, scores))


def test_totals_of_a_confusion_matrix_add_up() -> None:
    assert figure("confusion") == [
        "    │ yes   no │",
        "────┼──────────┼─────",
        "yes │  50    3 │   53",
        " no │   7  940 │  947",
        "────┼──────────┼─────",
        "    │  57  943 │ 1000",
    ]


def test_chinese_labels_of_a_confusion_matrix_keep_its_columns_in_line() -> None:
    lines = confusion(Confusion(((30, 5), (2, 60)), ("正类", "负")), False)
    bars = {
        tuple(cell_len(line[:k]) for k, sign in enumerate(line) if sign in "│┼") for line in lines
    }
    assert len(bars) == 1, lines


@pytest.mark.parametrize(
    "described",
    [
        "",
        "kind = 3",
        'kind = "heart"',
        "kind = ",
        'kind = "network"',
        'kind = "network"\nlayers = [0, 2]',
        'kind = "network"\nlayers = [1,1,1,1,1,1,1,1]',
        'kind = "rnn"\nsteps = 10000',
        'kind = "rnn"\nsteps = true',
        'kind = "confusion"\ncounts = [[1, 2]]',
        'kind = "roc"\nscores = [1]\nlabels = [1]',
        'kind = "convolution"\nsize = 3\nkernel = 3\nat = [5, 5]',
        'kind = "graph"\nformula = "w*("\nnames = ["w"]',
        'kind = "graph"\nformula = "q"\nnames = ["w"]',
        "x" * 5000,
        'kind = "network"\nlayers = "ab"',
        'kind = "confusion"\ncounts = [[-1, 2], [3, 4]]',
        "a = " + "[" * 3000,
    ],
)
def test_a_figure_that_cannot_be_drawn_says_why_in_both_languages(described: str) -> None:
    with pytest.raises(Unusable) as caught:
        draw(described)
    zh, en = both(caught.value.said)
    assert zh and en and "Traceback" not in en


def test_a_formula_is_drawn_with_its_left_side_and_what_it_declares() -> None:
    (block,) = blocks(
        "```formula\nwith y, p: vector[n] real\nL = 1/n sum_{i=1}^n (y_i - p_i)^2\n```"
    )
    assert block.kind == "drawn" and any("L = " in line and "───" in line for line in block.lines)
    (plain_block,) = blocks("```formula\na = b / c\n```", ascii_only=True)
    assert plain_block.lines == ("     b", "a = ---", "     c")


@pytest.mark.parametrize(
    "source", ["a +", "with x: nonsense\nx", "(" * 400, "q" * 3000, "sum_i x_i"]
)
def test_a_formula_that_cannot_be_read_stays_as_it_was_written(source: str) -> None:
    (block,) = blocks(f"```formula\n{source}\n```")
    assert (
        block.kind == "code"
        and block.lines == tuple(source.split("\n"))
        and block.fault is not None
    )
    text = f"```formula\n{source}\n```"
    (fault,) = prose_faults("q.md", [Passage("## zh", text, 9, text)], {})
    assert sentence(fault.said, "en").startswith("## zh")
    assert fault.line == 9 + len(source.split("\n"))


CODE = "x = W[i][j] + mask[a[0]]  # [bold red]not markup[/] [@click=app.quit]no[/] [/foo]"


def test_code_with_brackets_is_shown_to_the_byte_and_coloured() -> None:
    shown = prose(f"Before.\n\n```python\n{CODE}\n```\n\nAfter [b]this[/b].")
    assert f"    {CODE}\n" in shown.plain and "[b]this[/b]" in shown.plain
    assert any("not bold" not in str(span.style) for span in shown.spans)


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=200))
def test_any_text_becomes_blocks_and_loses_no_word(text: str) -> None:
    shown = plain(text)
    kept = [
        word
        for word in "".join(c if unicodedata.category(c)[0] in "LN" else " " for c in text).split()
        if word.isascii()
    ]
    for word in kept:
        assert word in shown or "```" in text or "~~~" in text


def test_lint_names_a_drawing_that_fails(tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    front = (
        '+++\nid = "mine"\nkind = "choice"\ntopic = "losses"\ndifficulty = 1\nminutes = 1\n+++\n'
    )
    file.write_text(
        front
        + '## zh\n看图\n```figure\nkind = "rnn"\nsteps = 99\n```\n## choices\n- [x] a\n- [ ] b\n',
        encoding="utf-8",
    )
    faults = lint_question(load_file(file))
    told = [sentence(fault.said, "en") for fault in faults if fault.code == "drawing"]
    assert any("steps" in words for words in told)
