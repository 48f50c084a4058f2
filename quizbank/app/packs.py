"""Packs from elsewhere and for elsewhere: what one contains, adding it to the learner's own
questions, sharing as one file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from graders.said import said
from quizbank.app.library import id_bundled, load_own
from quizbank.app.places import own_pack
from quizbank.authoring.archive import MAX_ARCHIVE, MAX_UNPACKED, archive_of, is_archive, unpacked
from quizbank.authoring.base import based_on
from quizbank.authoring.faults import Fault
from quizbank.authoring.files import parse, read_text
from quizbank.authoring.pack import PACK_FILE, Pack, pack_text, read_pack, topics_text
from quizbank.authoring.pictures.carry import FOLDER, Carried, carry
from quizbank.authoring.pictures.place import SUFFIXES
from quizbank.authoring.reading import find_files
from quizbank.domain.clean import clean
from quizbank.domain.errors import QuizbankError
from quizbank.domain.question import Question, Topic
from quizbank.store.backup import backups_folder, make_backup
from quizbank.store.database import Database
from quizbank.store.questions import all_topics, get_question
from quizbank.store.whole_files import sweep, write_whole

# the most text and the most of pictures that is held at once
_MOST_TEXT, _MOST_PICTURES = 64 << 20, 64 << 20
_OTHER_ARCHIVES = (".tar", ".gz", ".tgz", ".xz", ".bz2", ".zst", ".7z", ".rar")


@dataclass(slots=True)
class Contents:
    """What files, folders and packs in one file contain, read but not added: nothing is changed or
    run by looking.

    `texts` holds each usable question's file by id, without characters that act or hide, `pictures`
    its pictures by the name they get, `sources` where it
    was read; `changed` are in the bank in another version, `same` in this one; `topics` are those
    the bank does not have. `left_out` names what an archive
    holds beside questions, `unseen` the pictures that cannot be shown: their questions are usable
    without them. `warnings` is what else lint remarks of what it lets through.
    """

    pack: Pack = field(default_factory=Pack)
    texts: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, dict[str, bytes]] = field(default_factory=dict)
    sources: dict[str, Path] = field(default_factory=dict)
    new: list[Question] = field(default_factory=list)
    changed: list[Question] = field(default_factory=list)
    same: list[Question] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    unseen: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)

    @property
    def questions(self) -> list[Question]:
        """Every usable question."""
        return [*self.new, *self.changed, *self.same]


def look(database: Database, paths: Sequence[Path]) -> Contents:
    """Read what is at `paths`; raises `QuizbankError` where a path does not exist or an archive is
    not to be opened.
    """
    contents = Contents()
    known = {topic.id for topic in all_topics(database)}
    for path in paths:
        if not path.exists():
            raise QuizbankError("app.no-such-file", path=path)
        with _opened(path, contents) as (place, shown):
            if (place / PACK_FILE).is_file():
                pack, faults = read_pack(place / PACK_FILE)
                contents.pack = pack
                contents.faults.extend(
                    replace(fault, file=shown(place / PACK_FILE)) for fault in faults
                )
                contents.topics.extend(topic for topic in pack.topics if topic.id not in known)
                known |= {topic.id for topic in pack.topics}
            used: set[Path] = set()
            for file in find_files([place]):
                used |= _take(database, file, shown(file), contents)
            if is_archive(path):
                contents.left_out.extend(
                    clean(str(file.relative_to(place)))
                    for file in sorted(place.rglob("*"))
                    if file.suffix.lower() in SUFFIXES and file.resolve() not in used
                )
    return contents


class _Shown:
    """How a file is called: by its place, or by its archive's name and its place in that."""

    def __init__(self, folder: Path | None = None, archive: Path | None = None) -> None:
        self._folder, self._archive = folder, archive

    def __call__(self, file: Path) -> str:
        name = (
            str(file)
            if self._folder is None or self._archive is None
            else str(self._archive / file.relative_to(self._folder))
        )
        return clean(name)


@contextmanager
def _opened(path: Path, contents: Contents) -> Iterator[tuple[Path, _Shown]]:
    if path.is_file() and path.suffix.lower() in _OTHER_ARCHIVES:
        raise QuizbankError("app.other-archive", name=path.name)
    if is_archive(path):
        with unpacked(path) as inside:
            contents.left_out.extend(clean(name) for name in inside.left_out)
            yield inside.folder, _Shown(inside.folder, path)
    else:
        yield path, _Shown()


def _take(database: Database, file: Path, shown: str, contents: Contents) -> set[Path]:
    """Take one question file in; returns the pictures that come with it."""
    text = read_text(file, shown)
    if isinstance(text, Fault):
        contents.faults.append(text)
        return set()
    # what lies among the learner's own questions already stays as it is
    carried = Carried(text) if _is_own(database, file) else carry(text, file)
    result = parse(carried.text, shown, "own")
    contents.faults.extend(result.faults)
    question = result.question
    if question is None:
        return set()
    known = get_question(database, question.id)
    if known is not None and known.origin == "bundled" and based_on(text) is None:
        contents.faults.append(id_bundled(shown, question.id))
        return set()
    if question.id in contents.texts:
        contents.faults.append(Fault(shown, 2, said("app.id-twice", id=question.id)))
        return set()
    contents.texts[question.id] = clean(carried.text)
    contents.pictures[question.id] = carried.pictures
    contents.unseen.extend(
        Fault(shown, line, fault.said, "warning") for line, fault in carried.faults
    )
    contents.sources[question.id] = file
    if (
        sum(len(raw) for pictures in contents.pictures.values() for raw in pictures.values())
        > _MOST_PICTURES
    ):
        raise QuizbankError("app.pictures-large")
    if sum(map(len, contents.texts.values())) > _MOST_TEXT:
        raise QuizbankError("app.texts-large")
    # a question whose file was removed keeps its history, and comes back as new
    there = known is not None and Path(known.path).is_file()
    same = known is not None and known.version == question.version
    if not there:
        contents.new.extend(result.questions)
    elif same:
        contents.same.extend(result.questions)
    else:
        contents.changed.extend(result.questions)
    return carried.files


def _is_own(database: Database, file: Path) -> bool:
    return file.resolve().is_relative_to(own_pack(database.path).resolve())


def add(database: Database, contents: Contents) -> None:
    """Put what `look` found among the learner's own questions; a text that is replaced is kept
    beside the backups. Raises `CannotHere` or `OSError` where it cannot be written.
    """
    folder = own_pack(database.path)
    if len(contents.new) + len(contents.changed) > 1:
        make_backup(database.path, "import")
    for question in [*contents.new, *contents.changed]:
        # a file that makes several questions is kept under the first of them
        if question.id not in contents.texts:
            continue
        if not _is_own(database, contents.sources[question.id]):
            target = _file_of(database, question, folder)
            put_pictures(database, target, contents.pictures[question.id])
            if target.is_file():
                write_whole(
                    replaced_folder(database.path) / f"{question.id}-{_hour()}.md",
                    target.read_bytes(),
                )
            write_whole(target, contents.texts[question.id].encode())
    used = {question.topic for question in contents.questions}
    topics = [topic for topic in contents.topics if topic.id in used]
    if topics:
        own = folder / PACK_FILE
        before = own.read_text("utf-8") if own.is_file() else pack_text(Pack("own", "1"))
        write_whole(own, (before.rstrip("\n") + "\n" + topics_text(topics)).encode())
    if folder.is_dir():
        sweep(folder, ".*.part")
        load_own(database)


def put_pictures(database: Database, file: Path, pictures: Mapping[str, bytes]) -> None:
    """Put pictures beside a question's file. Their names tell their content, so that none takes
    another's place; one that was changed since is kept.
    """
    for name, raw in pictures.items():
        place = file.parent / FOLDER / name
        there = place.read_bytes() if place.is_file() else None
        if there is not None and there != raw:
            write_whole(replaced_folder(database.path) / f"{_hour()}-{name}", there)
        if there != raw:
            write_whole(place, raw)


def replaced_folder(database: Path) -> Path:
    """Where the learner's own texts and pictures are kept that a pack replaced."""
    return backups_folder(database) / "replaced"


def _hour() -> str:
    return f"{dt.datetime.now(dt.UTC):%Y%m%d-%H%M%S-%f}"


def _file_of(database: Database, question: Question, folder: Path) -> Path:
    """Where the question lies already, wherever the learner put it, or its place in the folder."""
    known = get_question(database, question.id)
    if (
        known is not None
        and known.path
        and Path(known.path).is_file()
        and Path(known.path).resolve().is_relative_to(folder.resolve())
    ):
        return Path(known.path)
    return folder / f"{question.id}.md"


def add_files(
    database: Database, paths: Sequence[Path]
) -> tuple[list[Question], list[Question], list[Fault]]:
    """Look and add at once: (added, changed, faults of what was skipped). Raises what `look` and
    `add` raise.
    """
    contents = look(database, paths)
    add(database, contents)
    return contents.new, contents.changed, contents.faults


@dataclass(frozen=True, slots=True)
class Shared:
    """What was shared: the file, its questions' ids, and the faults of files that were left out."""

    file: Path
    questions: tuple[str, ...]
    faults: tuple[Fault, ...]


def share_pack(
    paths: Sequence[Path], file: Path, name: str = "", topics: Iterable[Topic] = ()
) -> Shared:
    """Write the questions at `paths` (files, folders) into one file that `quizbank add` reads, with
    their pictures and the topics they use.

    Only questions that load go in, and nothing about this machine or its user; a folder's own
    ``pack.toml`` gives its name, version and licence.
    `topics` are where titles of topics are looked up that no ``pack.toml`` names. Raises
    `QuizbankError` where there is no question
    or more than a pack holds, or `file` is something else than a pack, `OSError` where it cannot be
    written.
    """
    if file.is_dir() or (file.exists() and not is_archive(file)):
        raise QuizbankError("app.no-pack", file=file)
    found: dict[str, Question] = {}
    faults: list[Fault] = []
    texts: dict[str, bytes] = {}
    packs = [read_pack(path / PACK_FILE)[0] for path in paths if (path / PACK_FILE).is_file()]
    for path in find_files(paths):
        text = read_text(path, str(path))
        if isinstance(text, Fault):
            faults.append(text)
            continue
        result = parse(text, str(path), "own")
        faults.extend(result.faults)
        if result.question and result.question.id not in found:
            found[result.question.id] = result.question
            carried = carry(text, path, f"../{FOLDER}/")
            texts[f"{result.question.topic}/{result.question.id}.md"] = clean(carried.text).encode()
            texts |= {f"{FOLDER}/{name}": raw for name, raw in carried.pictures.items()}
            faults.extend(
                Fault(str(path), line, fault.said, "warning") for line, fault in carried.faults
            )
    if not found:
        raise QuizbankError("app.nothing-to-share")
    texts[PACK_FILE] = pack_text(_pack_of(packs, name, list(found.values()), topics)).encode()
    packed = archive_of(texts)
    if len(packed) > MAX_ARCHIVE or sum(map(len, texts.values())) > MAX_UNPACKED:
        raise QuizbankError("app.pack-large", size=MAX_ARCHIVE >> 20)
    write_whole(file, packed)
    return Shared(file, tuple(found), tuple(faults))


def _pack_of(
    packs: Sequence[Pack], name: str, questions: Sequence[Question], topics: Iterable[Topic]
) -> Pack:
    used = {question.topic for question in questions}
    named = {
        topic.id: topic
        for source in [list(topics), *(pack.topics for pack in packs)]
        for topic in source
    }
    first = packs[0] if packs else Pack()
    languages = tuple(
        lang for lang in ("zh", "en") if any(lang in question.prompt for question in questions)
    )
    return Pack(
        name or first.name or "pack",
        first.version or "1",
        first.licence,
        languages,
        tuple(named[id] for id in sorted(used & named.keys())),
    )
