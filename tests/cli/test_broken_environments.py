"""Every command of the contract in broken surroundings: a sentence, the right exit code, nothing on
the other stream, no traceback.
"""

from __future__ import annotations

import os
import pty
import select
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from quizbank.cli.main import COMMANDS, run
from quizbank.store.database import Database

ROOT = Path(__file__).parents[2]
# each command that needs the database, with arguments that are right where there is one
NEEDING: dict[str, tuple[str, ...]] = {
    "today": ("today",),
    "today --json": ("today", "--json"),
    "list": ("list",),
    "list --json": ("list", "--json", "--kind", "numeric"),
    "show": ("show", "mse-formula"),
    "grade": ("grade", "mse-formula", "--answer", "1", "--json"),
    "new": ("new", "concept", "--topic", "training"),
    "edit": ("edit", "mse-formula"),
    "add": ("add", "QUESTION"),
    "share": ("share", "OUT.zip"),
    "plan": ("plan",),
    "plan --json": ("plan", "--json", "--minutes", "30"),
    "backlog": ("backlog",),
    "stats": ("stats", "--json"),
    "optimize": ("optimize",),
    "backup": ("backup",),
    "sync": ("sync", "SHARED"),
    "watch": ("watch", "mse-formula", "OUT.py"),
    "review --json": ("review", "--json"),
    "batch": ("grade", "--batch", "LINES"),
}
FREE: dict[str, tuple[str, ...]] = {
    "lint": ("lint", "QUESTION"),
    "check-formula": (
        *("check-formula", "--reference", "a+b", "--answer", "b+a"),
        *("--symbol", "a=scalar real", "--symbol", "b=scalar real"),
    ),
    "graph": ("graph",),
    "help": ("--help",),
    "version": ("--version",),
}


def newer(path: Path) -> None:
    Database.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


def torn(path: Path) -> None:
    Database.open(path).close()
    path.write_bytes(path.read_bytes()[:5000])


def overwritten(path: Path) -> None:
    Database.open(path).close()
    raw = bytearray(path.read_bytes())
    raw[8192:40960] = b"\xff" * (40960 - 8192)
    path.write_bytes(raw)


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mine (a)")


def below_a_file(path: Path) -> None:
    path.write_text("a file where the folder should be")


def ring(path: Path) -> None:
    path.symlink_to(path)


DATABASES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a folder": (Path.mkdir, "q.db"),
    "an empty file": (Path.touch, "q.db"),
    "no database": (lambda path: path.write_bytes(b"garbage" * 900), "q.db"),
    "a text": (lambda path: path.write_text("# notes"), "q.db"),
    "a newer one": (newer, "q.db"),
    "a torn one": (torn, "q.db"),
    "an overwritten one": (overwritten, "q.db"),
    "a foreign one": (foreign, "q.db"),
    "a pipe": (os.mkfifo, "q.db"),
    "below a file": (below_a_file, "q.db/x/y.db"),
    "a ring of links": (ring, "q.db"),
    "below a ring of links": (ring, "q.db/x.db"),
    "a name too long": (lambda path: None, "n" * 300 + ".db"),
    "below the system": (lambda path: None, "/proc/none/q.db"),
    "a device": (lambda path: None, "/dev/null"),
}
ADDRESSES = ["postgresql://user@host/db", "mysql://x", ":memory:", "sqlite:///", "http://a/b.db"]


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZBANK_LANG", "en")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    (tmp_path / "lines.jsonl").write_text('{"id": 1, "question": "mse-formula", "answer": "1"}\n')


def filled(arguments: tuple[str, ...], folder: Path) -> list[str]:
    places = {
        "QUESTION": str(next((ROOT / "questions").rglob("mse-formula.md"))),
        "OUT.zip": str(folder / "out.zip"),
        "OUT.py": str(folder / "out.py"),
        "SHARED": str(folder / "shared"),
        "LINES": str(folder / "lines.jsonl"),
    }
    return [places.get(one, one) for one in arguments]


def refused(arguments: list[str], code: int, capfd: pytest.CaptureFixture[str]) -> str:
    assert run(arguments) == code, arguments
    out, err = capfd.readouterr()
    assert out == "", arguments
    assert "Traceback" not in err and "unforeseen" not in err, err
    assert 0 < len(err.strip().splitlines()) <= 2, err
    assert err.strip()[-1] in ".!?)'", err
    return err


def test_every_command_is_in_the_table() -> None:
    tried = {arguments[0] for arguments in [*NEEDING.values(), *FREE.values()]}
    assert set(COMMANDS) - tried == {"doctor", "restore"}


@pytest.mark.parametrize("name", DATABASES)
def test_no_command_can_use_it_and_all_say_why(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    breaking, place = DATABASES[name]
    breaking(tmp_path / "q.db")
    monkeypatch.setenv("QUIZBANK_DB", str(tmp_path / place))
    for arguments in NEEDING.values():
        refused(filled(arguments, tmp_path), 3, capfd)
    for arguments in FREE.values():
        assert run(filled(arguments, tmp_path)) == 0
    capfd.readouterr()
    assert run(["doctor"]) == 3
    out, err = capfd.readouterr()
    assert "Traceback" not in out + err


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_is_no_file_is_an_unusable_argument(
    address: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for arguments in NEEDING.values():
        refused(["--db", address, *filled(arguments, tmp_path)], 2, capfd)


VARIABLES = {
    "a language that is none": {"QUIZBANK_LANG": "fr"},
    "no home": {"HOME": "/nonexistent"},
    "an odd locale": {"LC_ALL": "xx_YY.nothing", "LANG": "??"},
    "a zone that is none": {"TZ": "Nowhere/Land"},
    "a width that is none": {"COLUMNS": "abc", "LINES": "-1"},
    "no place for temporary files": {"TMPDIR": "/nonexistent"},
    "a plain code page": {"PYTHONIOENCODING": "cp1252", "LC_ALL": "C"},
    "ASCII alone": {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "POSIX"},
    "hostile variables": {"PYTHONSTARTUP": "/nonexistent", "PYTHONWARNINGS": "error"},
}


def program(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "QUIZBANK_DB": str(folder / "q.db"), **variables}
    return subprocess.run(
        [sys.executable, "-m", "quizbank", *arguments],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        text=True,
        errors="replace",
        env=env,
        cwd=folder,
        check=False,
    )


@pytest.mark.parametrize("name", VARIABLES)
def test_odd_variables_keep_nobody_from_listing(name: str, tmp_path: Path) -> None:
    done = program(tmp_path, "list", "--kind", "numeric", **VARIABLES[name])
    assert "Traceback" not in done.stderr
    if name == "a language that is none":
        assert (done.returncode, done.stdout) == (2, "")
    else:
        assert (done.returncode, done.stderr) == (0, "")


def on_a_terminal(folder: Path, **variables: str) -> tuple[str, int]:
    """What bare `quizbank` leaves on a terminal of its own, and its exit code."""
    ours, theirs = pty.openpty()
    env = {
        **os.environ,
        **{"PYTHONPATH": str(ROOT), "QUIZBANK_DB": str(folder / "q.db"), "TERM": "xterm-256color"},
        **variables,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "quizbank"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=env,
        start_new_session=True,
    )
    os.close(theirs)
    told = b""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if not select.select([ours], [], [], 0.2)[0]:
            continue
        try:
            chunk = os.read(ours, 1 << 16)
        except OSError:  # the other side is closed
            break
        told += chunk
    process.kill()
    os.close(ours)
    return told.decode(errors="replace"), process.wait()


@pytest.mark.parametrize(
    "name", ["a folder", "an empty file", "no database", "a newer one", "a torn one", "a pipe"]
)
def test_bare_quizbank_says_it_on_a_terminal_too(name: str, tmp_path: Path) -> None:
    DATABASES[name][0](tmp_path / "q.db")
    told, code = on_a_terminal(tmp_path)
    assert code == 3 and "Traceback" not in told
    # the alternate screen is left before the sentence
    assert str(tmp_path / "q.db")[-20:] in told.split("\x1b[?1049l")[-1].replace("\r\n", "")


def test_bare_quizbank_needs_a_terminal_that_can_place_characters(tmp_path: Path) -> None:
    told, code = on_a_terminal(tmp_path, TERM="dumb")
    assert code == 3 and "TERM=dumb" in told and "\x1b" not in told
    done = program(tmp_path)
    assert (done.returncode, done.stdout) == (3, "") and "needs a terminal" in done.stderr
