from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quizbank.store.database import Database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "quizbank.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    with Database.open(path) as opened:
        yield opened
