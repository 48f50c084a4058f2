from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError, StatementError

from quizbank.domain.plan import Settings
from quizbank.domain.review import Card, Flags, Rating, Tombstone
from quizbank.scheduling.days import StudyClock
from quizbank.store import cards, questions, reviews, sessions, settings
from quizbank.store.database import Database
from quizbank.store.models import ReviewRow
from quizbank.store.uuid7 import uuid7
from tests.store.making import NOW, TODAY, TOPICS, card, question, review, verdict


def test_a_review_comes_back_as_it_was_appended(database: Database) -> None:
    written = review(
        verdict=verdict("partial", 0.5, diagnoses=[["bias", "少了偏置", "bias left out"]]),
        seed=None,
        rating=None,
    )
    assert reviews.append_review(database, written)
    assert reviews.reviews_of(database) == [written]


def test_a_retried_review_is_stored_once_and_moves_the_card_once(database: Database) -> None:
    once = review()
    assert reviews.append_review(database, once, card())
    assert not reviews.append_review(database, once, card(due=TODAY + 99))
    assert len(reviews.all_reviews(database)) == 1
    assert cards.card_of(database, "mse") == card()


def test_the_card_after_a_review_is_computed_from_what_is_stored(database: Database) -> None:
    reviews.append_review(database, review(), card(due=TODAY + 1))
    seen = []
    reviews.append_review(
        database, review(), lambda before: seen.append(before) or card(due=TODAY + 5)
    )  # type: ignore[func-returns-value]
    assert seen == [card(due=TODAY + 1)]
    assert cards.card_of(database, "mse") == card(due=TODAY + 5)


def test_recording_a_review_drops_its_draft(database: Database) -> None:
    settings.save_draft(database, "mse", seed=3, text="mean(", at=NOW)
    settings.save_draft(database, "ce", seed=None, text="log(", at=NOW)
    reviews.append_review(database, review())
    assert settings.load_draft(database, "mse") is None
    assert settings.load_draft(database, "ce") == (None, "log(")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reviews SET score = 0",
        "DELETE FROM reviews",
        "DELETE FROM tombstones",
        "INSERT OR REPLACE INTO reviews SELECT * FROM reviews",
    ],
)
def test_the_log_cannot_be_changed(database: Database, statement: str) -> None:
    reviews.append_review(database, review())
    reviews.append_tombstone(database, Tombstone(uuid7(), uuid7(), NOW), card())
    with pytest.raises(IntegrityError, match="append-only"), database.write() as session:
        session.connection().exec_driver_sql(statement)
    assert len(reviews.all_reviews(database)) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"day": "abc"},
        {"score": 1.5},
        {"rating": 7},
        {"score": float("nan")},
        {"seconds": -1.0},
        {"question": None},
    ],
)
def test_a_value_of_the_wrong_type_is_refused(database: Database, changes: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), database.write() as session:
        session.execute(
            ReviewRow.__table__.insert().values(
                **{  # type: ignore[attr-defined]
                    **{n: getattr(review(), n) for n in ReviewRow.__table__.columns.keys()},  # noqa: SIM118
                    **changes,
                }
            )
        )
    assert reviews.all_reviews(database) == []


def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="without a zone"):
        reviews.append_review(database, review(at=dt.datetime(2026, 11, 23)))


def test_another_zone_is_the_same_moment(database: Database) -> None:
    at = dt.datetime(2026, 11, 23, 17, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    reviews.append_review(database, review(at=at))
    assert reviews.reviews_of(database)[0].at == NOW


def test_nan_in_a_verdict_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="JSON"):
        reviews.append_review(database, review(verdict=verdict(score=float("nan"))))


def test_nul_and_lone_surrogates_never_reach_the_file(database: Database) -> None:
    reviews.append_review(database, review(answer="a\0b\ud800c 中文 😀"))
    assert reviews.reviews_of(database)[0].answer == "abc 中文 😀"


def test_an_undone_review_is_kept_but_no_longer_counts(database: Database) -> None:
    first, second = review(), review(at=NOW + dt.timedelta(minutes=1))
    for one in (first, second):
        reviews.append_review(database, one, card())
    assert [r.id for r in reviews.last_reviews(database, 1)] == [second.id]
    reviews.append_tombstone(database, Tombstone(uuid7(), second.id, NOW), card(due=TODAY + 8))
    assert reviews.reviews_of(database) == [first] == list(reviews.iterate_reviews(database))
    assert len(reviews.all_reviews(database)) == 2
    assert reviews.history_of(database, "mse") == (1, 1)
    assert reviews.day_counts(database, TODAY) == (1, 1)
    assert reviews.days_with_reviews(database) == {TODAY: 1}
    assert cards.card_of(database, "mse").memory == card(due=TODAY + 8).memory


def test_only_a_question_seen_for_the_first_time_counts_as_new_today(database: Database) -> None:
    reviews.append_review(database, review("mse", day=TODAY - 2))
    reviews.append_review(database, review("mse"))
    reviews.append_review(database, review("ce", rating=Rating.AGAIN))
    reviews.append_review(database, review("mock", rating=None))
    assert reviews.day_counts(database, TODAY) == (2, 1)
    assert reviews.history_of(database, "ce") == (1, 0)


def _bank(database: Database) -> None:
    bank = [
        question("mse"),
        question("ce"),
        question("conv", topic="cnn", kind="code"),
        question("pool", topic="cnn"),
        question("gone"),
    ]
    questions.replace_pack(database, "bundled", topics=TOPICS, questions=bank, fingerprint="1")
    questions.replace_pack(database, "bundled", topics=TOPICS, questions=bank[:-1], fingerprint="2")


def test_due_cards_leave_out_what_is_not_to_be_asked(database: Database) -> None:
    _bank(database)
    cards.replace_all(
        database,
        [
            card("mse", TODAY - 3),
            card("ce", TODAY, flags=Flags(buried_until=TODAY + 1)),
            card("conv", TODAY),
            card("pool", TODAY - 1, flags=Flags(suspended=True)),
            card("gone", TODAY - 9),
            card("unknown", TODAY),
        ],
    )
    assert [c.question for c in cards.due(database, TODAY, 9)] == ["mse", "conv"]
    assert [c.question for c in cards.due(database, TODAY, 1)] == ["mse"]
    assert [c.question for c in cards.due(database, TODAY + 1, 9)] == ["mse", "ce", "conv"]
    assert [c.question for c in cards.due(database, TODAY, 9, topics=["cnn"])] == ["conv"]
    assert [c.question for c in cards.due(database, TODAY, 9, kinds=["symbolic"])] == ["mse"]
    assert cards.count_due(database, TODAY) == 2
    assert cards.forecast(database, TODAY, 3) == (3, 0, 0)


def test_new_questions_are_those_without_a_memory(database: Database) -> None:
    _bank(database)
    cards.replace_all(
        database,
        [
            card("mse"),
            replace(card("pool"), memory=None),
            replace(card("ce", flags=Flags(suspended=True)), memory=None),
        ],
    )
    assert cards.new(database, TODAY, 9) == ["conv", "pool"]
    assert cards.new(database, TODAY, 9, kinds=["code"]) == ["conv"]


def test_the_due_query_goes_through_the_partial_index(database: Database) -> None:
    with database.read() as connection:
        statement = str(cards._DUE.compile(connection))
        plan = connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {statement}", (TODAY, TODAY, 20, 0)
        ).all()
    assert "ix_cards_due" in str(plan)
    assert "TEMP B-TREE" not in str(plan)


def test_a_question_comes_back_as_it_was_loaded(database: Database) -> None:
    _bank(database)
    assert questions.get_question(database, "mse") == question("mse")
    assert [q.id for q in questions.all_questions(database)] == ["conv", "pool", "ce", "mse"]
    assert [q.id for q in questions.all_questions(database, topic="cnn", kind="code")] == ["conv"]
    assert questions.all_topics(database) == TOPICS
    assert questions.get_question(database, "gone") is not None


def test_an_edited_question_keeps_its_earlier_version(database: Database) -> None:
    _bank(database)
    questions.replace_pack(
        database,
        "bundled",
        topics=TOPICS,
        questions=[question("mse", "v2", difficulty=4)],
        fingerprint="3",
    )
    assert questions.get_question(database, "mse") == question("mse", "v2", difficulty=4)
    assert questions.question_as_of(database, "mse", "v1") == question("mse", "v1")
    assert questions.question_as_of(database, "mse", "v9") is None


def test_a_pack_does_not_take_an_id_from_another(database: Database) -> None:
    _bank(database)
    own = [question("mse", "mine", origin="own"), question("fresh", origin="own")]
    assert questions.replace_pack(database, "own", topics=[], questions=own, fingerprint="1") == (
        "mse",
    )
    assert questions.get_question(database, "mse") == question("mse")
    assert questions.get_question(database, "fresh") == own[1]


def test_settings_come_back_and_unknown_ones_are_ignored(database: Database) -> None:
    assert settings.load_settings(database) == Settings()
    chosen = Settings(
        lang="zh",
        interview=dt.date(2026, 12, 15),
        parameters=(0.1, 0.2),
        topic_weights={"cnn": 2.0},
        open_topics=("cnn",),
    )
    settings.save_settings(database, chosen)
    settings.save_value(database, "setting:of-the-future", 1)
    assert settings.load_settings(database) == chosen


def test_a_started_session_is_found_again_until_it_ends(database: Database) -> None:
    first = sessions.start_session(database, TODAY, "mock", plan={"left": ["mse"]}, at=NOW)
    second = sessions.start_session(database, TODAY, "mock", plan={"left": ["mse", "ce"]}, at=NOW)
    assert first.id != second.id
    sessions.update_session(database, second.id, {"left": ["ce"]})
    assert sessions.open_session(database, "mock") == replace(second, plan={"left": ["ce"]})
    assert sessions.open_session(database, "daily") is None
    sessions.end_session(database, second.id)
    assert sessions.open_session(database, "mock") is None


def test_an_undecided_answer_is_logged_and_moves_nothing(database: Database) -> None:
    reviews.append_review(database, review(), card())
    unsure = review(verdict=verdict("undecided", 0.0), outcome="undecided", score=0.0, rating=None)
    assert reviews.append_review(database, unsure)
    assert [r.id for r in reviews.reviews_of(database)][-1] == unsure.id
    assert cards.card_of(database, "mse") == card()
    # it counts as an answer of the day, not as work that was scheduled
    assert reviews.history_of(database, "mse") == (1, 1)
    assert reviews.day_counts(database, TODAY) == (1, 1)


def test_a_refused_review_keeps_the_draft_and_the_log_as_they_were(database: Database) -> None:
    settings.save_draft(database, "mse", seed=3, text="mean(", at=NOW)

    def refused(before: Card) -> Card:
        raise ValueError("no card")

    with pytest.raises(ValueError, match="no card"):
        reviews.append_review(database, review(), refused)
    assert settings.load_draft(database, "mse") == (3, "mean(")
    assert reviews.all_reviews(database) == []


def test_a_time_after_idling_is_no_time_of_an_answer(database: Database) -> None:
    reviews.append_review(database, review("mse", seconds=40.0))
    reviews.append_review(database, review("ce", seconds=900.0, timed=False))
    assert sorted(reviews.day_work(database, TODAY)) == [("ce", True, None), ("mse", True, 40.0)]
    assert reviews.timed_answers(database) == [("mse", 40.0)]


def test_the_latest_moment_is_by_the_clock_however_far_apart_the_zones_are(
    database: Database,
) -> None:
    # at 14:30 UTC it is 4:30 of the next day on Kiritimati and 3:30 of this one in Pago Pago,
    # where the study day before has not ended: two study days lie between
    at = dt.datetime(2026, 11, 24, 14, 30, tzinfo=dt.UTC)
    east, west = StudyClock("Pacific/Kiritimati"), StudyClock("Pacific/Pago_Pago")
    assert east.day(at) - west.day(at) == 2
    later = at + dt.timedelta(minutes=5)
    reviews.append_review(database, review(at=at, day=east.day(at)))
    reviews.append_review(database, review(at=later, day=west.day(later)))
    assert reviews.latest_moment(database) == (later, west.day(later))
