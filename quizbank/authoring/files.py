"""Question files to domain objects: one faulty file never keeps the others from loading."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quizbank.authoring.bodies import BODIES
from quizbank.authoring.faults import Fault
from quizbank.authoring.pack import ID, PACK_FILE, TOPIC_ID, read_pack
from quizbank.authoring.reading import Unreadable, below, read_bounded
from quizbank.authoring.sections import MAX_BYTES, Document, take_apart
from quizbank.domain.clean import clean, first_forbidden
from quizbank.domain.question import KINDS, LANGS, ROLES, Question, Topic


@dataclass(frozen=True, slots=True)
class LoadResult:
    """A question, or None where a fault keeps it from being asked; `lines` are those of its
    sections.
    """

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
    text = read_text(path, str(path))
    return parse(text, str(path), origin) if isinstance(text, str) else LoadResult(None, (text,))


def read_text(path: Path, name: str) -> str | Fault:
    """The text of a question file, or the fault that keeps it from being read; `name` is what the
    fault calls the file.
    """
    if first_forbidden(path.name):
        return Fault(
            clean(name),
            1,
            "file-name",
            "文件名里有不可见字符或不是 UTF-8：请改名。",
            "The file's name has hidden characters or is not UTF-8: rename it.",
        )
    raw = b""
    try:
        raw = read_bounded(path, MAX_BYTES)
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return Fault(
            name,
            line,
            "encoding",
            "文件不是 UTF-8 编码: 请另存为 UTF-8。",
            "The file is not UTF-8: save it as UTF-8.",
        )
    except Unreadable as refused:
        return Fault(
            name,
            1,
            "unreadable",
            f"文件读不了: {refused.zh}。",
            f"The file cannot be read: {refused.en}.",
        )
    except OSError as error:
        return Fault(
            name,
            1,
            "unreadable",
            f"文件读不了: {error.strerror}。",
            f"The file cannot be read: {error.strerror}.",
        )


def parse(text: str, name: str, origin: str = "bundled") -> LoadResult:
    """The question of a file's text; `name` is what faults call the file."""
    document = take_apart(text, name)
    front = document.front
    if document.faults and not front:
        return LoadResult(None, tuple(document.faults))
    _check_front(document)
    kind = front.get("kind")
    body: dict[str, Any] = {}
    if isinstance(kind, str) and kind in BODIES:
        body = _body(document, kind)
    prompt: dict[str, str] = {lang: s.text.strip() for lang in LANGS if (s := document.find(lang))}
    if not any(prompt.values()):
        document.fault(
            document.front_line,
            "no-prompt",
            "缺少题面: 写一个 ## zh 或 ## en 小节。",
            "There is no prompt: write a '## zh' or '## en' section.",
        )
    if document.faults:
        return LoadResult(None, tuple(document.faults))
    return LoadResult(_question(document, body, prompt, origin), ())


def _body(document: Document, kind: str) -> dict[str, Any]:
    try:
        body = BODIES[kind](document)
        return (
            _generated(document, body)
            if kind == "numeric" and "generate" in document.front
            else body
        )
    except (TypeError, ValueError, KeyError, AttributeError, OverflowError, RecursionError):
        document.fault(
            document.front_line,
            "shape",
            "有的值类型不对：对照 docs/authoring.md 里这种题的格式。",
            "A value is of the wrong type: compare with this kind's format in docs/authoring.md.",
        )
        return {}


def _question(
    document: Document, body: dict[str, Any], prompt: dict[str, str], origin: str
) -> Question:
    front = document.front
    content = json.dumps(
        [front, [(s.heading, s.text) for s in document.sections]], sort_keys=True, default=str
    )
    hints: dict[str, tuple[str, ...]] = {
        lang: tuple(s.text.strip() for s in document.sections if s.heading == f"hint {lang}")
        for lang in LANGS
    }
    explanation: dict[str, str] = {
        lang: s.text.strip() for lang in LANGS if (s := document.find(f"explanation {lang}"))
    }
    return Question(
        id=front["id"],
        kind=front["kind"],
        topic=front["topic"],
        difficulty=int(front.get("difficulty", 2)),
        minutes=float(front.get("minutes", 2)),
        prompt=prompt,
        spec=body,
        version=hashlib.sha256(content.encode()).hexdigest()[:16],
        hints={k: v for k, v in hints.items() if v},
        explanation=explanation,
        guide=_strings(front.get("guide", ())),
        errata=_strings(front.get("errata", ())),
        sources=_strings(front.get("sources", ())),
        tags=_strings(front.get("tags", ())),
        roles=_strings(front.get("roles", ())),
        origin=origin,
        path=document.name,
    )


def _generated(document: Document, body: dict[str, Any]) -> dict[str, Any]:
    from graders.numeric.generators import expand
    from graders.verdict import SpecError

    try:
        made = expand(document.front["generate"])
    except SpecError as error:
        document.fault(
            document.line_of("generate"),
            "generate",
            f"[generate] 有误: {error}。",
            f"[generate] has a fault: {error}.",
        )
        return body
    document.faults[:] = [fault for fault in document.faults if fault.code != "no-steps"]
    own = {key: value for key, value in body.items() if value}
    return {**body, **made, **own}


def _strings(value: Any) -> tuple[str, ...]:
    return tuple(str(v) for v in value) if isinstance(value, list | tuple) else (str(value),)


def _check_front(document: Document) -> None:
    front = document.front
    id = front.get("id")
    if not isinstance(id, str) or not ID.fullmatch(id):
        document.fault(
            document.line_of("id"),
            "id",
            'id 要用小写字母、数字和连字符, 例如 id = "mse-gradient"。',
            'id must be lower-case letters, digits and hyphens, for example id = "mse-gradient".',
        )
    if front.get("kind") not in KINDS:
        document.fault(
            document.line_of("kind"),
            "kind",
            f"kind 必须是 {'、'.join(KINDS)} 之一。",
            f"kind must be one of {', '.join(KINDS)}.",
        )
    topic = front.get("topic")
    if not topic:
        document.fault(
            document.line_of("topic"),
            "topic",
            "缺少 topic。",
            "topic is missing: name the topic's id.",
        )
    elif not isinstance(topic, str) or not TOPIC_ID.fullmatch(topic):
        document.fault(
            document.line_of("topic"),
            "topic",
            "topic 要用字母、数字、连字符或点。",
            "topic is made of letters, digits, hyphens and dots.",
        )
    difficulty, minutes = front.get("difficulty", 2), front.get("minutes", 2)
    if type(difficulty) is not int or not 1 <= difficulty <= 5:
        document.fault(
            document.line_of("difficulty"),
            "difficulty",
            "difficulty 是 1 到 5 的整数。",
            "difficulty is a whole number from 1 to 5.",
        )
    if type(minutes) not in (int, float) or not 0 < minutes <= 120:
        document.fault(
            document.line_of("minutes"),
            "minutes",
            "minutes 是 0 到 120 之间的分钟数。",
            "minutes is a number between 0 and 120.",
        )
    unknown = [role for role in _strings(front.get("roles", ())) if role not in ROLES]
    if unknown:
        document.fault(
            document.line_of("roles"),
            "roles",
            f"roles 里的 {unknown[0]} 不认识, 可用: {'、'.join(ROLES)}。",
            f"The role {unknown[0]} is unknown; use {', '.join(ROLES)}.",
        )


def load_folder(folder: Path, origin: str = "") -> Loaded:
    """Every question below `folder`, and its ``pack.toml`` where there is one."""
    loaded = Loaded(name=origin or folder.name)
    if (folder / PACK_FILE).is_file():
        pack, faults = read_pack(folder / PACK_FILE)
        loaded.name, loaded.topics = pack.name or loaded.name, list(pack.topics)
        loaded.faults.extend(faults)
    seen: dict[str, str] = {}
    for path in below(folder):
        result = load_file(path, loaded.name)
        loaded.faults.extend(result.faults)
        question = result.question
        if question is None:
            continue
        if question.id in seen:
            loaded.faults.append(
                Fault(
                    str(path),
                    2,
                    "id-twice",
                    f"id {question.id} 在 {seen[question.id]} 里已经用过。",
                    f"The id {question.id} is already used in {seen[question.id]}: choose another.",
                )
            )
            continue
        seen[question.id] = str(path)
        loaded.questions.append(question)
    return loaded
