"""Exchange of logs through a shared folder: each device appends to files of its own and reads the others'.

The union of logs by id is commutative, associative and idempotent, so there are no conflicts.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from quizbank.domain.errors import CannotHere
from quizbank.domain.review import Rating, Review, Tombstone
from quizbank.store import reviews
from quizbank.store.database import Database

_FIELDS = {f.name for f in fields(Review)}
_MAX_LINE = 2_000_000


@dataclass(frozen=True, slots=True)
class SyncReport:
    """How many reviews were written and added, and each line that was skipped with its reason."""

    written: int
    added: int
    skipped: tuple[str, ...]


def sync(folder: Path, database: Database, device: str) -> SyncReport:
    """Write this device's log into `folder` and add what the other devices wrote there."""
    log, undone, flags = reviews.all_reviews(database), reviews.tombstones(database), reviews.flag_events(database)
    lines = [_line("review", {**asdict(r), "verdict": dict(r.verdict)}) for r in log]
    lines += [_line("undo", asdict(stone)) for stone in undone]
    lines += [_line("flag", dict(zip(("id", "question", "flag", "value", "at"), event, strict=True))) for event in flags]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f".{device}.part"
        part.write_text("".join(lines), encoding="utf-8")
        os.replace(part, folder / f"quizbank-{device}.jsonl")
        others = [p for p in sorted(folder.glob("quizbank-*.jsonl")) if p.name != f"quizbank-{device}.jsonl"]
        found_reviews, found_undone, found_flags, skipped = _read(others)
    except OSError as error:
        raise CannotHere(f"The folder {folder} cannot be used: {error.strerror}.", f"文件夹 {folder} 用不了：{error.strerror}。") from None
    added = reviews.merge(database, found_reviews, found_undone, found_flags)
    return SyncReport(len(log), added, tuple(skipped))


def _line(what: str, values: dict[str, Any]) -> str:
    return json.dumps({"what": what, **values}, ensure_ascii=False, allow_nan=False, default=_plain) + "\n"


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.datetime) else str(value)


def _read(paths: list[Path]) -> tuple[list[Review], list[Tombstone], list[tuple[str, str, str, int, dt.datetime]], list[str]]:
    log: list[Review] = []
    undone: list[Tombstone] = []
    flags: list[tuple[str, str, str, int, dt.datetime]] = []
    skipped: list[str] = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            try:
                if len(line) > _MAX_LINE:
                    raise ValueError("the line is too long")
                row = json.loads(line)
                what = row.pop("what")
                at = dt.datetime.fromisoformat(row["at"])
                if at.tzinfo is None:
                    raise ValueError("a time without a zone")
                if what == "review":
                    log.append(_review(row, at))
                elif what == "undo":
                    undone.append(Tombstone(str(row["id"]), str(row["review"]), at))
                elif what == "flag" and row["flag"] in ("suspended", "flagged", "buried_until"):
                    flags.append((str(row["id"]), str(row["question"]), str(row["flag"]), int(row["value"]), at))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                skipped.append(f"{path.name}:{number}: {error}")
    return log, undone, flags, skipped


def _review(row: dict[str, Any], at: dt.datetime) -> Review:
    values = {name: value for name, value in row.items() if name in _FIELDS}
    values["at"] = at
    for name in ("rating", "suggested"):
        values[name] = None if values[name] is None else Rating(values[name])
    if not isinstance(values["verdict"], dict) or not all(isinstance(values[n], str) for n in ("id", "question", "answer")):
        raise ValueError("a field has the wrong type")
    return Review(**values)
