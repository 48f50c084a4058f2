"""A claim as the ideas that it needs, and how much of it a stretch of an answer says.

A wording is one way to put a point: the author's own sentence or a phrase of `accept`. Each of its
ideas has a weight and a sign; an answer says the idea, denies it, or says its opposite.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graders.concept.lexicon import lexicon
from graders.concept.tokens import Token

# how big something is turns with the point of view; such words weigh half, and decide together
AMOUNTS = frozenset(
    {"big", "small", "more", "less", "high", "low", "wide", "narrow", "fast", "slow"}
    | {"cheap", "expensive", "early", "late", "before", "after"}
)
# names say what is spoken of, and not what is said of it
NAMES = frozenset(
    {"bn", "ln", "gn", "cnn", "rnn", "transformer", "lstm", "gru", "mlp", "vae", "gan", "bert"}
    | {"gpt", "resnet", "svm", "sgd", "adam", "adamw", "ptq", "qat", "ppo", "dpo", "relu", "model"}
    | {"param", "loss", "diffusion", "generator", "discriminator", "sample", "weight", "layer"}
)
_CHINESE_PAIR = 0.35
_PLAIN_WORD = 0.8


@dataclass(frozen=True, slots=True)
class Need:
    """One idea of a wording: any of `ideas`, or their opposites `against`."""

    ideas: frozenset[str]
    against: frozenset[str]
    denied: bool
    weight: float

    @property
    def is_amount(self) -> bool:
        """Whether it only says how much."""
        return bool(self.ideas & AMOUNTS)


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to put a claim; `total` is the weight of all its needs, `length` in characters."""

    needs: tuple[Need, ...]
    total: float
    length: int


@dataclass(slots=True)
class Match:
    """Of a wording's needs, as bits by their number: which a stretch says, which it denies (or
    says, where the claim denies them), and of which it says the opposite.
    """

    said: int = 0
    denied: int = 0
    turned: int = 0

    def add(self, other: Match) -> None:
        """Take in what another stretch says."""
        self.said |= other.said
        self.denied |= other.denied
        self.turned |= other.turned

    def weight(self, wording: Wording) -> float:
        """The share of the claim that is said, in 0..1."""
        return _weight(wording, self.said) / wording.total

    def contradicts(self, wording: Wording) -> bool:
        """Whether it asserts what the claim denies."""
        return any(need.denied for need in _chosen(wording, self.denied & ~self.said))

    def weight_denied(self, wording: Wording) -> float:
        """The share of the claim that is denied and nowhere said."""
        return _weight(wording, self.denied & ~self.said) / wording.total


def wording_of(tokens: Sequence[Token], commonness: Mapping[str, int]) -> Wording:
    """The wording of a claim's tokens; an idea that `commonness` counts in several points of the
    question weighs less.
    """
    opposites = lexicon().opposites
    all_ideas = frozenset(idea for token in tokens for idea in token.ideas)
    needs: dict[frozenset[str], Need] = {}
    for token in tokens:
        against = frozenset(other for idea in token.ideas for other in opposites.get(idea, ()))
        if against & all_ideas:
            # a claim that names both sides does not turn round where either is named
            against = frozenset()
        spread = max(1, min(commonness.get(idea, 1) for idea in token.ideas))
        needs[token.ideas] = Need(
            token.ideas, against, token.denied, _base_weight(token) / spread**0.5
        )
    chosen = tuple(needs.values())
    length = tokens[-1].end - tokens[0].start if tokens else 0
    return Wording(chosen, sum(need.weight for need in chosen) or 1.0, length)


def turned_round(wording: Wording, found: Match) -> bool:
    """Whether a stretch says the reverse of a claim: something of it turned, but not everything,
    for "low T, flat" is as false as "high T, sharp" where "low T, sharp" is the claim, and
    "high T, flat" is the claim itself.
    """
    turned = _chosen(wording, found.turned & ~found.said)
    if not turned:
        return False
    directions = [need for need in _chosen(wording, found.said) if need.against]
    decisive = any(not need.is_amount for need in turned)
    if directions:
        return True
    return decisive and len(turned) == 1


def names_opposite(wording: Wording, found: Match) -> bool:
    """Whether what is turned is more than how much of something there is."""
    return any(not need.is_amount for need in _chosen(wording, found.turned & ~found.said))


def _chosen(wording: Wording, bits: int) -> list[Need]:
    return [need for number, need in enumerate(wording.needs) if bits >> number & 1]


def _weight(wording: Wording, bits: int) -> float:
    return sum(need.weight for need in _chosen(wording, bits))


def _base_weight(token: Token) -> float:
    ideas = token.ideas
    if ideas & (AMOUNTS | NAMES):
        return 0.5
    if len(ideas) == 1:
        idea = next(iter(ideas))
        if not idea.isascii():
            return _CHINESE_PAIR
        if idea not in _known():
            return _PLAIN_WORD
    return 1.0


def _known() -> frozenset[str]:
    from graders.concept.lexicon import names

    return names()
