"""Examining a database without changing it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from quizbank.domain.counting import counted
from quizbank.domain.errors import CannotHere
from quizbank.store.faults import unusable
from quizbank.store.rotten import rotten_rows
from quizbank.store.schema import HEAD, check, peek, revision_of

_ORPHANS = {
    "undoings of reviews that are not here": (
        "SELECT count(*) FROM tombstones WHERE review NOT IN (SELECT id FROM reviews)"
    ),
    "cards of questions that are not here": (
        "SELECT count(*) FROM cards WHERE question NOT IN (SELECT id FROM questions)"
    ),
    "cards without a review": (
        "SELECT count(*) FROM cards "
        "WHERE reps > 0 AND question NOT IN (SELECT question FROM reviews)"
    ),
    "questions of topics that are not here": (
        "SELECT count(*) FROM questions WHERE active AND topic NOT IN (SELECT id FROM topics)"
    ),
}
_ORPHANS_ZH = dict(
    zip(
        _ORPHANS,
        ("撤销了不存在的复习", "题目已不存在的卡片", "没有复习记录的卡片", "知识点不存在的题目"),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `code` is stable, the sentence says what was found and, where not `ok`,
    the cure.
    """

    code: str
    ok: bool
    zh: str
    en: str

    def message(self, lang: str) -> str:
        """The sentence in `lang`."""
        return self.zh if lang == "zh" else self.en


def examine(path: Path, differing_cards: Callable[[], int] | None = None) -> list[Finding]:
    """What there is to say about a database file. `differing_cards` counts the cards that replaying
    the log would change.

    A finding that makes the next ones meaningless is the last.
    """
    if not path.exists():
        return [
            Finding(
                "missing",
                True,
                f"还没有数据库：{path} 会在第一次使用时建立。",
                f"No database yet: {path} is made on first use.",
            )
        ]
    try:
        revision = revision_of(path)
        check(path)
        findings = [
            Finding(
                "schema",
                True,
                f"结构 {revision}" + ("" if revision == HEAD else f"，打开时会升级到 {HEAD}"),
                f"schema {revision}"
                + ("" if revision == HEAD else f", migrated to {HEAD} when it is opened"),
            ),
            Finding("pages", True, "文件完好。", "The file is sound."),
        ]
        with peek(path) as connection:
            findings += _contents(connection)
    except CannotHere as refused:
        return [Finding("unusable", False, refused.zh, refused.en)]
    except sqlite3.Error as error:
        said = unusable(path, error)
        return [Finding("unusable", False, said.zh, said.en)]
    if differing_cards is not None and revision == HEAD:
        findings.append(_replay(differing_cards()))
    return findings


def _contents(connection: sqlite3.Connection) -> list[Finding]:
    findings = []
    broken = len(connection.execute("PRAGMA foreign_key_check").fetchall())
    findings.append(
        Finding(
            "references",
            not broken,
            f"{broken} 处引用断了。" if broken else "引用完整。",
            f"{broken} references are broken." if broken else "References are whole.",
        )
    )
    count, undone = (
        connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("reviews", "tombstones")
    )
    findings.append(
        Finding(
            "log",
            True,
            f"{count} 条复习记录，撤销 {undone} 条。",
            f"{counted(count, 'review')}, {undone} undone.",
        )
    )
    findings.append(_values(rotten_rows(connection)))
    for en, query in _ORPHANS.items():
        orphans = connection.execute(query).fetchone()[0]
        if orphans:
            # they come with a machine that has other questions, and harm nothing
            findings.append(
                Finding(
                    "orphans",
                    True,
                    f"{_ORPHANS_ZH[en]}：{orphans}。",
                    f"{en[0].upper()}{en[1:]}: {orphans}.",
                )
            )
    return findings


def _values(rotten: dict[str, int]) -> Finding:
    if not rotten:
        return Finding("values", True, "每个值都读得懂。", "Every value can be read.")
    where = ", ".join(f"{name} {count}" for name, count in sorted(rotten.items()))
    return Finding(
        "values",
        False,
        f"有些行里的值坏了（{where}）。quizbank doctor --repair 会把其余的救到新文件里。",
        f"Some rows hold values that cannot be ({where}). 'quizbank doctor --repair' "
        "saves the rest into a new file.",
    )


def _replay(differing: int) -> Finding:
    if differing:
        return Finding(
            "replay",
            False,
            f"{differing} 张卡片与复习记录不一致；同步或运行 quizbank doctor 会重建。",
            f"{counted(differing, 'card differs', 'cards differ')} from the log; "
            "'quizbank doctor' rebuilds them.",
        )
    return Finding("replay", True, "卡片与复习记录一致。", "Cards agree with the log.")
