"""Question files to domain objects: one faulty file never keeps the others from loading."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quizbank.authoring.bodies import BODIES
from quizbank.authoring.faults import Fault
from quizbank.authoring.sections import MAX_BYTES, Document, take_apart
from quizbank.domain.question import KINDS, LANGS, ROLES, Question, Topic

_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,79}")


@dataclass(frozen=True, slots=True)
class LoadResult:
    """A question, or None where a fault keeps it from being asked; `lines` are those of its sections."""

    question: Question | None
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class Loaded:
    """A folder of questions: what loaded, and every fault."""

    name: str = ""
    topics: list[Topic] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def load_file(path: Path, origin: str = "bundled") -> LoadResult:
    """The question of one file."""
    try:
        raw = path.read_bytes()
        if len(raw) > MAX_BYTES:
            raise ValueError(f"larger than {MAX_BYTES // 1024} KiB")
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[:error.start].count(b"\n") + 1
        return LoadResult(None, (Fault(str(path), line, "encoding", "文件不是 UTF-8 编码: 请另存为 UTF-8。",
                                       "The file is not UTF-8: save it as UTF-8."),))
    except (OSError, ValueError) as error:
        return LoadResult(None, (Fault(str(path), 1, "unreadable", f"文件读不了: {error}。", f"The file cannot be read: {error}."),))
    return parse(text, str(path), origin)


def parse(text: str, name: str, origin: str = "bundled") -> LoadResult:
    """The question of a file's text; `name` is what faults call the file."""
    document = take_apart(text, name)
    front = document.front
    if document.faults and not front:
        return LoadResult(None, tuple(document.faults))
    _check_front(document)
    kind = front.get("kind")
    body: dict[str, Any] = {}
    if kind in BODIES:
        body = BODIES[kind](document)
        if kind == "numeric" and "generate" in front:
            body = _generated(document, body)
    prompt: dict[str, str] = {lang: s.text.strip() for lang in LANGS if (s := document.find(lang))}
    if not any(prompt.values()):
        document.fault(document.front_line, "no-prompt", "缺少题面: 写一个 ## zh 或 ## en 小节。",
                       "There is no prompt: write a '## zh' or '## en' section.")
    if document.faults:
        return LoadResult(None, tuple(document.faults))
    return LoadResult(_question(document, body, prompt, origin), ())


def _question(document: Document, body: dict[str, Any], prompt: dict[str, str], origin: str) -> Question:
    front = document.front
    content = json.dumps([front, [(s.heading, s.text) for s in document.sections]], sort_keys=True, default=str)
    hints: dict[str, tuple[str, ...]] = {lang: tuple(s.text.strip() for s in document.sections if s.heading == f"hint {lang}") for lang in LANGS}
    explanation: dict[str, str] = {lang: s.text.strip() for lang in LANGS if (s := document.find(f"explanation {lang}"))}
    return Question(
        id=front["id"], kind=front["kind"], topic=front["topic"], difficulty=int(front.get("difficulty", 2)),
        minutes=float(front.get("minutes", 2)), prompt=prompt, spec=body,
        version=hashlib.sha256(content.encode()).hexdigest()[:16], hints={k: v for k, v in hints.items() if v},
        explanation=explanation, guide=_strings(front.get("guide", ())), errata=_strings(front.get("errata", ())),
        sources=_strings(front.get("sources", ())), tags=_strings(front.get("tags", ())),
        roles=_strings(front.get("roles", ())), origin=origin, path=document.name)


def _generated(document: Document, body: dict[str, Any]) -> dict[str, Any]:
    from graders.numeric.generators import expand
    from graders.verdict import SpecError

    try:
        made = expand(document.front["generate"])
    except SpecError as error:
        document.fault(document.line_of("generate"), "generate", f"[generate] 有误: {error}。", f"[generate] has a fault: {error}.")
        return body
    document.faults[:] = [fault for fault in document.faults if fault.code != "no-steps"]
    own = {key: value for key, value in body.items() if value}
    return {**body, **made, **own}


def _strings(value: Any) -> tuple[str, ...]:
    return tuple(str(v) for v in value) if isinstance(value, list | tuple) else (str(value),)


def _check_front(document: Document) -> None:
    front = document.front
    id = front.get("id")
    if not isinstance(id, str) or not _ID.fullmatch(id):
        document.fault(document.line_of("id"), "id", "id 要用小写字母、数字和连字符, 例如 id = \"mse-gradient\"。",
                       "id must be lower-case letters, digits and hyphens, for example id = \"mse-gradient\".")
    if front.get("kind") not in KINDS:
        document.fault(document.line_of("kind"), "kind", f"kind 必须是 {'、'.join(KINDS)} 之一。",
                       f"kind must be one of {', '.join(KINDS)}.")
    if not isinstance(front.get("topic"), str) or not front.get("topic"):
        document.fault(document.line_of("topic"), "topic", "缺少 topic。", "topic is missing: name the topic's id.")
    difficulty, minutes = front.get("difficulty", 2), front.get("minutes", 2)
    if not isinstance(difficulty, int) or not 1 <= difficulty <= 5:
        document.fault(document.line_of("difficulty"), "difficulty", "difficulty 是 1 到 5 的整数。",
                       "difficulty is a whole number from 1 to 5.")
    if not isinstance(minutes, int | float) or not 0 < minutes <= 120:
        document.fault(document.line_of("minutes"), "minutes", "minutes 是 0 到 120 之间的分钟数。",
                       "minutes is a number between 0 and 120.")
    unknown = [role for role in front.get("roles", ()) if role not in ROLES]
    if unknown:
        document.fault(document.line_of("roles"), "roles", f"roles 里的 {unknown[0]} 不认识, 可用: {'、'.join(ROLES)}。",
                       f"The role {unknown[0]} is unknown; use {', '.join(ROLES)}.")


def load_folder(folder: Path, origin: str = "") -> Loaded:
    """Every question below `folder`, and its ``pack.toml`` where there is one."""
    loaded = Loaded(name=origin or folder.name)
    pack = folder / "pack.toml"
    if pack.is_file():
        _read_pack(pack, loaded)
    seen: dict[str, str] = {}
    for path in sorted(folder.rglob("*.md")):
        if path.name.upper().startswith("README"):
            continue
        result = load_file(path, loaded.name)
        loaded.faults.extend(result.faults)
        question = result.question
        if question is None:
            continue
        if question.id in seen:
            loaded.faults.append(Fault(str(path), 2, "id-twice", f"id {question.id} 在 {seen[question.id]} 里已经用过。",
                                       f"The id {question.id} is already used in {seen[question.id]}: choose another."))
            continue
        seen[question.id] = str(path)
        loaded.questions.append(question)
    return loaded


def _read_pack(path: Path, loaded: Loaded) -> None:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        loaded.name = str(data["name"])
        loaded.topics = [
            Topic(t["id"], t["title"].get("zh", ""), t["title"].get("en", ""), tuple(t.get("prerequisites", ())))
            for t in data.get("topics", ())
        ]
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
        loaded.faults.append(Fault(str(path), 1, "pack", f"pack.toml 读不懂: {error}。", f"pack.toml cannot be read: {error}."))


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The question files among and below `paths`."""
    found: list[Path] = []
    for path in paths:
        found.extend(sorted(p for p in path.rglob("*.md") if not p.name.upper().startswith("README")) if path.is_dir() else [path])
    return found
