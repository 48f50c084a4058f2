from __future__ import annotations

import re
import threading
import time
import uuid

import pytest

from quizbank.store.uuid7 import uuid7


def test_ids_are_of_version_seven_and_carry_the_time() -> None:
    before = time.time_ns() // 1_000_000
    id = uuid7()
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", id)
    assert abs((uuid.UUID(id).int >> 80) - before) < 60_000


def test_ids_increase_even_within_a_millisecond() -> None:
    ids = [uuid7() for _ in range(20_000)]
    assert ids == sorted(ids) and len(set(ids)) == len(ids)


def test_ids_increase_when_the_clock_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    first = uuid7()
    monkeypatch.setattr(time, "time_ns", lambda: 1_000_000_000)
    assert first < uuid7() < uuid7()


def test_threads_never_share_an_id() -> None:
    made: list[list[str]] = []
    threads = [
        threading.Thread(target=lambda: made.append([uuid7() for _ in range(5000)]))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id for ids in made for id in ids}) == 20_000
    assert all(ids == sorted(ids) for ids in made)
