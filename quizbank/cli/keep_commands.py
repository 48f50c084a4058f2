"""Commands that keep things safe: backup, restore, doctor, sync."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from graders.said import said
from quizbank.cli.context import Context, print_json, tell


@click.command("backup")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def backup_command(context: Context, file: Path | None) -> None:
    """Write a backup, into FILE or beside the database."""
    from quizbank.app.keeping import make_backup

    with context.bank() as bank:
        click.echo(str(make_backup(bank.database.path, "manual", file)))


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def restore_command(context: Context, file: Path) -> None:
    """Put a backup in the database's place; the present one is backed up first."""
    from quizbank.app.keeping import path_of, restore
    from quizbank.app.places import default_database

    path = path_of(context.db or default_database())
    kept = restore(path, file)
    code = "cli.restored-kept" if kept else "cli.restored"
    tell(said(code, file=str(file), kept=str(kept)), context.lang)


@click.command("doctor")
@click.option(
    "--repair",
    is_flag=True,
    help="Save what can be read of a damaged database into a new one; the old file is kept.",
)
@click.option(
    "--report", is_flag=True, help="Leave out paths and names, so that the output is safe to paste."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def doctor_command(context: Context, repair: bool, report: bool, as_json: bool) -> int:
    """Examine the database, the sandbox, TensorFlow and the devices."""
    from quizbank.app.doctor import examine, repair_database

    if repair:
        click.echo(repair_database(context.db, context.lang), err=as_json)
    findings = examine(context.db, context.lang)
    if report:
        from quizbank.app.keeping import path_of
        from quizbank.app.places import default_database
        from quizbank.app.report import safe, versions

        path = path_of(context.db or default_database())
        findings = [
            {"name": "versions", "ok": True, "needed": False, "message": versions()},
            *({**f, "message": safe(str(f["message"]), path)} for f in findings),
        ]
    if as_json:
        print_json({"ok": all(f["ok"] for f in findings), "findings": findings})
    else:
        for finding in findings:
            click.echo(
                f"{'ok ' if finding['ok'] else '-- '} {finding['name']:<12} {finding['message']}"
            )
    return 0 if all(f["ok"] for f in findings if f["needed"]) else 3


@click.command("sync")
@click.argument("folder", type=click.Path(path_type=Path))
@click.pass_obj
def sync_command(context: Context, folder: Path) -> None:
    """Exchange review logs with your other machines through a shared folder."""
    from quizbank.app.display import clean
    from quizbank.app.doctor import device_id
    from quizbank.app.keeping import sync
    from quizbank.app.picture_sync import exchange_pictures
    from quizbank.app.places import own_pack

    with context.bank() as bank:
        report = sync(folder, bank.database, device_id(bank), own_pack(bank.database.path))
        exchange_pictures(folder, own_pack(bank.database.path))
        if report.entries:
            bank.rebuild()
        for question in report.questions:
            tell(said("cli.sync-both", question=question), bank.lang)
        for reason in report.skipped[:20]:
            click.echo(clean(reason), err=True)
        sys.stderr.flush()
        skipped = len(report.skipped)
        synced = said("cli.synced", written=report.written, added=report.added, skipped=skipped)
        tell(synced, bank.lang)
