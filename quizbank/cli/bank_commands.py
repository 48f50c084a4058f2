"""Commands that show the bank: list, show, graph."""

from __future__ import annotations

import click

from quizbank.app.display import gist
from quizbank.app.drawn import plain
from quizbank.app.kinds import KINDS, symbols_of
from quizbank.app.kinds import kind as kind_of
from quizbank.cli.context import Context, print_json
from quizbank.domain.json import Json
from quizbank.domain.question import Question

_FACTS = ("id", "kind", "topic", "difficulty", "minutes")


@click.command("list")
@click.option("--topic", help="Only this topic.")
@click.option("--kind", type=click.Choice(KINDS), help="Only this kind.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@click.pass_obj
def list_command(context: Context, topic: str | None, kind: str | None, as_json: bool) -> None:
    """List questions with their topic, kind and difficulty."""
    from quizbank.app.custom import known_topic
    from quizbank.app.listing import all_questions

    with context.bank() as bank:
        if topic is not None:
            known_topic(bank, topic)
        lang = bank.lang
        rows = [(question, gist(question.prompt_in(lang))) for question in all_questions(bank)]
    wanted = [
        (question, title)
        for question, title in rows
        if topic in (None, question.topic) and kind in (None, question.kind)
    ]
    if as_json:
        print_json([_row(question, title) for question, title in wanted])
        return
    for question, title in wanted:
        facts = f"{question.kind:<9} {question.topic:<20} {question.difficulty}"
        click.echo(f"{question.id:<36} {facts}  {title[:60]}")


def _row(question: Question, title: str) -> Json:
    return {
        "id": question.id,
        "kind": question.kind,
        "topic": question.topic,
        "difficulty": question.difficulty,
        "minutes": question.minutes,
        "origin": question.origin,
        "title": title[:120],
    }


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
    from quizbank.app.showing import instance_of, plain_shown, solution_of

    with context.bank() as bank:
        question, lang = bank.question(id), bank.lang
        shown = instance_of(question, seed, lang)
        answer = solution_of(question, seed, lang) if with_answer else None
    if as_json:
        facts = {name: getattr(question, name) for name in _FACTS}
        told = {"answer": answer, "explanation": question.explanation_in(lang)}
        extra = told if with_answer else {}
        print_json({**facts, "seed": seed, "lang": lang, **plain_shown(shown), **extra})
        return
    symbols = symbols_of(question)
    click.echo(plain(shown.prompt, symbols, lang=lang, path=question.path))
    for line in kind_of(question).listed(shown, lang):
        click.echo(f"  {line}")
    if answer is not None:
        click.echo("\n" + "\n".join(answer))
        explanation = question.explanation_in(lang)
        if explanation:
            click.echo("\n" + plain(explanation, symbols, lang=lang, path=question.path))


@click.command("graph")
@click.option("--ascii", "ascii_only", is_flag=True, help="Draw with plain characters.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def graph_command(context: Context, ascii_only: bool, as_json: bool) -> int:
    """Draw the concept graph: each concept under what it grew out of, with its year."""
    from quizbank.app.concept_graph import draw, load_concepts
    from quizbank.words.catalogue import sentence

    concepts = load_concepts()
    if as_json:
        print_json(
            [
                {
                    "id": c.id,
                    "name": sentence(c.name, context.lang),
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
