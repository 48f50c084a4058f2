"""A filled question of each kind to start from; each passes lint as it stands."""

from __future__ import annotations

_HEAD = '+++\nid = "{id}"\nkind = "{kind}"\ntopic = "{topic}"\ndifficulty = 2\nminutes = 2\n'

_BODIES: dict[str, str] = {
    "choice": """+++

## zh
3x3 卷积、步长 1、不填充，28x28 的输入得到多大的输出？

## en
What is the output size of a 3x3 convolution with stride 1 and no padding on a 28x28 input?

## choices
- [x] 26x26
- [ ] 28x28
  no padding / 没有填充
- [ ] 25x25
  off by one / 差 1

## explanation zh
28 - 3 + 1 = 26。

## explanation en
28 - 3 + 1 = 26.
""",
    "concept": """pass_mark = 2

[[rubric]]
id = "copy"
weight = 2
zh = "训练集上学得太细，把噪声也记住了"
en = "the noise of the training set is learnt as well"
accept = ["noise", "memoris", "memoriz", "噪声", "记住"]

[[rubric]]
id = "gap"
weight = 1
zh = "训练误差低而验证误差高"
en = "training error is low while validation error is high"
accept = ["validation", "test error", "验证", "泛化"]
+++

## zh
什么是过拟合？怎样看出来？

## en
What is overfitting, and how does one see it?

## explanation zh
模型把训练集的噪声也学了进去，于是训练误差低、验证误差高。

## explanation en
The model has learnt the noise of the training set as well, so the training error is low and the
validation error high.
""",
    "symbolic": """answer = "mean((y - p)^2)"

[symbols]
y = "vector[n] real"
p = "vector[n] real"

[[misconception]]
answer = "sum((y - p)^2)"
zh = "没有除以 n"
en = "not divided by n"
+++

## zh
写出 y 与 p 的均方误差。

## en
Give the mean squared error of y and p.

## explanation zh
误差先平方，再对 n 个样本取平均。

## explanation en
Square the errors, then take the mean over the n samples.
""",
    "numeric": """example = {{ x = [2, 3], w = [0.5, 1], b = 0.5 }}

[variables]
x = {{ vector = 2, integer = [1, 5] }}
w = {{ vector = 2, real = [-1, 1, 0.25] }}
b = {{ real = [-1, 1, 0.5], exclude = [0] }}

[[step]]
id = "z"
zh = "加权和"
en = "weighted sum"
formula = "dot(w, x) + b"
marks = 1

[[step.wrong]]
formula = "dot(w, x)"
zh = "漏了偏置"
en = "bias left out"
+++

## zh
x = {x}，w = {w}，b = {b}。求 z = w·x + b。

## en
x = {x}, w = {w}, b = {b}. Find z = w·x + b.

## explanation zh
先求加权和，再加偏置。

## explanation en
Take the weighted sum, then add the bias.
""",
    "code": """entry = "mse"
gradients = ["p"]
+++

## zh
用 TensorFlow 实现 mse(y, p)：均方误差，返回标量。

## en
Implement mse(y, p) in TensorFlow: the mean squared error, a scalar.

## starter
```python
import tensorflow as tf


def mse(y, p):
    ...
```

## cases
```python
def cases(rng):
    return [
        (rng.normal(size=n).astype("float32"), rng.normal(size=n).astype("float32"))
        for n in (1, 4, 9)
    ]
```

## reference
```python
import tensorflow as tf


def mse(y, p):
    return tf.reduce_mean(tf.square(y - p))
```

## mutants
### sum
zh: 求了和，没有取平均
en: summed, not averaged
```python
import tensorflow as tf


def mse(y, p):
    return tf.reduce_sum(tf.square(y - p))
```

## explanation zh
平方误差取平均。

## explanation en
The mean of the squared errors.
""",
}


def template(kind: str, topic: str, id: str) -> str:
    """The text of a new question file."""
    body = _BODIES[kind].replace("{{", "{").replace("}}", "}")
    return _HEAD.format(id=id, kind=kind, topic=topic) + body
