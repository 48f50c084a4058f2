"""Optimisers, regularisers, normalisation, initialisation."""

import numpy as np

from tests.symbolic.pairs import Family, Slip

_STEP = {
    "w": {"is": "scalar real", "also": ["θ", "w_t"]},
    "g": "scalar real",
    "eta": "scalar positive",
}
_BN = {
    "x": "vector[n] real",
    "gamma": "scalar real",
    "beta": "scalar real",
    "eps": "scalar positive",
}


def _normal(v):
    return (v.x - np.mean(v.x)) / np.sqrt(np.mean((v.x - np.mean(v.x)) ** 2) + v.eps)


FAMILIES = [
    Family(
        "sgd",
        "w - eta*g",
        _STEP,
        lambda v: v.w - v.eta * v.g,
        ("w − ηg", r"w-\eta g", "-g*eta + w", "θ - η·g", "w_{t+1} = w_t - η g"),
        (
            Slip("w + eta*g", lambda v: v.w + v.eta * v.g),
            Slip("eta*g - w", lambda v: v.eta * v.g - v.w),
            Slip("w - g", lambda v: v.w - v.g),
            Slip("-eta*g", lambda v: -v.eta * v.g),
            Slip("w - eta/g", lambda v: v.w - v.eta / v.g, named=False),
            Slip("w - eta", lambda v: v.w - v.eta),
            Slip("w - eta*w", lambda v: v.w - v.eta * v.w),
        ),
    ),
    Family(
        "momentum",
        "w - eta*(mu*v + g)",
        {**_STEP, "mu": "scalar in (0,1)", "v": "scalar real"},
        lambda p: p.w - p.eta * (p.mu * p.v + p.g),
        (
            "w − η(μ v + g)",
            "w - eta*mu*v - eta*g",
            r"w-\eta\,(g+\mu v)",
        ),
        (
            Slip("w - eta*mu*v + g", lambda p: p.w - p.eta * p.mu * p.v + p.g, named=False),
            Slip("w - eta*g", lambda p: p.w - p.eta * p.g),
            Slip("w - eta*(v + g)", lambda p: p.w - p.eta * (p.v + p.g)),
            Slip("w - eta*(mu*v - g)", lambda p: p.w - p.eta * (p.mu * p.v - p.g)),
            Slip("w + eta*(mu*v + g)", lambda p: p.w + p.eta * (p.mu * p.v + p.g)),
            Slip("w - (mu*v + g)", lambda p: p.w - p.mu * p.v - p.g),
            Slip("w - eta*mu*v", lambda p: p.w - p.eta * p.mu * p.v),
            Slip("w - eta*(mu*v + mu*g)", lambda p: p.w - p.eta * p.mu * (p.v + p.g), named=False),
        ),
    ),
    Family(
        "adam-step",
        "w - eta*(m/(1-a^t))/(sqrt(s/(1-b^t)) + eps)",
        {
            "w": "scalar real",
            "eta": "scalar positive",
            "m": "scalar real",
            "s": {"is": "scalar positive", "also": ["v"]},
            "a": {"is": "scalar in (0,1)", "also": ["β₁", "beta_1"]},
            "b": {"is": "scalar in (0,1)", "also": ["β₂", "beta_2"]},
            "t": "integer 1..9",
            "eps": {"is": "scalar positive", "also": ["ε"]},
        },
        lambda v: v.w - v.eta * (v.m / (1 - v.a**v.t)) / (np.sqrt(v.s / (1 - v.b**v.t)) + v.eps),
        (
            r"w-\eta\frac{m/(1-\beta_1^t)}{\sqrt{v/(1-\beta_2^t)}+\epsilon}",
            "w - η m/((1-β₁^t)(√(v/(1-β₂^t)) + ε))",
            "w - eta*m/(1-beta_1**t)/(sqrt(v/(1-beta_2**t))+eps)",
        ),
        (
            Slip(
                "w - eta*m/(sqrt(s/(1-b^t)) + eps)",
                lambda v: v.w - v.eta * v.m / (np.sqrt(v.s / (1 - v.b**v.t)) + v.eps),
            ),
            Slip(
                "w - eta*(m/(1-a^t))/(sqrt(s) + eps)",
                lambda v: v.w - v.eta * v.m / (1 - v.a**v.t) / (np.sqrt(v.s) + v.eps),
            ),
            Slip(
                "w - eta*(m/(1-a^t))/sqrt(s/(1-b^t) + eps)",
                lambda v: (
                    v.w - v.eta * v.m / (1 - v.a**v.t) / np.sqrt(v.s / (1 - v.b**v.t) + v.eps)
                ),
            ),
            Slip(
                "w - eta*(m/(1-a^t))/(s/(1-b^t) + eps)",
                lambda v: v.w - v.eta * v.m / (1 - v.a**v.t) / (v.s / (1 - v.b**v.t) + v.eps),
            ),
            Slip(
                "w - eta*(m/(1-b^t))/(sqrt(s/(1-a^t)) + eps)",
                lambda v: (
                    v.w - v.eta * v.m / (1 - v.b**v.t) / (np.sqrt(v.s / (1 - v.a**v.t)) + v.eps)
                ),
            ),
            Slip(
                "w + eta*(m/(1-a^t))/(sqrt(s/(1-b^t)) + eps)",
                lambda v: (
                    v.w + v.eta * v.m / (1 - v.a**v.t) / (np.sqrt(v.s / (1 - v.b**v.t)) + v.eps)
                ),
            ),
            Slip(
                "w - eta*(m/(1-a))/(sqrt(s/(1-b^t)) + eps)",
                lambda v: v.w - v.eta * v.m / (1 - v.a) / (np.sqrt(v.s / (1 - v.b**v.t)) + v.eps),
            ),
            Slip(
                "w - eta*(m/(1-a^t))/sqrt(s/(1-b^t))",
                lambda v: v.w - v.eta * v.m / (1 - v.a**v.t) / np.sqrt(v.s / (1 - v.b**v.t)),
            ),
        ),
    ),
    Family(
        "adamw",
        "w - eta*(u + lambda*w)",
        {
            "w": "scalar real",
            "eta": "scalar positive",
            "u": "scalar real",
            "lambda": "scalar positive",
        },
        lambda v: v.w - v.eta * (v.u + getattr(v, "lambda") * v.w),
        (
            "w − η(u + λw)",
            "(1 - η λ) w - η u",
            r"(1-\eta\lambda)w-\eta u",
            "w - eta*u - eta*lambda*w",
        ),
        (
            Slip("w - eta*u - lambda*w", lambda v: v.w - v.eta * v.u - getattr(v, "lambda") * v.w),
            Slip("w - eta*u", lambda v: v.w - v.eta * v.u),
            Slip(
                "w - eta*(u - lambda*w)", lambda v: v.w - v.eta * (v.u - getattr(v, "lambda") * v.w)
            ),
            Slip("w - eta*(u + w)", lambda v: v.w - v.eta * (v.u + v.w)),
            Slip("w - eta*(u + lambda)", lambda v: v.w - v.eta * (v.u + getattr(v, "lambda"))),
            Slip(
                "w - eta*(u + 2*lambda*w)",
                lambda v: v.w - v.eta * (v.u + 2 * getattr(v, "lambda") * v.w),
            ),
        ),
    ),
    Family(
        "l2",
        "lambda*sum(w^2)/2",
        {"w": "vector[n] real", "lambda": "scalar positive"},
        lambda v: getattr(v, "lambda") * np.sum(v.w**2) / 2,
        (
            "λ/2 ‖w‖²",
            r"\frac{\lambda}{2}\lVert w\rVert_2^2",
            "0.5*lambda*w@w",
            "λ/2 ∑_i w_i²",
            r"\frac{\lambda}{2}w^{\top}w",
        ),
        (
            Slip("lambda*sum(w^2)", lambda v: getattr(v, "lambda") * np.sum(v.w**2)),
            Slip("lambda*sum(|w|)/2", lambda v: getattr(v, "lambda") * np.sum(abs(v.w)) / 2),
            Slip("lambda*norm(w)/2", lambda v: getattr(v, "lambda") * np.linalg.norm(v.w) / 2),
            Slip("lambda*mean(w^2)/2", lambda v: getattr(v, "lambda") * np.mean(v.w**2) / 2),
            Slip("lambda*sum(w)^2/2", lambda v: getattr(v, "lambda") * np.sum(v.w) ** 2 / 2),
            Slip("sum(w^2)/2", lambda v: np.sum(v.w**2) / 2),
        ),
    ),
    Family(
        "l1-prox",
        "sign(w)*max(abs(w) - t, 0)",
        {"w": "vector[n] real", "t": "scalar positive"},
        lambda v: np.sign(v.w) * np.maximum(abs(v.w) - v.t, 0),
        (
            "sign(w)*relu(|w| - t)",
            "sgn(w_i) [|w_i| - t]_+",
            "relu(w - t) - relu(-w - t)",
            "where(w > t, w - t, where(w < -t, w + t, 0))",
        ),
        (
            Slip("max(abs(w) - t, 0)", lambda v: np.maximum(abs(v.w) - v.t, 0)),
            Slip("sign(w)*(abs(w) - t)", lambda v: np.sign(v.w) * (abs(v.w) - v.t)),
            Slip(
                "sign(w)*max(abs(w) + t, 0)", lambda v: np.sign(v.w) * np.maximum(abs(v.w) + v.t, 0)
            ),
            Slip("sign(w)*max(w - t, 0)", lambda v: np.sign(v.w) * np.maximum(v.w - v.t, 0)),
            Slip("w*max(abs(w) - t, 0)", lambda v: v.w * np.maximum(abs(v.w) - v.t, 0)),
        ),
    ),
    Family(
        "dropout",
        "m*x/(1-p)",
        {"m": "vector[n] binary", "x": "vector[n] real", "p": "scalar in (0,1)"},
        lambda v: v.m * v.x / (1 - v.p),
        (
            "m ⊙ x / (1-p)",
            r"\frac{m\odot x}{1-p}",
            "where(m > 0, x/(1-p), 0)",
        ),
        (
            Slip("m*x", lambda v: v.m * v.x),
            Slip("m*x*(1-p)", lambda v: v.m * v.x * (1 - v.p)),
            Slip("m*x/p", lambda v: v.m * v.x / v.p),
            Slip("x/(1-p)", lambda v: v.x / (1 - v.p)),
            Slip("m*x/(1+p)", lambda v: v.m * v.x / (1 + v.p)),
        ),
    ),
    Family(
        "batch-norm",
        "gamma*(x - mean(x))/sqrt(var(x) + eps) + beta",
        _BN,
        lambda v: v.gamma * _normal(v) + v.beta,
        (
            "γ(x − mean(x))/√(var(x)+ε) + β",
            r"\gamma\frac{x_i-\frac1n\sum_j x_j}{\sqrt{\frac1n\sum_j (x_j-\frac1n\sum_k "
            r"x_k)^2+\epsilon}}+\beta",
            "beta + gamma*(x-mean(x))*(var(x)+eps)^(-1/2)",
            "gamma*(x - mean(x))/sqrt(mean(x^2) - mean(x)^2 + eps) + beta",
        ),
        (
            Slip(
                "gamma*(x - mean(x))/(sqrt(var(x)) + eps) + beta",
                lambda v: v.gamma * (v.x - np.mean(v.x)) / (np.std(v.x) + v.eps) + v.beta,
            ),
            Slip(
                "gamma*(x - mean(x))/(var(x) + eps) + beta",
                lambda v: v.gamma * (v.x - np.mean(v.x)) / (np.var(v.x) + v.eps) + v.beta,
            ),
            Slip("(x - mean(x))/sqrt(var(x) + eps)", lambda v: _normal(v), named=False),
            Slip("gamma*(x - mean(x))/sqrt(var(x) + eps)", lambda v: v.gamma * _normal(v)),
            Slip(
                "gamma*x/sqrt(var(x) + eps) + beta",
                lambda v: v.gamma * v.x / np.sqrt(np.var(v.x) + v.eps) + v.beta,
            ),
            Slip(
                "beta*(x - mean(x))/sqrt(var(x) + eps) + gamma",
                lambda v: v.beta * _normal(v) + v.gamma,
            ),
            Slip(
                "gamma*(x - mean(x))/sqrt(var(x)) + beta",
                lambda v: v.gamma * (v.x - np.mean(v.x)) / np.std(v.x) + v.beta,
            ),
            Slip("(x - mean(x))/sqrt(var(x) + eps) + beta", lambda v: _normal(v) + v.beta),
        ),
    ),
    Family(
        "rms-norm",
        "gamma*x/sqrt(mean(x^2) + eps)",
        {k: v for k, v in _BN.items() if k != "beta"},
        lambda v: v.gamma * v.x / np.sqrt(np.mean(v.x**2) + v.eps),
        (
            "γ x_i/√(1/n ∑_j x_j² + ε)",
            "gamma*x/sqrt(norm(x)^2/n + eps)",
            r"\frac{\gamma x}{\sqrt{\operatorname{mean}(x^2)+\varepsilon}}",
        ),
        (
            Slip(
                "gamma*x/sqrt(var(x) + eps)",
                lambda v: v.gamma * v.x / np.sqrt(np.var(v.x) + v.eps),
                named=False,
            ),
            Slip(
                "gamma*x/sqrt(sum(x^2) + eps)",
                lambda v: v.gamma * v.x / np.sqrt(np.sum(v.x**2) + v.eps),
            ),
            Slip(
                "gamma*x/(sqrt(mean(x^2)) + eps)",
                lambda v: v.gamma * v.x / (np.sqrt(np.mean(v.x**2)) + v.eps),
            ),
            Slip("gamma*x/(mean(x^2) + eps)", lambda v: v.gamma * v.x / (np.mean(v.x**2) + v.eps)),
            Slip("x/sqrt(mean(x^2) + eps)", lambda v: v.x / np.sqrt(np.mean(v.x**2) + v.eps)),
            Slip(
                "gamma*x/sqrt(mean(x)^2 + eps)",
                lambda v: v.gamma * v.x / np.sqrt(np.mean(v.x) ** 2 + v.eps),
            ),
        ),
    ),
    Family(
        "variance",
        "mean((x - mean(x))^2)",
        {"x": "vector[n] real"},
        lambda v: np.mean((v.x - v.x.mean()) ** 2),
        (
            "mean(x^2) - mean(x)^2",
            "var(x)",
            "1/n ∑_i (x_i - 1/n ∑_j x_j)²",
            "std(x)^2",
            "‖x - mean(x)‖²/n",
        ),
        (
            Slip("mean(x)^2 - mean(x^2)", lambda v: -np.var(v.x)),
            Slip("sum((x - mean(x))^2)", lambda v: np.var(v.x) * v.n),
            Slip("sum((x - mean(x))^2)/(n-1)", lambda v: np.var(v.x, ddof=1)),
            Slip("mean(x^2)", lambda v: np.mean(v.x**2)),
            Slip("sqrt(mean((x - mean(x))^2))", lambda v: np.std(v.x)),
            Slip("mean(abs(x - mean(x)))", lambda v: np.mean(abs(v.x - v.x.mean()))),
            Slip("mean((x + mean(x))^2)", lambda v: np.mean((v.x + v.x.mean()) ** 2)),
        ),
    ),
    Family(
        "cosine-schedule",
        "eta*(1 + cos(pi*t/T))/2",
        {"eta": "scalar positive", "t": "scalar positive", "T": "scalar positive"},
        lambda v: v.eta * (1 + np.cos(np.pi * v.t / v.T)) / 2,
        (
            "η/2 (1 + cos(πt/T))",
            r"\frac{\eta}{2}\left(1+\cos\frac{\pi t}{T}\right)",
            "eta*cos(pi*t/(2*T))^2",
        ),
        (
            Slip("eta*cos(pi*t/T)/2", lambda v: v.eta * np.cos(np.pi * v.t / v.T) / 2),
            Slip("eta*(1 - cos(pi*t/T))/2", lambda v: v.eta * (1 - np.cos(np.pi * v.t / v.T)) / 2),
            Slip("eta*(1 + cos(pi*t/T))", lambda v: v.eta * (1 + np.cos(np.pi * v.t / v.T))),
            Slip(
                "eta*(1 + cos(2*pi*t/T))/2",
                lambda v: v.eta * (1 + np.cos(2 * np.pi * v.t / v.T)) / 2,
            ),
            Slip("eta*(1 + cos(t/T))/2", lambda v: v.eta * (1 + np.cos(v.t / v.T)) / 2),
            Slip("eta*(1 + sin(pi*t/T))/2", lambda v: v.eta * (1 + np.sin(np.pi * v.t / v.T)) / 2),
        ),
    ),
    Family(
        "glorot",
        "sqrt(2/(n+m))",
        {"n": "integer 1..64", "m": "integer 1..64"},
        lambda v: np.sqrt(2 / (v.n + v.m)),
        ("√(2/(n+m))", r"\sqrt{\frac{2}{n+m}}", "(2/(m+n))**0.5", "sqrt(2)/sqrt(n+m)"),
        (
            Slip("sqrt(2/n)", lambda v: np.sqrt(2 / v.n)),
            Slip("2/(n+m)", lambda v: 2 / (v.n + v.m)),
            Slip("sqrt(6/(n+m))", lambda v: np.sqrt(6 / (v.n + v.m))),
            Slip("sqrt(1/(n+m))", lambda v: np.sqrt(1 / (v.n + v.m))),
            Slip("sqrt(2/(n*m))", lambda v: np.sqrt(2 / (v.n * v.m))),
            Slip("sqrt((n+m)/2)", lambda v: np.sqrt((v.n + v.m) / 2)),
        ),
    ),
]
