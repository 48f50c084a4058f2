"""The symbolic grader by itself."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from quizbank.cli.context import Context, print_json
from quizbank.domain.errors import QuizbankError
from quizbank.domain.json import Json, JsonValue


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
        raise QuizbankError("cli.give-reference")
    from quizbank.app.formulas import compare

    declared = dict(_declaration(text) for text in symbols)
    shown = compare(reference, answer, declared, context.lang, prove=True)
    if as_json:
        print_json(shown)
    else:
        _print(dict(shown), answer)
    return {"equal": 0, "invalid": 2}.get(str(shown["outcome"]), 1)


def _declaration(text: str) -> tuple[str, str]:
    name, equals, declaration = text.partition("=")
    if not equals or not name.strip() or not declaration.strip():
        raise QuizbankError("cli.no-declaration", text=text)
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
        raise QuizbankError("cli.unreadable", path=path, strerror=error.strerror) from None
    worst = 0
    with stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                shown = _line(line, number, lang)
                worst = max(worst, 0 if shown["outcome"] == "equal" else 1)
                print_json(shown)
    return worst


def _line(line: str, number: int, lang: str) -> Json:
    from quizbank.app.formulas import compare

    id: JsonValue = None
    try:
        row = json.loads(line)
        if not isinstance(row, dict):
            raise ValueError("the line is no JSON object")
        id = row.get("id")
        symbols = row.get("symbols", {})
        if not isinstance(symbols, dict):
            raise ValueError("symbols is no object")
        return compare(
            str(row["reference"]),
            str(row["answer"]),
            symbols,
            lang,
            misconceptions=row.get("misconceptions", ()),
            epsilon=row.get("epsilon", "refused"),
            id=id,
        )
    except KeyError as error:
        return _bad_line(id, number, f"{error} is missing")
    except QuizbankError as error:
        return _bad_line(id, number, error.message(lang))
    except ValueError as error:
        return _bad_line(id, number, str(error))
    except Exception as error:
        # whatever is wrong with one line, those after it are graded as well
        return _bad_line(id, number, f"{type(error).__name__}: {error}")


def _bad_line(id: JsonValue, number: int, reason: str) -> Json:
    told = f"line {number}: {reason}"
    return {
        "id": id,
        "outcome": "invalid",
        "method": "sampled",
        "points": 0,
        "proved": False,
        "counterexample": None,
        "diagnoses": [{"code": "bad-line", "message": told}],
        "error": {"message": told, "position": 0},
        "elapsed_ms": 0.0,
    }
