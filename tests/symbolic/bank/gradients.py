"""Gradients, each from its loss."""

import numpy as np

from tests.symbolic.bank.registry import enter, slope


def _softmax(z):  # type: ignore[no-untyped-def]
    e = np.exp(z)
    return e / e.sum()


def _bce(z, y):  # type: ignore[no-untyped-def]
    s = 1 / (1 + np.exp(-z))
    return -(y * np.log(s) + (1 - y) * np.log(1 - s))


def _vjp(v):  # type: ignore[no-untyped-def]
    """g pulled back through a softmax at logits ln p."""
    return slope(lambda z: np.sum(v.g * _softmax(z)), np.log(v.p))


def _distilled(v):  # type: ignore[no-untyped-def]
    target = _softmax(v.v / v.T)
    return slope(lambda z: -(v.T**2) * np.sum(target * np.log(_softmax(z / v.T))), v.z)


enter("mse-gradient-weight", lambda v: slope(lambda w: np.mean((w * v.x + v.b - v.y) ** 2), v.w))
enter("bce-logit-gradient", lambda v: slope(lambda z: _bce(z, v.y), v.z))
enter(
    "bernoulli-entropy-slope",
    lambda v: slope(lambda p: -p * np.log(p) - (1 - p) * np.log(1 - p), v.p),
)
enter(
    "logsumexp-gradient", lambda v: slope(lambda z: v.tau * np.log(np.sum(np.exp(z / v.tau))), v.z)
)
enter("quadratic-form-gradient", lambda v: slope(lambda x: x @ v.A @ x, v.x))
enter("softmax-vjp", _vjp)
enter("kd-loss-gradient", _distilled)
enter(
    "sigmoid-derivative", lambda v: slope(lambda z: 1 / (1 + np.exp(-z)), np.log(v.s / (1 - v.s)))
)
enter("softplus-derivative", lambda v: slope(lambda z: np.log(1 + np.exp(z)), v.z))
enter("swish-derivative", lambda v: slope(lambda z: z / (1 + np.exp(-z)), v.z))
enter("tanh-derivative", lambda v: slope(np.tanh, v.z))
enter(
    "softmax-jacobian-entry",
    lambda v: slope(
        lambda e: _softmax(np.log(v.p) + e * np.array([1, 1] + [0] * (len(v.p) - 2)))[0], 0.0
    ),
)
enter("residual-block-slope", lambda v: slope(lambda x: (x + v.u * x) + v.v * (x + v.u * x), 1.0))
