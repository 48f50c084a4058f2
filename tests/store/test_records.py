from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizbank.domain.review import Rating, Review, Tombstone
from quizbank.store.records import Edit, Entry, FlagEvent, from_line, to_line
from quizbank.store.uuid7 import uuid7
from tests.store.making import NOW, TODAY, review, verdict

# NUL is taken out of what is stored, so it does not come back
words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)
ids = st.uuids(version=4).map(str)
times = st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2040, 1, 1)).map(
    lambda at: at.replace(tzinfo=dt.UTC)
)
names = st.sampled_from(["mse", "ce", "conv2d", "rnn"])
ratings = st.none() | st.sampled_from(list(Rating))
evidence = st.dictionaries(
    words,
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | words,
    max_size=3,
)
verdicts = st.builds(
    lambda score, found, diagnoses: verdict("partial", score, evidence=found, diagnoses=diagnoses),
    st.floats(0, 1),
    evidence,
    st.lists(st.lists(words, min_size=3, max_size=3), max_size=2),
)
reviews = st.builds(
    lambda id, at, **values: review(id=id, at=at, day=at.date().toordinal(), **values),
    ids,
    times,
    question=names,
    answer=words,
    seed=st.none() | st.integers(-(2**60), 2**60),
    rating=ratings,
    suggested=ratings,
    score=st.floats(0, 1),
    seconds=st.floats(0, 1e6),
    verdict=verdicts,
    hints=st.integers(0, 9),
    timed=st.booleans(),
)
undoings = st.builds(Tombstone, ids, ids, times)
flags = st.builds(
    FlagEvent,
    ids,
    names,
    st.sampled_from(["suspended", "flagged", "buried_until"]),
    st.integers(0, TODAY),
    times,
)
edits = st.builds(Edit, ids, names, st.lists(ids, max_size=2).map(tuple), st.none() | words, times)
entries = reviews | undoings | flags | edits


@given(entries)
def test_a_line_reads_back_as_the_entry_it_was_written_from(entry: Entry) -> None:
    line = to_line(entry)
    assert "\n" not in line
    assert from_line(line) == entry == from_line(line.encode())


@given(entries, st.data())
def test_a_tampered_line_is_refused_or_is_another_sound_entry(
    entry: Entry, data: st.DataObject
) -> None:
    row = json.loads(to_line(entry))
    key = data.draw(st.sampled_from(sorted(row)))
    row[key] = data.draw(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | words
        | st.lists(words)
        | st.dictionaries(words, words)
    )
    try:
        read = from_line(json.dumps(row))
    except ValueError as refused:
        assert str(refused)
    else:
        assert from_line(to_line(read)) == read


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_reason(line: bytes) -> None:
    with pytest.raises(ValueError):
        from_line(line)


def _changed(**changes: Any) -> str:
    return json.dumps({**json.loads(to_line(review())), **changes})


HOSTILE = {
    "a deep nest": '{"what": "review", "verdict": ' + "[" * 100_000 + "]" * 100_000 + "}",
    "NaN": _changed().replace('"score": 1.0', '"score": NaN'),
    "infinity": _changed(seconds=1.0).replace('"seconds": 1.0', '"seconds": 1e999'),
    "a huge integer": _changed(day=10**30),
    "a day before the calendar": _changed(day=0),
    "a truth value for a number": _changed(hints=True),
    "a text for a number": _changed(day="abc"),
    "an unknown language": _changed(lang="xx"),
    "an id that is no id": _changed(id="../../etc/passwd"),
    "a question that is a path": _changed(question="../x"),
    "a time without a zone": _changed(at="2026-11-23T09:30:00"),
    "a time that cannot be moved to UTC": _changed(at="0001-01-01T00:00:00+14:00"),
    "a rating of five": _changed(rating=5),
    "a verdict without parts": _changed(verdict={"outcome": "correct"}),
    "a verdict whose diagnoses are no triples": _changed(verdict=verdict(diagnoses=[["a"]])),
    "a verdict whose part is no part": _changed(verdict=verdict(parts=[{"id": 3}])),
    "a verdict with a text for its score": _changed(verdict=verdict(score="1")),
    "no object": "[1, 2]",
    "an unknown kind": '{"what": "trojan"}',
    "a kind that is no text": '{"what": {}}',
    "a missing field": '{"what": "undo", "id": "019ab000-0000-7000-8000-000000000000"}',
    "a flag of another name": to_line(
        FlagEvent(id=uuid7(), question="mse", what="flagged", value=1, at=NOW)
    ).replace('"flagged"', '"stability"'),
    "broken text": _changed()[:-9],
}


@pytest.mark.parametrize("line", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_line_is_refused_with_a_reason(line: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        from_line(line)


def test_fields_of_a_newer_version_are_ignored() -> None:
    one = review()
    assert from_line(json.dumps({**json.loads(to_line(one)), "mood": "fine"})) == one


def test_not_a_number_is_never_written() -> None:
    with pytest.raises(ValueError, match="JSON"):
        to_line(replace(review(), score=float("nan")))


def test_a_review_keeps_its_microseconds_and_loses_its_zone() -> None:
    at = dt.datetime(
        2026, 11, 23, 0, 0, 0, 7, tzinfo=dt.timezone(dt.timedelta(hours=5, minutes=45))
    )
    read = from_line(to_line(review(at=at)))
    assert isinstance(read, Review) and read.at == at and read.at.tzinfo is dt.UTC


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00"])
def test_a_time_at_the_edge_of_the_calendar_is_refused(at: str) -> None:
    line = json.dumps({**json.loads(to_line(review())), "at": at})
    with pytest.raises(ValueError, match="at: a time outside"):
        from_line(line)
