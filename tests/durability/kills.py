"""Kills the real program at random instants, a mode at a time, and compares what it acknowledged
with what the file holds.

usage: python -m tests.durability.kills FOLDER SEED MODE=KILLS...      (prints one line a mode)
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from quizbank.store.doctor import examine
from tests.durability.program import Screen, run, run_and_kill

GIVE_UP = "\x1b[19~"
_FIRST_SCHEMA = Path(__file__).parents[1] / "store" / "fixtures" / "schema_0001.sql"


@dataclass
class Tally:
    """What was acknowledged, lost, doubled; `torn` counts files left that are neither whole nor
    absent.
    """

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    doubled: int = 0
    torn: int = 0
    # seconds that one short command takes here and now: instants are drawn over it, whatever else
    # the machine does
    pace: float = 0.5

    def instant(self, rng: random.Random) -> float:
        """A random instant of a command's life, now and then after its end."""
        return self.pace * (0.2 + rng.random() * 1.4)

    @property
    def faults(self) -> tuple[int, int, int]:
        """(lost, doubled, torn): all zero where the promise holds."""
        return self.lost, self.doubled, self.torn


def rows(database: Path, query: str) -> list[tuple[object, ...]]:
    """Rows by the standard library, after the file was found whole."""
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return connection.execute(query).fetchall()


def reviews(database: Path) -> list[tuple[object, ...]]:
    """(id, question, answer) of every review."""
    return rows(database, "SELECT id, question, answer FROM reviews")


def in_session(database: Path, rng: random.Random, tally: Tally) -> None:
    """Answer in the terminal app, as fast as it goes, until it is killed; the next number at the
    top acknowledges.
    """
    before = len(reviews(database))
    screen = Screen(database, "review", "--cram", "--kind", "choice")
    shown = screen.until("1/")
    assert shown, "the session never began"
    end = time.monotonic() + rng.random() * 1.5
    taken = keyed = 0
    while time.monotonic() < end:
        screen.forget()
        screen.press(GIVE_UP)
        if not screen.until("shown", seconds=end - time.monotonic()):
            break
        screen.forget()
        # not Again: what was forgotten over and over would be set aside, and nothing be left to ask
        screen.press("3")
        keyed += 1
        if screen.until(f"{taken + 2}/", seconds=end - time.monotonic()):
            taken += 1
        else:
            break
    screen.kill()
    _compare(tally, len(reviews(database)) - before, taken, keyed)


def in_draft(database: Path, rng: random.Random, tally: Tally) -> None:
    """Type a long answer without a pause and kill: what was on the screen 0.8 s before must be in
    the file, once.
    """
    screen = Screen(database, "review", "--kind", "concept")
    assert screen.until("F5 check"), "the field never came"
    time.sleep(0.2)
    words: dict[str, float] = {}
    began = time.monotonic()
    wait = 1.2 + rng.random() * 1.5
    while time.monotonic() - began < wait:
        word = f"w{rng.randrange(10**6):06}"
        screen.forget()
        screen.press(word + " ")
        if screen.until(word, seconds=1.0):
            words[word] = time.monotonic()
        time.sleep(rng.random() * 0.1)
    killed = time.monotonic()
    screen.kill()
    text = " ".join(str(row[0]) for row in rows(database, "SELECT text FROM drafts"))
    old = [word for word, at in words.items() if killed - at > 0.8]
    tally.kills += 1
    tally.acknowledged += len(old)
    tally.lost += sum(word not in text for word in old)
    tally.doubled += sum(text.count(word) > 1 for word in old)


def in_grade(database: Path, rng: random.Random, tally: Tally) -> None:
    """`grade --record`: a verdict that was printed is in the log, and nothing is there twice."""
    before = len(reviews(database))
    ended, said = run_and_kill(
        database,
        tally.instant(rng),
        "grade",
        "accuracy-on-imbalance",
        "--answer",
        "a",
        "--record",
        "--json",
    )
    _compare(tally, len(reviews(database)) - before, int('"outcome"' in said), 1)
    assert '"outcome"' in said or not ended, said


def in_add(database: Path, rng: random.Random, tally: Tally) -> None:
    """`add`: a question said to be added is there, its file is whole, and adding it again does not
    double it.
    """
    name = f"mine-{rng.randrange(10**9)}"
    source = database.parent / f"{name}.md"
    source.write_text(
        f'+++\nid = "{name}"\nkind = "choice"\ntopic = "losses"\ndifficulty = 1\nminutes '
        "= 1\n+++\n## en\nWhich?\n\n"
        "## choices en\n- [x] this\n- [ ] that\n",
        "utf-8",
    )
    _, said = run_and_kill(database, tally.instant(rng), "add", str(source))
    there = rows(database, f"SELECT id FROM questions WHERE id = '{name}'")
    _compare(tally, len(there), int("Added 1" in said), 1)
    kept = database.parent / "my-questions" / source.name
    tally.torn += kept.exists() and kept.read_bytes() != source.read_bytes()
    again = run(database, "add", str(source))
    assert again.returncode == 0, again.stderr
    tally.doubled += len(rows(database, f"SELECT id FROM questions WHERE id = '{name}'")) != 1


def in_backup(database: Path, rng: random.Random, tally: Tally) -> None:
    """`backup FILE`: a file of that name is a whole backup or is not there; the database is as it
    was.
    """
    before = reviews(database)
    target = database.parent / f"backup-{rng.randrange(10**9)}.db"
    _, said = run_and_kill(database, tally.instant(rng), "backup", str(target))
    assert reviews(database) == before
    tally.kills += 1
    tally.acknowledged += target.name in said
    tally.lost += target.name in said and not target.exists()
    tally.torn += target.exists() and reviews(target) != before


def in_sync(database: Path, rng: random.Random, tally: Tally) -> None:
    """`sync`: every file in the shared folder is whole, and another machine that reads it gets each
    review once.
    """
    folder, other = database.parent / "shared", database.parent / "other" / "q.db"
    before = reviews(database)
    _, said = run_and_kill(database, tally.instant(rng), "sync", str(folder))
    assert reviews(database) == before
    torn = [
        file for file in folder.glob("quizbank-*.jsonl") if not file.read_bytes().endswith(b"}\n")
    ]
    run(other, "sync", str(folder))
    there = {str(row[0]) for row in reviews(other)}
    tally.kills += 1
    tally.torn += len(torn)
    if "Wrote" in said:
        tally.acknowledged += len(before)
        tally.lost += len({str(row[0]) for row in before} - there)
    tally.doubled += len(reviews(other)) - len(there)


def in_restore(database: Path, rng: random.Random, tally: Tally) -> None:
    """`restore FILE`: the database is what it was or what the backup is, never between, and what
    was said is so.
    """
    backup = database.parent / "old.db"
    if not backup.exists():
        run(database, "backup", str(backup))
    run(database, "grade", "accuracy-on-imbalance", "--answer", "a", "--record")
    before, restored = set(reviews(database)), set(reviews(backup))
    _, said = run_and_kill(database, tally.instant(rng), "restore", str(backup))
    now = set(reviews(database))
    tally.kills += 1
    tally.acknowledged += "Restored" in said
    tally.lost += "Restored" in said and now != restored
    tally.torn += now not in (before, restored)
    kept = [set(reviews(file)) for file in (database.parent / "q-backups").glob("restore-*.db")]
    tally.lost += now != before and before not in kept


def in_migrate(database: Path, rng: random.Random, tally: Tally) -> None:
    """Killed while it upgrades the first released schema: the old file or the new one, and every
    review in it.
    """
    old = database.parent / f"m{rng.randrange(10**9)}" / "q.db"
    old.parent.mkdir()
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript(_FIRST_SCHEMA.read_text("utf-8"))
    before = reviews(old)
    run_and_kill(old, tally.instant(rng), "today")
    after = reviews(old)
    done = run(old, "today")
    tally.kills += 1
    tally.acknowledged += len(before)
    tally.lost += len(set(before) - set(after)) + len(set(before) - set(reviews(old)))
    tally.torn += done.returncode != 0


def in_repair(database: Path, rng: random.Random, tally: Tally) -> None:
    """Killed while it repairs a file whose beginning was overwritten: there is always a file, and
    no review goes.
    """
    broken = database.parent / f"r{rng.randrange(10**9)}" / "q.db"
    broken.parent.mkdir()
    shutil.copyfile(database, broken)
    with broken.open("r+b") as file:
        file.write(bytes(100))
    run_and_kill(broken, tally.instant(rng), "doctor", "--repair")
    tally.kills += 1
    tally.torn += not broken.exists()
    if run(broken, "today").returncode:
        assert run(broken, "doctor", "--repair").returncode == 0
    before = {row[0] for row in reviews(database)}
    tally.acknowledged += len(before)
    tally.lost += len(before - {row[0] for row in reviews(broken)})


MODES: dict[str, Callable[[Path, random.Random, Tally], None]] = {
    "session": in_session,
    "draft": in_draft,
    "grade": in_grade,
    "add": in_add,
    "backup": in_backup,
    "sync": in_sync,
    "restore": in_restore,
    "migrate": in_migrate,
    "repair": in_repair,
}


def kill(folder: Path, mode: str, kills: int, seed: int) -> Tally:
    """Kill the program `kills` times in a mode, over one database that lives through all of
    them.
    """
    database, rng, tally = folder / mode / "q.db", random.Random(f"{mode} {seed}"), Tally()
    run(database, "today")
    began = time.monotonic()
    made = run(database, "grade", "accuracy-on-imbalance", "--answer", "a", "--record")
    assert made.returncode in (0, 1), made.stderr
    tally.pace = time.monotonic() - began
    for _ in range(kills):
        MODES[mode](database, rng, tally)
    ids = [row[0] for row in reviews(database)]
    tally.doubled += len(ids) - len(set(ids))
    run(database, "today")
    assert all(finding.ok for finding in examine(database)), examine(database)
    return tally


def _compare(tally: Tally, there: int, taken: int, tried: int) -> None:
    """`there` rows came; at least those acknowledged as `taken`, at most those that were
    `tried`.
    """
    tally.kills += 1
    tally.acknowledged += taken
    tally.lost += max(0, taken - there)
    tally.doubled += max(0, there - tried)


def main(arguments: list[str]) -> None:
    """See the module's first lines."""
    folder, seed = Path(arguments[0]), int(arguments[1])
    for word in arguments[2:]:
        mode, _, kills = word.partition("=")
        print(mode, kill(folder, mode, int(kills), seed), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
