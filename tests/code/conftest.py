"""One zygote for the whole session: importing TensorFlow is the expensive part."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graders.code.grade import CodeGrader


@pytest.fixture(scope="session")
def grader() -> Iterator[CodeGrader]:
    pytest.importorskip("fcntl")
    with CodeGrader() as shared:
        shared.warm()
        yield shared
