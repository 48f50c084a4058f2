"""What works on this machine, what does not, and the cure."""

from __future__ import annotations

from pathlib import Path

from graders.said import said
from quizbank.app.bank import Bank
from quizbank.app.doctor_code import findings as code_findings
from quizbank.app.pictures import installed
from quizbank.app.places import default_database
from quizbank.domain.errors import QuizbankError
from quizbank.domain.json import Json
from quizbank.store import doctor as closer
from quizbank.store.database import path_of
from quizbank.store.faults import fault
from quizbank.store.uuid7 import uuid7
from quizbank.words.catalogue import sentence


def examine(location: str | None, lang: str) -> list[Json]:
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
    return f"{report.message(lang)} {sentence(said('doctor.kept', path=str(kept)), lang)}"


def _finding(name: str, ok: bool, message: str, needed: bool = False) -> Json:
    return {"name": name, "ok": ok, "needed": needed, "message": message}


def _database(path: Path, lang: str) -> Json:
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
    code = "doctor.database-rebuilt" if repaired else "doctor.database"
    told = said(code, path=str(path), questions=count, cards=repaired)
    return _finding("database", True, sentence(told, lang), True)


def _pictures(lang: str) -> Json:
    code = "doctor.pictures" if installed() else "doctor.pictures-in-words"
    return _finding("pictures", True, sentence(said(code), lang))


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
