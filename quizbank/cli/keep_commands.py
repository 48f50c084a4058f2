"""Commands that keep things safe: backup, restore, doctor, sync."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from quizbank.cli.context import Context, print_json
from quizbank.domain.counting import counted


@click.command("backup")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def backup_command(context: Context, file: Path | None) -> None:
    """Write a backup, into FILE or beside the database."""
    from quizbank.store.backup import make_backup

    with context.bank() as bank:
        click.echo(str(make_backup(bank.database.path, "manual", file)))


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def restore_command(context: Context, file: Path) -> None:
    """Put a backup in the database's place; the present one is backed up first."""
    from quizbank.app.places import default_database
    from quizbank.store.backup import restore
    from quizbank.store.database import path_of

    path = path_of(context.db or default_database())
    kept = restore(path, file)
    zh = f"已恢复 {file}。" + (f"原来的数据库保存在 {kept}。" if kept else "")
    en = f"Restored {file}." + (f" The former database is kept as {kept}." if kept else "")
    click.echo(zh if context.lang == "zh" else en)


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
        from quizbank.app.places import default_database
        from quizbank.app.report import safe, versions
        from quizbank.store.database import path_of

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
    from quizbank.app.picture_sync import exchange_pictures
    from quizbank.app.places import own_pack
    from quizbank.store.sync import sync

    with context.bank() as bank:
        report = sync(folder, bank.database, device_id(bank), own_pack(bank.database.path))
        exchange_pictures(folder, own_pack(bank.database.path))
        if report.entries:
            bank.rebuild()
        for question in report.questions:
            click.echo(
                f"两台机器都改过这道题，两份都留下了：{question}"
                if bank.lang == "zh"
                else f"Changed on both machines, so both are kept: {question}"
            )
        for reason in report.skipped[:20]:
            click.echo(clean(reason), err=True)
        sys.stderr.flush()
        click.echo(
            f"写出 {report.written} 条，新增 {report.added} 条，跳过 {len(report.skipped)} 行。"
            if bank.lang == "zh"
            else f"Wrote {counted(report.written, 'review')}, added {report.added}, skipped "
            f"{counted(len(report.skipped), 'line')}."
        )
