"""Which questions a mock interview asks, in which order: threads that follow the prerequisite
graph.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from quizbank.domain.question import Question, Topic

LENGTHS = (15, 30, 45, 60)
# how many questions an interviewer asks about one thing before turning to another
_THREAD = 3
# where the threads of a role open; topics that no role has are everybody's ground
_FIELDS: Mapping[str, frozenset[str]] = {
    "nlp": frozenset({"rnn", "attention", "transformers", "llm", "text"}),
    "cv": frozenset({"convolution", "cnn-architectures", "detection", "project", "gan"}),
    "speech": frozenset({"speech", "rnn", "attention"}),
    "recommendation": frozenset({"recommendation", "classical", "metrics", "data"}),
}
# of three threads this many open in the role's own field
_OWN_OF_THREE = 2


@dataclass(frozen=True, slots=True)
class MockPlan:
    """What the learner asked for: minutes on the clock, a role, and topics (none: any)."""

    minutes: int = 30
    role: str = "general"
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of the interview.

    `lead` says how it follows: "open" (the first), "new", "same", "deeper" (harder, in the same
    topic), "under" (a prerequisite) or "onward".
    """

    question: Question
    seed: int
    lead: str


def choose_turns(
    questions: list[Question], topics: list[Topic], plan: MockPlan, rng: random.Random
) -> list[Turn]:
    """Threads of questions along the prerequisite graph that fit into the plan's minutes; at least
    one where there is any.

    A thread opens in a topic the learner asked for, else mostly in the role's field; each follow-up
    digs deeper in the topic, goes to
    what lies under it or on to what builds on it. What only another role asks stays away.
    """
    under = {topic.id: set(topic.prerequisites) for topic in topics}
    left = [q for q in questions if _for_role(q, plan)]
    turns: list[Turn] = []
    minutes = 0.0
    threads = 0
    while True:
        fitting = [q for q in left if minutes + q.minutes <= plan.minutes or not turns]
        near = _follow_ups(turns, fitting, under)
        question = _pick(near or _openings(fitting, turns, plan, threads), turns, rng)
        if question is None:
            return turns
        lead = _lead(turns[-1].question, question, under) if near else "new" if turns else "open"
        threads += lead in ("new", "open")
        turns.append(Turn(question, rng.randrange(1 << 30), lead))
        minutes += question.minutes
        left.remove(question)


def _for_role(question: Question, plan: MockPlan) -> bool:
    # what interviewers never ask, or what its author keeps out of interviews
    if not question.mock or question.asked == 0:
        return False
    if plan.role == "general":
        return True
    if question.roles:
        return plan.role in question.roles or "general" in question.roles
    if question.topic in plan.topics:
        return True
    others = {topic for role, field in _FIELDS.items() if role != plan.role for topic in field}
    return question.topic in _FIELDS[plan.role] or question.topic not in others


def _openings(
    fitting: list[Question], turns: list[Turn], plan: MockPlan, threads: int
) -> list[Question]:
    """Where the next thread may open: not in a topic that was spoken of, where there is another."""
    pool = [q for q in fitting if not plan.topics or q.topic in plan.topics]
    met = {turn.question.topic for turn in turns}
    pool = [q for q in pool if q.topic not in met] or pool
    field = _FIELDS.get(plan.role)
    if plan.topics or field is None or threads % 3 >= _OWN_OF_THREE:
        return pool
    return [q for q in pool if plan.role in q.roles or q.topic in field] or pool


def _follow_ups(
    turns: list[Turn], left: list[Question], under: Mapping[str, set[str]]
) -> list[Question]:
    """The questions that can follow the last one; none where its thread is long enough."""
    if not turns or all(turn.lead not in ("new", "open") for turn in turns[-_THREAD + 1 :]):
        return []
    last = turns[-1].question
    near = [q for q in left if _lead(last, q, under) != "new"]
    # an interviewer digs: the same topic again only where it gets no easier
    return [q for q in near if q.topic != last.topic or q.difficulty >= last.difficulty] or near


def _lead(last: Question, question: Question, under: Mapping[str, set[str]]) -> str:
    """How `question` follows `last`."""
    here, there = last.topic, question.topic
    if here == there:
        return "deeper" if question.difficulty > last.difficulty else "same"
    if there in under.get(here, ()):
        return "under"
    return "onward" if here in under.get(there, ()) else "new"


def _pick(pool: list[Question], turns: list[Turn], rng: random.Random) -> Question | None:
    """One of `pool`, of another kind than the last two where possible."""
    lately = [turn.question.kind for turn in turns[-2:]]
    pool = [q for q in pool if q.kind not in lately] or pool
    return rng.choice(pool) if pool else None
