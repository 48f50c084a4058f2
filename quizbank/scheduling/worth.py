"""What a question is worth to this learner: how often interviewers ask it, what the days are spent
on, and the weights that the learner gave.

How often a topic is asked was counted in question lists of interviews, in Chinese and English
(docs/memory.md); a question that says it itself overrules its topic.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

# 0: never, 5: in nearly every interview; topics that are not here are nobody's word
ASKED_OF_TOPICS: Mapping[str, float] = {
    "attention": 4.2,
    "backprop": 4.0,
    "classical": 4.0,
    "cnn-architectures": 3.6,
    "compression": 3.0,
    "convolution": 5.0,
    "data": 2.0,
    "detection": 3.4,
    "ethics": 0.6,
    "field": 1.0,
    "forward": 2.4,
    "gan": 2.4,
    "generative": 2.6,
    "llm": 5.0,
    "losses": 5.0,
    "maths": 2.0,
    "metrics": 3.8,
    "ml-basics": 2.4,
    "multimodal": 2.8,
    "neurons": 4.2,
    "normalisation": 4.0,
    "optimisers": 4.6,
    "project": 2.0,
    "recommendation": 2.6,
    "regularisation": 4.2,
    "rnn": 4.0,
    "speech": 1.4,
    "spot-the-error": 1.0,
    "systems": 3.0,
    "text": 3.2,
    "transformers": 4.4,
}
# what it is worth that a question is asked so often, from 0 (for practice alone) to 5
_WORTH = (0.02, 0.4, 0.7, 1.0, 1.4, 1.8)
_NOBODY_SAID = 1.0
# what a learner wrote or added is wanted now
_BROUGHT = 2.5
# the topics that a role's interviews are about
TOPICS_OF_ROLES: Mapping[str, frozenset[str]] = {
    "llm": frozenset({"llm", "attention", "transformers", "systems"}),
    "nlp": frozenset({"text", "rnn", "attention", "transformers", "llm"}),
    "cv": frozenset({"convolution", "cnn-architectures", "detection", "generative", "multimodal"}),
    "speech": frozenset({"speech", "rnn", "attention"}),
    "recommendation": frozenset({"recommendation", "classical", "metrics", "data"}),
    "research": frozenset({"optimisers", "generative", "attention", "transformers", "maths"}),
    "infra": frozenset({"systems", "compression", "transformers", "llm"}),
}
# the share of the minutes that a focus is given, and how much more its questions count
FOCUS_SHARE = 0.75
_FOCUS_WORTH = 2.0


def asked_of(topic: str, asked: int | None) -> float | None:
    """How often a question is asked, 0 to 5: by its own word, else by its topic; None where nobody
    said.
    """
    return float(asked) if asked is not None else ASKED_OF_TOPICS.get(topic)


def worth_of(asked: float | None) -> float:
    """What a question is worth that is asked so often; about 1 on average."""
    if asked is None:
        return _NOBODY_SAID
    low = min(int(asked), len(_WORTH) - 2)
    return _WORTH[low] + (asked - low) * (_WORTH[low + 1] - _WORTH[low])


def in_focus(topic: str, roles: Collection[str], focus: Iterable[str]) -> bool:
    """Whether a question is what the days are spent on; `focus` names roles and topics."""
    return any(
        topic == name or name in roles or topic in TOPICS_OF_ROLES.get(name, ()) for name in focus
    )


def value_of(asked: float | None, focused: bool, weight: float, *, brought: bool = False) -> float:
    """What a question counts, with the learner's own weight of its topic (1 is the usual). One that
    the learner `brought`, of their own or in a pack, is met soon.
    """
    worth = max(worth_of(asked), _BROUGHT) if brought else worth_of(asked)
    return max(0.0, weight) * worth * (_FOCUS_WORTH if focused else 1.0)
