"""What is installed is what is justified: each direct dependency has its reason and bound, each pin
its hashes and no address.
"""

import re
import subprocess
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PINNED = [
    Requirement(line)
    for line in [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["tensorflow"]]
]
DIRECT = [*PINNED, *(Requirement(line) for line in PROJECT["optional-dependencies"]["images"])]
LOCK = (ROOT / "requirements.txt").read_text("utf-8")
PINS = {
    name: Version(version)
    for name, version in re.findall(r"^([a-z0-9-]+)==(\S+)", LOCK, re.MULTILINE)
}


def test_every_direct_dependency_is_justified_with_its_bound() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    rows = {
        line.split("|")[1].strip().split("[")[0].split(" ")[0]: line
        for line in page.splitlines()
        if line.startswith("| ")
    }
    assert set(rows) - {"package"} == {requirement.name for requirement in DIRECT}
    for requirement in DIRECT:
        assert all(str(part) in rows[requirement.name] for part in requirement.specifier), (
            requirement
        )
        assert any(part.operator in ("<", "==") for part in requirement.specifier), (
            f"{requirement} has no upper bound"
        )


def test_the_pins_fit_the_bounds_carry_hashes_and_record_no_address() -> None:
    for requirement in PINNED:
        assert requirement.specifier.contains(PINS[requirement.name]), requirement
    entries = re.split(r"^(?=[a-z0-9-]+==)", LOCK, flags=re.MULTILINE)[1:]
    assert len(entries) >= len(PINS) > len(DIRECT)
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", entry) for entry in entries)
    assert "://" not in LOCK and "index-url" not in LOCK


def test_the_optional_scripts_say_what_they_need_where_it_is_missing() -> None:
    for name, tool in (("lock", "uv"), ("audit", "pip-audit")):
        done = subprocess.run(
            ["bash", ROOT / "scripts" / name],
            capture_output=True,
            text=True,
            env={"PATH": "/usr/bin:/bin"},
            check=False,
        )
        assert done.returncode == 3 and f"pip install {tool}" in done.stderr
