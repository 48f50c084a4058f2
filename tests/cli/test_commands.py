"""The commands as a script meets them: JSON, exit codes, sentences, and never a traceback."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest


def run(tmp_path: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    env = {
        **os.environ,
        "QUIZBANK_DB": str(tmp_path / "q.db"),
        "QUIZBANK_LANG": "en",
        "HOME": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-m", "quizbank", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        env=env,
        cwd="/",
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


def test_a_grade_is_the_contracts_object(tmp_path: Path) -> None:
    done = run(tmp_path, "grade", "forward-2-2-1", "--answer", "7.25", "--json")
    shown = json.loads(done.stdout)
    assert done.returncode == 0
    assert set(shown) >= {
        "question",
        "seed",
        "outcome",
        "score",
        "max_marks",
        "diagnoses",
        "parts",
        "evidence",
        "suggested_rating",
        "elapsed_ms",
    }
    assert (shown["outcome"], shown["seed"], shown["suggested_rating"]) == ("correct", None, "good")


def test_exit_codes_tell_right_wrong_and_unreadable(tmp_path: Path) -> None:
    assert run(tmp_path, "grade", "forward-2-2-1", "--answer", "6").returncode == 1
    assert run(tmp_path, "grade", "mse-formula", "--answer", "mean((").returncode == 2
    assert run(tmp_path, "grade", "no-such-question", "--answer", "6").returncode == 2
    assert run(tmp_path, "grade", "mse-formula").returncode == 2
    assert run(tmp_path, "nonsense").returncode == 2
    assert run(tmp_path, "--db", "postgresql://x/y", "today").returncode == 2
    assert run(tmp_path, "review").returncode == 3


def test_an_answer_is_recorded_only_when_asked(tmp_path: Path) -> None:
    run(tmp_path, "grade", "mse-formula", "--answer", "mean((y-p)^2)")
    assert json.loads(run(tmp_path, "stats", "--json").stdout)["reviews"] == 0
    run(tmp_path, "grade", "mse-formula", "-", "--record", stdin="mean((y-p)^2)")
    assert json.loads(run(tmp_path, "stats", "--json").stdout)["reviews"] == 1


def test_a_batch_answers_every_line_even_bad_ones(tmp_path: Path) -> None:
    lines = [
        '{"id": "1", "question": "mse-formula", "answer": "mean((y-p)^2)"}',
        "not json",
        '{"id": "3", "question": "nope", "answer": "x"}',
    ]
    path = tmp_path / "batch.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    shown = [
        json.loads(line)
        for line in run(tmp_path, "grade", "--batch", str(path)).stdout.splitlines()
    ]
    assert [row["outcome"] for row in shown] == ["correct", "invalid", "invalid"] and shown[2][
        "id"
    ] == "3"


def test_formulas_are_compared_by_themselves_and_in_batches(tmp_path: Path) -> None:
    done = run(
        tmp_path,
        "check-formula",
        "--reference",
        "2*z",
        "--answer",
        "z+z",
        "--symbol",
        "z=scalar real",
        "--json",
    )
    assert done.returncode == 0 and json.loads(done.stdout)["outcome"] == "equal"
    path = tmp_path / "f.jsonl"
    path.write_text(
        json.dumps({"id": "a", "reference": "2*z", "answer": "z", "symbols": {"z": "scalar real"}})
        + "\n{}\n",
        encoding="utf-8",
    )
    rows = [
        json.loads(line)
        for line in run(tmp_path, "check-formula", "--batch", str(path)).stdout.splitlines()
    ]
    assert [row["outcome"] for row in rows] == ["different", "invalid"]
    assert rows[0]["diagnoses"][0]["code"] == "factor-2-lost" and rows[0]["counterexample"]


def test_a_question_is_shown_without_its_answer(tmp_path: Path) -> None:
    plain = json.loads(run(tmp_path, "show", "forward-2-2-1", "--json").stdout)
    assert "7.25" not in json.dumps(plain) and "answer" not in plain
    assert "7.25" in run(tmp_path, "show", "forward-2-2-1", "--answer").stdout
    assert (
        run(tmp_path, "show", "mse-batch", "--seed", "3").stdout
        == run(tmp_path, "show", "mse-batch", "--seed", "3").stdout
    )
    assert (
        run(tmp_path, "show", "mse-batch", "--seed", "3").stdout
        != run(tmp_path, "show", "mse-batch", "--seed", "4").stdout
    )


def test_own_questions_are_written_linted_added_and_edited(tmp_path: Path) -> None:
    assert run(tmp_path, "new", "numeric", "--id", "mine").returncode == 0
    path = tmp_path / "my-questions" / "mine.md"
    assert run(tmp_path, "grade", "mine", "--answer", "4.5").returncode == 0
    path.write_text(path.read_text(encoding="utf-8").replace("[2, 3]", "[2, 4]"), encoding="utf-8")
    assert run(tmp_path, "grade", "mine", "--answer", "5.5").returncode == 0
    broken = tmp_path / "broken.md"
    broken.write_text("+++\nid = 3\n+++\n", encoding="utf-8")
    done = run(tmp_path, "lint", str(broken))
    assert done.returncode == 1 and "broken.md:2:" in done.stderr


def test_the_interview_date_is_set_and_checked(tmp_path: Path) -> None:
    assert run(tmp_path, "plan", "--interview", "2020-01-01").returncode == 2
    assert run(tmp_path, "plan", "--interview", "soon").returncode == 2
    done = run(tmp_path, "plan", "--interview", "2099-01-01", "--minutes", "20", "--json")
    assert 0 <= json.loads(done.stdout)["expected_recall"]["mean"] <= 1


def test_a_backup_is_written_and_restored(tmp_path: Path) -> None:
    run(tmp_path, "grade", "mse-formula", "--answer", "mean((y-p)^2)", "--record")
    copy = tmp_path / "copy.db"
    assert run(tmp_path, "backup", str(copy)).returncode == 0
    run(tmp_path, "grade", "gaussian-kl", "--answer", "1", "--record")
    assert run(tmp_path, "restore", str(copy)).returncode == 0
    assert json.loads(run(tmp_path, "stats", "--json").stdout)["reviews"] == 1


def test_two_machines_exchange_their_reviews(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    run(one, "grade", "mse-formula", "--answer", "mean((y-p)^2)", "--record")
    run(two, "grade", "gaussian-kl", "--answer", "1", "--record")
    for home in (one, two, one, two):
        assert run(home, "sync", str(tmp_path / "shared")).returncode == 0
    for home in (one, two):
        assert json.loads(run(home, "stats", "--json").stdout)["reviews"] == 2


@pytest.mark.parametrize(
    "content", [b"", b"not a database", b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "q.db"
    path.write_bytes(content)
    done = run(tmp_path, "today")
    assert done.returncode == 3 and str(path) in done.stderr
    assert path.read_bytes() == content


def test_custom_study_is_listed_for_scripts_and_names_the_nearest_topic(tmp_path: Path) -> None:
    rows = json.loads(
        run(tmp_path, "review", "--topic", "losses", "--kind", "choice", "--json").stdout
    )["questions"]
    assert rows and set(rows[0]) == {"question", "new", "minutes"}
    done = run(tmp_path, "review", "--topic", "lossess", "--json")
    assert done.returncode == 2 and "losses" in done.stderr
    assert "No question fits" in run(tmp_path, "review", "--missed").stdout
    assert run(tmp_path, "review", "--topic", "losses").returncode == 3


def test_a_plan_without_a_date_still_takes_minutes_and_topics(tmp_path: Path) -> None:
    shown = json.loads(
        run(tmp_path, "plan", "--minutes", "35", "--open", "losses", "--json").stdout
    )
    assert (shown["interview"], shown["minutes"], shown["open_topics"]) == (None, 35, ["losses"])
    shown = json.loads(
        run(
            tmp_path, "plan", "--new", "4", "--weight", "losses=2.5", "--day-starts", "3", "--json"
        ).stdout
    )
    assert (shown["new_per_day"], shown["weights"]) == (4, {"losses": 2.5})
    assert (
        run(tmp_path, "plan", "--weight", "losses=much").returncode == 2
        and run(tmp_path, "plan", "--zone", "Nowhere").returncode == 2
    )
    assert (
        json.loads(run(tmp_path, "plan", "--close", "losses", "--json").stdout)["open_topics"] == []
    )
    assert (
        "0 minutes" in run(tmp_path, "plan", "--minutes", "0", "--interview", "2099-01-01").stdout
    )


def test_a_plan_with_one_wrong_wish_stores_none_of_them(tmp_path: Path) -> None:
    before = run(tmp_path, "plan", "--json").stdout
    for wrong in (
        ["--zone", "Nowhere"],
        ["--weight", "losses=much"],
        ["--interview", "2001-01-01"],
        ["--close", "no-such-topic"],
    ):
        assert run(tmp_path, "plan", "--open", "losses", "--minutes", "44", *wrong).returncode == 2
    assert run(tmp_path, "plan", "--json").stdout == before


def test_settings_are_stored_and_shown_though_the_stored_interview_has_passed(
    tmp_path: Path,
) -> None:
    run(tmp_path, "plan", "--interview", "2099-01-01")
    with closing(sqlite3.connect(tmp_path / "q.db")) as database:
        database.execute(
            "UPDATE settings SET value = '\"2020-01-01\"' WHERE name = 'setting:interview'"
        )
        database.commit()
    done = run(tmp_path, "plan", "--minutes", "35")
    assert (
        done.returncode == 0
        and "2020-01-01 has passed" in done.stdout
        and "--interview" in done.stdout
    )
    shown = json.loads(run(tmp_path, "plan", "--json").stdout)
    assert (shown["interview"], shown["minutes"]) == (
        "2020-01-01",
        35,
    ) and "expected_recall" not in shown


def test_backlog_stats_and_optimize_answer_on_an_empty_history(tmp_path: Path) -> None:
    assert json.loads(run(tmp_path, "backlog", "--json").stdout)["questions"] == 0
    assert "today's session" in run(tmp_path, "stats").stdout
    stats = json.loads(run(tmp_path, "stats", "--json").stdout)
    assert set(stats) >= {
        "calibration",
        "forgetting",
        "workload",
        "heatmap",
        "time_by_kind",
        "frequent_slips",
        "topics",
        "advice",
    }
    assert (
        json.loads(run(tmp_path, "optimize", "--json").stdout)["adopted"] is False
        and "400" in run(tmp_path, "optimize").stdout
    )


def test_a_backlog_before_an_interview_is_said_to_be_the_plans(tmp_path: Path) -> None:
    run(tmp_path, "plan", "--interview", "2099-01-01")
    assert (
        "plan orders" in run(tmp_path, "backlog", "spread").stdout
        and "计划" in run(tmp_path, "--lang", "zh", "backlog").stdout
    )
