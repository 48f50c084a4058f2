"""Generated questions: every number by a second route, every slip marked as a fair teacher
would.
"""

import tomllib
from typing import Any

import numpy as np
import pytest

from graders.document import Document
from graders.expression.errors import EvaluationError
from graders.expression.multiprecision import evaluate_precisely
from graders.numeric.formulas import Wrong
from graders.numeric.generators import RECIPES
from graders.numeric.instance import Instance, draw
from graders.numeric.spec import NumericSpec, parse
from graders.toml_lines import toml_lines
from quizbank.words.catalogue import both
from tests.numeric.making import expand, grade
from tests.numeric.oracles import ORACLES

DESCRIPTIONS: list[dict[str, Any]] = [
    {"network": "dense", "learn": 0.1},
    {
        "network": "dense",
        "layers": [2, 2, 3],
        "activations": ["tanh", "softmax"],
        "loss": "ce",
        "learn": 0.1,
        "optimiser": "momentum",
    },
    {
        "network": "dense",
        "layers": [3, 4, 3, 2],
        "activations": ["relu", "tanh", "sigmoid"],
        "loss": "bce",
    },
    {
        "network": "dense",
        "layers": [2, 2, 1],
        "activations": ["tanh", "linear"],
        "loss": "mse",
        "learn": 0.1,
        "optimiser": "adam",
    },
    {
        "network": "dense",
        "layers": [2, 1],
        "activations": ["linear"],
        "loss": "half-squared",
        "learn": 0.5,
    },
    *({"network": kind} for kind in RECIPES if kind != "dense"),
    {"network": "rnn", "steps": 4},
    {"network": "batch-norm", "size": 5},
    {"network": "quantise", "bits": 3},
    {"network": "edit-distance", "rows": 2, "columns": 3},
]


def name(description: dict[str, Any]) -> str:
    return "-".join(str(v) for v in description.values())


@pytest.mark.parametrize("description", DESCRIPTIONS, ids=name)
def test_every_step_agrees_with_its_definition(description: dict[str, Any]) -> None:
    spec = expand(description)
    for seed in range(12):
        instance = draw(spec, seed)
        again = ORACLES[description["network"]](instance.values, description)
        assert set(again) == set(instance.truth)
        for step, value in instance.truth.items():
            np.testing.assert_allclose(
                np.asarray(value),
                np.asarray(again[step], float),
                rtol=1e-9,
                atol=1e-12,
                err_msg=f"{step}, seed {seed}",
            )


@pytest.mark.parametrize("description", DESCRIPTIONS, ids=name)
def test_two_hundred_variants_are_mostly_different(description: dict[str, Any]) -> None:
    spec = expand(description)
    assert len({repr(draw(spec, seed).values) for seed in range(200)}) >= 120


def ones_own(spec: NumericSpec, seed: int, at: int, wrong: Wrong) -> dict[str, Any]:
    """What a learner writes who makes one listed slip at a step and then goes on without another:
    at 40 digits, by the other evaluator.
    """
    instance = draw(spec, seed)
    env: dict[str, Any] = dict(instance.data)
    for k, step in enumerate(instance.formulas.steps):
        env[step.id] = np.asarray(
            evaluate_precisely(wrong.node if k == at else step.node, env), dtype=float
        )
    return {step.id: env[step.id] for step in instance.formulas.steps}


@pytest.mark.parametrize("pairs", [1_000, pytest.param(10_000, marks=pytest.mark.long)])
def test_thousands_of_slips_are_marked_like_a_fair_teacher(pairs: int) -> None:
    done = seed = 0
    while done < pairs:
        for description in DESCRIPTIONS:
            spec = expand(description)
            instance = draw(spec, seed)
            for at, step in enumerate(instance.formulas.steps):
                for wrong in step.wrong:
                    done += check_one(spec, seed, at, wrong, instance)
        seed += 1


def on_a_tie(data: dict[str, Any], own: dict[str, Any]) -> bool:
    """Whether a slip has put a quotient of the quantiser on a half, where rounding may go either
    way.
    """
    if "back" not in own:
        return False
    quotients = np.append(data["x"], data["low"]) / own["s"]
    return bool(np.any(abs(abs(quotients) % 1 - 0.5) < 1e-9))


def check_one(spec: NumericSpec, seed: int, at: int, wrong: Wrong, instance: Instance) -> int:
    try:
        own = ones_own(spec, seed, at, wrong)
    except EvaluationError:
        return 0
    if not all(np.isfinite(value).all() for value in own.values()) or on_a_tie(instance.data, own):
        return 0
    verdict = grade(
        spec, "\n".join(f"{id} = {np.asarray(value).tolist()!r}" for id, value in own.items()), seed
    )
    right = set(instance.data)
    for k, (step, part) in enumerate(zip(instance.formulas.steps, verdict.parts, strict=True)):
        if k == at:
            # a slip that another formula of the list gives too may bear that one's name
            assert (
                part.outcome == "wrong"
                and part.diagnosis is not None
                and part.diagnosis.code.startswith(f"listed:{step.id}")
            ), (step.id, seed, part)
        else:
            # what follows from entries that are right but rounded is right; what follows from the
            # slip is carried
            same = (
                step.tolerance.accepts(own[step.id], instance.truth[step.id])
                or step.uses & set(instance.truth) <= right
            )
            right |= {step.id} if same else set()
            assert part.outcome == ("correct" if same else "carried"), (step.id, seed, part, own)
            assert part.marks == part.max_marks
    return 1


@pytest.mark.tensorflow
@pytest.mark.parametrize(
    "description", [d for d in DESCRIPTIONS if d["network"] == "dense"], ids=name
)
def test_gradients_agree_with_the_gradient_tape(description: dict[str, Any]) -> None:
    tf = pytest.importorskip("tensorflow")
    activations = {
        "relu": tf.nn.relu,
        "tanh": tf.tanh,
        "sigmoid": tf.sigmoid,
        "linear": tf.identity,
        "softmax": lambda z: tf.nn.softmax(z),
    }
    losses = {
        "squared": lambda y, a: tf.reduce_sum((y - a) ** 2),
        "half-squared": lambda y, a: tf.reduce_sum((y - a) ** 2) / 2,
        "mse": lambda y, a: tf.reduce_mean((y - a) ** 2),
        "bce": lambda y, a: -tf.reduce_sum(y * tf.math.log(a) + (1 - y) * tf.math.log(1 - a)),
        "ce": lambda y, a: -tf.reduce_sum(y * tf.math.log(a)),
    }
    spec = expand(description)
    for seed in range(4):
        instance = draw(spec, seed)
        depth = len(description.get("layers", [2, 2, 1])) - 1
        parameters = {
            k: tf.constant(instance.values[k], tf.float64) for k in instance.values if k[0] in "Wb"
        }
        with tf.GradientTape() as tape:
            tape.watch(list(parameters.values()))
            a = tf.constant(instance.values["x"], tf.float64)
            for k, act in enumerate(description.get("activations", ["relu"] * depth), 1):
                a = (
                    activations[act](tf.linalg.matvec(parameters[f"W{k}"], a) + parameters[f"b{k}"])
                    if act != "softmax"
                    else tf.nn.softmax(
                        tf.linalg.matvec(parameters[f"W{k}"], a) + parameters[f"b{k}"]
                    )
                )
            loss = losses[description.get("loss", "squared")](
                tf.constant(instance.values["y"], tf.float64), a
            )
        gradients = tape.gradient(loss, parameters)
        assert np.isclose(float(loss), instance.truth["L"])
        for k, gradient in gradients.items():
            np.testing.assert_allclose(
                gradient.numpy(), instance.truth["g" + k], rtol=1e-9, atol=1e-12
            )


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ('network = "transformer"', "network"),
        ('network = "dense"\nlayers = [9, 9]', "layers"),
        ('network = "dense"\nlayers = [2]', "layers"),
        ('network = "dense"\nloss = "ce"', "loss"),
        (
            'network = "dense"\nloss = "ce"\nactivations = ["softmax"]\nlayers = [2, 1]',
            "layers",
        ),
        ('network = "dense"\nactivations = ["relu"]', "activations"),
        ('network = "dense"\nlearn = 0.1\nbackward = false', "learn"),
        ('network = "dense"\nlearn = 0', "learn"),
        ('network = "rnn"\nsteps = 40', "steps"),
        ('network = "quantise"\nbits = "4"', "bits"),
        ('network = "dense"\nlearn = 0.1\noptimiser = "lion"', "optimiser"),
        ('network = "dense"\nlearning = 0.1', "learning"),
        ('network = "gru"\nsteps = 2', "steps"),
        ("", ""),
    ],
)
def test_a_description_that_cannot_be_made_is_refused_with_its_field(table: str, key: str) -> None:
    text = f"[generate]\n{table}\n"
    document = Document("q.md", front=tomllib.loads(text), lines=toml_lines(text))
    assert parse(document) is None
    lines = text.splitlines()
    expected = next(number for number, line in enumerate(lines, 1) if line.startswith(key))
    assert {fault.line for fault in document.faults} == {expected}
    assert all(all(both(fault.said)) for fault in document.faults)
