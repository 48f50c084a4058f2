"""An answer as people paste it: what is not Python is taken off, what can only be meant in one way is
understood, and what the question does not take is no mistake.
"""

from __future__ import annotations

import pytest

from graders.code import tidying
from graders.code.grade import CodeGrader
from graders.code.spec import CodeEvidence
from graders.verdict import Verdict
from quizbank.words.catalogue import both
from tests.code.specs import CONV, DOUBLE, GOOD, HEAD, MSE, changed, english, spec

pytestmark = pytest.mark.tensorflow

NUMPY = changed(
    spec(
        "f", "def cases(rng):\n    return [(rng.normal(size=(2, 3)),), (np.zeros((1, 2)),)]\n", ""
    ),
    reference="import numpy as np\ndef f(x):\n    return np.exp(x).sum(axis=1)\n",
    language=["numpy", "python"],
)


def told(verdict: Verdict[CodeEvidence]) -> str:
    return " ".join(both(message)[1] for message in verdict.evidence.told)


PASTED = {
    "a fence": f"```python\n{GOOD}```\n",
    "a chat reply": f"Sure! Here is the function:\n\n```python\n{GOOD}```\n\nIt doubles (x).",
    "two fences": "First:\n```py\nimport numpy as np\n```\nthen\n~~~\ndef double(x):\n    return x + x\n~~~\n",
    "output in a fence": f"```python\n{GOOD}```\nprints\n```text\n3 (no code\n```\n",
    "a shell line": f"!pip install numpy\n{GOOD}",
    "magic": f"%matplotlib inline\n%%time\n{GOOD}",
    "a notebook": "In [3]: import numpy as np\n\nIn [4]: def double(x):\n   ...:     return x + x\n   ...: \n\nOut[4]: <function>",
    "a prompt": ">>> def double(x):\n...     return x + x\n...\n>>> double(2)\n4\n",
    "another name": "def twice(x):\n    return x + x\n",
    "another name with a helper": "def add(a, b):\n    return a + b\n\ndef twice(x):\n    return add(x, x)\n",
    "a class around it": "class Solution:\n    def double(self, x):\n        return x + x\n",
    "a class with one method": "class Solution:\n    def solve(self, x):\n        return x + x\n",
    "imports out of habit": f"import torch\nimport jax.numpy as jnp\nfrom matplotlib import pyplot as plt\n{GOOD}",
    "a forgotten import": "def double(x: np.ndarray) -> List[float]:\n    return tf.constant(np.asarray(x) * 2)\n",
    "a byte-order mark": "\ufeff" + GOOD,
}


@pytest.mark.parametrize("name", PASTED)
def test_what_stands_around_the_code_is_taken_off(grader: CodeGrader, name: str) -> None:
    verdict = grader.grade(DOUBLE, PASTED[name], 1)
    assert verdict.outcome == "correct", [english(d) for d in verdict.diagnoses]
    quiet = name in ("imports out of habit", "a byte-order mark")
    assert bool(told(verdict)) != quiet


def test_a_forgotten_import_is_named(grader: CodeGrader) -> None:
    verdict = grader.grade(DOUBLE, PASTED["a forgotten import"], 1)
    assert "import numpy as np" in told(verdict) and "import tensorflow as tf" in told(verdict)


def test_lines_keep_their_numbers() -> None:
    text = "Here:\n```python\ndef f(x):\n    return 1 / 0\n```\n"
    assert tidying.tidy(text).text.splitlines()[3] == "    return 1 / 0"


@pytest.mark.parametrize(
    "text",
    [
        "Just some words (and no code",
        "```python\ndef f(x:\n```",
        ">>> def f(x:\n",
        "!pip\ndef f(x:\n",
    ],
)
def test_what_still_does_not_parse_is_left_alone(text: str) -> None:
    tidied = tidying.tidy(text)
    assert tidied.text == text and tidied.told == []


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("import torch\ndef double(x):\n    return torch.add(x, x)\n", "other-language"),
        ("import jax.numpy as jnp\ndef double(x):\n    return jnp.add(x, x)\n", "other-language"),
        ("import numpy as np\n\nwords around\n", "syntax-error"),
    ],
)
def test_another_framework_is_no_mistake(grader: CodeGrader, source: str, code: str) -> None:
    verdict = grader.grade(DOUBLE, source, 1)
    assert (verdict.outcome, [d.code for d in verdict.diagnoses]) == ("invalid", [code])


def test_a_name_that_is_put_in_is_under_the_rule_about_names(grader: CodeGrader) -> None:
    source = "def conv2d(x, w, b, stride, padding):\n    return tf.nn.conv2d(x, w, stride, padding) + b\n"
    assert grader.grade(CONV, source, 1).parts[0].word == "forbidden-name"


@pytest.mark.parametrize(
    "body",
    [
        "import numpy as np\ndef f(x):\n    return np.exp(x).sum(1)\n",
        "import math\ndef f(x):\n    return [sum(math.exp(v) for v in row) for row in x]\n",
        "from math import exp\ndef f(x):\n    return [sum(map(exp, r)) for r in x if isinstance(r, list)]\n",
        "def f(x):\n    return np.exp(x).sum(axis=-1).tolist()\n",
        "import numpy as np\ndef f(x):\n    x.sort()\n    return np.exp(x).sum(1)\n",
    ],
)
def test_numpy_and_plain_python_run_without_tensorflow(body: str) -> None:
    with CodeGrader() as own:
        verdict = own.grade(NUMPY, body, 1)
        assert verdict.outcome == "correct", [english(d) for d in verdict.diagnoses]
        assert own._runner.zygote_of("tensorflow") is None
        assert own.grade(NUMPY, body.replace("sum", "max"), 1).outcome == "wrong"


def test_the_rule_about_operations_costs_a_numpy_answer_nothing() -> None:
    with CodeGrader() as own:
        verdict = own.grade(changed(NUMPY, forbidden=["tf.raw_ops.Softmax"]), NUMPY.reference, 1)
        assert verdict.outcome == "correct" and (verdict.evidence.cpu_s or 0) < 0.5


@pytest.mark.parametrize("package", ["tensorflow", "keras"])
def test_no_rule_is_got_round_by_another_framework(package: str) -> None:
    source = (
        "import importlib, sys\nimport numpy as np\ndef f(x):\n"
        f"    other = importlib.import_module('{package[:3]}' + '{package[3:]}')\n"
        "    return np.exp(x).sum(1)\n"
    )
    with CodeGrader() as own:
        verdict = own.grade(changed(NUMPY, forbidden=["np.dot"]), source, 1)
        assert (verdict.outcome, verdict.parts[0].word) in [
            ("wrong", "denied-action"),
            ("wrong", "exception"),
        ]


def test_numpy_needs_no_tensorflow_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    from graders.code import grade

    monkeypatch.setattr(grade, "tensorflow_installed", lambda: False)
    with CodeGrader() as own:
        assert own.grade(NUMPY, NUMPY.reference, 1).outcome == "correct"
        verdict = own.grade(DOUBLE, GOOD, 1)
        assert (verdict.outcome, verdict.diagnoses[0].code) == ("unavailable", "tensorflow-missing")


def test_a_numpy_answer_is_told_that_it_cuts_the_tape(grader: CodeGrader) -> None:
    answer = "import numpy as np\ndef mse(y, p):\n    return np.mean((np.asarray(y) - p) ** 2)\n"
    verdict = grader.grade(MSE, answer, 1)
    assert (verdict.outcome, verdict.parts[0].outcome) == ("partial", "correct")
    assert verdict.parts[1].word == "wrong-gradient" and "cut the tape" in english(
        verdict.diagnoses[0]
    )


def test_operators_alone_keep_their_gradient(grader: CodeGrader) -> None:
    answer = (
        "import numpy as np\ndef mse(y, p):\n    return sum(sum((y - p) ** 2)) / np.prod(y.shape)\n"
    )
    assert grader.grade(MSE, answer, 1).outcome == "correct"


def test_slopes_stand_for_the_tape_of_a_numpy_reference(grader: CodeGrader) -> None:
    question = changed(
        MSE, reference="import numpy as np\ndef mse(y, p):\n    return np.mean((y - p) ** 2)\n"
    )
    tensors = HEAD + "def mse(y, p):\n    return tf.reduce_mean((y - p) ** 2)\n"
    assert grader.grade(question, tensors, 1).outcome == "correct"
    cut = HEAD + "def mse(y, p):\n    return tf.reduce_mean((tf.stop_gradient(y) - p) ** 2)\n"
    assert grader.grade(question, cut, 1).outcome == "partial"


OPTIMISER = changed(
    spec(
        "Momentum",
        "def cases(rng):\n    return [((0.1, 0.9), (np.ones(2), np.ones(2)), (np.zeros(2), rng.normal(size=2)))]\n",
        "",
    ),
    reference=(
        "import numpy as np\nclass Momentum:\n    def __init__(self, rate, beta):\n"
        "        self.rate, self.beta, self.v = rate, beta, 0.0\n"
        "    def step(self, w, g):\n        self.v = self.beta * self.v + g\n"
        "        return w - self.rate * self.v\n"
    ),
    call=[{"method": "step", "times": 2}, {"method": "step"}],
    language=["numpy"],
)


def test_a_class_is_played_on_one_object(grader: CodeGrader) -> None:
    assert grader.grade(OPTIMISER, OPTIMISER.reference, 1).outcome == "correct"
    forgetful = OPTIMISER.reference.replace("self.beta * self.v + g", "g")
    verdict = grader.grade(OPTIMISER, forgetful, 1)
    assert (verdict.outcome, verdict.parts[0].word) == ("wrong", "wrong-value")
    endless = OPTIMISER.reference.replace("return w", "while True: pass\n        return w")
    tight = changed(OPTIMISER, limits={"cpu": 1, "wall": 3})
    assert grader.grade(tight, endless, 1).parts[0].word == "time-limit"


def test_a_trial_tells_inputs_outputs_and_what_was_expected(grader: CodeGrader) -> None:
    source = "def double(x):\n    print('seen')\n    return 3 * x\n"
    verdict = grader.grade(DOUBLE, source, 1, trying=True)
    assert (verdict.outcome, verdict.score, verdict.max_marks) == ("undecided", 0, 0)
    assert [part.id for part in verdict.parts] == ["sample-1", "sample-2"]
    first = verdict.parts[0]
    assert first.expected.startswith("float32[3]") and first.got != first.expected
    assert first.label is not None and "x = float32[3]" in both(first.label)[1]
    assert verdict.diagnoses[0].code == "trial" and "seen" in (verdict.evidence.printed or "")
    assert not verdict.decided


def test_a_trial_runs_on_the_samples_of_the_question(grader: CodeGrader) -> None:
    question = changed(
        DOUBLE, samples="import numpy as np\ndef cases(rng):\n    return [(np.array([1.5]),)] * 3\n"
    )
    verdict = grader.grade(question, GOOD, 1, trying=True)
    assert [part.got for part in verdict.parts] == ["float64[1] [3]"] * 3
    assert grader.grade(question, "def double(x):\n    return 1 / 0\n", trying=True).parts[0].word


def test_time_without_a_processor_is_not_the_learners(
    grader: CodeGrader, monkeypatch: pytest.MonkeyPatch
) -> None:
    from graders.code import runner, watch

    question = changed(DOUBLE, limits={"cpu": 5, "wall": 1})
    late = "import time\ndef double(x):\n    time.sleep(0.8)\n    return x + x\n"
    assert grader.grade(question, late, 1).parts[0].word == "time-limit"
    # as if those seconds had been spent waiting for a processor
    monkeypatch.setattr(watch, "waited_for_processor", lambda _: 1.2)
    assert grader.grade(question, late, 1).outcome == "correct"
    monkeypatch.setattr(watch, "waited_for_processor", lambda _: 100.0)
    monkeypatch.setattr(runner, "PATIENCE", 1.2)
    verdict = grader.grade(question, late, 1)
    assert (verdict.outcome, verdict.diagnoses[0].code) == ("undecided", "machine-busy")
