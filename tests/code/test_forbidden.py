"""Forbidden names are found however they are reached, and a learner's own names are left alone."""

from __future__ import annotations

import ast

import pytest

from graders.code import forbidden
from graders.code.grade import CodeGrader
from tests.code.specs import CONV, HEAD, PATCHES, changed, english

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
    "from keras.layers import Conv2D\nm = Conv2D(3, 3)": "Conv2D",
    "import keras\nm = keras.layers.Conv2D(3, 3)": "Conv2D",
    "import keras\nm = keras.layers.Dense(3)": "tf.keras.layers.Dense",
    "from tensorflow.keras import layers as L\nm = L.Dense(3)": "tf.keras.layers.Dense",
    "import numpy as np\nnp.convolve(a, b)": "np.convolve",
    "from numpy import convolve\ny = convolve(a, b)": "np.convolve",
    "from tensorflow.python.ops import nn_ops": "tensorflow.python.ops.nn_ops",
}
OWN = [
    "def conv2d(x):\n    return x\ny = conv2d(1)",
    "import tensorflow as tf\ny = tf.nn.relu(x)",
    "class Conv2D:\n    pass\nm = Conv2D()",
    "conv2d = 3\nprint(conv2d)",
    "# tf.nn.conv2d\nx = 'tf.nn.conv2d'",
    "class A:\n    def f(self):\n        self.Conv2D = 1\n        return self.Conv2D",
    "import tensorflow as tf\ny = tf.nn.conv2d_transpose(x)",
    "def f(Conv2D):\n    return Conv2D",
    "import my.nn as nn\nnn.conv2d(x)",
    "from keras.layers import Conv2D",
    "from numpy import convolve",
    "import tensorflow as tf\nfrom tensorflow.keras.layers import Dense\ny = tf.nn.relu(x)",
]


@pytest.mark.parametrize("source", FOUND)
def test_a_forbidden_name_is_found_through_every_alias(source: str) -> None:
    hit = forbidden.find(ast.parse(source), NAMES)
    assert hit is not None and hit.name == FOUND[source]


@pytest.mark.parametrize("source", OWN)
def test_a_learners_own_name_is_left_alone(source: str) -> None:
    assert forbidden.find(ast.parse(source), NAMES) is None


HIDDEN = [
    "getattr(tf.nn, 'conv' + '2d')(x, w, stride, padding)",
    "vars(tf)['nn'].__getattribute__('conv' + '2d')(x, w, stride, padding)",
    "eval('tf.nn.conv' + '2d')(x, w, stride, padding)",
    "__import__('operator').attrgetter('nn.conv' + '2d')(tf)(x, w, stride, padding)",
    "getattr(tf.compat.v1.nn, 'conv' + '2d')(x, w, stride, padding)",
    "getattr(tf.keras.layers, 'Conv' + '2D')(3, 1)(x)",
    "getattr(tf.raw_ops, 'Conv' + '2D')(input=x, filter=w, strides=[1, stride, stride, "
    "1], padding=padding)",
    "tf.map_fn(lambda v: getattr(tf.nn, 'convolu' + 'tion')(v[None], w, stride, padding)[0], x)",
]


@pytest.mark.tensorflow
@pytest.mark.parametrize("expression", HIDDEN)
def test_a_constructed_name_is_refused_at_run_time(grader: CodeGrader, expression: str) -> None:
    verdict = grader.grade(
        CONV, HEAD + f"def conv2d(x, w, b, stride, padding):\n    return {expression} + b\n", 1
    )
    assert (verdict.outcome, verdict.parts[0].word) == ("wrong", "forbidden-name"), (
        verdict.diagnoses
    )
    assert "conv" in english(verdict.diagnoses[0]).lower()


@pytest.mark.tensorflow
def test_a_refusal_leaves_the_library_itself_working(grader: CodeGrader) -> None:
    question = changed(CONV, forbidden=["tf.nn.conv2d"])
    keras = (
        HEAD + "def conv2d(x, w, b, stride, padding):\n    return tf.keras.ops.conv(x, w, "
        "stride, padding.lower()) + b\n"
    )
    assert grader.grade(question, keras, 1).outcome == "correct"
    assert grader.grade(CONV, PATCHES, 1).outcome == "correct"


def test_the_first_line_is_told() -> None:
    hit = forbidden.find(ast.parse("x = 1\nimport tensorflow as tf\n\ny = tf.nn.conv2d\n"), NAMES)
    assert hit is not None and hit.line == 4


# ways around a forbidden convolution that only running them shows
DETOURS = {
    "constructed names": (
        "return getattr(getattr(tf, 'n' + 'n'), 'conv' + '2d')(x, w, stride, padding) + b"
    ),
    "eval": "return eval('tf.nn.con' + 'v2d')(x, w, stride, padding) + b",
    "importlib": "import importlib\n    return importlib.import_module('tensor' + "
    "'flow').nn.__getattribute__('conv' + '2d')(x, w, stride, padding) + b",
    "attrgetter": (
        "import operator\n"
        "    return operator.attrgetter('nn.' + 'conv2d')(tf)(x, w, stride, padding) + b"
    ),
    "the generated module": (
        "import sys\n"
        "    ops = next(m for n, m in sys.modules.items() if n.endswith('gen_nn' + '_ops'))\n"
        "    return getattr(ops, 'conv' + '2d')"
        "(x, w, strides=[1, stride, stride, 1], padding=padding) + b"
    ),
    "globals of an allowed function": (
        "return tf.nn.relu.__globals__.get('gen_nn_ops', None).conv2d"
        "(x, w, strides=[1, stride, stride, 1], padding=padding) + b"
    ),
    "keras by another name": (
        "import importlib\n"
        "    return importlib.import_module('ke' + 'ras').ops.conv"
        "(x, w, stride, padding.lower()) + b"
    ),
    "a third dimension": (
        "return getattr(tf.nn, 'conv' + '3d')"
        "(x[:, None], w[None], [1, 1, stride, stride, 1], padding)[:, 0] + b"
    ),
    "a traced function": (
        "return tf.function(lambda a: getattr(tf.nn, 'convolut' + 'ion')"
        "(a, w, [stride, stride], padding))(x) + b"
    ),
    "dilation of one": "return tf.nn.atrous_conv2d(x, w, 1, padding)[:, ::stride, ::stride] + b",
    "the eager interpreter": "import sys\n    run = sys.modules['tensorflow.pyth' + "
    "'on.eager.execute'].quick_execute\n"
    "    return run('Conv' + '2D', 1, [x, w], (), None) + b",
}


@pytest.mark.tensorflow
@pytest.mark.parametrize("name", DETOURS)
def test_a_forbidden_operation_does_not_run_however_it_is_reached(
    grader: CodeGrader, name: str
) -> None:
    question = changed(
        CONV,
        forbidden=[*CONV.forbidden, "tf.raw_ops.Conv3D", "tf.raw_ops.DepthwiseConv2dNative"],
    )
    verdict = grader.grade(
        question, f"{HEAD}\ndef conv2d(x, w, b, stride, padding):\n    {DETOURS[name]}\n", 1
    )
    assert verdict.outcome == "wrong", name


@pytest.mark.tensorflow
def test_denied_operations_leave_the_others_and_the_gradient_alone(grader: CodeGrader) -> None:
    question = changed(CONV, forbidden=[*CONV.forbidden, "tf.raw_ops.Conv3D"])
    assert grader.grade(question, PATCHES, 1).outcome == "correct"


@pytest.mark.tensorflow
@pytest.mark.parametrize(
    "line",
    [
        "from tensorflow import keras",
        "import keras",
        "from tensorflow.keras import layers",
        "import tensorflow.keras as K",
        "from keras.layers import Dense",
        "import tensorflow.keras.backend as K",
        "from tensorflow.nn import conv2d as theirs",
    ],
)
def test_an_import_that_is_not_used_is_no_use(grader: CodeGrader, line: str) -> None:
    question = changed(CONV, forbidden=["tf.nn.conv2d", "tf.keras", "tf.nn.convolution"])
    verdict = grader.grade(question, f"{line}\n{PATCHES}", 1)
    assert verdict.outcome == "correct", [english(d) for d in verdict.diagnoses]


def test_keras_is_keras_however_it_is_imported() -> None:
    for source in (
        "import keras\nkeras.ops.conv(1)",
        "from keras import ops\nops.conv(1)",
        "import tensorflow as tf\ntf.keras.ops.conv(1)",
        "from tensorflow import keras as k\nk.layers",
    ):
        assert forbidden.find(ast.parse(source), ["tf.keras"]) is not None, source
