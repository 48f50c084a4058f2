"""Sample code questions."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from graders.code.limits import Allowance
from graders.code.parse import parse
from graders.code.spec import Call, CodeSpec, Mutant
from graders.document import Document, Section
from graders.toml_lines import toml_lines
from graders.verdict import Diagnosis
from quizbank.words.catalogue import sentence

HEAD = "import numpy as np\nimport tensorflow as tf\n"


def english(diagnosis: Diagnosis) -> str:
    """What is said of a slip, in English."""
    return sentence(diagnosis.said, "en")


def chinese(diagnosis: Diagnosis) -> str:
    """What is said of a slip, in Chinese."""
    return sentence(diagnosis.said, "zh")


def bundled_spec(path: Path) -> CodeSpec:
    """The data of a question file."""
    document = document_of(path.read_text("utf-8"))
    parsed = parse(document)
    assert parsed is not None, document.faults
    return parsed


def document_of(text: str) -> Document:
    """A question file in parts."""
    _, front, body = text.split("+++\n", 2)
    document = Document("question.md", tomllib.loads(front), front)
    document.lines = {path: line + 1 for path, line in toml_lines(front).items()}
    line, fenced = front.count("\n") + 3, False
    for row in body.splitlines(keepends=True):
        if row.startswith("## ") and not fenced:
            document.sections.append(Section(row[3:].strip(), "", line, line + 1))
        elif document.sections:
            document.sections[-1].text += row
        fenced ^= row.startswith("```")
        line += 1
    return document


def changed(question: CodeSpec, **more: Any) -> CodeSpec:
    """The question with other values; lists and tables may be given as a file has them."""
    if "limits" in more:
        more["limits"] = Allowance(**more["limits"])
    if "call" in more:
        more["call"] = [Call(**call) for call in more["call"]]
    plain = {key: tuple(value) if isinstance(value, list) else value for key, value in more.items()}
    return replace(question, **plain)


def spec(entry: str, cases: str, reference: str, **more: Any) -> CodeSpec:
    """A question of these three sources."""
    bare = CodeSpec(entry, cases="import numpy as np\n" + cases, reference=HEAD + reference)
    return changed(bare, **more)


def mutant(name: str, source: str) -> Mutant:
    return Mutant(name, f"错误: {name}", f"slip: {name}", HEAD + source)


MSE = spec(
    "mse",
    """
def cases(rng):
    return [
        (rng.normal(size=(n, 3)).astype("float32"), rng.normal(size=(n, 3)).astype("float32"))
        for n in (1, 4, 7)
    ]
""",
    "def mse(y, p):\n    return tf.reduce_mean((y - p) ** 2)\n",
    gradients=["y", "p"],
    forbidden=["tf.keras.losses.MSE", "MeanSquaredError"],
    checks='''
def check_positive(inputs, output):
    """A mean of squares is never negative."""
    assert output >= 0


def check_symmetric_scale(inputs, output):
    """zh: 均方误差就是差的平方的均值。"""
    return abs(float(((inputs["y"] - inputs[1]) ** 2).mean()) - float(output)) < 1e-3
''',
    mutants=[
        mutant("sum", "def mse(y, p):\n    return tf.reduce_sum((y - p) ** 2)\n"),
        mutant("half", "def mse(y, p):\n    return tf.reduce_mean((y - p) ** 2) / 2\n"),
        mutant(
            "detached",
            "def mse(y, p):\n    return tf.reduce_mean((tf.stop_gradient(y) - p) ** 2)\n",
        ),
    ],
)

CONV = spec(
    "conv2d",
    """
def cases(rng):
    drawn = []
    for _ in range(6):
        k, s, c, o = (int(rng.integers(1, n)) for n in (5, 4, 4, 4))
        h, w = (int(n) for n in rng.integers(5, 10, size=2))
        drawn.append((
            rng.normal(size=(2, h, w, c)), rng.normal(size=(k, k, c, o)), rng.normal(size=(o,)), s,
            str(rng.choice(["VALID", "SAME"])),
        ))
    drawn.append((
        rng.normal(size=(1, 6, 7, 2)), rng.normal(size=(2, 2, 2, 3)), rng.normal(size=(3,)), 2,
        "SAME",
    ))
    return drawn
""",
    "def conv2d(x, w, b, stride, padding):\n    return tf.nn.conv2d(x, w, stride, padding) + b\n",
    gradients=["x", "w", "b"],
    forbidden=["tf.nn.conv2d", "tf.nn.convolution", "Conv2D", "tf.raw_ops.Conv2D"],
    rtol=1e-7,
    mutants=[
        mutant(
            "flipped",
            "def conv2d(x, w, b, stride, padding):\n"
            "    return tf.nn.conv2d(x, tf.reverse(w, [0, 1]), stride, padding) + b\n",
        ),
        mutant(
            "no-bias",
            "def conv2d(x, w, b, stride, padding):\n    return tf.nn.conv2d(x, w, "
            "stride, padding)\n",
        ),
    ],
)

PATCHES = (
    HEAD
    + """
def conv2d(x, w, b, stride, padding):
    k, _, c, o = w.shape
    p = tf.image.extract_patches(x, [1, k, k, 1], [1, stride, stride, 1], [1, 1, 1, 1], padding)
    return tf.tensordot(p, tf.reshape(w, (-1, o)), 1) + b
"""
)

DENSE = spec(
    "dense",
    """
def cases(rng):
    return [
        (rng.normal(size=(n, 4)).astype("float32"), rng.normal(size=(4, 2)).astype("float32"),
         rng.normal(size=2).astype("float32"), name)
        for n, name in ((3, "relu"), (2, "linear"))
    ]


def stability_cases(rng):
    big = rng.normal(size=(2, 4)).astype("float32") * 1e4
    return [(big, rng.normal(size=(4, 2)).astype("float32"), np.zeros(2, "float32"), "linear")]
""",
    "def dense(x, w, b, activation):\n    z = x @ w + b\n    return tf.nn.relu(z) if "
    "activation == 'relu' else z\n",
    gradients=["w"],
    graph=True,
    jit=True,
    deterministic=True,
)

MODEL = spec(
    "build",
    """
def cases(rng):
    return [(4,), (6,)]


def model_inputs(rng, width):
    return rng.normal(size=(5, width)).astype("float32")
""",
    """
def build(width):
    return tf.keras.Sequential([
        tf.keras.Input((width,)), tf.keras.layers.Dense(8, activation="tanh"),
        tf.keras.layers.BatchNormalization(), tf.keras.layers.Dense(3),
    ])
""",
    model=True,
    checks="""
def check_parameters(inputs, output):
    assert output["parameters"] == sum(w.size for w in output["weights"])
    assert output["outputs"].shape == (5, 3)
""",
    mutants=[
        mutant(
            "relu",
            """
def build(width):
    return tf.keras.Sequential([
        tf.keras.Input((width,)), tf.keras.layers.Dense(8, activation="relu"),
        tf.keras.layers.BatchNormalization(), tf.keras.layers.Dense(3),
    ])
""",
        )
    ],
)

DOUBLE = spec(
    "double",
    "def cases(rng):\n    return [(rng.normal(size=3).astype('float32'),) for _ in range(2)]\n",
    "def double(x):\n    return 2 * x\n",
    limits={"cpu": 2, "wall": 4, "memory": "1GB"},
)
GOOD = "def double(x):\n    return x + x\n"


def returning(
    expression: str, cases: str = "[(np.arange(3.0, dtype='float32'),)]", **more: Any
) -> CodeSpec:
    """A question whose reference returns `expression` of its one argument x."""
    return spec(
        "f",
        f"def cases(rng):\n    return {cases}\n",
        f"def f(x):\n    return {expression}\n",
        **more,
    )
