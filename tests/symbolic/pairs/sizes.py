"""Sizes, counts, metrics, generative models, language models."""

import math

import numpy as np

from tests.symbolic.pairs import Family, Slip, sigmoid

_CONV = {"n": "integer 5..40", "k": "integer 1..5", "p": "integer 0..2", "s": "integer 1..3"}
_COUNTS = {"TP": "integer 1..60", "FP": "integer 0..60", "FN": "integer 0..60"}
_GAUSS = {"mu": {"is": "scalar real", "also": ["m"]}, "s": {"is": "scalar positive", "also": ["σ"]}}


def _out(v, rounding=math.floor):
    return rounding((v.n + 2 * v.p - v.k) / v.s) + 1


FAMILIES = [
    Family(
        "conv-size",
        "floor((n + 2*p - k)/s) + 1",
        _CONV,
        _out,
        (
            "⌊(n+2p−k)/s⌋ + 1",
            r"\left\lfloor\frac{n+2p-k}{s}\right\rfloor+1",
            "(n + 2*p - k)//s + 1",
            "floor((n+2p-k+s)/s)",
            "1 + (n-k+2p)//s",
            "ceil((n+2p-k+1)/s)",
        ),
        (
            Slip("(n + 2*p - k)/s + 1", lambda v: (v.n + 2 * v.p - v.k) / v.s + 1),
            Slip("ceil((n + 2*p - k)/s) + 1", lambda v: _out(v, math.ceil)),
            Slip("floor((n + 2*p - k)/s)", lambda v: _out(v) - 1),
            Slip("floor((n + p - k)/s) + 1", lambda v: math.floor((v.n + v.p - v.k) / v.s) + 1),
            Slip("floor((n - k)/s) + 1", lambda v: math.floor((v.n - v.k) / v.s) + 1),
            Slip(
                "floor((n + 2*p + k)/s) + 1", lambda v: math.floor((v.n + 2 * v.p + v.k) / v.s) + 1
            ),
            Slip("n + 2*p - k + 1", lambda v: v.n + 2 * v.p - v.k + 1),
            Slip("floor((n + 2*p - k)*s) + 1", lambda v: (v.n + 2 * v.p - v.k) * v.s + 1),
        ),
    ),
    Family(
        "conv-parameters",
        "(k^2*c + 1)*m",
        {
            "k": "integer 1..9",
            "c": {"is": "integer 1..64", "also": ["C_in", "C_{in}"]},
            "m": {"is": "integer 1..64", "also": ["C_out", "C_{out}"]},
        },
        lambda v: (v.k * v.k * v.c + 1) * v.m,
        (
            "k*k*c*m + m",
            "(k² C_in + 1) C_out",
            r"k^2 C_{in} C_{out}+C_{out}",
            "m(1 + c k^2)",
        ),
        (
            Slip("k^2*c*m", lambda v: v.k**2 * v.c * v.m),
            Slip("(k^2 + 1)*m", lambda v: (v.k**2 + 1) * v.m),
            Slip("(k*c + 1)*m", lambda v: (v.k * v.c + 1) * v.m),
            Slip("k^2*c*m + 1", lambda v: v.k**2 * v.c * v.m + 1),
            Slip("(k^2*m + 1)*c", lambda v: (v.k**2 * v.m + 1) * v.c),
            Slip("k^2*(c + 1)*m", lambda v: v.k**2 * (v.c + 1) * v.m, named=False),
        ),
    ),
    Family(
        "lstm-parameters",
        "4*(h*(h + d) + h)",
        {"h": "integer 1..40", "d": "integer 1..40"},
        lambda v: 4 * (v.h**2 + v.h * v.d + v.h),
        ("4h(h+d+1)", "4(h² + hd + h)", r"4\left(h(h+d)+h\right)"),
        (
            Slip("4*h*(h + d)", lambda v: 4 * v.h * (v.h + v.d)),
            Slip("h*(h + d) + h", lambda v: v.h * (v.h + v.d) + v.h),
            Slip("3*(h*(h + d) + h)", lambda v: 3 * (v.h * (v.h + v.d) + v.h)),
            Slip("4*(h*d + h)", lambda v: 4 * (v.h * v.d + v.h)),
            Slip("4*(h*(h + d) + d)", lambda v: 4 * (v.h * (v.h + v.d) + v.d)),
        ),
    ),
    Family(
        "f1",
        "2*TP/(2*TP + FP + FN)",
        _COUNTS,
        lambda v: 2 * v.TP / (2 * v.TP + v.FP + v.FN),
        (
            r"\frac{2TP}{2TP+FP+FN}",
            "TP/(TP + (FP+FN)/2)",
            "2*(TP/(TP+FP))*(TP/(TP+FN))/((TP/(TP+FP)) + (TP/(TP+FN)))",
            "1/(1 + (FP+FN)/(2TP))",
        ),
        (
            Slip("TP/(TP + FP + FN)", lambda v: v.TP / (v.TP + v.FP + v.FN), named=False),
            Slip("2*TP/(TP + FP + FN)", lambda v: 2 * v.TP / (v.TP + v.FP + v.FN)),
            Slip("TP/(2*TP + FP + FN)", lambda v: v.TP / (2 * v.TP + v.FP + v.FN)),
            Slip("2*TP/(2*TP + FP)", lambda v: 2 * v.TP / (2 * v.TP + v.FP)),
            Slip("2*TP/(2*TP + FP - FN)", lambda v: 2 * v.TP / (2 * v.TP + v.FP - v.FN)),
            Slip("(2*TP + FP + FN)/(2*TP)", lambda v: 1 + (v.FP + v.FN) / (2 * v.TP)),
        ),
    ),
    Family(
        "dice",
        "2*sum(p*g)/(sum(p) + sum(g))",
        {"p": "vector[n] in (0,1)", "g": "vector[n] in (0,1)"},
        lambda v: 2 * np.sum(v.p * v.g) / (v.p.sum() + v.g.sum()),
        (
            "2 p·g/(∑_i p_i + ∑_i g_i)",
            r"\frac{2\sum_i p_i g_i}{\sum_i p_i+\sum_i g_i}",
            "2*dot(p,g)/sum(p+g)",
            "2 mean(p*g)/(mean(p) + mean(g))",
        ),
        (
            Slip(
                "sum(p*g)/(sum(p) + sum(g))", lambda v: np.sum(v.p * v.g) / (v.p.sum() + v.g.sum())
            ),
            Slip(
                "2*sum(p*g)/(sum(p) - sum(g))",
                lambda v: 2 * np.sum(v.p * v.g) / (v.p.sum() - v.g.sum()),
            ),
            Slip(
                "sum(p*g)/(sum(p) + sum(g) - sum(p*g))",
                lambda v: np.sum(v.p * v.g) / (v.p.sum() + v.g.sum() - np.sum(v.p * v.g)),
                named=False,
            ),
            Slip("2*sum(p*g)/sum(p)", lambda v: 2 * np.sum(v.p * v.g) / v.p.sum()),
            Slip("2*sum(p + g)/(sum(p) + sum(g))", lambda v: 2.0),
        ),
    ),
    Family(
        "psnr",
        "10*log10(M^2/e)",
        {"M": "scalar positive", "e": {"is": "scalar positive", "also": ["MSE"]}},
        lambda v: 10 * np.log10(v.M**2 / v.e),
        (
            r"10\log_{10}\frac{M^2}{MSE}",
            "20 lg M - 10 lg e",
            "10 ln(M²/e)/ln 10",
            "20*log10(M/sqrt(e))",
        ),
        (
            Slip("10*log(M^2/e)", lambda v: 10 * np.log(v.M**2 / v.e)),
            Slip("10*log10(M/e)", lambda v: 10 * np.log10(v.M / v.e)),
            Slip("20*log10(M^2/e)", lambda v: 20 * np.log10(v.M**2 / v.e)),
            Slip("log10(M^2/e)", lambda v: np.log10(v.M**2 / v.e)),
            Slip("10*log10(e/M^2)", lambda v: 10 * np.log10(v.e / v.M**2)),
            Slip("10*log10(M^2)", lambda v: 10 * np.log10(v.M**2)),
        ),
    ),
    Family(
        "gaussian-kl",
        "(mu^2 + s^2 - 1)/2 - log(s)",
        _GAUSS,
        lambda v: (v.mu**2 + v.s**2 - 1) / 2 - np.log(v.s),
        (
            "½(μ² + σ² − 1) − ln σ",
            r"\frac12\left(\mu^2+\sigma^2-1-\ln\sigma^2\right)",
            "0.5*(mu**2 + s**2 - log(s**2) - 1)",
            "-1/2 (1 + log(s^2) - mu^2 - s^2)",
        ),
        (
            Slip("(mu^2 + s^2 - 1)/2 + log(s)", lambda v: (v.mu**2 + v.s**2 - 1) / 2 + np.log(v.s)),
            Slip("(mu^2 + s^2 - 1)/2", lambda v: (v.mu**2 + v.s**2 - 1) / 2),
            Slip("(mu^2 + s^2)/2 - log(s)", lambda v: (v.mu**2 + v.s**2) / 2 - np.log(v.s)),
            Slip("mu^2 + s^2 - 1 - log(s)", lambda v: v.mu**2 + v.s**2 - 1 - np.log(v.s)),
            Slip("(mu^2 + s - 1)/2 - log(s)", lambda v: (v.mu**2 + v.s - 1) / 2 - np.log(v.s)),
            Slip("(s^2 - 1)/2 - log(s)", lambda v: (v.s**2 - 1) / 2 - np.log(v.s)),
            Slip("log(s) - (mu^2 + s^2 - 1)/2", lambda v: np.log(v.s) - (v.mu**2 + v.s**2 - 1) / 2),
            Slip(
                "(mu^2 + s^2 - 1)/2 - log10(s)",
                lambda v: (v.mu**2 + v.s**2 - 1) / 2 - np.log10(v.s),
            ),
        ),
    ),
    Family(
        "best-discriminator",
        "p/(p + q)",
        {
            "p": {"is": "scalar positive", "also": ["p_data"]},
            "q": {"is": "scalar positive", "also": ["p_g"]},
        },
        lambda v: v.p / (v.p + v.q),
        (r"\frac{p_{data}}{p_{data}+p_g}", "1/(1+q/p)", "1 - q/(p+q)", "σ(ln(p/q))"),
        (
            Slip("q/(p + q)", lambda v: v.q / (v.p + v.q)),
            Slip("p/q", lambda v: v.p / v.q),
            Slip("p/(p - q)", lambda v: v.p / (v.p - v.q)),
            Slip("p/p + q", lambda v: 1 + v.q),
            Slip("(p + q)/p", lambda v: (v.p + v.q) / v.p),
        ),
    ),
    Family(
        "ddpm",
        "sqrt(a)*x + sqrt(1-a)*z",
        {
            "a": {"is": "scalar in (0,1)", "also": [r"\bar{\alpha}", "ᾱ"]},
            "x": {"is": "vector[n] real", "also": ["x_0"]},
            "z": {"is": "vector[n] real", "also": ["ε"]},
        },
        lambda v: np.sqrt(v.a) * v.x + np.sqrt(1 - v.a) * v.z,
        (
            r"\sqrt{\bar{\alpha}}\,x_0+\sqrt{1-\bar{\alpha}}\,\epsilon",
            "√a x + √(1-a) z",
            "a^0.5 x + (1-a)^0.5 z",
        ),
        (
            Slip("a*x + (1-a)*z", lambda v: v.a * v.x + (1 - v.a) * v.z, named=False),
            Slip("sqrt(1-a)*x + sqrt(a)*z", lambda v: np.sqrt(1 - v.a) * v.x + np.sqrt(v.a) * v.z),
            Slip("sqrt(a)*x + (1-a)*z", lambda v: np.sqrt(v.a) * v.x + (1 - v.a) * v.z),
            Slip("sqrt(a)*x", lambda v: np.sqrt(v.a) * v.x),
            Slip("sqrt(a)*x - sqrt(1-a)*z", lambda v: np.sqrt(v.a) * v.x - np.sqrt(1 - v.a) * v.z),
            Slip("x + sqrt(1-a)*z", lambda v: v.x + np.sqrt(1 - v.a) * v.z),
        ),
    ),
    Family(
        "dpo",
        "-log(sigmoid(b*((u - v) - (r - s))))",
        {
            "b": {"is": "scalar positive", "also": ["β"]},
            "u": "scalar real",
            "v": "scalar real",
            "r": "scalar real",
            "s": "scalar real",
        },
        lambda p: np.logaddexp(0, -p.b * (p.u - p.v - p.r + p.s)),
        (
            "-ln σ(β(u − v − r + s))",
            "softplus(-b(u - r) + b(v - s))",
            r"\log\left(1+e^{-\beta((u-r)-(v-s))}\right)",
        ),
        (
            Slip(
                "-log(sigmoid(b*((u - v) + (r - s))))",
                lambda p: np.logaddexp(0, -p.b * (p.u - p.v + p.r - p.s)),
            ),
            Slip(
                "log(sigmoid(b*((u - v) - (r - s))))",
                lambda p: -np.logaddexp(0, -p.b * (p.u - p.v - p.r + p.s)),
            ),
            Slip(
                "-log(sigmoid((u - v) - (r - s)))",
                lambda p: np.logaddexp(0, -(p.u - p.v - p.r + p.s)),
            ),
            Slip("-log(sigmoid(b*(u - v)))", lambda p: np.logaddexp(0, -p.b * (p.u - p.v))),
            Slip(
                "-sigmoid(b*((u - v) - (r - s)))", lambda p: -sigmoid(p.b * (p.u - p.v - p.r + p.s))
            ),
            Slip(
                "-b*log(sigmoid((u - v) - (r - s)))",
                lambda p: p.b * np.logaddexp(0, -(p.u - p.v - p.r + p.s)),
                named=False,
            ),
        ),
    ),
    Family(
        "perplexity",
        "exp(-mean(log(p)))",
        {"p": "vector[n] in (0,1)"},
        lambda v: np.exp(-np.mean(np.log(v.p))),
        (
            r"\exp\left(-\frac1n\sum_{i=1}^n\ln p_i\right)",
            "(∏_i p_i)^(-1/n)",
            "2^(-mean(log2 p))",
            "1/prod(p)^(1/n)",
            r"\sqrt[n]{\prod_i \frac{1}{p_i}}",
        ),
        (
            Slip("exp(mean(log(p)))", lambda v: np.exp(np.mean(np.log(v.p)))),
            Slip("-mean(log(p))", lambda v: -np.mean(np.log(v.p))),
            Slip("exp(-sum(log(p)))", lambda v: np.exp(-np.sum(np.log(v.p)))),
            Slip("2^(-mean(log(p)))", lambda v: 2 ** (-np.mean(np.log(v.p))), named=False),
            Slip("exp(-mean(p))", lambda v: np.exp(-np.mean(v.p))),
            Slip("exp(-mean(log2(p)))", lambda v: np.exp(-np.mean(np.log2(v.p)))),
        ),
    ),
    Family(
        "quantise",
        "round(x/s) + z",
        {"x": "scalar real", "s": "scalar positive", "z": "integer 0..255"},
        lambda v: np.rint(v.x / v.s) + v.z,
        ("z + round(x/s)", "round(s^(-1) x) + z"),
        (
            Slip("x/s + z", lambda v: v.x / v.s + v.z, named=False),
            Slip("round(x*s) + z", lambda v: np.rint(v.x * v.s) + v.z),
            Slip("round(x/s) - z", lambda v: np.rint(v.x / v.s) - v.z),
            Slip("round(x/s)", lambda v: np.rint(v.x / v.s)),
            Slip("floor(x/s) + z", lambda v: np.floor(v.x / v.s) + v.z),
        ),
    ),
    Family(
        "bellman",
        "r + g*max(q)",
        {"r": "scalar real", "g": {"is": "scalar in (0,1)", "also": ["γ"]}, "q": "vector[n] real"},
        lambda v: v.r + v.g * np.max(v.q),
        (r"r+\gamma\max_i q_i", "γ max(q) + r", "r + g*np.max(q)"),
        (
            Slip("r + max(q)", lambda v: v.r + np.max(v.q)),
            Slip("r + g*mean(q)", lambda v: v.r + v.g * np.mean(v.q)),
            Slip("r - g*max(q)", lambda v: v.r - v.g * np.max(v.q)),
            Slip("g*max(q)", lambda v: v.g * np.max(v.q)),
            Slip("r + g*min(q)", lambda v: v.r + v.g * np.min(v.q)),
            Slip("g*(r + max(q))", lambda v: v.g * (v.r + np.max(v.q)), named=False),
        ),
    ),
    Family(
        "ridge",
        "sum(x*y)/(sum(x^2) + lambda)",
        {"x": "vector[n] real", "y": "vector[n] real", "lambda": "scalar positive"},
        lambda v: v.x @ v.y / (v.x @ v.x + getattr(v, "lambda")),
        (
            "x·y/(x·x + λ)",
            r"\frac{\sum_i x_i y_i}{\sum_i x_i^2+\lambda}",
            "x^T y/(‖x‖² + λ)",
            "(x@x + lambda)^(-1) * x@y",
        ),
        (
            Slip("sum(x*y)/sum(x^2)", lambda v: v.x @ v.y / (v.x @ v.x)),
            Slip(
                "sum(x*y)/(sum(x^2) - lambda)",
                lambda v: v.x @ v.y / (v.x @ v.x - getattr(v, "lambda")),
            ),
            Slip(
                "sum(x*y)/(sum(x)^2 + lambda)",
                lambda v: v.x @ v.y / (v.x.sum() ** 2 + getattr(v, "lambda")),
            ),
            Slip(
                "sum(x*y)/sum(x^2) + lambda",
                lambda v: v.x @ v.y / (v.x @ v.x) + getattr(v, "lambda"),
            ),
            Slip(
                "sum(x*y)/(sum(y^2) + lambda)",
                lambda v: v.x @ v.y / (v.y @ v.y + getattr(v, "lambda")),
            ),
            Slip(
                "mean(x*y)/(mean(x^2) + lambda)",
                lambda v: np.mean(v.x * v.y) / (np.mean(v.x**2) + getattr(v, "lambda")),
                named=False,
            ),
        ),
    ),
]
