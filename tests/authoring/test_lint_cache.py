"""Lint in parallel and from its cache finds what lint alone finds."""

from pathlib import Path

import pytest

from quizbank.authoring.lint import lint_paths
from quizbank.authoring.templates import template


def pack(folder: Path, count: int) -> Path:
    for k in range(count):
        (folder / f"q{k}.md").write_text(template("symbolic", "losses", f"q-{k}"), encoding="utf-8")
    return folder


def break_one(folder: Path) -> None:
    path = folder / "q3.md"
    path.write_text(
        path.read_text("utf-8").replace('answer = "sum((y - p)^2)"', 'answer = "sum((p - y)^2)/n"'),
        encoding="utf-8",
    )


@pytest.mark.parametrize("count", [5, 10])
def test_a_fault_is_found_by_few_and_many_and_after_the_cache_is_warm(
    tmp_path: Path, count: int
) -> None:
    folder, cache = pack(tmp_path, count), tmp_path / "cache" / "lint.json"
    assert lint_paths([folder], cache=cache).faults == ()
    done: list[tuple[int, int]] = []
    assert lint_paths([folder], cache=cache, progress=lambda k, n: done.append((k, n))).clean
    assert done == []
    break_one(folder)
    for _ in range(2):
        found = lint_paths([folder], cache=cache)
        assert found.files == count
        assert [(Path(f.file).name, f.code) for f in found.faults] == [
            ("q3.md", "misconception-right")
        ]


@pytest.mark.parametrize("content", ["", "{", "[1, 2]", '{"a": 1}', "\x00\xff"])
def test_a_damaged_cache_is_the_same_as_none(tmp_path: Path, content: str) -> None:
    cache = tmp_path / "lint.json"
    cache.write_text(content, encoding="utf-8")
    assert lint_paths([pack(tmp_path, 2)], cache=cache).clean
    assert cache.read_text("utf-8").startswith('["')


def test_a_cache_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert lint_paths([pack(tmp_path, 1)], cache=blocked / "lint.json").clean
