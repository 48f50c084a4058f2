"""Subtle slips that once passed: each leaves out one clause of its question's prompt."""

from __future__ import annotations

from pathlib import Path

import pytest

from graders.code.grade import shared_grader
from quizbank.store.locations import bundled
from tests.code.specs import bundled_spec

pytestmark = pytest.mark.tensorflow
FILES = {path.stem: path for path in sorted(Path(bundled("questions")).glob("*/code-*.md"))}
TF = "import numpy as np\nimport tensorflow as tf\n"

# question -> what of its reference is replaced, and by what
CHANGED: dict[str, list[tuple[str, str]]] = {
    "code-masked-attention": [
        ("    scores = tf.where(mask > 0, scores, -1e30)\n", ""),
        ("tf.reduce_max(scores, axis=-1, keepdims=True)", "tf.reduce_max(scores)"),
        ("tf.reduce_max(scores, axis=-1, keepdims=True)", "0.0"),
        ("-1e30)", "-1e4)"),
    ],
    "code-stable-softmax": [
        ("tf.reduce_max(z, axis=-1, keepdims=True)", "tf.reduce_max(z)"),
        ("z = z / t\n", "z = tf.clip_by_value(z / t, -80.0, 80.0)\n"),
        ("    z = z / t\n    e = tf.exp(z - ", "    e = tf.exp(z / t - "),
    ],
    "code-bce-from-logits": [
        ("tf.nn.relu(z) - y * z", "tf.where(y > 0, tf.nn.relu(z) - z, tf.nn.relu(z))"),
        (
            "tf.nn.relu(z) - y * z + tf.math.log1p(tf.exp(-tf.abs(z)))",
            "-(y * tf.math.log(tf.sigmoid(z)) + (1 - y) * tf.math.log(1 - tf.sigmoid(z)))",
        ),
    ],
    "code-adam-step": [
        ("(tf.sqrt(v / (1 - b2 ** t)) + eps)", "tf.sqrt(v / (1 - b2 ** t) + eps)"),
        ("(tf.sqrt(v / (1 - b2 ** t)) + eps)", "tf.sqrt(v / (1 - b2 ** t))"),
        ("w - lr * step", "w - 0.01 * step"),
        ("b1 * m + (1 - b1) * g", "0.9 * m + 0.1 * g"),
        ("v = b2 * v + (1 - b2)", "v = 0.999 * v + 0.001"),
        (" + eps)", " + 1e-7)"),
    ],
    "code-adamw-step": [
        (" + 1e-8)", ")"),
        ("(tf.sqrt(v / (1 - 0.999 ** t)) + 1e-8)", "tf.sqrt(v / (1 - 0.999 ** t) + 1e-8)"),
        ("w - lr * (step", "w - 0.05 * (step"),
        ("wd * w), m, v", "0.1 * w), m, v"),
    ],
    "code-backprop-step": [("b - eta * ", "b - 0.1 * "), ("v - eta * ", "v - 0.1 * ")],
    "code-gan-training-step": [("D = D - eta", "D = D - 0.1"), ("G - eta", "G - 0.1")],
    "code-confusion-metrics": [("p >= 0.5", "p > 0.5")],
    "code-batch-norm-train": [
        ("momentum * mean + (1 - momentum) * m", "0.9 * mean + 0.1 * m"),
        ("tf.sqrt(v + eps)", "tf.sqrt(v + 1e-3)"),
    ],
    "code-clip-global-norm": [
        ("limit / norm)", "limit / norm ** 2)"),
        ("tf.minimum(1.0, limit / norm)", "limit / norm"),
        (
            "norm = tf.sqrt(tf.reduce_sum(tf.square(a)) + tf.reduce_sum(tf.square(b)))\n",
            "norm = tf.sqrt(tf.reduce_sum(tf.square(a)) + tf.reduce_sum(tf.square(b)))\n    if norm ** 2 <= limit:\n        return a, b, norm\n",
        ),
    ],
    "code-kmeans-step": [
        (
            "tf.argmin(distance, axis=1, output_type=tf.int32)",
            "tf.cast(centres.shape[0] - 1 - tf.argmin(distance[:, ::-1], axis=1), tf.int32)",
        ),
        ("tf.where(count > 0, mean, centres)", "mean"),
    ],
    "code-affine-quantise": [
        ("z = tf.round(-low / s)", "z = tf.clip_by_value(tf.round(-low / s), 0, 255)"),
        ("tf.clip_by_value(tf.round(x / s) + z, 0, 255)", "tf.round(x / s) + z"),
    ],
    "code-iou-matrix": [("tf.maximum(tf.minimum", "tf.abs(tf.minimum"), (", 0)\n", ", -1e9)\n")],
    "code-edit-distance": [
        (
            "row = list(range(len(b) + 1))",
            "if not len(b):\n        return 0\n    row = list(range(len(b) + 1))",
        ),
        (
            "row = list(range(len(b) + 1))",
            "if not len(a):\n        return 0\n    row = list(range(len(b) + 1))",
        ),
    ],
    "code-read-training-log": [
        ("losses.index(min(losses)) + 1", "len(losses) - losses[::-1].index(min(losses))"),
        ("len(rows) - best", "len(rows) - best - 1"),
    ],
    "code-cifar-unpack": [("np.float32(255)", "np.float32(rows.max())")],
    "code-smoothed-cross-entropy": [
        ("(1 - a) * tf.one_hot(labels, k) + a / k", "0.9 * tf.one_hot(labels, k) + 0.1 / k")
    ],
    "code-layer-norm": [
        ("tf.sqrt(var + eps)", "(tf.sqrt(var) + eps)"),
        ("tf.sqrt(var + eps)", "tf.sqrt(var + 1e-5)"),
    ],
    "code-gan-step-losses": [("tf.math.softplus(-fake))", "tf.math.log(1 + tf.exp(-fake)))")],
    "code-max-pool": [
        ("axis=(2, 4))", "axis=(2, 4)) * 1.0 if tf.reduce_max(x) > 0 else x[:, ::2, ::2] * 0")
    ],
}
PAIRS = [(id, k) for id, changes in CHANGED.items() for k in range(len(changes))]


@pytest.mark.parametrize(("id", "number"), PAIRS)
def test_a_clause_that_is_left_out_does_not_pass(id: str, number: int) -> None:
    spec = bundled_spec(FILES[id])
    right, wrong = CHANGED[id][number]
    assert right in spec.reference
    source = TF + spec.reference.replace(right, wrong)
    for seed in (1, 7):
        assert shared_grader().grade(spec, source, seed).outcome in ("wrong", "partial"), seed


def _conv(padding: str, height: str, width: str) -> str:
    """A convolution by slices, whose sizes and padding are as given."""
    return f"""{TF}
def conv2d(x, w, b, stride, padding):
    kh, kw, c, m = w.shape
    n, h, width, _ = x.shape
    if padding == "SAME":
        oh, ow = -(-h // stride), -(-width // stride)
        ph, pw = {padding}
        x = tf.pad(x, [[0, 0], [ph // 2, ph - ph // 2], [pw // 2, pw - pw // 2], [0, 0]])
    else:
        oh, ow = {height}, {width}
    rows = [x[:, i:i + (oh - 1) * stride + 1:stride, j:j + (ow - 1) * stride + 1:stride] @ w[i, j]
            for i in range(kh) for j in range(kw)]
    return tf.add_n(rows) + b
"""


SIZES = ("(h - kh) // stride + 1", "(width - kw) // stride + 1")
PADDING = "max((oh - 1) * stride + kh - h, 0), max((ow - 1) * stride + kw - width, 0)"


def test_a_convolution_by_slices_is_right() -> None:
    spec = bundled_spec(FILES["code-conv2d"])
    assert shared_grader().grade(spec, _conv(PADDING, *SIZES), 1).outcome == "correct"


@pytest.mark.parametrize(
    ("padding", "height", "width"),
    [
        ("(oh - 1) * stride + kh - h, (oh - 1) * stride + kh - h", *SIZES),
        ("kh - 1, kw - 1", *SIZES),
        ("(oh - 1) * stride + kh - h, (ow - 1) * stride + kw - width", *SIZES),
        (PADDING, SIZES[0], SIZES[0]),
        (PADDING, SIZES[1], SIZES[0]),
    ],
)
def test_a_convolution_that_is_right_on_squares_alone_does_not_pass(
    padding: str, height: str, width: str
) -> None:
    spec = bundled_spec(FILES["code-conv2d"])
    source = _conv(padding, height, width)
    assert shared_grader().grade(spec, source, 1).outcome in ("wrong", "partial")
