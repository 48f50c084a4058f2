"""Forbidden names are found however they are reached, and a learner's own names are left alone."""

from __future__ import annotations

import ast

import pytest

from graders.code import forbidden
from graders.code.grade import CodeGrader
from tests.code.specs import CONV, HEAD, PATCHES

NAMES = ["tf.nn.conv2d", "Conv2D", "tf.keras.layers.Dense", "np.convolve"]
FOUND = {
    "import tensorflow as tf\ny = tf.nn.conv2d(x)": "tf.nn.conv2d",
    "import tensorflow as flow\ny = flow.nn.conv2d(x)": "tf.nn.conv2d",
    "import tensorflow\ny = tensorflow.nn.conv2d(x)": "tf.nn.conv2d",
    "from tensorflow import nn\ny = nn.conv2d(x)": "tf.nn.conv2d",
    "import tensorflow.nn as n\ny = n.conv2d(x)": "tf.nn.conv2d",
    "from tensorflow.nn import conv2d as c\ny = c(x)": "tf.nn.conv2d",
    "from tensorflow.nn import *\ny = conv2d(x)": "tf.nn.conv2d",
    "import tensorflow as tf\nn = tf.nn\ny = n.conv2d(x)": "tf.nn.conv2d",
    "import tensorflow as tf\nm = tf\nn = m.nn\nf = n.conv2d": "tf.nn.conv2d",
    "import tensorflow as tf\ny = tf.compat.v1.nn.conv2d(x)": "tf.nn.conv2d",
    "import tensorflow as tf\ny = getattr(tf.nn, 'conv2d')(x)": "tf.nn.conv2d",
    "import tensorflow as tf\ny = getattr(getattr(tf, 'nn'), 'conv2d')(x)": "tf.nn.conv2d",
    "from keras.layers import Conv2D": "Conv2D",
    "import keras\nm = keras.layers.Conv2D(3, 3)": "Conv2D",
    "import keras\nm = keras.layers.Dense(3)": "tf.keras.layers.Dense",
    "from tensorflow.keras import layers as L\nm = L.Dense(3)": "tf.keras.layers.Dense",
    "import numpy as np\nnp.convolve(a, b)": "np.convolve",
    "from numpy import convolve": "np.convolve",
    "from tensorflow.python.ops import nn_ops": "tensorflow.python.ops.nn_ops",
}
OWN = [
    "def conv2d(x):\n    return x\ny = conv2d(1)", "import tensorflow as tf\ny = tf.nn.relu(x)",
    "class Conv2D:\n    pass\nm = Conv2D()", "conv2d = 3\nprint(conv2d)", "# tf.nn.conv2d\nx = 'tf.nn.conv2d'",
    "class A:\n    def f(self):\n        self.Conv2D = 1\n        return self.Conv2D", "import tensorflow as tf\ny = tf.nn.conv2d_transpose(x)",
    "def f(Conv2D):\n    return Conv2D", "import my.nn as nn\nnn.conv2d(x)",
]


@pytest.mark.parametrize("source", FOUND)
def test_a_forbidden_name_is_found_through_every_alias(source: str) -> None:
    hit = forbidden.find(ast.parse(source), NAMES)
    assert hit is not None and hit.name == FOUND[source]


@pytest.mark.parametrize("source", OWN)
def test_a_learners_own_name_is_left_alone(source: str) -> None:
    assert forbidden.find(ast.parse(source), NAMES) is None


HIDDEN = [
    "getattr(tf.nn, 'conv' + '2d')(x, w, stride, padding)", "vars(tf)['nn'].__getattribute__('conv' + '2d')(x, w, stride, padding)",
    "eval('tf.nn.conv' + '2d')(x, w, stride, padding)", "__import__('operator').attrgetter('nn.conv' + '2d')(tf)(x, w, stride, padding)",
    "getattr(tf.compat.v1.nn, 'conv' + '2d')(x, w, stride, padding)",
    "getattr(tf.keras.layers, 'Conv' + '2D')(3, 1)(x)", "getattr(tf.raw_ops, 'Conv' + '2D')(input=x, filter=w, strides=[1, stride, stride, 1], padding=padding)",
    "tf.map_fn(lambda v: getattr(tf.nn, 'convolu' + 'tion')(v[None], w, stride, padding)[0], x)",
]


@pytest.mark.tensorflow
@pytest.mark.parametrize("expression", HIDDEN)
def test_a_constructed_name_is_refused_at_run_time(grader: CodeGrader, expression: str) -> None:
    verdict = grader.grade(CONV, HEAD + f"def conv2d(x, w, b, stride, padding):\n    return {expression} + b\n", 1)
    assert (verdict.outcome, verdict.parts[0].word) == ("wrong", "forbidden-name"), verdict.diagnoses
    assert "conv" in verdict.diagnoses[0].en.lower()


@pytest.mark.tensorflow
def test_a_refusal_leaves_the_library_itself_working(grader: CodeGrader) -> None:
    question = {**CONV, "forbidden": ["tf.nn.conv2d"]}
    keras = HEAD + "def conv2d(x, w, b, stride, padding):\n    return tf.keras.ops.conv(x, w, stride, padding.lower()) + b\n"
    assert grader.grade(question, keras, 1).outcome == "correct"
    assert grader.grade(CONV, PATCHES, 1).outcome == "correct"


def test_the_first_line_is_told() -> None:
    hit = forbidden.find(ast.parse("x = 1\nimport tensorflow as tf\n\ny = tf.nn.conv2d\n"), NAMES)
    assert hit is not None and hit.line == 4
