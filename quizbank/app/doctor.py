"""What works on this machine, what does not, and the cure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from quizbank.app.bank import Bank
from quizbank.app.doctor_code import findings as code_findings
from quizbank.app.pictures import installed
from quizbank.app.places import default_database
from quizbank.domain.counting import counted
from quizbank.domain.errors import QuizbankError
from quizbank.store import doctor as closer
from quizbank.store.database import path_of
from quizbank.store.faults import fault
from quizbank.store.uuid7 import uuid7


def examine(location: str | None, lang: str) -> list[dict[str, Any]]:
    """Findings as name, ok, needed and a message; the database is needed, the rest makes more
    possible.
    """
    path = path_of(location or default_database())
    before = closer.examine(path)
    findings = [_database(path, lang)]
    findings.extend(
        _finding(found.code, found.ok, found.message(lang))
        for found in before
        if found.code not in ("missing", "unusable")
    )
    findings.extend(code_findings(lang))
    findings.append(_pictures(lang))
    return findings


def repair_database(location: str | None, lang: str) -> str:
    """Put what can be saved of a damaged database in its place; says what was saved, lost, and
    where the old file is.

    Raises `QuizbankError` where there is nothing to repair.
    """
    from quizbank.store.salvage import repair

    path = path_of(location or default_database())
    report, kept = repair(path)
    bank = Bank.open(path, lang)
    try:
        bank.rebuild()
    finally:
        bank.close()
    where = f"原来的文件保存在 {kept}。" if lang == "zh" else f"The damaged file is kept as {kept}."
    return f"{report.message(lang)} {where}"


def _finding(name: str, ok: bool, message: str, needed: bool = False) -> dict[str, Any]:
    return {"name": name, "ok": ok, "needed": needed, "message": message}


def _database(path: Path, lang: str) -> dict[str, Any]:
    try:
        bank = Bank.open(path, lang)
    except QuizbankError as error:
        return _finding("database", False, error.message(lang), True)
    try:
        count = len(bank.infos())
        repaired = bank.rebuild()
    except (QuizbankError, TypeError, ValueError, KeyError) as error:
        # a value of another type than its column's: the finding about values says where
        message = (
            error.message(lang)
            if isinstance(error, QuizbankError)
            else fault(path, "ROTTEN", type(error).__name__).message(lang)
        )
        return _finding("database", False, message, True)
    finally:
        bank.close()
    zh = f"{path}，{count} 道题" + (f"，重建了 {repaired} 张卡片" if repaired else "")
    en = f"{path}, {counted(count, 'question')}" + (
        f", {counted(repaired, 'card')} rebuilt from the log" if repaired else ""
    )
    return _finding("database", True, zh if lang == "zh" else en, True)


def _pictures(lang: str) -> dict[str, Any]:
    if installed():
        zh, en = (
            "题里的图会显示出来；终端不支持图形时用色块或文字",
            "shown, as blocks or in words where a terminal has no graphics",
        )
    else:
        zh, en = (
            "题里的图只显示文字说明。想看图：pip install '.[images]'",
            "in words only. To see them: pip install '.[images]'",
        )
    return _finding("pictures", True, zh if lang == "zh" else en)


def device_id(bank: Bank) -> str:
    """This database's own name in a shared folder; made once."""
    from sqlalchemy.dialects.sqlite import insert

    from quizbank.store.models import SettingRow
    from quizbank.store.questions import fingerprint_of

    known = fingerprint_of(bank.database, "device")
    if known:
        return known
    device = uuid7()
    with bank.database.write() as session:
        session.execute(
            insert(SettingRow).values(name="pack:device", value=device).on_conflict_do_nothing()
        )
    return device
