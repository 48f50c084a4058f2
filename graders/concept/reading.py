"""A text read: its clauses, its words with their signs, and what each of them speaks of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from graders.concept.clauses import Clauses, split
from graders.concept.fold import Folded
from graders.concept.negation import scopes_of
from graders.concept.stance import takes_away
from graders.concept.subjects import Subjects, Thing
from graders.concept.tokens import Token, tokenise


@dataclass(frozen=True, slots=True)
class Answer:
    """A folded answer taken apart; `by_idea` are the numbers of the tokens that mean an idea, and
    `clause_of` the clause of each token.
    """

    folded: Folded
    clauses: Clauses
    tokens: tuple[Token, ...]
    clause_of: tuple[int, ...]
    by_idea: dict[str, list[int]]
    subjects: Subjects
    away: Callable[[int], bool]

    def ideas_within(self, start: int, end: int) -> int:
        """How many words with a meaning stand in ``text[start:end]``."""
        first = bisect_left(self.tokens, start, key=lambda token: token.start)
        return bisect_left(self.tokens, end, key=lambda token: token.start) - first

    def tokens_of(self, number: int) -> list[Token]:
        """The words of one clause."""
        first = bisect_left(self.clause_of, number)
        return list(self.tokens[first : bisect_right(self.clause_of, number)])


def read(folded: Folded, things: Sequence[Thing]) -> Answer:
    """The answer taken apart; what lies beyond the last clause that is read has no tokens."""
    clauses = split(folded.text)
    tokens = signed(clauses)
    by_idea: dict[str, list[int]] = {}
    for number, token in enumerate(tokens):
        for idea in token.ideas:
            by_idea.setdefault(idea, []).append(number)
    clause_of = tuple(clauses.number_at(token.start) for token in tokens)
    subjects = Subjects(clauses, tokens, things)
    return Answer(folded, clauses, tokens, clause_of, by_idea, subjects, takes_away(clauses))


def signed(clauses: Clauses) -> tuple[Token, ...]:
    """The words of the clauses; those that are denied, avoided or taken away are marked."""
    text = clauses.text[: clauses.clauses[-1].end]
    denied = scopes_of(text)
    away = takes_away(clauses)
    return tuple(
        replace(token, denied=denied(token.start, token.end) != away(token.start))
        for token in tokenise(text)
    )
