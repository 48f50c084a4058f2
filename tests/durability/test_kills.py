"""The program is killed at random instants: what it acknowledged is there, once, and what was typed
too.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.durability.kills import MODES, kill

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="drives the program on a Linux pseudo-terminal"
)

SHORT = {
    "session": 3,
    "draft": 1,
    "grade": 3,
    "add": 2,
    "backup": 2,
    "sync": 2,
    "restore": 1,
    "migrate": 1,
    "repair": 1,
}
LONG = {
    "session": 200,
    "draft": 60,
    "grade": 100,
    "add": 60,
    "backup": 50,
    "sync": 50,
    "restore": 40,
    "migrate": 40,
    "repair": 20,
}


@pytest.mark.parametrize("mode", MODES)
def test_a_kill_loses_nothing_acknowledged_and_doubles_nothing(tmp_path: Path, mode: str) -> None:
    tally = kill(tmp_path, mode, SHORT[mode], 1)
    assert tally.kills == SHORT[mode] and tally.faults == (0, 0, 0)


@pytest.mark.long
@pytest.mark.parametrize("mode", MODES)
def test_many_kills_lose_nothing_acknowledged_and_double_nothing(tmp_path: Path, mode: str) -> None:
    tally = kill(tmp_path, mode, LONG[mode], 2)
    assert tally.acknowledged > LONG[mode] / 10 and tally.faults == (0, 0, 0), tally
