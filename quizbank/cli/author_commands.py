"""Commands for writing questions: new, add, lint, share."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graders.said import said
from quizbank.app.kinds import KINDS
from quizbank.cli.context import Context, print_json, tell
from quizbank.domain.errors import QuizbankError
from quizbank.domain.question import LANGS, Lang
from quizbank.words.catalogue import sentence
from quizbank.words.faults import fault_json, fault_line

if TYPE_CHECKING:
    from quizbank.app.checking import Fault, Linted
    from quizbank.app.packs import Contents

_BAR = 30


def _print_faults(faults: Sequence[Fault], lang: str) -> None:
    for fault in faults:
        click.echo(fault_line(fault, lang), err=True)


def _progress(done: int, total: int) -> None:
    """A bar on a terminal."""
    if sys.stderr.isatty():
        filled = _BAR * done // total
        bar = "#" * filled + "." * (_BAR - filled)
        click.echo(f"\r[{bar}] {done}/{total}", nl=done == total, err=True)


@click.command("lint")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--no-code", is_flag=True, help="Do not run code questions.")
@click.option("--no-cache", is_flag=True, help="Prove everything again, also what has not changed.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def lint_command(
    context: Context, paths: tuple[Path, ...], no_code: bool, no_cache: bool, as_json: bool
) -> int:
    """Check question files, or the bundled bank, without adding them."""
    from quizbank.app.checking import lint_paths
    from quizbank.app.keeping import bundled
    from quizbank.app.places import lint_cache

    for path in paths:
        if not path.exists():
            raise QuizbankError("cli.no-file", path=path)
    cache = None if no_cache else lint_cache()
    with _opened(paths or (bundled("questions"),)) as places:
        report = lint_paths([*places], code=not no_code, progress=_progress, cache=cache)
        report = replace(report, faults=tuple(_named(fault, places) for fault in report.faults))
    _print_report(report, context.lang, as_json=as_json)
    if not report.clean:
        return 1
    return 0 if report.proved else 3


def _print_report(report: Linted, lang: str, *, as_json: bool) -> None:
    if as_json:
        faults = [fault_json(fault, lang) for fault in report.faults]
        clean = report.clean and report.proved
        print_json({"files": report.files, "clean": clean, "faults": faults})
        return
    _print_faults(report.faults, lang)
    tell(said("cli.linted", files=report.files, faults=len(report.faults)), lang)
    if report.clean and not report.proved:
        tell(said("cli.not-proved"), lang, err=True)


@contextmanager
def _opened(paths: Sequence[Path]) -> Iterator[dict[Path, Path]]:
    """Where each path is read, by that place: packs in one file are taken out into folders for the
    moment.
    """
    from quizbank.app.checking import is_archive, unpacked

    with ExitStack() as stack:
        yield {
            stack.enter_context(unpacked(path)).folder if is_archive(path) else path: path
            for path in paths
        }


def _named(fault: Fault, places: dict[Path, Path]) -> Fault:
    """The fault under the name of what the learner gave."""
    for place, path in places.items():
        if place != path and Path(fault.file).is_relative_to(place):
            return replace(fault, file=str(path / Path(fault.file).relative_to(place)))
    return fault


@click.command("add")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--yes", "-y", is_flag=True, help="Add a pack without asking first.")
@click.option("--no-code", is_flag=True, help="Do not prove code questions by running them.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def add_command(
    context: Context, paths: tuple[Path, ...], yes: bool, no_code: bool, as_json: bool
) -> int:
    """Add question files, a folder of them, or a pack in one file to your own questions.

    What a pack contains is shown first; on a terminal you are asked, elsewhere a pack in one file
    needs --yes. What lint refuses is left out.
    """
    from quizbank.app.checking import is_archive
    from quizbank.app.packs import add, look
    from quizbank.app.proving import prove
    from quizbank.cli.pack_words import contents_lines

    with context.bank() as bank:
        contents = look(bank.database, paths)
        archive = any(is_archive(path) for path in paths)
        if archive or any(path.is_dir() for path in paths):
            click.echo("\n".join(contents_lines(contents, bank.lang)), err=as_json)
            if contents.questions and not yes and not _agreed(archive, bank.lang):
                return 2
        prove(contents, code=not no_code, progress=_progress)
        add(bank.database, contents)
        _print_added(contents, bank.lang, as_json=as_json)
    return 1 if contents.faults else 0


def _print_added(contents: Contents, lang: str, *, as_json: bool) -> None:
    if as_json:
        told = {
            "skipped": contents.faults,
            "unseen": contents.unseen,
            "warnings": contents.warnings,
        }
        print_json(
            {
                "added": [q.id for q in contents.new],
                "changed": [q.id for q in contents.changed],
                "unchanged": [q.id for q in contents.same],
                **{key: [fault_json(f, lang) for f in faults] for key, faults in told.items()},
                "left_out": contents.left_out,
            }
        )
        return
    _print_faults([*contents.unseen, *contents.warnings, *contents.faults], lang)
    skipped = len({fault.file for fault in contents.faults})
    added, changed = len(contents.new), len(contents.changed)
    tell(said("pack.added", added=added, changed=changed, skipped=skipped), lang)


def _agreed(archive: bool, lang: str) -> bool:
    """Ask where there is somebody to ask; a folder given by a script is taken as meant, a pack in
    one file is not.
    """
    if sys.stdin.isatty() and sys.stdout.isatty():
        return click.confirm(sentence(said("pack.ask"), lang))
    if archive:
        tell(said("pack.say-yes"), lang, err=True)
    return not archive


@click.command("share")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--name", default="", help="What the pack is called; its folder's pack.toml decides without it."
)
@click.pass_obj
def share_command(context: Context, paths: tuple[Path, ...], file: Path, name: str) -> int:
    """Write your own questions, or those at PATHS, into one file that others can add."""
    from quizbank.app.keeping import all_topics
    from quizbank.app.packs import share_pack
    from quizbank.app.places import own_pack

    with context.bank() as bank:
        topics = all_topics(bank.database)
        shared = share_pack(paths or (own_pack(bank.database.path),), file, name, topics)
        _print_faults(shared.faults, bank.lang)
        tell(said("pack.shared", n=len(shared.questions), file=str(file)), bank.lang)
    return 1 if shared.faults else 0


@click.command("new")
@click.argument("kind", type=click.Choice(KINDS))
@click.option("--topic", default="my-notes", help="The topic's id.")
@click.option("--id", "id", help="The question's id; a dated one without it.")
@click.option("--only", type=click.Choice(LANGS), help="Write it in one language only.")
@click.pass_obj
def new_command(context: Context, kind: str, topic: str, id: str | None, only: Lang | None) -> int:
    """Write a filled template, open your editor, lint it and add it. Without $EDITOR, write it in
    the app.
    """
    from quizbank.app.writing import add_written, begin
    from quizbank.cli.editor import chosen_editor, edited

    editor = chosen_editor()
    if sys.stdin.isatty() and sys.stdout.isatty() and not editor:
        from quizbank.app.drafting import Writing
        from quizbank.cli.open_tui import open_tui

        open_tui(context, write=Writing(id or "", kind, topic, only))
        return 0
    with context.bank() as bank:
        draft = begin(bank.database, kind, topic, id, only)
        if editor:
            edited(draft)
        written = add_written(bank.database, draft)
        _print_faults(written.faults, bank.lang)
        if written.question is None:
            tell(said("cli.draft-kept", path=str(draft.file)), bank.lang, err=True)
            return 1
        tell(said("cli.added", id=written.question.id), bank.lang)
        click.echo(written.question.path)
    return 0
