"""Question files to domain objects: one faulty file never keeps the others from loading."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from pathlib import Path

from graders.document import Document
from graders.kinds import KINDS, kind_of
from graders.said import said
from quizbank.authoring.faults import Fault, Unusable
from quizbank.authoring.front import CommonFront, read_front
from quizbank.authoring.pack import PACK_FILE, read_pack
from quizbank.authoring.reading import below, read_bounded
from quizbank.authoring.sections import MAX_BYTES, take_apart
from quizbank.domain.clean import clean, first_forbidden
from quizbank.domain.question import LANGS, Question, Topic


@dataclass(frozen=True, slots=True)
class LoadResult:
    """The questions of a file, none where a fault keeps them from being asked; `document` is the
    file in its parts, `text` as it was written.
    """

    questions: tuple[Question, ...]
    faults: tuple[Fault, ...]
    document: Document
    text: str = ""

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
    except Unusable as refused:
        return Fault(name, 1, said("authoring.unreadable", why=refused.said))
    except OSError as error:
        return Fault(
            name, 1, said("authoring.unreadable:system", strerror=error.strerror or str(error))
        )


def parse(text: str, name: str, origin: str = "bundled") -> LoadResult:
    """The questions of a file's text, most often one; `name` is what faults call the file."""
    document = take_apart(text, name)
    if document.faults and not document.front:
        return LoadResult((), tuple(document.faults), document, text)
    front = read_front(document)
    spec: object = _spec(document)
    prompt = _texts(document, "{}")
    if not prompt:
        document.fault(document.front_line, "authoring.no-prompt")
    if front is None or spec is None or document.faults:
        return LoadResult((), tuple(document.faults), document, text)
    questions = _questions(document, front, spec, prompt)
    owned = tuple(replace(question, origin=origin) for question in questions)
    return LoadResult(owned, (), document, text)


def _spec(document: Document) -> object:
    """The data of the kind; asked for also where a common key is at fault, so that all faults are
    told at once.
    """
    name = document.front.get("kind")
    return kind_of(name).parse(document) if isinstance(name, str) and name in KINDS else None


def _texts(document: Document, heading: str) -> dict[str, str]:
    """The text of a section by language, where it says something; `heading` has a place for the
    language.
    """
    sections = {lang: document.find(heading.format(lang)) for lang in LANGS}
    texts = {lang: section.text.strip() for lang, section in sections.items() if section}
    return {lang: text for lang, text in texts.items() if text}


def _hints(document: Document) -> dict[str, tuple[str, ...]]:
    """The hints by language, in order."""
    hints: dict[str, tuple[str, ...]] = {}
    for section in document.sections:
        word, _, lang = section.heading.partition(" ")
        if word == "hint":
            hints[lang] = (*hints.get(lang, ()), section.text.strip())
    return hints


def version_of(document: Document) -> str:
    """The hash of a question file's content: it changes with what the file says, and with nothing
    else.
    """
    sections = [(section.heading, section.text) for section in document.sections]
    content = json.dumps([document.front, sections], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _questions(
    document: Document, front: CommonFront, spec: object, prompt: dict[str, str]
) -> tuple[Question, ...]:
    question = Question(
        id=front.id,
        kind=front.kind,
        topic=front.topic,
        difficulty=front.difficulty,
        minutes=front.minutes,
        prompt=prompt,
        spec=spec,
        version=version_of(document),
        hints=_hints(document),
        explanation=_texts(document, "explanation {}"),
        guide=tuple(map(str, front.guide)),
        errata=front.errata,
        sources=front.sources,
        tags=front.tags,
        roles=front.roles,
        asked=front.asked,
        mock=front.mock,
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
                loaded.faults.append(id_twice(result.document, question.id, seen[question.id]))
                continue
            seen[question.id] = str(path)
            loaded.questions.append(question)
    return loaded


def id_twice(document: Document, id: str, seen: str) -> Fault:
    """The fault of a file whose id stands in the file `seen` already."""
    twice = said("authoring.id-twice", id=id, seen=seen)
    return Fault(document.name, document.line_at(("id",)), twice)
