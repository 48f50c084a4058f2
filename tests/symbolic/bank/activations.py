"""Layers, optimisers and sizes, element by element."""

import math

import numpy as np

from tests.symbolic.bank.registry import enter


def _attention(v):  # type: ignore[no-untyped-def]
    out = []
    for q in v.Q:
        e = [
            math.exp(sum(a * b for a, b in zip(q, k, strict=True)) / math.sqrt(len(q))) for k in v.K
        ]
        out.append(sum(w / sum(e) * row for w, row in zip(e, v.V, strict=True)))
    return np.array(out)


def _rnn(v):  # type: ignore[no-untyped-def]
    return [
        math.tanh(
            sum(w * x for w, x in zip(row, v.x, strict=True))
            + sum(u * h for u, h in zip(rec, v.h, strict=True))
            + b
        )
        for row, rec, b in zip(v.W, v.U, v.b, strict=True)
    ]


def _batch_norm(v):  # type: ignore[no-untyped-def]
    m = math.fsum(v.x) / len(v.x)
    s2 = math.fsum((e - m) ** 2 for e in v.x) / len(v.x)
    return [v.gamma * (e - m) / math.sqrt(s2 + v.eps) + v.beta for e in v.x]


def _rms_norm(v):  # type: ignore[no-untyped-def]
    return [
        g * e / math.sqrt(math.fsum(k * k for k in v.x) / len(v.x) + v.eps)
        for g, e in zip(v.gamma, v.x, strict=True)
    ]


def _soft(w, t):  # type: ignore[no-untyped-def]
    """The minimum of (x - w)^2/2 + t|x|, by its three cases."""
    return w - t if w > t else w + t if w < -t else 0.0


def _conv_size(v):  # type: ignore[no-untyped-def]
    return len(
        [start for start in range(0, int(v.n + 2 * v.p), int(v.s)) if start + v.k <= v.n + 2 * v.p]
    )


enter("attention-scores", _attention)
enter(
    "attention-two-keys",
    lambda v: (
        (v.v[0] * math.exp(v.a / math.sqrt(v.d)) + v.v[1] * math.exp(v.b / math.sqrt(v.d)))
        / (math.exp(v.a / math.sqrt(v.d)) + math.exp(v.b / math.sqrt(v.d)))
    ),
)
enter("rnn-state-equation", _rnn)
enter(
    "lstm-cell-update",
    lambda v: [f * c + i * g for f, c, i, g in zip(v.f, v.c, v.i, v.g, strict=True)],
)
enter("tanh-by-sigmoid", lambda v: math.tanh(v.z))
enter("batch-norm-output", _batch_norm)
enter("rms-norm-output", _rms_norm)
enter(
    "sgd-momentum",
    lambda v: [w - v.eta * (v.beta * m + g) for w, m, g in zip(v.w, v.v, v.g, strict=True)],
)
enter(
    "adam-corrected-step",
    lambda v: (
        v.w
        - v.eta * (v.m / (1 - v.a ** int(v.t))) / (math.sqrt(v.v / (1 - v.b ** int(v.t))) + v.eps)
    ),
)
enter("adamw-update", lambda v: (1 - v.eta * getattr(v, "lambda")) * v.w - v.eta * v.u)
enter("radam-rho-infinity", lambda v: (1 + v.b) / (1 - v.b))
enter("l1-proximal-step", lambda v: [_soft(w, v.t) for w in v.w])
enter("conv-output-size", _conv_size)
enter(
    "conv-parameters",
    lambda v: sum(np.zeros((int(v.k), int(v.k), int(v.c))).size + 1 for _ in range(int(v.m))),
)
enter("efficientnet-flops-growth", lambda v: np.prod([v.a * v.b * v.b * v.c * v.c] * int(v.phi)))
