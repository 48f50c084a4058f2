"""What an answer does with a claim: makes it, denies it, turns it round, touches it, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from graders.concept import stance
from graders.concept.negation import denies_itself, is_called_untrue
from graders.concept.phrases import Hit, find
from graders.concept.reading import Answer
from graders.concept.rubric import Claim
from graders.concept.spec import State
from graders.concept.wordings import Match, Wording, names_opposite, turned_round

# shares of a claim's weight: from the first on it is made, from the second on it is touched
MADE = 0.55
TOUCHED = 0.45
# from this share of denied ideas on it is denied
DENIED = 0.25
# characters by which a phrase in other words may be longer than twice itself
_LOOSE = 8
# clauses in a row that together may make a claim
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Finding:
    """A place of the folded text and what it does with the claim. `firm` where the author's own
    phrase stands there, `by_expression` where that is a regular expression; `of_another` where it
    is said of a thing that the claim is not about, `names_opposite` where it turns the sense of the
    claim. `ideas` are the words with a meaning in it.
    """

    state: State | Literal["opposite"]
    start: int
    end: int
    firm: bool = True
    of_another: bool = False
    names_opposite: bool = False
    by_expression: bool = False
    ideas: int = 0
    sentence: int = 0


def findings(claim: Claim, answer: Answer) -> list[Finding]:
    """All places that bear on a claim."""
    places = [_phrase(claim, answer, hit) for hit in find(claim.accept, answer.folded)]
    places += _opposites(claim, answer)
    places += _worded(claim, answer)
    places = [
        replace(
            place,
            ideas=answer.ideas_within(place.start, place.end),
            sentence=answer.clauses.clauses[answer.clauses.number_at(place.start)].sentence,
        )
        for place in places
        if not stance.only_asked(answer.clauses, place.start)
    ]
    return sorted(places, key=lambda place: (place.start, place.end))


def contradicting(claim: Claim, answer: Answer) -> list[Finding]:
    """The places that assert what a sound answer never says: neither supposed, nor told of others,
    nor refuted, nor said of something else.
    """
    places = []
    for hit in find(claim.accept, answer.folded):
        clauses = answer.clauses
        innocent = (
            hit.denied
            or stance.supposed(clauses, hit.start, hit.end)
            or stance.refuted(clauses, hit.start, hit.end)
            or answer.away(hit.start)
            or said_of_other(claim, answer, hit.start, hit.end)
        )
        if not innocent:
            places.append(Finding("made", hit.start, hit.end))
    return places


# the author's own reverse of a claim outweighs a phrase that makes it; a claim that is made
# outweighs what else is said near it
_ORDER: tuple[tuple[State | Literal["opposite"], State], ...] = (
    ("opposite", "reversed"),
    ("made", "made"),
    ("reversed", "reversed"),
    ("denied", "denied"),
    ("doubtful", "doubtful"),
)


def verdict_of(places: Iterable[Finding]) -> State:
    """What all places that bear on a claim come to; what makes it and stands in one sentence with
    its reverse makes it no longer.
    """
    places = list(places)
    turned = {p.sentence for p in places if p.state == "reversed" and p.names_opposite}
    states = {p.state for p in places if p.state != "made" or p.sentence not in turned}
    for state, verdict in _ORDER:
        if state in states:
            return verdict
    return "absent"


def _phrase(claim: Claim, answer: Answer, hit: Hit) -> Finding:
    if said_of_other(claim, answer, hit.start, hit.end):
        return Finding("reversed", hit.start, hit.end, of_another=True)
    state, opposite = _state_at(claim, answer, hit)
    return Finding(
        state,
        hit.start,
        hit.end,
        names_opposite=opposite,
        by_expression=hit.phrase.startswith("re:"),
    )


def _state_at(claim: Claim, answer: Answer, hit: Hit) -> tuple[State, bool]:
    clauses = answer.clauses
    if stance.reported_and_refuted(clauses, hit.start, hit.end):
        return "denied", False
    if hit.denied and is_called_untrue(clauses.text, hit.start):
        return "denied", False
    if (hit.denied or answer.away(hit.start)) and not _denied_by_claim(claim, answer, hit):
        return "denied", False
    if stance.supposed(clauses, hit.start, hit.end):
        return "made", False
    first, last = clauses.statement(clauses.number_at(hit.start), clauses.number_at(hit.end - 1))
    turned = _turning(claim, answer, first, last)
    if turned is not None:
        return "reversed", names_opposite(*turned)
    return "made", False


def _turning(claim: Claim, answer: Answer, first: int, last: int) -> tuple[Wording, Match] | None:
    """The wording of a claim that the clauses `first` to `last` turn round."""
    for wording in claim.own:
        found = _matched(wording, answer, first, last)
        if turned_round(wording, found):
            return wording, found
    return None


def _denied_by_claim(claim: Claim, answer: Answer, hit: Hit) -> bool:
    """Whether the claim itself denies what stands there: "no reward model" is no denial of it."""
    if not claim.denies or denies_itself(answer.folded.text[hit.start : hit.end]):
        return False
    inside = [token for token in answer.tokens if hit.start <= token.start < hit.end]
    return any(token.denied and token.ideas & claim.denies for token in inside)


def said_of_other(claim: Claim, answer: Answer, start: int, end: int) -> bool:
    """Whether the place speaks of a thing that the claim is not about."""
    if not (claim.about or claim.unlike):
        return False
    subject = answer.subjects.at(start, end)
    if not subject.sure or not subject.things or subject.things & claim.about:
        return False
    return bool(subject.things & claim.unlike) or (bool(claim.about) and not claim.unlike)


def _opposites(claim: Claim, answer: Answer) -> Iterable[Finding]:
    for hit in find(claim.opposite, answer.folded):
        clauses = answer.clauses
        innocent = (
            hit.denied
            or answer.away(hit.start)
            or stance.supposed(clauses, hit.start, hit.end)
            or stance.refuted(clauses, hit.start, hit.end)
            or said_of_other(claim, answer, hit.start, hit.end)
        )
        if not innocent:
            yield Finding("opposite", hit.start, hit.end)


def _worded(claim: Claim, answer: Answer) -> Iterable[Finding]:
    for wording in claim.phrases:
        yield from _loosely(claim, answer, wording)
    for wording in claim.own:
        yield from _covered(claim, answer, wording, made=MADE, touched=TOUCHED, longest=_LONGEST)


def _loosely(claim: Claim, answer: Answer, wording: Wording) -> Iterable[Finding]:
    """Places where all words of a phrase stand close to each other, in any order and form."""
    for number, found in _by_clause(wording, answer).items():
        if found.said + 1 != 1 << len(wording.needs):
            continue
        meant = [need.ideas | need.against for need in wording.needs]
        words = [t for t in answer.tokens_of(number) if any(t.ideas & ideas for ideas in meant)]
        start, end = words[0].start, words[-1].end
        between = [t for t in answer.tokens_of(number) if start <= t.start < end]
        most = len(wording.needs) + max(1, len(wording.needs) // 2)
        if end - start <= wording.length * 2 + _LOOSE and len(between) <= most:
            elsewhere = said_of_other(claim, answer, start, end)
            state: State = "reversed" if elsewhere else "made"
            yield Finding(state, start, end, firm=False, of_another=elsewhere)


def _covered(
    claim: Claim, answer: Answer, wording: Wording, *, made: float, touched: float, longest: int
) -> Iterable[Finding]:
    """The best stretch of clauses that says enough of a wording, if there is one."""
    by_clause = _by_clause(wording, answer)
    best: tuple[float, int, int, Match] | None = None
    for first in by_clause:
        joined = Match()
        sentence = answer.clauses.clauses[first].sentence
        for last in range(first, min(first + longest, len(answer.clauses.clauses))):
            if answer.clauses.clauses[last].sentence != sentence:
                break
            here = by_clause.get(last)
            if here is None:
                continue
            joined.add(here)
            share = joined.weight(wording) if joined.said.bit_count() > 1 else 0.0
            if share >= min(made, touched) and (best is None or share > best[0] + 0.05):
                best = (share, first, last, replace(joined))
    if best is None:
        return
    share, first, last, found = best
    start, end = answer.clauses.span(first, last)
    state: State = "made" if share >= made else "doubtful"
    elsewhere = said_of_other(claim, answer, start, end)
    asserted = not stance.supposed(answer.clauses, start, end)
    turned = asserted and turned_round(wording, found)
    if elsewhere or turned:
        state = "reversed"
    elif found.contradicts(wording) or found.weight_denied(wording) > DENIED:
        state = "denied"
    yield Finding(
        state,
        start,
        end,
        firm=False,
        of_another=elsewhere,
        names_opposite=turned and names_opposite(wording, found),
    )


def _by_clause(wording: Wording, answer: Answer) -> dict[int, Match]:
    """What each clause says of a wording; clauses that say nothing are left out."""
    by_clause: dict[int, Match] = {}
    for number, need in enumerate(wording.needs):
        bit = 1 << number
        for idea in need.ideas:
            for place in answer.by_idea.get(idea, ()):
                found = by_clause.setdefault(answer.clause_of[place], Match())
                if answer.tokens[place].denied == need.denied:
                    found.said |= bit
                else:
                    found.denied |= bit
        for idea in need.against:
            for place in answer.by_idea.get(idea, ()):
                found = by_clause.setdefault(answer.clause_of[place], Match())
                # the opposite of what a claim denies is what it says: "not explicit", "implicit"
                if answer.tokens[place].denied != need.denied:
                    found.said |= bit
                elif not need.denied:
                    found.turned |= bit
    return dict(sorted(by_clause.items()))


def _matched(wording: Wording, answer: Answer, first: int, last: int) -> Match:
    joined = Match()
    for number, found in _by_clause(wording, answer).items():
        if first <= number <= last:
            joined.add(found)
    return joined
