"""Lists for screens."""

from __future__ import annotations

from quizbank.app.bank import Bank
from quizbank.domain.question import Question, Topic
from quizbank.domain.review import Card
from quizbank.store import cards, questions


def topics_of(bank: Bank) -> list[Topic]:
    """The topics in the packs' order."""
    return questions.all_topics(bank.database)


def search(bank: Bank, words: str) -> list[tuple[Question, Card]]:
    """Questions whose id, kind, topic or prompt has every word, with their cards."""
    known = cards.all_cards(bank.database)
    wanted = words.casefold().split()
    found = []
    for question in questions.all_questions(bank.database):
        text = f"{question.id} {question.kind} {question.topic} {' '.join(question.prompt.values())}".casefold()
        if all(word in text for word in wanted):
            found.append((question, known.get(question.id, Card(question.id))))
    return found
