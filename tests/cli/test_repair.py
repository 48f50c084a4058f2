"""A damaged database is repaired from the shell."""

import json
from pathlib import Path

from tests.cli.test_commands import run


def test_doctor_repairs_a_damaged_database_and_keeps_the_old_file(tmp_path: Path) -> None:
    for question in ("mse-formula", "gaussian-kl", "conv-output-size"):
        run(tmp_path, "grade", question, "--answer", "1", "--record")
    path = tmp_path / "q.db"
    damaged = bytearray(path.read_bytes())
    damaged[4096 * 30 : 4096 * 32] = b"\xff" * 8192
    path.write_bytes(damaged)
    assert run(tmp_path, "today").returncode == 3
    done = run(tmp_path, "doctor", "--repair", "--report")
    assert done.returncode == 0
    assert str(tmp_path) not in next(
        line for line in done.stdout.splitlines() if " database " in line
    )
    assert json.loads(run(tmp_path, "stats", "--json").stdout)["reviews"] == 3
    assert any(
        p.read_bytes() == bytes(damaged) for p in tmp_path.rglob("*") if p.is_file() and p != path
    )
