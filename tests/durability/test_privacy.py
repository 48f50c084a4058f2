"""What a learner does stays on the machine and is nobody else's to read."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from graders.code.spec import CodeSpec
from quizbank.authoring.files import load_folder
from quizbank.authoring.templates import template
from quizbank.store.locations import bundled
from tests.durability.kills import GIVE_UP, reviews
from tests.durability.program import Screen, run

# a program that asks for an internet socket is killed by the kernel: not even an attempt goes
# unnoticed
_NO_SOCKETS = """
import os, socket, sys
import pyseccomp as seccomp
rules = seccomp.SyscallFilter(seccomp.ALLOW)
for family in (socket.AF_INET, socket.AF_INET6):
    rules.add_rule(seccomp.KILL_PROCESS, "socket", seccomp.Arg(0, seccomp.EQ, int(family)))
rules.load()
os.execvp(sys.argv[1], sys.argv[1:])
"""
# TensorFlow's import makes a socket to see whether this machine knows IPv6; it may connect it to
# nothing
_NO_CONNECTIONS = """
import os, sys
import pyseccomp as seccomp
rules = seccomp.SyscallFilter(seccomp.ALLOW)
rules.add_rule(seccomp.KILL_PROCESS, "connect")
rules.load()
os.execvp(sys.argv[1], sys.argv[1:])
"""
SECRET = "my-secret-answer-7351"


def namespace() -> list[str]:
    """A network namespace that has no network, or a skip."""
    under = ["unshare", "-rn"]
    if (
        shutil.which("unshare") is None
        or subprocess.run([*under, "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("this machine does not let a user make a network namespace")
    return under


def filtered(code: str = _NO_SOCKETS) -> list[str]:
    """A system-call filter that ends whoever opens an internet socket, or a skip."""
    under = [sys.executable, "-c", code]
    try:
        tried = subprocess.run(
            [
                *under,
                sys.executable,
                "-c",
                "import socket; socket.socket().connect(('127.0.0.1', 9))",
            ],
            capture_output=True,
            check=False,
        )
    except OSError:
        pytest.skip("the filter cannot be started")
    if tried.returncode >= 0:
        pytest.skip("this machine has no system-call filter (libseccomp)")
    return under


def unconnected() -> list[str]:
    """A system-call filter that ends whoever connects a socket to anything, or a skip."""
    return filtered(_NO_CONNECTIONS)


@pytest.mark.parametrize("without", [namespace, filtered])
def test_the_main_path_needs_no_network_and_asks_for_none(tmp_path: Path, without: object) -> None:
    assert callable(without)
    under, path = without(), tmp_path / "q.db"
    mine, pack = tmp_path / "mine.md", tmp_path / "mine.quizpack"
    mine.write_text(template("symbolic", "losses", "mine-1"), "utf-8")
    commands = [
        ["grade", "mse-formula", "--answer", "mean((y-yhat)^2)", "--record"],
        ["add", str(mine)],
        ["share", str(pack)],
        ["add", str(pack), "--yes"],
        ["sync", str(tmp_path / "shared")],
    ]
    if without is filtered:
        # a namespace shows that no network is needed; only the filter shows that none is asked for
        commands += [
            ["lint", str(mine)],
            ["new", "choice"],
            ["today", "--json"],
            ["show", "mse-formula"],
            ["plan", "--json"],
            ["stats", "--json"],
            ["backup"],
        ]
    for arguments in commands:
        done = run(path, *arguments, under=under)
        assert done.returncode == 0, (arguments, done.returncode, done.stderr)
    screen = Screen(path, "review", "--cram", "--kind", "choice", under=under)
    try:
        assert screen.until("1/")
        screen.press(GIVE_UP)
        assert screen.until("shown")
        screen.press("1")
        assert screen.until("2/")
    finally:
        screen.kill()
    assert len(reviews(path)) == 2


@pytest.mark.tensorflow
@pytest.mark.parametrize("without", [namespace, pytest.param(unconnected, marks=pytest.mark.long)])
def test_code_is_graded_without_a_network(tmp_path: Path, without: object) -> None:
    pytest.importorskip("tensorflow")
    assert callable(without)
    question = next(q for q in load_folder(bundled("questions")).questions if q.kind == "code")
    answer = tmp_path / "answer.py"
    assert isinstance(question.spec, CodeSpec)
    answer.write_text(question.spec.reference, "utf-8")
    done = run(
        tmp_path / "q.db", "grade", question.id, "--file", str(answer), "--json", under=without()
    )
    assert done.returncode == 0 and json.loads(done.stdout)["outcome"] == "correct", (
        done.stdout,
        done.stderr[-2000:],
    )


def test_whatever_is_written_belongs_to_its_owner_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    path = home / "deep" / "q.db"
    old = os.umask(0)
    try:
        source = tmp_path / "mine.md"
        source.write_text(
            '+++\nid = "mine-1"\nkind = "choice"\ntopic = "losses"\ndifficulty = 1\n'
            "minutes = 1\n+++\n## en\nWhich?\n\n"
            "## choices en\n- [x] this\n- [ ] that\n",
            "utf-8",
        )
        for arguments in (
            ["grade", "mse-formula", "--answer", SECRET, "--record"],
            ["backup"],
            ["backup", str(home / "b.db")],
            ["add", str(source)],
            ["share", str(home / "p.quizpack")],
            ["sync", str(home / "shared")],
            ["new", "choice", "--id", "mine-2"],
        ):
            done = run(
                path,
                *arguments,
                HOME=str(home),
                XDG_CACHE_HOME=str(home / "cache"),
                XDG_DATA_HOME=str(home / "data"),
            )
            assert done.returncode < 3 and not done.stderr.startswith("Traceback"), (
                arguments,
                done.stderr,
            )
    finally:
        os.umask(old)
    found = {file: stat.S_IMODE(file.stat().st_mode) for file in home.rglob("*")}
    assert len(found) > 6
    assert {file.name: oct(mode) for file, mode in found.items() if mode & 0o077} == {}


@pytest.mark.parametrize("state", ["sound", "damaged", "foreign"])
def test_a_report_tells_neither_who_nor_where_nor_what_was_answered(
    tmp_path: Path, state: str
) -> None:
    home = tmp_path / "ada-lovelace"
    path = home / "private folder" / "q.db"
    names = {"HOME": str(home), "USER": "ada-lovelace", "LOGNAME": "ada-lovelace"}
    assert (
        run(path, "grade", "accuracy-on-imbalance", "--answer", "a", "--record", **names).returncode
        < 2
    )
    assert (
        run(
            path, "grade", "explain-self-attention", "--answer", SECRET, "--record", **names
        ).returncode
        < 2
    )
    if state != "sound":
        path.write_bytes(b"x" * 9000 if state == "foreign" else path.read_bytes()[:40_000])
    for form in ([], ["--json"]) if state == "sound" else (["--json"],):
        done = run(path, "doctor", "--report", *form, **names)
        said = done.stdout + done.stderr
        assert "versions" in said and "database" in said
        for private in (
            SECRET,
            "ada-lovelace",
            "private folder",
            str(tmp_path),
            str(Path(sys.executable).parent),
        ):
            assert private not in said, said
    assert json.loads(done.stdout)["ok"] is (state == "sound")


def test_an_error_says_nothing_of_the_answer(tmp_path: Path) -> None:
    path = tmp_path / "q.db"
    run(path, "today")
    path.write_bytes(path.read_bytes()[:40_000])
    done = run(path, "grade", "mse-formula", "--answer", SECRET, "--record")
    assert done.returncode == 3 and SECRET not in done.stderr and len(done.stderr.splitlines()) == 1
    assert not list(tmp_path.rglob("*.log"))
