"""Taking back the last thing done, whatever it was: a rating, a decision about a question, an edit,
a skip; one after the other, after a restart too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from graders.said import Said, said
from quizbank.app.bank import Bank, flagged
from quizbank.domain.review import Review
from quizbank.store import reviews
from quizbank.store.deeds import Deed, forget_deed, last_deed
from quizbank.store.reviews import review_of


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, of which question; `review` is the answer whose rating it was."""

    what: str
    question: str
    said: Said
    review: Review | None = None


def next_to_undo(bank: Bank) -> Said | None:
    """What `take_back` would take back, to be said before it does; None where there is nothing."""
    deed = last_deed(bank.database)
    if deed is not None:
        return said(f"undo.would-{deed.what}", question=deed.question, at=_moment(bank, deed))
    latest = reviews.to_undo(bank.database, bank.now())
    if latest is None:
        return None
    return said("undo.would-rating", question=latest.question, at=_local(bank, latest))


def take_back(bank: Bank) -> Undone | None:
    """Take back the last thing done; None where there is nothing. Raises `QuizbankError` where an
    edited file cannot be put back.
    """
    deed = last_deed(bank.database)
    if deed is None:
        # reviews of an older version, or of another machine
        review = bank.undo()
        return None if review is None else _undone("rating", review.question, review)
    review = None
    if deed.what == "rating":
        review = review_of(bank.database, str(deed.before))
        bank.undo(str(deed.before), deed.id)
    elif deed.what == "edit":
        _put_back(bank, deed)
        forget_deed(bank.database, deed.id)
    elif deed.what == "skip":
        forget_deed(bank.database, deed.id)
    else:
        _flags_back(bank, deed)
    return _undone(deed.what, deed.question, review)


def _undone(what: str, question: str, review: Review | None) -> Undone:
    return Undone(what, question, said(f"undo.done-{what}", question=question), review)


def _flags_back(bank: Bank, deed: Deed) -> None:
    """The flag of one question, or of those that were spread over days, as it was before."""
    what = "buried_until" if deed.what == "spread" else deed.what
    old = deed.before if isinstance(deed.before, Mapping) else {deed.question: deed.before}
    values = {question: value for question, value in old.items() if isinstance(value, int)}
    after = []
    for question, value in values.items():
        card = bank.card(question)
        after.append(replace(card, flags=flagged(card.flags, what, value)))
    reviews.append_flags(
        bank.database, what, values=values, after=after, at=bank.now(), undoes=deed.id
    )


def _put_back(bank: Bank, deed: Deed) -> None:
    from quizbank.app.own import put_back

    text = deed.before if isinstance(deed.before, str) else None
    put_back(bank.database, deed.question, text)


def _moment(bank: Bank, deed: Deed) -> str:
    return f"{bank.clock.local(deed.at):%Y-%m-%d %H:%M}"


def _local(bank: Bank, review: Review) -> str:
    return f"{bank.clock.local(review.at):%Y-%m-%d %H:%M}"
