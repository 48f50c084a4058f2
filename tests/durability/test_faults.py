"""What disks, locks and clocks do to the program: a sentence of its own each, in both languages,
and nothing lost.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from quizbank.app.bank import Answered, Bank
from quizbank.domain.review import Rating
from quizbank.store import reviews as stored
from tests.durability.kills import GIVE_UP, reviews
from tests.durability.program import ROOT, Screen, command, run
from tests.verdicts import kept

ANSWER = ("grade", "accuracy-on-imbalance", "--answer", "a", "--record")
SENTENCES = {
    "full": ("The disk is full", "磁盘已满"),
    "failing": ("Reading or writing", "读写"),
    "read-only": ("read-only", "只读"),
    "locked": ("in use by another program", "正被另一个程序占用"),
}
# every write that should reach the disk fails there
_FAILING = """
import errno, os, sys
import pyseccomp as seccomp
rules = seccomp.SyscallFilter(seccomp.ALLOW)
for name in ("fsync", "fdatasync"):
    rules.add_rule(seccomp.ERRNO(errno.EIO), name)
rules.load()
os.execvp(sys.argv[1], sys.argv[1:])
"""


def mounted(script: str, folder: Path) -> list[str]:
    """A mount namespace prepared by `script`, where $D is `folder`, or a skip."""
    if (
        shutil.which("unshare") is None
        or subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("this machine does not let a user make a mount namespace")
    return ["unshare", "-rm", "sh", "-c", f'D="{folder}"; {script} && exec "$@"', "sh"]


def said(path: Path, fault: str, under: list[str]) -> None:
    """Answering is refused with the fault's own sentence in each language, on one line and with
    exit code 3.
    """

    def answer(lang: str) -> subprocess.CompletedProcess[str]:
        return run(path, "--lang", lang, *ANSWER, under=under)

    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(answer, ("en", "zh")))
    for done, sentence in zip(both, SENTENCES[fault], strict=True):
        assert done.returncode == 3 and sentence in done.stderr, done
        assert len(done.stderr.splitlines()) == 1 and "Traceback" not in done.stderr


def give_up(screen: Screen) -> None:
    """Give the question up; a key pressed before the question is ready is pressed again, as a
    learner would.
    """
    screen.forget()
    for _ in range(60):
        screen.press(GIVE_UP)
        if screen.until("shown", seconds=1.0):
            return
    raise AssertionError("the answer was never shown")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with one review."""
    made = tmp_path / "place" / "q.db"
    assert run(made, *ANSWER).returncode < 2
    return made


def test_a_full_disk_is_told_and_answers_go_on_when_there_is_room(
    path: Path, tmp_path: Path
) -> None:
    spare = tmp_path / "spare"
    shutil.copytree(path.parent, spare)
    fill = "mount -t tmpfs -o size=16m none $D"
    copy = f"{fill} && cp -r {spare}/. $D && {{ cat /dev/zero > $D/filler 2>/dev/null || true; }}"
    said(path, "full", mounted(copy, path.parent))
    assert len(reviews(path)) == 1


def test_a_disk_that_fills_up_within_a_session_costs_no_answer(path: Path, tmp_path: Path) -> None:
    spare = tmp_path / "spare"
    shutil.copytree(path.parent, spare)
    under = mounted(f"mount -t tmpfs -o size=16m none $D && cp -r {spare}/. $D", path.parent)
    screen = Screen(path, "review", "--cram", "--kind", "choice", under=under)
    inside = Path(f"/proc/{screen.pid}/root{path.parent}")
    try:
        assert screen.until("1/")
        give_up(screen)
        with pytest.raises(OSError), (inside / "filler").open("wb", buffering=0) as filler:
            while True:
                filler.write(bytes(1 << 12))
        screen.forget()
        screen.press("3")
        assert screen.until("disk is full", "2/") == "disk is full"
        (inside / "filler").unlink()
        screen.forget()
        screen.press("3")
        assert screen.until("2/")
        # a path through another process's root would be resolved in this one's
        for name in ("q.db", "q.db-wal"):
            shutil.copyfile(inside / name, tmp_path / name)
        assert len(reviews(tmp_path / "q.db")) == 2
    finally:
        screen.kill()


def test_a_backup_that_cannot_be_made_keeps_nobody_from_answering(path: Path) -> None:
    backups = path.parent / "q-backups"
    shutil.rmtree(backups)
    backups.write_text("in the way")
    for lang, sentence in (
        ("en", "Today's backup could not be made"),
        ("zh", "今天的备份没有做成"),
    ):
        done = run(path, "--lang", lang, *ANSWER)
        assert done.returncode < 2 and sentence in done.stderr and "Traceback" not in done.stderr
    assert len(reviews(path)) == 3


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_cannot_be_written_is_told(path: Path) -> None:
    for words in (("list",), ("stats", "--json")):
        with open("/dev/full", "w") as full:
            done = subprocess.run(
                command(path, *words),
                cwd=ROOT,
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert (
            done.returncode == 3
            and done.stderr.startswith("The output cannot be written")
            and len(done.stderr.splitlines()) == 1
        )


def test_a_disk_that_fails_is_told_and_what_was_saved_stays(path: Path) -> None:
    said(path, "failing", [sys.executable, "-c", _FAILING])
    assert run(path, *ANSWER).returncode < 2
    assert len(reviews(path)) == 2


def test_a_read_only_place_is_told(path: Path) -> None:
    before = path.read_bytes()
    said(
        path, "read-only", mounted("mount --bind $D $D && mount -o remount,ro,bind $D", path.parent)
    )
    assert path.read_bytes() == before


def test_a_locked_database_is_told_and_the_same_answer_taken_later(path: Path) -> None:
    screen = Screen(path, "review", "--cram", "--kind", "choice")
    holder = sqlite3.connect(path, isolation_level=None)
    try:
        assert screen.until("1/")
        give_up(screen)
        holder.execute("BEGIN IMMEDIATE")
        screen.press("3")
        said(path, "locked", [])
        assert screen.until("in use by")
        holder.execute("ROLLBACK")
        screen.forget()
        screen.press("3")
        assert screen.until("2/")
    finally:
        holder.close()
        screen.kill()
    assert len(reviews(path)) == 2


def test_two_sessions_open_at_once_keep_every_answer_of_both(path: Path) -> None:
    screens = [Screen(path, "review", "--cram", "--kind", "choice") for _ in range(2)]
    try:
        assert all(screen.until("1/") for screen in screens)
        for k in range(2, 6):
            for screen in screens:
                screen.forget()
                give_up(screen)
                screen.forget()
                screen.press("3")
                assert screen.until(f"{k}/")
    finally:
        for screen in screens:
            screen.kill()
    assert len({row[0] for row in reviews(path)}) == 9


def test_a_command_beside_an_open_session_loses_no_answer_of_either(path: Path) -> None:
    screen = Screen(path, "review", "--cram", "--kind", "choice")
    try:
        assert screen.until("1/")
        for k in range(2, 5):
            give_up(screen)
            assert run(path, *ANSWER).returncode < 2
            screen.forget()
            screen.press("3")
            assert screen.until(f"{k}/")
    finally:
        screen.kill()
    assert len({row[0] for row in reviews(path)}) == 7
    assert "rebuilt" not in run(path, "doctor").stdout, "the cards agree with the log"


def test_a_clock_that_jumps_back_and_forward_loses_no_review_and_no_card(path: Path) -> None:
    start = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
    jumps = [0, 1, -3, 400, 2, -4000, 3, 3, 8000, 4]
    at = [start]
    bank = Bank.open(path, "en", now=lambda: at[0])
    try:
        question = bank.question("mse-formula")
        verdict = kept(
            {
                "outcome": "correct",
                "score": 1.0,
                "max_marks": 1.0,
                "diagnoses": [],
                "parts": [],
                "evidence": {},
                "elapsed_ms": 1.0,
            }
        )
        logged = []
        for days in jumps:
            at[0] = start + dt.timedelta(days=days)
            logged.append(bank.record(Answered(question, None, "en", "x", verdict), Rating.GOOD))
        by_id = {review.id: review for review in stored.all_reviews(bank.database)}
        assert [by_id[review.id].at for review in logged] == [
            start + dt.timedelta(days=days) for days in jumps
        ]
        assert sorted(by_id, reverse=True)[0] == logged[-1].id
        memory = bank.card("mse-formula").memory
        assert memory is not None and memory.reps == len(jumps)
        assert bank.rebuild() == 0
    finally:
        bank.close()


WRITER = """
import sys
from quizbank.app.bank import Answered, Bank
from quizbank.domain.review import Rating
from tests.verdicts import kept
bank = Bank.open(sys.argv[1], "en")
question = bank.question("mse-formula")
verdict = kept({
    "outcome": "correct", "score": 1.0, "max_marks": 1.0,
    "diagnoses": [], "parts": [], "evidence": {}, "elapsed_ms": 1.0,
})
for _ in range(int(sys.argv[2])):
    bank.record(Answered(question, None, "en", "x", verdict), Rating.GOOD)
bank.close()
"""


@pytest.mark.parametrize("count", [60, pytest.param(1000, marks=pytest.mark.long)])
def test_two_programs_that_record_at_once_get_every_review_in_without_an_error(
    path: Path, count: int
) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), str(count)], cwd=ROOT, stderr=subprocess.PIPE
        )
        for _ in range(2)
    ]
    assert [writer.communicate()[1] for writer in writers] == [b"", b""]
    assert len({row[0] for row in reviews(path)}) == 2 * count + 1
