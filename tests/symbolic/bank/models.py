"""Losses, divergences and metrics, from their definitions; expectations by summing or by
quadrature.
"""

import math

import numpy as np

from tests.symbolic.bank.registry import enter


def _normal(x, m, s):  # type: ignore[no-untyped-def]
    return np.exp(-((x - m) ** 2) / (2 * s * s)) / (s * math.sqrt(2 * math.pi))


def _kl(m, s, k, t):  # type: ignore[no-untyped-def]
    """The divergence of N(k, t^2) from N(m, s^2) by summing over a fine grid of ten deviations each
    way.
    """
    x, step = np.linspace(m - 10 * s, m + 10 * s, 20001, retstep=True)
    q = _normal(x, m, s)
    gap = -((x - m) ** 2) / (2 * s * s) - math.log(s) + (x - k) ** 2 / (2 * t * t) + math.log(t)
    return float(np.sum(q * gap) * step)


def _softened(v):  # type: ignore[no-untyped-def]
    target = np.full(len(v.p), v.a / len(v.p))
    target[0] += 1 - v.a
    return -np.sum(target * np.log(v.p))


def _ridge(v):  # type: ignore[no-untyped-def]
    """The stationary point of the objective, whose slope is linear in w."""

    def slope(w):  # type: ignore[no-untyped-def]
        return (
            sum(-2 * x * (y - w * x) for x, y in zip(v.x, v.y, strict=True))
            + 2 * getattr(v, "lambda") * w
        )

    return -slope(0.0) / (slope(1.0) - slope(0.0))


def _f1(v):  # type: ignore[no-untyped-def]
    precision, recall = v.TP / (v.TP + v.FP), v.TP / (v.TP + v.FN)
    return 2 / (1 / precision + 1 / recall)


enter(
    "mse-formula",
    lambda v: math.fsum((a - b) ** 2 for a, b in zip(v.y, v.p, strict=True)) / len(v.y),
)
enter(
    "bce-formula",
    lambda v: (
        -math.fsum(
            a * math.log(b) + (1 - a) * math.log(1 - b) for a, b in zip(v.y, v.p, strict=True)
        )
        / len(v.y)
    ),
)
enter(
    "gan-discriminator-loss",
    lambda v: (
        -math.fsum(map(math.log, v.d)) / len(v.d)
        - math.fsum(math.log(1 - g) for g in v.g) / len(v.g)
    ),
)
enter("gan-nonsaturating-loss", lambda v: -math.fsum(map(math.log, v.g)) / len(v.g))
enter("gaussian-kl", lambda v: _kl(v.mu, math.exp(v.l / 2), 0.0, 1.0))
enter("gaussian-kl-two", lambda v: _kl(v.m, v.s, v.k, v.t))
enter(
    "kl-categorical",
    lambda v: math.fsum(a * (math.log(a) - math.log(b)) for a, b in zip(v.p, v.q, strict=True)),
)
enter("focal-loss-formula", lambda v: math.log(1 / v.p) * math.exp(v.gamma * math.log(1 - v.p)))
enter(
    "huber-loss-formula",
    lambda v: min(abs(v.r), v.d) ** 2 / 2 + v.d * (abs(v.r) - min(abs(v.r), v.d)),
)
enter(
    "hinge-loss-mean",
    lambda v: (
        math.fsum(1 - a * b if a * b < 1 else 0 for a, b in zip(v.y, v.f, strict=True)) / len(v.y)
    ),
)
enter(
    "triplet-loss-formula",
    lambda v: max(0.0, math.dist(v.a, v.p) ** 2 - math.dist(v.a, v.q) ** 2 + v.m),
)
enter("infonce-one-query", lambda v: math.log(math.fsum(math.exp((s - v.s[0]) / v.t) for s in v.s)))
enter("label-smoothing-loss", _softened)
enter("perplexity-from-probabilities", lambda v: math.prod(v.p) ** (-1 / len(v.p)))
enter("dpo-loss-formula", lambda v: np.logaddexp(0, -(v.beta * (v.u - v.r) - v.beta * (v.v - v.s))))
enter("ridge-one-weight", _ridge)
enter("best-discriminator", lambda v: 1 / (1 + v.q / v.p))
enter(
    "ddpm-noisy-sample",
    lambda v: [math.sqrt(v.a) * x + math.sqrt(1 - v.a) * z for x, z in zip(v.x, v.z, strict=True)],
)
enter("f1-from-counts", _f1)
enter("dice-loss-soft", lambda v: 1 - np.sum(2 * v.p * v.g) / np.sum(v.p + v.g))
enter("psnr-from-mse", lambda v: 20 * math.log10(v.M) - 10 * math.log10(v.e))
enter("transe-score", lambda v: math.dist(np.add(v.h, v.r), v.t))
