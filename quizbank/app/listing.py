"""Lists for screens: topics, the questions that fit a search, and what one question has been
through.
"""

from __future__ import annotations

from quizbank.app.bank import Bank
from quizbank.domain.question import Question, Topic
from quizbank.domain.review import Review
from quizbank.store import questions, reviews
from quizbank.store.browse import Listed, Mark, State, Wanted, find_questions

__all__ = ["Listed", "Mark", "State", "all_questions", "find", "history", "topics_of"]


def topics_of(bank: Bank) -> list[Topic]:
    """The topics in the packs' order."""
    return questions.all_topics(bank.database)


def all_questions(bank: Bank) -> list[Question]:
    """The questions that are asked, in the order of topic and id."""
    return questions.all_questions(bank.database)


def find(
    bank: Bank,
    words: str = "",
    topic: str | None = None,
    kind: str | None = None,
    state: State | None = None,
    mark: Mark | None = None,
    limit: int = 500,
) -> list[Listed]:
    """Questions whose id, kind, topic (its titles too) or prompt has every word, narrowed by what
    is set; at most `limit`.
    """
    parts = tuple(words.casefold().split())
    titles = [(t.id, f"{t.zh} {t.en}".casefold()) for t in topics_of(bank)] if parts else []
    named = tuple(frozenset(id for id, title in titles if part in title) for part in parts)
    return find_questions(
        bank.database, Wanted(parts, named, topic, kind, state, mark), bank.today(), limit
    )


def history(bank: Bank, question: str) -> list[Review]:
    """Every review of a question, the latest first."""
    return sorted(
        reviews.reviews_of(bank.database, question),
        key=lambda review: (review.at, review.id),
        reverse=True,
    )
