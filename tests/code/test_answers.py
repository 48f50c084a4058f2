"""Right solutions are right, and each kind of failure gets its word."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest

from graders.code.grade import CodeGrader
from graders.code.spec import CodeEvidence, CodeSpec
from graders.codec import from_plain, to_plain
from graders.verdict import SpecError, Verdict
from quizbank.app.verdicts import from_stored, to_stored
from tests.code import specs
from tests.code.specs import (
    CONV,
    DENSE,
    DOUBLE,
    GOOD,
    HEAD,
    MODEL,
    MSE,
    PATCHES,
    changed,
    chinese,
    english,
    returning,
)

pytestmark = pytest.mark.tensorflow


def codes(verdict: Verdict) -> list[str]:
    return [d.code for d in verdict.diagnoses]


def word(verdict: Verdict) -> str | None:
    return verdict.parts[0].word


@pytest.mark.parametrize(
    "source",
    [
        "import tensorflow as tf\ndef mse(a, b):\n    return tf.reduce_mean(tf.square(a - b))\n",
        "import tensorflow as tf\nmse = lambda y, p: tf.reduce_sum((p - y) ** 2) / "
        "tf.cast(tf.size(y), y.dtype)\n",
        "from keras import ops\ndef mse(y, p, scale=1.0):\n    return "
        "ops.mean(ops.square(y - p)) * scale\n",
        "import tensorflow as tf\nclass M:\n    def __call__(self, y, p):\n        d = y "
        "- p\n        return tf.tensordot(d, d, 2) / (d.shape[0] * 3)\nmse = M()\n",
    ],
)
def test_different_right_solutions_are_correct(grader: CodeGrader, source: str) -> None:
    verdict = grader.grade(MSE, source, 3)
    assert verdict.outcome == "correct", verdict
    assert [p.id for p in verdict.parts] == [
        "values",
        "gradients",
        "check_positive",
        "check_symmetric_scale",
    ]
    assert verdict.evidence.device == "CPU"
    stored = json.loads(json.dumps(to_stored(verdict), allow_nan=False))
    assert json.loads(json.dumps(to_stored(from_stored(stored, "code")))) == stored
    assert from_plain(to_plain(verdict), Verdict[CodeEvidence]) == verdict


def test_patches_make_a_convolution(grader: CodeGrader) -> None:
    assert grader.grade(CONV, PATCHES, 1).outcome == "correct"


@pytest.mark.parametrize(("question", "seed"), [(MSE, 5), (CONV, 2), (DENSE, 9), (MODEL, 4)])
def test_the_reference_is_right_and_each_mutant_is_named(
    grader: CodeGrader, question: CodeSpec, seed: int
) -> None:
    assert (
        grader.grade(changed(question, forbidden=[]), question.reference, seed).outcome == "correct"
    )
    for listed in question.mutants:
        verdict = grader.grade(changed(question, forbidden=[]), listed.source, seed)
        assert verdict.outcome in ("wrong", "partial")
        assert f"mutant:{listed.name}" in codes(verdict)
        assert "wrong-value" in codes(verdict) or verdict.outcome == "partial"


def test_a_dropped_gradient_leaves_the_values_and_is_partial(grader: CodeGrader) -> None:
    verdict = grader.grade(
        MSE,
        HEAD + "def mse(y, p):\n    return tf.constant(np.mean((y.numpy() - p.numpy()) ** 2))\n",
        3,
    )
    assert (verdict.outcome, verdict.parts[0].outcome, verdict.parts[1].word) == (
        "partial",
        "correct",
        "wrong-gradient",
    )
    assert 0 < verdict.score < 1


def test_graph_xla_repeat_and_stability_are_parts_of_their_own(grader: CodeGrader) -> None:
    verdict = grader.grade(DENSE, DENSE.reference, 1)
    assert [p.id for p in verdict.parts] == [
        "values",
        "gradients",
        "graph",
        "jit",
        "deterministic",
        "stability-1",
    ]
    eager = (
        HEAD + "def dense(x, w, b, activation):\n    z = tf.constant((x @ w + b).numpy())\n"
        "    return tf.nn.relu(z) if activation == 'relu' else z\n"
    )
    outcome = {p.id: p.outcome for p in grader.grade(DENSE, eager, 1).parts}
    assert outcome["values"] == "correct" and outcome["graph"] == outcome["jit"] == "wrong"
    noisy = DENSE.reference.replace(
        "z = x @ w + b", "z = x @ w + b + 1e-3 * __import__('time').perf_counter()"
    )
    assert grader.grade(DENSE, noisy, 1).outcome == "wrong"


def test_an_unstable_softmax_fails_its_stability_case_alone(grader: CodeGrader) -> None:
    question = specs.spec(
        "softmax",
        "def cases(rng):\n    return [(rng.normal(size=(2, 3)).astype('float32'),)]\n"
        "def stability_cases(rng):\n    return [(np.array([[1e4, -1e4, 0]], 'float32'),)]\n",
        "def softmax(x):\n    return tf.nn.softmax(x)\n",
    )
    naive = (
        HEAD
        + "def softmax(x):\n    e = tf.exp(x)\n    return e / tf.reduce_sum(e, -1, keepdims=True)\n"
    )
    verdict = grader.grade(question, naive, 0)
    assert verdict.outcome == "partial"
    assert [(p.id, p.word) for p in verdict.parts] == [
        ("values", None),
        ("stability-1", "wrong-value"),
    ]


def test_central_differences_agree_with_the_tape(grader: CodeGrader) -> None:
    question = changed(MSE, finite_differences=True)
    assert grader.grade(question, MSE.reference, 2).outcome == "correct"
    twice = (
        HEAD + "@tf.custom_gradient\ndef mse(y, p):\n    d = y - p\n"
        "    return tf.reduce_mean(d ** 2), lambda g: (g * d, -g * d)\n"
    )
    assert grader.grade(question, twice, 2).parts[1].word == "wrong-gradient"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def double(x):\n    return 3 * x\n", "wrong-value"),
        ("def double(x):\n    return 2 * x[:2]\n", "wrong-shape"),
        (HEAD + "def double(x):\n    return tf.cast(2 * x, tf.float64)\n", "wrong-dtype"),
        ("def double(x):\n    return 2 * x, x\n", "wrong-structure"),
        ("def double(x):\n    return None\n", "wrong-structure"),
        ("def double(x):\n    return [float(v) * 2 for v in x]\n", "wrong-structure"),
        ("def double(x):\n    return (v for v in x)\n", "wrong-structure"),
        ("def double(x):\n    return 'twice'\n", "wrong-structure"),
        (
            HEAD + "def double(x):\n    return tf.ragged.constant([[1.0], [2.0, 3.0]])\n",
            "wrong-structure",
        ),
        (HEAD + "def double(x):\n    return tf.cast(2 * x, tf.complex64)\n", "wrong-dtype"),
        (HEAD + "def double(x):\n    return 2 * x + np.nan\n", "wrong-value"),
        (HEAD + "def double(x):\n    return 2 * x * np.inf\n", "wrong-value"),
        (HEAD + "def double(x):\n    return np.array([object()])\n", "wrong-structure"),
        ("def double(x):\n    return double\n", "wrong-structure"),
        ("def double():\n    return 1\n", "wrong-arity"),
        ("def double(x, y):\n    return 1\n", "wrong-arity"),
        ("def double(x, *, scale):\n    return 1\n", "wrong-arity"),
        ("def twice(x):\n    return 2 * x\ndef thrice(x):\n    return 3 * x\n", "missing-entry"),
        ("double = 3\n", "missing-entry"),
        ("def double(x):\n    return 1 / 0\n", "exception"),
        ("raise ValueError('at import')\n", "exception"),
        ("import nothing_like_this\n", "exception"),
        ("def double(x):\n    return double(x)\n", "exception"),
        ("def double(x):\n    while True:\n        pass\n", "time-limit"),
        ("import time\ndef double(x):\n    time.sleep(60)\n", "time-limit"),
        ("def double(x):\n    return bytearray(3 << 30)\n", "memory-limit"),
        (HEAD + "def double(x):\n    return tf.zeros((50_000, 50_000, 4))\n", "memory-limit"),
        ("def double(x):\n    while True:\n        print('x' * 4000)\n", "output-limit"),
        ("def double(x):\n    return open('/etc/passwd').read()\n", "denied-action"),
        ("import sys\ndef double(x):\n    sys.exit(0)\n", "no-result"),
        ("import os\ndef double(x):\n    os._exit(0)\n", "no-result"),
        ("import ctypes\ndef double(x):\n    ctypes.string_at(0)\n", "no-result"),
    ],
)
def test_each_failure_has_its_word(grader: CodeGrader, source: str, expected: str) -> None:
    strict = changed(DOUBLE, strict=["container", "dtype"])
    verdict = grader.grade(strict, source, 1)
    assert (verdict.outcome, word(verdict)) == ("wrong", expected), verdict.diagnoses
    assert verdict.diagnoses[0].code == expected
    assert chinese(verdict.diagnoses[0]) and english(verdict.diagnoses[0])


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("def double(x:\n    return x\n", "syntax-error"),
        ("", "empty"),
        ("\n\n", "empty"),
        ("a\x00b", "not-text"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe\xfd\xfc\xfb", "not-text"),
        ("x = " + "(" * 5000, "syntax-error"),
        ("x = " + "-" * 90_000 + "1", "syntax-error"),
        ("x = 1\n" * 90_000, "too-long"),
        ("\ud800", "not-text"),
    ],
)
def test_what_cannot_be_read_is_invalid_and_runs_nothing(
    grader: CodeGrader, source: Any, code: str
) -> None:
    verdict = grader.grade(DOUBLE, source, 1)
    assert (verdict.outcome, codes(verdict)) == ("invalid", [code])


def test_a_syntax_error_names_its_line(grader: CodeGrader) -> None:
    verdict = grader.grade(DOUBLE, "def double(x):\n    y = x +\n    return y\n", 1)
    assert verdict.evidence.line == 2 and "Line 2" in english(verdict.diagnoses[0])


def test_an_exception_quotes_the_learners_own_line(grader: CodeGrader) -> None:
    verdict = grader.grade(
        DOUBLE, HEAD + "def double(x):\n    y = tf.ones((2, 2))\n    return tf.matmul(x, y)\n", 1
    )
    shown = verdict.evidence.failing[0]
    assert (shown.line, shown.source) == (5, "return tf.matmul(x, y)")
    assert "line 5" in english(verdict.diagnoses[0]) and "x = float32[3]" in shown.inputs


def test_at_most_two_failing_cases_tell_inputs_index_and_error(grader: CodeGrader) -> None:
    verdict = grader.grade(
        MSE, HEAD + "def mse(y, p):\n    return tf.reduce_sum((y - p) ** 2)\n", 3
    )
    failing = verdict.evidence.failing
    assert len(failing) == 2 and failing[0].case == 1
    assert failing[0].largest_error > 0 and "y = float32[1, 3]" in failing[0].inputs
    json.dumps(to_stored(verdict), allow_nan=False)


@pytest.mark.parametrize(
    ("reference", "answers"),
    [
        ("(x, 2 * x)", ["[x, x + x]", "x, 2 * x"]),
        ("{'a': x, 'b': (x, 1)}", ["{'b': [x, 1], 'a': x.numpy()}"]),
        (
            "tf.reduce_sum(x)",
            ["3.0", "3", "np.float32(3)", "np.array(3, 'float32')", "tf.constant(3.0)"],
        ),
        ("3.0", ["tf.reduce_sum(x)", "3", "np.float64(3)"]),
        ("tf.constant(3)", ["3"]),
        ("True", ["tf.constant(True)", "x[0] == 0", "np.True_"]),
        ("tf.constant(['a', 'b'])", ["np.array(['a', 'b'])", "np.array([b'a', b'b'])"]),
        ("None", ["None"]),
        ("'text'", ["'te' 'xt'"]),
        ("tf.constant([np.nan, np.inf, 1.0])", ["np.array([np.nan, np.inf, 1.0], 'float32')"]),
        ("tf.complex(x, x)", ["(1 + 1j) * x.numpy().astype('complex64')"]),
        ("tf.cast(x, tf.bfloat16)", ["tf.cast(x.numpy(), 'bfloat16')"]),
        ("tf.cast(x, tf.float16)", ["x.numpy().astype('float16')"]),
        ("[[1, 2], [3]]", ["((1, 2), (3,))"]),
        ("tf.zeros((0, 3))", ["np.zeros((0, 3), 'float32')"]),
        ("10 ** 30", ["10 ** 30"]),
        ("tf.ones(10_000_000)", ["np.ones(10_000_000, 'float32')"]),
        (
            "tf.ragged.constant([[1.0], [2.0, 3.0]])",
            ["[tf.constant([1.0]), tf.constant([2.0, 3.0])]"],
        ),
    ],
)
def test_what_stands_for_the_expected_output_is_accepted(
    grader: CodeGrader, reference: str, answers: list[str]
) -> None:
    for answer in answers:
        verdict = grader.grade(returning(reference), HEAD + f"def f(x):\n    return {answer}\n", 1)
        assert verdict.outcome == "correct", (answer, verdict.diagnoses)


@pytest.mark.parametrize(
    ("reference", "answer", "expected"),
    [
        ("tf.constant(3)", "3.5", "wrong-dtype"),
        ("tf.constant(3)", "tf.constant(3.0)", "wrong-dtype"),
        ("tf.reduce_sum(x)", "True", "wrong-dtype"),
        ("tf.reduce_sum(x)", "x[:1]", "wrong-shape"),
        ("tf.constant([np.nan, 1.0])", "tf.constant([0.0, 1.0])", "wrong-value"),
        ("tf.constant([np.inf])", "tf.constant([-np.inf])", "wrong-value"),
        ("'a'", "'b'", "wrong-value"),
        ("(x, x)", "(x, x, x)", "wrong-structure"),
        ("{'a': x}", "{'b': x}", "wrong-structure"),
        ("tf.constant(['a'])", "tf.constant(['b'])", "wrong-value"),
        ("1e-9 * x", "2e-9 * x", "wrong-value"),
        ("tf.constant([1e6, 0.5])", "tf.constant([1e6, 3.0])", "wrong-value"),
        ("tf.constant(2**24)", "2**24 + 1", "wrong-value"),
    ],
)
def test_near_misses_are_refused(
    grader: CodeGrader, reference: str, answer: str, expected: str
) -> None:
    assert (
        word(grader.grade(returning(reference), HEAD + f"def f(x):\n    return {answer}\n", 1))
        == expected
    )


def test_arguments_arrive_as_the_question_says(grader: CodeGrader) -> None:
    cases = (
        "[(np.ones(2), 3, 2.5, 'a', True, [1, np.ones(1)], {'k': np.zeros(1)}, rng.integers(3, 4))]"
    )
    body = (
        "    kinds = [type(v).__name__ for v in (n, r, s, t, k)]\n    return kinds, "
        "isinstance(x, {0}), isinstance(l[1], {0}), isinstance(d['k'], {0})\n"
    )
    for arguments, kind in (("tensor", "tf.Tensor"), ("array", "np.ndarray")):
        source = "def f(x, n, r, s, t, l, d, k):\n" + body.format(kind)
        question = specs.spec(
            "f",
            f"def cases(rng):\n    return {cases}\n",
            "def f(x, n, r, s, t, l, d, k):\n    return ['int', 'float', 'str', 'bool', "
            "'int'], True, True, True\n",
            arguments=arguments,
        )
        assert grader.grade(question, HEAD + source, 1).outcome == "correct"


def test_a_model_is_recomputed_from_its_own_weights(grader: CodeGrader) -> None:
    functional = (
        HEAD
        + """
def build(width):
    i = tf.keras.Input((width,))
    h = tf.keras.layers.Dense(8, activation="tanh", kernel_initializer="zeros")(i)
    h = tf.keras.layers.BatchNormalization()(h)
    return tf.keras.Model(i, tf.keras.layers.Dense(3, bias_initializer="ones")(h))
"""
    )
    assert grader.grade(MODEL, functional, 2).outcome == "correct"
    zero = functional.replace('"tanh"', '"relu"').replace(
        'bias_initializer="ones"', 'kernel_initializer="zeros"'
    )
    assert word(grader.grade(MODEL, zero, 2)) == "wrong-value"
    assert word(grader.grade(MODEL, functional.replace("Dense(8", "Dense(9"), 2)) == "wrong-shape"
    assert word(grader.grade(MODEL, "def build(width):\n    return 3\n", 2)) == "wrong-structure"
    assert (
        word(
            grader.grade(MODEL, functional.replace("Dense(3,", "Dense(3, activation='softmax',"), 2)
        )
        == "wrong-value"
    )


@pytest.mark.parametrize(
    ("broken", "where"),
    [
        ({"entry": ""}, "entry"),
        ({"reference": "def g(x):\n    return x\n"}, "reference"),
        ({"cases": "x = ("}, "cases"),
        ({"cases": "def cases(rng):\n    return 3\n"}, "cases"),
        ({"cases": "def cases(rng):\n    return [3]\n"}, "cases"),
        ({"reference": "def double(x):\n    return 1 / 0\n"}, "reference"),
        ({"gradients": ["q"]}, "gradients"),
        ({"limits": {"memory": "much"}}, "limits"),
        ({"rtol": -1}, "rtol"),
        ({"checks": "def check_x(:"}, "checks"),
        ({"checks": "raise ValueError\ndef check_x(i, o):\n    pass\n"}, "checks"),
        ({"arguments": "list"}, "arguments"),
    ],
)
def test_a_broken_question_is_told_as_that(
    grader: CodeGrader, broken: dict[str, Any], where: str
) -> None:
    with pytest.raises(SpecError) as caught:
        grader.grade(changed(DOUBLE, **broken), GOOD, 1)
    assert caught.value.where == where


def test_a_failed_check_tells_its_docstring(grader: CodeGrader) -> None:
    question = changed(
        DOUBLE,
        checks='def check_small(inputs, output):\n    """Outputs stay below one millionth."""\n'
        "    return (abs(output) < 1e-6).all()\n",
    )
    verdict = grader.grade(question, GOOD, 1)
    assert (verdict.outcome, verdict.parts[1].word) == ("partial", "wrong-property")
    assert "below one millionth" in english(verdict.diagnoses[0])


def test_missing_packages_of_a_question_are_named(grader: CodeGrader) -> None:
    verdict = grader.grade(
        changed(DOUBLE, cases="import no_such_pack\ndef cases(rng):\n    return []\n"), GOOD, 1
    )
    assert (verdict.outcome, codes(verdict)) == ("unavailable", ["package-missing"])
    assert "no_such_pack" in english(verdict.diagnoses[0])


def test_a_long_run_reports_progress_and_can_be_cancelled(grader: CodeGrader) -> None:
    lines: list[str] = []
    cancel = threading.Event()

    def progress(line: str) -> None:
        lines.append(line)
        cancel.set()

    source = "import time\ndef double(x):\n    print('epoch 1', flush=True)\n    time.sleep(30)\n"
    verdict = grader.grade(
        changed(DOUBLE, limits={"cpu": 9, "wall": 20}), source, 1, progress=progress, cancel=cancel
    )
    assert (verdict.outcome, codes(verdict)) == ("undecided", ["cancelled"])
    assert "epoch 1" in lines[0]
    assert grader.grade(DOUBLE, GOOD, 1).outcome == "correct"


def test_another_seed_draws_other_cases(grader: CodeGrader) -> None:
    wrong = "def double(x):\n    return 3 * x\n"
    inputs = {
        grader.grade(DOUBLE, wrong, seed).evidence.failing[0].inputs for seed in (1, 2, 1, None, 0)
    }
    assert len(inputs) == 3


def test_a_missing_gpu_is_unavailable_and_never_wrong(grader: CodeGrader) -> None:
    from graders.code import gpu

    if not gpu.present():
        assert grader.grade(DOUBLE, GOOD, 1, device="gpu").outcome == "unavailable"


def test_printed_text_is_kept_without_escapes(grader: CodeGrader) -> None:
    verdict = grader.grade(
        DOUBLE, "def double(x):\n    print('\\x1b[31mhello\\x07')\n    return x + x\n", 1
    )
    assert (
        verdict.outcome == "correct"
        and "hello" in verdict.evidence.printed
        and "\x1b" not in verdict.evidence.printed
    )
