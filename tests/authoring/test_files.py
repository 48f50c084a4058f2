"""Question files: every fault has its line, one bad file keeps no other from loading, templates are
clean.
"""

from pathlib import Path

import pytest

from quizbank.app.kinds import KINDS
from quizbank.authoring.files import load_folder, parse
from quizbank.authoring.lint import lint_paths
from quizbank.authoring.templates import template
from quizbank.domain.clean import clean
from quizbank.store.locations import bundled
from quizbank.words.catalogue import both
from quizbank.words.faults import fault_line

GOOD = template("choice", "losses", "good-one")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("hello", "no-front-matter", 1),
        ('+++\nid = "a-b"\n', "front-matter-open", 1),
        ('+++\nid = "a-b"\nx = = 1\n+++\n', "toml", 3),
        (GOOD.replace('kind = "choice"', 'kind = "riddle"'), "kind", 3),
        (GOOD.replace('"good-one"', '"Bad One"'), "id", 2),
        (GOOD.replace("difficulty = 2", "difficulty = 9"), "difficulty", 5),
        (GOOD.replace("- [ ] 25x25", "* 25x25"), "choice-line", 19),
        (GOOD.replace('id = "good-one"', 'id = "a-b"\nid = "a-c"'), "toml", 3),
    ],
)
def test_a_fault_is_told_with_its_line(text: str, code: str, line: int) -> None:
    faults = parse(text, "q.md").faults
    assert (code, line) in [(fault.code, fault.line) for fault in faults]
    assert all(all(both(fault.said)) for fault in faults)


def test_one_faulty_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.md").write_text("nonsense", encoding="utf-8")
    (tmp_path / "c.md").write_bytes(b"+++\nid = '\xff'\n+++\n")
    (tmp_path / "d.md").write_text(GOOD, encoding="utf-8")
    loaded = load_folder(tmp_path)
    assert [q.id for q in loaded.questions] == ["good-one"]
    assert {fault.code for fault in loaded.faults} == {"no-front-matter", "encoding", "id-twice"}


def test_windows_line_ends_and_a_byte_order_mark_are_fine() -> None:
    assert parse("\ufeff" + GOOD.replace("\n", "\r\n"), "q.md").question is not None


def test_a_heading_inside_a_fence_is_no_section() -> None:
    question = parse(
        GOOD.replace("## explanation zh", "## hint zh\n```\n## en\n```\n\n## explanation zh"),
        "q.md",
    ).question
    assert question is not None and "## en" in question.hints["zh"][0]


def test_editing_changes_the_version_and_nothing_else() -> None:
    before, after = (
        parse(GOOD, "q.md").question,
        parse(GOOD.replace("26。", "26 。"), "q.md").question,
    )
    assert before is not None and after is not None
    assert before.version != after.version and before.id == after.id
    assert parse(GOOD, "q.md").question == before


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "code"])
def test_each_template_is_clean_as_it_stands(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"{kind}.md"
    path.write_text(template(kind, "losses", f"my-{kind}"), encoding="utf-8")
    assert lint_paths([path]).faults == ()


def test_lint_finds_a_misconception_that_is_right(tmp_path: Path) -> None:
    path = tmp_path / "q.md"
    path.write_text(
        template("symbolic", "losses", "q-one").replace(
            'answer = "sum((y - p)^2)"', 'answer = "sum((p - y)^2)/n"'
        ),
        encoding="utf-8",
    )
    assert [fault.code for fault in lint_paths([path]).faults] == ["misconception-right"]


def test_lint_finds_hidden_characters(tmp_path: Path) -> None:
    path = tmp_path / "q.md"
    path.write_text(GOOD.replace("28x28 input?", "28x28 \u202einput?"), encoding="utf-8")
    assert "hidden-character" in [fault.code for fault in lint_paths([path]).faults]


def test_text_for_a_screen_cannot_act() -> None:
    assert clean("a\x1b]52;c;x\x07b\u202ec\u200bd\x9b31m\r\n") == "a]52;c;xbcd31m\n"


def test_the_bundled_bank_is_clean() -> None:
    report = lint_paths([Path(bundled("questions"))], code=False)
    assert report.files >= 60
    assert [fault_line(f, "en") for f in report.faults] == []


@pytest.mark.parametrize("allowed", [False, True])
def test_lint_finds_a_domain_on_which_a_slip_makes_no_difference(
    tmp_path: Path, allowed: bool
) -> None:
    path = tmp_path / "q.md"
    front, _, rest = template("symbolic", "losses", "blind").partition("\n+++\n")
    kept = "\n".join(
        line for line in front.split("[symbols]")[0].splitlines() if not line.startswith("answer")
    )
    extra = 'indistinct = ["square-lost", "root-lost"]\n' if allowed else ""
    path.write_text(
        f'{kept}\nanswer = "b^2"\n{extra}[symbols]\nb = "scalar binary"\n+++\n{rest}',
        encoding="utf-8",
    )
    assert {fault.code for fault in lint_paths([path]).faults} == (
        set() if allowed else {"slip-invisible"}
    )
