"""Question files to domain objects: one faulty file never keeps the others from loading."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from pathlib import Path

from graders.document import Document
from graders.kinds import KINDS, kind_of
from graders.said import said
from quizbank.authoring.faults import Fault
from quizbank.authoring.front import CommonFront, read_front
from quizbank.authoring.pack import PACK_FILE, read_pack
from quizbank.authoring.reading import Unreadable, below, read_bounded
from quizbank.authoring.sections import MAX_BYTES, take_apart
from quizbank.domain.clean import clean, first_forbidden
from quizbank.domain.question import LANGS, Question, Topic


@dataclass(frozen=True, slots=True)
class LoadResult:
    """The questions of a file, none where a fault keeps them from being asked; `document` is the
    file in its parts.
    """

    questions: tuple[Question, ...]
    faults: tuple[Fault, ...]
    document: Document

    @property
    def question(self) -> Question | None:
        """The first question, and most often the only one."""
        return self.questions[0] if self.questions else None


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
    return (
        parse(text, str(path), origin)
        if isinstance(text, str)
        else LoadResult((), (text,), Document(str(path)))
    )


def read_text(path: Path, name: str) -> str | Fault:
    """The text of a question file, or the fault that keeps it from being read; `name` is what the
    fault calls the file.
    """
    if first_forbidden(path.name):
        return Fault(clean(name), 1, said("authoring.file-name"))
    raw = b""
    try:
        raw = read_bounded(path, MAX_BYTES)
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return Fault(name, line, said("authoring.encoding"))
    except Unreadable as refused:
        return Fault(name, 1, said("authoring.unreadable", why=refused.said))
    except OSError as error:
        return Fault(
            name, 1, said("authoring.unreadable:system", strerror=error.strerror or str(error))
        )


def parse(text: str, name: str, origin: str = "bundled") -> LoadResult:
    """The questions of a file's text, most often one; `name` is what faults call the file."""
    document = take_apart(text, name)
    if document.faults and not document.front:
        return LoadResult((), tuple(document.faults), document)
    front = read_front(document)
    spec: object = _spec(document)
    prompt: dict[str, str] = {lang: text for lang in LANGS if (text := _text(document, lang))}
    if not prompt:
        document.fault(document.front_line, "authoring.no-prompt")
    if front is None or spec is None or document.faults:
        return LoadResult((), tuple(document.faults), document)
    return LoadResult(_questions(document, front, spec, prompt, origin), (), document)


def _spec(document: Document) -> object:
    """The data of the kind; asked for also where a common key is at fault, so that all faults are
    told at once.
    """
    name = document.front.get("kind")
    return kind_of(name).parse(document) if isinstance(name, str) and name in KINDS else None


def _text(document: Document, heading: str) -> str:
    section = document.find(heading)
    return section.text.strip() if section is not None else ""


def _questions(
    document: Document, front: CommonFront, spec: object, prompt: dict[str, str], origin: str
) -> tuple[Question, ...]:
    content = json.dumps(
        [document.front, [(s.heading, s.text) for s in document.sections]],
        sort_keys=True,
        default=str,
    )
    hints = {
        lang: tuple(s.text.strip() for s in document.sections if s.heading == f"hint {lang}")
        for lang in LANGS
    }
    explanation = {lang: _text(document, f"explanation {lang}") for lang in LANGS}
    question = Question(
        id=front.id,
        kind=front.kind,
        topic=front.topic,
        difficulty=front.difficulty,
        minutes=front.minutes,
        prompt=prompt,
        spec=spec,
        version=hashlib.sha256(content.encode()).hexdigest()[:16],
        hints={lang: texts for lang, texts in hints.items() if texts},
        explanation={lang: words for lang, words in explanation.items() if words},
        guide=tuple(map(str, front.guide)),
        errata=front.errata,
        sources=front.sources,
        tags=front.tags,
        roles=front.roles,
        asked=front.asked,
        mock=front.mock,
        origin=origin,
        path=document.name,
    )
    specs = tuple(kind_of(front.kind).split(spec))
    if len(specs) == 1:
        return (question,)
    return tuple(
        replace(question, id=f"{front.id}-{number}", spec=one)
        for number, one in enumerate(specs, 1)
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
        for question in result.questions:
            if question.id in seen:
                twice = said("authoring.id-twice", id=question.id, seen=seen[question.id])
                loaded.faults.append(Fault(str(path), 2, twice))
                continue
            seen[question.id] = str(path)
            loaded.questions.append(question)
    return loaded
