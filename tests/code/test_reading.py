"""A code question's file becomes typed data, and what is wrong in it is told at its own line."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from graders.code import lint as lint_module
from graders.code.kind import KIND
from graders.code.present import present
from graders.code.spec import CodeSpec
from graders.codec import from_json, from_plain, to_json, to_plain
from graders.faults import Severity
from graders.kinds import template
from graders.said import Said, Value, said
from graders.toml_lines import Path as Place
from quizbank.store.locations import bundled
from quizbank.words.catalogue import both
from tests.code.specs import DOUBLE, MSE, bundled_spec, changed, document_of

BANK = sorted(Path(bundled("questions")).glob("*/code-*.md"))
GOOD = template("code").replace("{id}", "mine").replace("{topic}", "losses")


@dataclass
class Noted:
    """Takes the faults of lint."""

    faults: list[tuple[str, Severity, Said]] = field(default_factory=list)

    def at(self, path: Place, code: str, /, *, severity: Severity = "error", **v: Value) -> None:
        self.faults.append((str(path), severity, said(code, **v)))

    def under(
        self, heading: str, code: str, /, *, severity: Severity = "error", **v: Value
    ) -> None:
        self.faults.append((heading, severity, said(code, **v)))


@pytest.mark.parametrize("path", BANK, ids=lambda path: path.stem)
def test_each_bundled_question_is_read_and_stored_whole(path: Path) -> None:
    spec = bundled_spec(path)
    assert from_json(to_json(spec), CodeSpec) == spec
    shown = present(spec, "prompt", None, "en")
    assert shown.entry == spec.entry and all(all(both(rule)) for rule in shown.rules)
    told = " ".join(both(rule)[1] for rule in shown.rules)
    assert all(name in told for name in (*spec.forbidden, *spec.gradients))


def test_the_template_is_a_question() -> None:
    document = document_of(GOOD)
    assert KIND.parse(document) is not None, document.faults


def test_a_row_of_the_first_release_is_read() -> None:
    row = {
        "entry": "f",
        "arguments": "tensor",
        "gradients": ["x"],
        "forbidden": [],
        "rtol": None,
        "atol": None,
        "limits": {"cpu": 20, "memory": "512MB"},
        "model": False,
        "starter": "",
        "cases": "",
        "reference": "def f(x):\n    return x\n",
        "checks": "",
        "mutants": [{"name": "m", "zh": "", "en": "m", "source": ""}],
        "asked": 3,
    }
    spec = from_plain(row, CodeSpec)
    assert spec.names == ("x",) and spec.positions == (0,)
    assert (spec.allowed.cpu, spec.allowed.wall, spec.allowed.memory) == (20, 10, 2**29)
    assert to_plain(spec)["limits"] == {"cpu": 20, "wall": 10, "memory": "512MB"}


BROKEN = {
    'entry = "mse"': ["entry = 3", 'entry = "no name"', ""],
    'gradients = ["p"]': [
        'gradients = "p"',
        'gradients = ["q"]',
        'rtol = "small"',
        "rtol = -1",
        'limits = { cpu = "long" }',
        'limits = { memory = "much" }',
        "limits = { wal = 3 }",
        "limits = { wall = 1e9 }",
        'arguments = "list"',
        'data = "mnist"',
        'language = "fortran"',
        "language = []",
        'strict = ["shape"]',
        'up_to = "sign"',
        'model = "yes"',
        '[[call]]\nmethod = "step"\ntimes = 0',
        "property_only = true",
    ],
}
PAIRS = [(right, wrong) for right, wrongs in BROKEN.items() for wrong in wrongs]


@pytest.mark.parametrize(("right", "wrong"), PAIRS, ids=[wrong or "missing" for _, wrong in PAIRS])
def test_a_wrong_value_is_a_fault_at_its_line(right: str, wrong: str) -> None:
    text = GOOD.replace(right, wrong)
    document = document_of(text)
    assert KIND.parse(document) is None
    faults = [fault for fault in document.faults if fault.severity == "error"]
    assert faults and all(all(both(fault.said)) for fault in faults)
    rows = text.splitlines()
    key = wrong.split(maxsplit=1)[0] if wrong else "+++"
    near = {n for n, row in enumerate(rows, 1) if row.startswith((key, "times"))}
    assert {fault.line for fault in faults} & (near or {1}) or not wrong


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("## cases\n", "## cases\nnothing\n\n## more\n", "no-fence"),
        ("## reference", "## referense", "no-section"),
        (
            "def mse(y, p):\n    return tf.reduce_mean",
            "def mse(y, p:\n    return tf",
            "question",
        ),
        ("def cases(rng)", "def kases(rng)", "question"),
        ("zh: 求了和，没有取平均\nen: summed, not averaged\n", "", "mutant-form"),
    ],
)
def test_a_broken_section_is_a_fault_of_its_own(right: str, wrong: str, code: str) -> None:
    document = document_of(GOOD.replace(right, wrong))
    assert KIND.parse(document) is None
    assert code in [fault.code for fault in document.faults]


@pytest.mark.tensorflow
def test_lint_finds_a_wrong_reference_and_a_mutant_that_no_case_tells_apart() -> None:
    noted = Noted()
    KIND.lint(MSE, noted)
    assert noted.faults == []
    slack = MSE.mutants[0].source.replace("reduce_sum", "reduce_mean")
    same = changed(MSE, mutants=[type(MSE.mutants[0])("same", "一样", "the same", slack)])
    KIND.lint(same, noted)
    assert [(where, fault.code) for where, _, fault in noted.faults] == [
        ("mutants", "code.mutant-unnamed")
    ]


def test_what_could_not_run_is_not_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    from graders.code import grade

    monkeypatch.setattr(grade, "tensorflow_installed", lambda: False)
    noted = Noted()
    KIND.lint(DOUBLE, noted)
    assert [(severity, fault.code) for _, severity, fault in noted.faults] == [
        ("warning", lint_module.NOT_PROVED)
    ]
    assert "Not proved here" in both(noted.faults[0][2])[1]
