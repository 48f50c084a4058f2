"""What is not imported: the promises behind a fast start."""

import subprocess
import sys

import pytest

LIGHT = {"graders.said", "graders.kinds"}


def modules_after(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules, file=sys.stderr)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stderr.split())


def test_help_loads_neither_sqlalchemy_nor_textual() -> None:
    loaded = modules_after("from quizbank.cli.main import run\nrun(['--help'])")
    assert not loaded & {"sqlalchemy", "textual", "numpy", "sympy", "alembic", "tensorflow"}


def test_the_first_screen_needs_no_orm_and_no_mathematics() -> None:
    loaded = modules_after("import quizbank.tui.app")
    assert not loaded & {
        "sqlalchemy",
        "numpy",
        "sympy",
        "alembic",
        "tensorflow",
        "mpmath",
        "textual_plot",
        "quizbank.authoring.prose",
    }
    # codes of messages and the names of kinds, and no grader
    assert {name for name in loaded if name.startswith("graders.")} <= LIGHT


def test_a_question_without_a_picture_is_painted_without_what_shows_pictures() -> None:
    loaded = modules_after(
        "import quizbank.tui.app, quizbank.tui.screens.review, "
        "quizbank.tui.screens.browse, quizbank.tui.widgets.trial\n"
        "from quizbank.tui.rendering import prose\nprose('a line\\n\\n`![no](picture.png)`')"
    )
    assert not loaded & {
        "PIL",
        "textual_image",
        "quizbank.tui.graphics",
        "quizbank.tui.pixels",
        "quizbank.tui.widgets.picture_box",
    }


def test_opening_a_current_database_needs_no_alembic(tmp_path: object) -> None:
    loaded = modules_after(
        f"from quizbank.app.bank import Bank\nBank.open('{tmp_path}/q.db').close()\n"
        "for n in [n for n in sys.modules if n.startswith('alembic')]: del sys.modules[n]\n"
        f"Bank.open('{tmp_path}/q.db').close()"
    )
    assert not loaded & {"alembic", "tensorflow", "textual"}


@pytest.mark.parametrize("kind", ["choice", "concept", "symbolic", "numeric", "code"])
def test_graders_never_load_the_app_or_tensorflow(kind: str) -> None:
    loaded = modules_after(f"import graders.{kind}.grade")
    assert not {name.split(".")[0] for name in loaded} & {
        "quizbank",
        "sqlalchemy",
        "textual",
        "tensorflow",
    }
