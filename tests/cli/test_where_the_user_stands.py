"""Nothing is imported from the folder where the user stands, nor from what PYTHONPATH names."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# what no program can keep away: the command itself, and what Python imports before it
ITS_OWN = {"quizbank", "sitecustomize", "usercustomize", "__main__"}
LISTING = """
import sys
before = set(sys.modules)
import graders.worker, quizbank.authoring.worker, quizbank.cli.main, quizbank.tui.app
import numpy, sympy, sqlalchemy, alembic.command, msgspec, re2, multiprocessing.spawn
from graders.kinds import KINDS
for name in ("concept", "choice", "symbolic", "numeric"):
    from graders.kinds import kind_of
    kind_of(name).warm()
print(*sorted({name.split(".")[0] for name in sys.modules} - before))
"""


@lru_cache(maxsize=1)
def imported() -> frozenset[str]:
    """The top-level name of each module that we or our dependencies import."""
    done = subprocess.run(
        [sys.executable, "-c", LISTING],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    optional = {"tensorflow", "torch", "PIL", "textual_image", "sklearn", "keras"}
    return frozenset({*done.stdout.split(), *optional} - ITS_OWN)


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A folder with a file for each of them, which tells that it was run."""
    folder = tmp_path / "here"
    folder.mkdir()
    for name in imported():
        (folder / f"{name}.py").write_text(
            f"open({str(tmp_path / 'sprung')!r}, 'a').write({name!r} + chr(10))\n"
            "raise ImportError('a file of the user')\n"
        )
    return folder


def quizbank(folder: Path, *arguments: str, stdin: str = "", path: str = "") -> str:
    env = {
        **os.environ,
        "QUIZBANK_DB": str(folder.parent / "q.db"),
        "QUIZBANK_LANG": "en",
        "HOME": str(folder.parent),
        "PYTHONPATH": path,
        "PYTHONSTARTUP": str(folder / "queue.py"),
    }
    # as the script that pip installs, but for the folder of the tests
    start = (
        f"import sys; sys.path[:0] = [{str(ROOT)!r}]; from quizbank.__main__ import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", start, *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        env=env,
        cwd=folder,
        check=False,
    )
    sprung = folder.parent / "sprung"
    assert not sprung.exists(), sprung.read_text()
    assert done.returncode == 0, done.stderr
    return done.stdout


def without_early_ones(trap: Path) -> None:
    """What Python itself reads before the first line of ours is nothing that we can prevent."""
    look = trap.parent / "look.py"
    look.write_text("import sys; print(*sys.modules)")
    done = subprocess.run(
        [sys.executable, "-m", "look"], capture_output=True, text=True, check=True, cwd=trap.parent
    )
    for early in done.stdout.split():
        (trap / f"{early}.py").unlink(missing_ok=True)


@pytest.mark.parametrize("path", ["", ".", "here"])
def test_no_file_of_the_users_folder_is_imported(trap: Path, path: str) -> None:
    path = str(trap) if path == "here" else path
    if path:
        without_early_ones(trap)
    answer = ("grade", "mse-formula", "--answer", "mean((y-p)^2)", "--json")
    assert json.loads(quizbank(trap, *answer, path=path))["outcome"] == "correct"
    assert json.loads(quizbank(trap, "today", "--json", path=path))["due"] >= 0
    question = next((ROOT / "questions").rglob("mse-formula.md"))
    quizbank(trap, "lint", str(question), path=path)


def test_the_module_may_be_run_by_name_among_such_files(trap: Path) -> None:
    without_early_ones(trap)
    env = {**os.environ, "PYTHONPATH": str(ROOT), "QUIZBANK_DB": str(trap.parent / "q.db")}
    done = subprocess.run(
        [sys.executable, "-m", "quizbank", "grade", "mse-formula", "--answer", "mean((y-p)^2)"],
        capture_output=True,
        text=True,
        env=env,
        cwd=trap,
        check=False,
    )
    sprung = trap.parent / "sprung"
    assert not sprung.exists(), sprung.read_text()
    assert done.returncode == 0, done.stderr


def test_packages_that_only_pythonpath_names_are_found(tmp_path: Path) -> None:
    """As where an administrator installs with `pip install --target`."""
    site = next(path for path in sys.path if path.endswith("site-packages"))
    start = (
        f"import sys; sys.path[:0] = [{str(ROOT)!r}]; from quizbank.__main__ import main; main()"
    )
    done = subprocess.run(
        # -S: the interpreter's own packages are not on the path
        [sys.executable, "-P", "-S", "-c", start, "grade", "mse-formula", "--answer", "0"],
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "PYTHONPATH": site,
            "QUIZBANK_DB": str(tmp_path / "q.db"),
            "QUIZBANK_LANG": "en",
        },
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 1 and done.stdout.startswith("0%"), done.stderr
