"""Commands for writing questions: new, add, lint."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import click

from quizbank.app.kinds import KINDS
from quizbank.authoring.faults import Fault
from quizbank.cli.context import Context, print_json
from quizbank.domain.counting import counted
from quizbank.domain.errors import QuizbankError
from quizbank.words.faults import fault_json, fault_line


def _print_faults(faults: Sequence[Fault], lang: str) -> None:
    for fault in faults:
        click.echo(fault_line(fault, lang), err=True)


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
    from quizbank.app.places import lint_cache
    from quizbank.authoring.lint import lint_paths
    from quizbank.store.locations import bundled

    for path in paths:
        if not path.exists():
            raise QuizbankError("cli.no-file", path=path)

    def progress(done: int, total: int) -> None:
        if sys.stderr.isatty():
            filled = 30 * done // total
            click.echo(
                f"\r[{'#' * filled}{'.' * (30 - filled)}] {done}/{total}",
                nl=done == total,
                err=True,
            )

    cache = None if no_cache else lint_cache()
    with _opened(paths or (bundled("questions"),)) as places:
        report = lint_paths([*places], code=not no_code, progress=progress, cache=cache)
        report = replace(report, faults=tuple(_named(fault, places) for fault in report.faults))
    if as_json:
        print_json(
            {
                "files": report.files,
                "clean": report.clean,
                "faults": [fault_json(f, context.lang) for f in report.faults],
            }
        )
    else:
        _print_faults(report.faults, context.lang)
        zh = f"检查了 {report.files} 个文件，{len(report.faults)} 处问题。"
        click.echo(
            zh
            if context.lang == "zh"
            else f"{counted(report.files, 'file')}, {counted(len(report.faults), 'fault')}."
        )
    if not report.clean:
        return 1
    return 0 if report.proved else 3


@contextmanager
def _opened(paths: Sequence[Path]) -> Iterator[dict[Path, Path]]:
    """Where each path is read, by that place: packs in one file are taken out into folders for the
    moment.
    """
    from quizbank.authoring.archive import is_archive, unpacked

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
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def add_command(context: Context, paths: tuple[Path, ...], yes: bool, as_json: bool) -> int:
    """Add question files, a folder of them, or a pack in one file to your own questions.

    What a pack contains is shown first; on a terminal you are asked, elsewhere a pack in one file
    needs --yes.
    """
    from quizbank.app.packs import add, look
    from quizbank.authoring.archive import is_archive
    from quizbank.cli.pack_words import contents_lines

    with context.bank() as bank:
        contents = look(bank.database, paths)
        lang = bank.lang
        if any(path.is_dir() or is_archive(path) for path in paths):
            click.echo("\n".join(contents_lines(contents, lang)), err=as_json)
            if (
                contents.questions
                and not yes
                and not _agreed(any(is_archive(path) for path in paths), lang)
            ):
                return 2
        add(bank.database, contents)
    added, changed, faults = contents.new, contents.changed, contents.faults
    if as_json:
        print_json(
            {
                "added": [q.id for q in added],
                "changed": [q.id for q in changed],
                "unchanged": [q.id for q in contents.same],
                "skipped": [fault_json(f, lang) for f in faults],
                "unseen": [fault_json(f, lang) for f in contents.unseen],
                "left_out": contents.left_out,
            }
        )
    else:
        _print_faults([*contents.unseen, *faults], lang)
        counts = (len(added), len(changed), len({fault.file for fault in faults}))
        click.echo(
            "新增 {} 道，更新 {} 道，跳过 {} 个文件。".format(*counts)
            if lang == "zh"
            else f"Added {counts[0]}, changed {counts[1]}, skipped {counted(counts[2], 'file')}."
        )
    return 1 if faults else 0


def _agreed(archive: bool, lang: str) -> bool:
    """Ask where there is somebody to ask; a folder given by a script is taken as meant, a pack in
    one file is not.
    """
    if sys.stdin.isatty() and sys.stdout.isatty():
        return click.confirm("加入这些题吗？" if lang == "zh" else "Add these questions?")
    if archive:
        click.echo(
            "没有加入任何题：确认要加时请用 --yes。"
            if lang == "zh"
            else "Nothing was added: say --yes to add them.",
            err=True,
        )
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
    from quizbank.app.packs import share_pack
    from quizbank.app.places import own_pack
    from quizbank.store.questions import all_topics

    with context.bank() as bank:
        shared = share_pack(
            paths or (own_pack(bank.database.path),), file, name, all_topics(bank.database)
        )
        _print_faults(shared.faults, bank.lang)
        count = len(shared.questions)
        click.echo(
            f"{count} 道题写进了 {file}。别人用 quizbank add 就能加入。"
            if bank.lang == "zh"
            else f"Wrote {counted(count, 'question')} to {file}. Others add them with "
            "'quizbank add'."
        )
    return 1 if shared.faults else 0


@click.command("new")
@click.argument("kind", type=click.Choice(KINDS))
@click.option("--topic", default="my-notes", help="The topic's id.")
@click.option("--id", "id", help="The question's id; a dated one without it.")
@click.pass_obj
def new_command(context: Context, kind: str, topic: str, id: str | None) -> int:
    """Write a filled template, open your editor, lint it and add it. Without $EDITOR, write it in
    the app.
    """
    import datetime as dt
    import os

    from quizbank.app.library import bundled_file
    from quizbank.app.packs import add_files
    from quizbank.app.places import own_pack
    from quizbank.authoring.lint import lint_paths
    from quizbank.authoring.pack import ID
    from quizbank.authoring.templates import template

    if (
        sys.stdin.isatty()
        and sys.stdout.isatty()
        and not (os.environ.get("VISUAL") or os.environ.get("EDITOR"))
    ):
        from quizbank.app.drafting import Writing
        from quizbank.cli.open_tui import open_tui

        open_tui(context, write=Writing(id or "", kind, topic))
        return 0
    with context.bank() as bank:
        name = id or f"{kind}-{dt.datetime.now():%Y%m%d-%H%M%S}"
        folder = own_pack(bank.database.path)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not ID.fullmatch(name):
            raise QuizbankError("cli.bad-id", name=name)
        path = folder / f"{name}.md"
        if path.exists() or bundled_file(name) is not None:
            raise QuizbankError("cli.id-taken", name=name)
        text = template(kind, topic, name)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
        if sys.stdin.isatty() and not _edited(path, text):
            raise QuizbankError("cli.not-written", path=path)
        report = lint_paths([path])
        _print_faults(report.faults, bank.lang)
        if report.clean:
            add_files(bank.database, [path])
            click.echo(f"已加入：{name}" if bank.lang == "zh" else f"Added: {name}")
        click.echo(str(path))
    return 0 if report.clean else 1


def _edited(path: Path, before: str) -> bool:
    """Whether the editor ended well and something was written; else the template is taken away
    again, unless something was.
    """
    try:
        click.edit(filename=str(path))
        failed = False
    except click.ClickException:
        failed = True
    untouched = path.is_file() and path.read_text("utf-8", "replace") == before
    if untouched:
        path.unlink()
    return not failed and not untouched
