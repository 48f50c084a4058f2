"""Commands that show the bank: list, show, graph."""

from __future__ import annotations

from typing import Any

import click

from quizbank.app.display import without_pictures
from quizbank.app.drawn import plain
from quizbank.cli.context import Context, print_json


@click.command("list")
@click.option("--topic", help="Only this topic.")
@click.option(
    "--kind",
    type=click.Choice(["concept", "choice", "symbolic", "numeric", "code"]),
    help="Only this kind.",
)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@click.pass_obj
def list_command(context: Context, topic: str | None, kind: str | None, as_json: bool) -> None:
    """List questions with their topic, kind and difficulty."""
    from quizbank.store.questions import all_questions

    with context.bank() as bank:
        found = all_questions(bank.database, topic, kind)
        rows: list[dict[str, Any]] = [
            {
                "id": q.id,
                "kind": q.kind,
                "topic": q.topic,
                "difficulty": q.difficulty,
                "minutes": q.minutes,
                "origin": q.origin,
                "title": without_pictures(q.prompt_in(bank.lang)).strip().split("\n")[0][:120],
            }
            for q in found
        ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo(
            f"{row['id']:<36} {row['kind']:<9} {row['topic']:<20} {row['difficulty']}  "
            f"{row['title'][:60]}"
        )


@click.command("show")
@click.argument("id")
@click.option("--seed", type=int, help="The variant; without it the question's own example.")
@click.option("--answer", "with_answer", is_flag=True, help="Show the answer too.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def show_command(
    context: Context, id: str, seed: int | None, with_answer: bool, as_json: bool
) -> None:
    """Show one question as a learner sees it."""
    from graders import api

    with context.bank() as bank:
        question, lang = bank.question(id), bank.lang
        shown = api.present(question.kind, question.spec, question.prompt_in(lang), seed, lang)
        answer = api.solution(question.kind, question.spec, seed, lang) if with_answer else None
        explanation = question.explanation_in(lang) if with_answer else None
        symbols = question.spec.get("symbols")
    if as_json:
        extra = {"answer": answer, "explanation": explanation} if with_answer else {}
        print_json(
            {
                "id": id,
                "kind": question.kind,
                "topic": question.topic,
                "difficulty": question.difficulty,
                "minutes": question.minutes,
                "seed": seed,
                "lang": lang,
                **shown,
                **extra,
            }
        )
        return
    click.echo(plain(shown["prompt"], symbols, lang=lang, path=question.path))
    for choice in shown.get("choices", ()):
        click.echo(f"  {choice['letter']}. {choice['text']}")
    for step in shown.get("steps", ()):
        click.echo(f"  {step['id']} = ?    {step['label']} ({step['marks']:g})")
    for name, declaration in shown.get("symbols", {}).items():
        click.echo(f"  {name}: {declaration}")
    if shown.get("starter"):
        click.echo("\n" + shown["starter"])
    if answer is not None:
        click.echo(
            "\n"
            + "\n".join(answer)
            + (
                "\n\n" + plain(explanation, symbols, lang=lang, path=question.path)
                if explanation
                else ""
            )
        )


@click.command("graph")
@click.option("--ascii", "ascii_only", is_flag=True, help="Draw with plain characters.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def graph_command(context: Context, ascii_only: bool, as_json: bool) -> int:
    """Draw the concept graph: each concept under what it grew out of, with its year."""
    from quizbank.app.concept_graph import draw, load_concepts

    concepts = load_concepts()
    if as_json:
        print_json(
            [
                {
                    "id": c.id,
                    "name": c.name(context.lang),
                    "year": c.year,
                    "topic": c.topic,
                    "source": c.source,
                    "parents": [{"id": id, "as": how} for id, how in c.parents],
                }
                for c in concepts.values()
            ]
        )
    else:
        click.echo("\n".join(draw(concepts, context.lang, ascii_only)))
    return 0
