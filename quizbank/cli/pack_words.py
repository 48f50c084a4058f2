"""What a pack contains, in a few lines, before anything of it is added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from graders.said import Said, authored, said
from quizbank.app.kinds import KINDS, kind
from quizbank.app.packs import Contents
from quizbank.words.catalogue import kind_in_files, sentence

if TYPE_CHECKING:
    from quizbank.app.checking import Fault

_MOST_NAMES = 8


def contents_lines(contents: Contents, lang: str) -> list[str]:
    """The lines, in the reader's language; every word of the pack in them is clean."""
    return [sentence(line, lang) for line in _lines(contents)]


def _lines(contents: Contents) -> Iterator[Said]:
    yield _title(contents)
    yield _kinds(contents)
    yield said("pack.new", new=len(contents.new), same=len(contents.same))
    if contents.changed:
        changed = _names(authored(q.id, q.id) for q in contents.changed)
        yield said("pack.changed", n=len(contents.changed), names=changed)
    if contents.topics:
        titles = (authored(topic.title("zh"), topic.title("en")) for topic in contents.topics)
        yield said("pack.topics", names=_names(titles))
    code = sum(kind(question).runs_code for question in contents.questions)
    if code:
        yield said("pack.code", n=code)
    if contents.left_out:
        yield said("pack.left-out", names=_names(authored(n, n) for n in contents.left_out))
    if contents.unseen:
        yield said("pack.unseen", names=_files(contents.unseen))
    if contents.faults:
        yield said("pack.skipped", names=_files(contents.faults))


def _title(contents: Contents) -> Said:
    pack = contents.pack
    name = authored(pack.name, pack.name) if pack.name else said("pack.unnamed")
    if pack.version:
        name = said("pack.version", name=name, version=pack.version)
    licence = authored(pack.licence, pack.licence) if pack.licence else said("pack.no-licence")
    return said("pack.title", name=name, licence=licence)


def _kinds(contents: Contents) -> Said:
    """How many questions there are of each kind, by the kind's name in a file where the reader's
    language is that of files.
    """
    counts = Counter(question.kind for question in contents.questions)
    kinds = tuple(
        said("pack.kind", name=kind_in_files(name), n=counts[name])
        for name in KINDS
        if counts[name]
    )
    return said("pack.kinds", n=counts.total(), kinds=kinds) if kinds else said("pack.empty")


def _files(faults: Iterable[Fault]) -> tuple[Said, ...]:
    return _names(authored(name, name) for name in sorted({fault.file for fault in faults}))


def _names(names: Iterable[Said]) -> tuple[Said, ...]:
    """The first few names, and how many more there are."""
    every = tuple(names)
    rest = len(every) - _MOST_NAMES
    return (*every[:_MOST_NAMES], said("pack.more", rest=rest)) if rest > 0 else every
