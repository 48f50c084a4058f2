"""The symbolic grader by itself."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from graders.verdict import SpecError
from quizbank.cli.context import Context, print_json
from quizbank.domain.errors import QuizbankError
from quizbank.words.catalogue import sentence


@click.command("check-formula")
@click.option("--reference", help="The reference formula.")
@click.option("--answer", help="The formula to compare with it.")
@click.option(
    "--symbol",
    "symbols",
    multiple=True,
    metavar="NAME=DECLARATION",
    help="A symbol, e.g. 'y=vector[n] real'; repeat it.",
)
@click.option(
    "--batch",
    type=click.Path(path_type=Path),
    help="A JSON lines file: id, reference, answer, symbols, misconceptions.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def check_formula_command(
    context: Context,
    reference: str | None,
    answer: str | None,
    symbols: tuple[str, ...],
    batch: Path | None,
    as_json: bool,
) -> int:
    """Compare two formulas over declared symbols: equal, different, invalid or undecided."""
    if batch is not None:
        return _batch(batch, context.lang)
    if reference is None or answer is None:
        raise QuizbankError(
            "Give --reference and --answer, or --batch FILE.",
            "请给出 --reference 和 --answer，或 --batch 文件。",
        )
    declared = dict(_declaration(text) for text in symbols)
    from graders.symbolic.check import check
    from quizbank.words.formula import check_json

    try:
        result = check(reference, answer, declared, prove=True)
    except SpecError as error:
        raise QuizbankError(
            f"The reference or a symbol cannot be used: {sentence(error.why, 'en')}",
            f"参考公式或符号声明有误：{sentence(error.why, 'zh')}",
        ) from None
    shown = check_json(result, context.lang)
    if as_json:
        print_json(shown)
    else:
        _print(shown, answer)
    return {"equal": 0, "invalid": 2}.get(result.outcome, 1)


def _declaration(text: str) -> tuple[str, str]:
    name, equals, declaration = text.partition("=")
    if not equals or not name.strip() or not declaration.strip():
        raise QuizbankError(
            f"'{text}' is no declaration: write NAME=DECLARATION, for example 'y=vector[n] real'.",
            f"“{text}”不是声明：请写成 名字=声明，例如 'y=vector[n] real'。",
        )
    return name.strip(), declaration.strip()


def _print(shown: dict[str, Any], answer: str) -> None:
    click.echo(f"{shown['outcome']} ({shown['method']}, {shown['points']} points)")
    if shown["error"]:
        click.echo(f"  {answer}\n  {' ' * shown['error']['position']}^ {shown['error']['message']}")
    elif shown["counterexample"]:
        example = shown["counterexample"]
        at = ", ".join(f"{name} = {value}" for name, value in example["at"].items())
        click.echo(f"  at {at}: expected {example['expected']}, got {example['got']}")
    for diagnosis in shown["diagnoses"]:
        click.echo(f"  - {diagnosis['message']}")


def _batch(path: Path, lang: str) -> int:
    try:
        stream = sys.stdin if str(path) == "-" else path.open(encoding="utf-8")
    except OSError as error:
        raise QuizbankError(
            f"{path} cannot be read: {error.strerror}.", f"{path} 读不了：{error.strerror}。"
        ) from None
    worst = 0
    with stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                shown = _line(line, number, lang)
                worst = max(worst, 0 if shown["outcome"] == "equal" else 1)
                print_json(shown)
    return worst


def _line(line: str, number: int, lang: str) -> dict[str, Any]:
    """One line's result; whatever is wrong with it, the lines after it are graded as well."""
    from graders.symbolic.check import check_line
    from quizbank.words.formula import bad_line, check_json

    id: Any = None
    try:
        row = json.loads(line)
        id = row.get("id") if isinstance(row, dict) else None
        return check_json(check_line(row), lang)
    except SpecError as error:
        reason = f"{error.where}: {sentence(error.why, lang)}"
    except ValueError as error:
        reason = str(error)
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
    return bad_line(id, f"line {number}: {reason}")
