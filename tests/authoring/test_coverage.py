"""The bank covers the guide: every row, every erratum, every topic, and the page that says so is
true.
"""

import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_coverage_page_is_up_to_date() -> None:
    assert (
        subprocess.run(
            [sys.executable, str(ROOT / "scripts" / "coverage"), "--check"], check=False
        ).returncode
        == 0
    ), "run scripts/coverage"


def test_no_row_and_no_erratum_is_left_out() -> None:
    page = (ROOT / "docs" / "coverage.md").read_text("utf-8")
    assert re.findall(r"^\| (\S+) \| - \|$", page, flags=re.MULTILINE) == []


def test_the_floors_of_the_first_wave_are_reached() -> None:
    page = (ROOT / "docs" / "coverage.md").read_text("utf-8")
    concept, choice, symbolic, numeric, code, _card, order, every = map(
        int, re.findall(r"^\| \*\*all\*\* \|(.*)\|$", page, flags=re.MULTILINE)[0].split("|")
    )
    assert (
        concept >= 70
        and choice >= 60
        and symbolic >= 45
        and numeric >= 55
        and code >= 30
        and order >= 8
        and every >= 260
    )


def test_every_topic_has_every_difficulty() -> None:
    found: dict[str, set[int]] = defaultdict(set)
    for path in (ROOT / "questions").glob("*/*.md"):
        front = tomllib.loads(path.read_text("utf-8").split("+++")[1])
        found[front["topic"]].add(front["difficulty"])
    assert {
        topic: sorted(levels) for topic, levels in found.items() if levels != {1, 2, 3, 4, 5}
    } == {}
