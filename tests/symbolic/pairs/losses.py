"""Losses: MSE, cross-entropies, robust and margin losses, divergences, contrastive losses."""

import numpy as np

from tests.symbolic.pairs import Family, Slip, sigmoid, softmax

_PAIR = {"y": "vector[n] real", "yhat": {"is": "vector[n] real", "also": ["p", "ŷ", r"\hat{y}"]}}
_LABELS = {
    "y": "vector[n] in (0,1)",
    "p": {"is": "vector[n] in (0,1)", "also": ["yhat", "ŷ", r"\hat{y}"]},
}
_LOGIT = {"z": "scalar real", "y": "scalar in [0,1]"}
_CLASSES = {"y": "onehot[K]", "z": "vector[K] real"}
_SOFT = {"y": "simplex[K]", "p": "simplex[K]"}


def _bce(v):
    return -np.mean(v.y * np.log(v.p) + (1 - v.y) * np.log(1 - v.p))


FAMILIES = [
    Family(
        "mse",
        "mean((y-yhat)^2)",
        _PAIR,
        lambda v: np.mean((v.y - v.yhat) ** 2),
        (
            "mean((yhat-y)**2)",
            "1/n sum_i (y_i - ŷ_i)^2",
            "(1/n)·∑ᵢ (yᵢ−ŷᵢ)²",
            r"\frac{1}{n}\sum_{i=1}^{n}(y_i-\hat{y}_i)^2",
            "‖y−ŷ‖²/n",
            "(y-p)@(y-p)/n",
            "np.mean((y - yhat)**2)",
            "（1/n）∑_{i=1}^{n}（y_i－ŷ_i）^2",
            "norm(y-yhat)^2/n",
            r"\frac1n \lVert \mathbf{y}-\hat{\mathbf{y}} \rVert_2^2",
            "sum(square(y-yhat))/len(y)",
            "mean(y^2) - 2 mean(y yhat) + mean(yhat^2)",
        ),
        (
            Slip("mean(y-yhat)^2", lambda v: np.mean(v.y - v.yhat) ** 2),
            Slip("sum((y-yhat)^2)", lambda v: np.sum((v.y - v.yhat) ** 2)),
            Slip("mean((y-yhat)^2)/2", lambda v: np.mean((v.y - v.yhat) ** 2) / 2),
            Slip("mean(|y-yhat|)", lambda v: np.mean(abs(v.y - v.yhat))),
            Slip("sqrt(mean((y-yhat)^2))", lambda v: np.sqrt(np.mean((v.y - v.yhat) ** 2))),
            Slip("mean((y+yhat)^2)", lambda v: np.mean((v.y + v.yhat) ** 2)),
            Slip("mean(y^2-yhat^2)", lambda v: np.mean(v.y**2 - v.yhat**2)),
            Slip("-mean((y-yhat)^2)", lambda v: -np.mean((v.y - v.yhat) ** 2)),
            Slip(
                r"\frac1n\left(\sum_i (y_i-\hat y_i)\right)^2",
                lambda v: np.sum(v.y - v.yhat) ** 2 / v.n,
            ),
        ),
    ),
    Family(
        "mse-gradient",
        "2*(yhat-y)/n",
        _PAIR,
        lambda v: 2 * (v.yhat - v.y) / v.n,
        (
            "2/n (yhat - y)",
            "-2(y-ŷ)/n",
            r"\frac{2}{n}(\hat{y}-y)",
            "2(ŷ_i - y_i)/n",
            r"-\frac{2}{n}(y_i-\hat y_i)",
        ),
        (
            Slip("(yhat-y)/n", lambda v: (v.yhat - v.y) / v.n),
            Slip("2(y-yhat)/n", lambda v: 2 * (v.y - v.yhat) / v.n),
            Slip("2(yhat-y)", lambda v: 2 * (v.yhat - v.y)),
            Slip("2(yhat+y)/n", lambda v: 2 * (v.yhat + v.y) / v.n),
            Slip("2 yhat/n", lambda v: 2 * v.yhat / v.n),
            Slip("2(yhat-y)*n", lambda v: 2 * (v.yhat - v.y) * v.n),
        ),
    ),
    Family(
        "bce",
        "-mean(y*log(p) + (1-y)*log(1-p))",
        _LABELS,
        _bce,
        (
            "-1/n sum_i (y_i ln p_i + (1-y_i) ln(1-p_i))",
            "-(1/n)∑ᵢ[yᵢ·ln ŷᵢ + (1−yᵢ)·ln(1−ŷᵢ)]",
            r"-\frac{1}{n}\sum_{i=1}^{n}\left[y_i\log\hat{y}_i+(1-y_i)\log(1-\hat{y}_i)\right]",
            "mean(-y log p - (1-y) log(1-p))",
            "-(y@log(p) + (1-y)@log(1-p))/n",
            "mean((y-1)*log(1-p) - y*log(p))",
            "-mean(y*np.log(p)+(1-y)*np.log1p(-p))",
            r"\frac1n\sum_i\left(-y_i\ln\frac{p_i}{1-p_i}-\ln(1-p_i)\right)",
        ),
        (
            Slip("-mean(y*log(p))", lambda v: -np.mean(v.y * np.log(v.p))),
            Slip("mean(y*log(p)+(1-y)*log(1-p))", lambda v: -_bce(v)),
            Slip("-sum(y*log(p)+(1-y)*log(1-p))", lambda v: _bce(v) * v.n),
            Slip(
                "-mean(p*log(y)+(1-p)*log(1-y))",
                lambda v: -np.mean(v.p * np.log(v.y) + (1 - v.p) * np.log(1 - v.y)),
            ),
            Slip("-mean(y*log2(p)+(1-y)*log2(1-p))", lambda v: _bce(v) / np.log(2)),
            Slip(
                "-mean(y*log(p)+(1-y)*log(p))",
                lambda v: -np.mean(v.y * np.log(v.p) + (1 - v.y) * np.log(v.p)),
            ),
            Slip(
                "-mean(y*log(p)-(1-y)*log(1-p))",
                lambda v: -np.mean(v.y * np.log(v.p) - (1 - v.y) * np.log(1 - v.p)),
            ),
            Slip(
                "-mean(y*log(p)+log(1-p))", lambda v: -np.mean(v.y * np.log(v.p) + np.log(1 - v.p))
            ),
            Slip(
                "-mean(y*p+(1-y)*(1-p))",
                lambda v: -np.mean(v.y * v.p + (1 - v.y) * (1 - v.p)),
                named=False,
            ),
            Slip(
                "-log(mean(y*p+(1-y)*(1-p)))",
                lambda v: -np.log(np.mean(v.y * v.p + (1 - v.y) * (1 - v.p))),
                named=False,
            ),
        ),
    ),
    Family(
        "bce-logits",
        "log(1+exp(z)) - y*z",
        _LOGIT,
        lambda v: np.logaddexp(0, v.z) - v.y * v.z,
        (
            "softplus(z) - y z",
            "max(z,0) - z*y + log(1+exp(-|z|))",
            "-(y*log(sigmoid(z)) + (1-y)*log(1-sigmoid(z)))",
            r"\log(1+e^{-z})+(1-y)z",
            "-y ln σ(z) - (1-y) ln σ(-z)",
            "log1p(exp(-z)) + z - yz",
        ),
        (
            Slip("log(1+exp(z))", lambda v: np.logaddexp(0, v.z)),
            Slip("log(1+exp(z)) + y*z", lambda v: np.logaddexp(0, v.z) + v.y * v.z),
            Slip("log(1+exp(-z)) - y*z", lambda v: np.logaddexp(0, -v.z) - v.y * v.z),
            Slip("log(1+exp(z)) - z", lambda v: np.logaddexp(0, v.z) - v.z),
            Slip("log(exp(z)) - y*z", lambda v: v.z - v.y * v.z),
            Slip("log(1+exp(z)) - y", lambda v: np.logaddexp(0, v.z) - v.y),
            Slip("1+exp(z) - y*z", lambda v: 1 + np.exp(v.z) - v.y * v.z),
        ),
    ),
    Family(
        "bce-logit-gradient",
        "1/(1+exp(-z)) - y",
        _LOGIT,
        lambda v: sigmoid(v.z) - v.y,
        (
            "sigmoid(z) - y",
            "σ(z)−y",
            r"\sigma(z)-y",
            "exp(z)/(1+exp(z)) - y",
            r"\frac{1}{1+e^{-z}}-y",
            "(1+tanh(z/2))/2 - y",
            "-y(1-σ(z)) + (1-y)σ(z)",
        ),
        (
            Slip("y - sigmoid(z)", lambda v: v.y - sigmoid(v.z)),
            Slip("sigmoid(z)", lambda v: sigmoid(v.z)),
            Slip("sigmoid(-z) - y", lambda v: sigmoid(-v.z) - v.y),
            Slip("sigmoid(z) + y", lambda v: sigmoid(v.z) + v.y),
            Slip("1/(1+exp(z)) - y", lambda v: sigmoid(-v.z) - v.y),
            Slip("1/exp(-z) - y", lambda v: np.exp(v.z) - v.y),
            Slip(
                "(sigmoid(z)-y)*sigmoid(z)*(1-sigmoid(z))",
                lambda v: (sigmoid(v.z) - v.y) * sigmoid(v.z) * sigmoid(-v.z),
                named=False,
            ),
            Slip("z - y", lambda v: v.z - v.y),
        ),
    ),
    Family(
        "cross-entropy",
        "-sum(y*log(p))",
        _SOFT,
        lambda v: -np.sum(v.y * np.log(v.p)),
        (
            "-∑_k y_k log p_k",
            "-y^T log(p)",
            r"-\sum_{k=1}^{K}y_k\ln p_k",
            "-dot(y, log p)",
            "sum(y log(1/p))",
            "-K*mean(y*log(p))",
            "sum_{j=1}^K -y_j ln(p_j)",
        ),
        (
            Slip("-mean(y*log(p))", lambda v: -np.mean(v.y * np.log(v.p))),
            Slip("-sum(p*log(y))", lambda v: -np.sum(v.p * np.log(v.y))),
            Slip("sum(y*log(p))", lambda v: np.sum(v.y * np.log(v.p))),
            Slip("-sum(y*log2(p))", lambda v: -np.sum(v.y * np.log2(v.p))),
            Slip("-sum(log(p))", lambda v: -np.sum(np.log(v.p))),
            Slip("-log(sum(y*p))", lambda v: -np.log(np.sum(v.y * v.p)), named=False),
            Slip("-sum(p*log(p))", lambda v: -np.sum(v.p * np.log(v.p))),
            Slip("-sum(y*p)", lambda v: -np.sum(v.y * v.p)),
        ),
    ),
    Family(
        "cross-entropy-logits",
        "logsumexp(z) - sum(y*z)",
        _CLASSES,
        lambda v: np.log(np.sum(np.exp(v.z))) - v.y @ v.z,
        (
            "log(sum(exp(z))) - y·z",
            "-sum(y*log(softmax(z)))",
            r"\log\sum_j e^{z_j}-\sum_k y_k z_k",
            "-log(sum(y*softmax(z)))",
            "log sum_j exp(z_j) - y^T z",
            "-∑_k y_k (z_k - log ∑_j exp(z_j))",
        ),
        (
            Slip("sum(exp(z)) - sum(y*z)", lambda v: np.sum(np.exp(v.z)) - v.y @ v.z),
            Slip("logsumexp(z)", lambda v: np.log(np.sum(np.exp(v.z)))),
            Slip("logsumexp(z) + sum(y*z)", lambda v: np.log(np.sum(np.exp(v.z))) + v.y @ v.z),
            Slip("sum(y*z) - logsumexp(z)", lambda v: v.y @ v.z - np.log(np.sum(np.exp(v.z)))),
            Slip("log(sum(exp(z))) - sum(z)", lambda v: np.log(np.sum(np.exp(v.z))) - np.sum(v.z)),
            Slip("-sum(y*softmax(z))", lambda v: -v.y @ softmax(v.z), named=False),
        ),
    ),
    Family(
        "softmax-ce-gradient",
        "softmax(z) - y",
        _CLASSES,
        lambda v: softmax(v.z) - v.y,
        (
            "exp(z)/sum(exp(z)) - y",
            r"\frac{e^{z_k}}{\sum_j e^{z_j}}-y_k",
            "softmax(z)_k - y_k",
            "exp(z - max(z))/sum(exp(z - max(z))) - y",
        ),
        (
            Slip("y - softmax(z)", lambda v: v.y - softmax(v.z)),
            Slip("softmax(z)", lambda v: softmax(v.z)),
            Slip("z - y", lambda v: v.z - v.y),
            Slip("exp(z) - y", lambda v: np.exp(v.z) - v.y),
            Slip("sigmoid(z) - y", lambda v: sigmoid(v.z) - v.y),
            Slip("softmax(z) + y", lambda v: softmax(v.z) + v.y),
        ),
    ),
    Family(
        "smoothing",
        "-(1-a)*log(p) - a/K*sum(log(q))",
        {"a": "scalar in (0,1)", "p": "scalar in (0,1)", "q": "simplex[K]"},
        lambda v: -(1 - v.a) * np.log(v.p) - v.a * np.mean(np.log(v.q)),
        (
            "-(1-a) ln p - a*mean(log q)",
            r"-(1-a)\ln p-\frac{a}{K}\sum_{k=1}^K\ln q_k",
            "(a-1)*log(p) - (a/K)*∑_k log q_k",
        ),
        (
            Slip(
                "-(1-a)*log(p) - a*sum(log(q))",
                lambda v: -(1 - v.a) * np.log(v.p) - v.a * np.sum(np.log(v.q)),
            ),
            Slip(
                "-a*log(p) - a/K*sum(log(q))",
                lambda v: -v.a * np.log(v.p) - v.a * np.mean(np.log(v.q)),
            ),
            Slip("-(1-a)*log(p)", lambda v: -(1 - v.a) * np.log(v.p)),
            Slip(
                "-(1-a)*log(p) + a/K*sum(log(q))",
                lambda v: -(1 - v.a) * np.log(v.p) + v.a * np.mean(np.log(v.q)),
            ),
        ),
    ),
    Family(
        "focal",
        "-(1-p)^gamma*log(p)",
        {"p": "scalar in (0,1)", "gamma": "scalar positive"},
        lambda v: -((1 - v.p) ** v.gamma) * np.log(v.p),
        (
            "-(1-p)^γ ln p",
            r"-(1-p)^{\gamma}\log p",
            "(1-p)**gamma * log(1/p)",
            "-exp(γ log(1-p)) log p",
        ),
        (
            Slip("-p^gamma*log(p)", lambda v: -(v.p**v.gamma) * np.log(v.p)),
            Slip("-(1-p)*log(p)", lambda v: -(1 - v.p) * np.log(v.p)),
            Slip("(1-p)^gamma*log(p)", lambda v: (1 - v.p) ** v.gamma * np.log(v.p)),
            Slip("-log(p)", lambda v: -np.log(v.p)),
            Slip("-(1-p)^gamma*log(1-p)", lambda v: -((1 - v.p) ** v.gamma) * np.log(1 - v.p)),
            Slip("-(1-p)^gamma*p", lambda v: -((1 - v.p) ** v.gamma) * v.p),
        ),
    ),
    Family(
        "huber",
        "where(abs(r) <= d, r^2/2, d*(abs(r) - d/2))",
        {"r": "scalar real", "d": "scalar positive"},
        lambda v: v.r**2 / 2 if abs(v.r) <= v.d else v.d * (abs(v.r) - v.d / 2),
        (
            r"\begin{cases}\frac12 r^2 & |r|\le d\\ d(|r|-\frac12 d) & \text{otherwise}\end{cases}",
            "r^2/2 if |r| < d else d|r| - d^2/2",
            "where(abs(r) > d, d*abs(r) - d**2/2, 0.5*r**2)",
            "min(|r|,d)^2/2 + d*(|r| - min(|r|,d))",
        ),
        (
            Slip(
                "where(abs(r) <= d, r^2, d*(abs(r) - d/2))",
                lambda v: v.r**2 if abs(v.r) <= v.d else v.d * (abs(v.r) - v.d / 2),
            ),
            Slip(
                "where(abs(r) <= d, r^2/2, d*abs(r))",
                lambda v: v.r**2 / 2 if abs(v.r) <= v.d else v.d * abs(v.r),
            ),
            Slip(
                "where(abs(r) >= d, r^2/2, d*(abs(r) - d/2))",
                lambda v: v.r**2 / 2 if abs(v.r) >= v.d else v.d * (abs(v.r) - v.d / 2),
            ),
            Slip(
                "where(abs(r) <= d, r^2/2, d*(abs(r) - d))",
                lambda v: v.r**2 / 2 if abs(v.r) <= v.d else v.d * (abs(v.r) - v.d),
            ),
            Slip(
                "where(r <= d, r^2/2, d*(r - d/2))",
                lambda v: v.r**2 / 2 if v.r <= v.d else v.d * (v.r - v.d / 2),
                named=False,
            ),
        ),
    ),
    Family(
        "hinge",
        "mean(max(0, 1 - y*f))",
        {"y": "vector[n] real", "f": "vector[n] real"},
        lambda v: np.mean(np.maximum(0, 1 - v.y * v.f)),
        (
            "mean(relu(1 - y*f))",
            "1/n sum_i [1 - y_i f_i]_+",
            r"\frac1n\sum_{i=1}^n\max(0,1-y_if_i)",
            "sum_i max(1 - y_i f_i, 0)/n",
        ),
        (
            Slip("mean(max(0, 1 + y*f))", lambda v: np.mean(np.maximum(0, 1 + v.y * v.f))),
            Slip("mean(1 - y*f)", lambda v: np.mean(1 - v.y * v.f)),
            Slip("mean(max(0, -y*f))", lambda v: np.mean(np.maximum(0, -v.y * v.f))),
            Slip("mean(min(0, 1 - y*f))", lambda v: np.mean(np.minimum(0, 1 - v.y * v.f))),
            Slip("max(0, 1 - mean(y*f))", lambda v: max(0, 1 - np.mean(v.y * v.f)), named=False),
        ),
    ),
    Family(
        "triplet",
        "max(0, norm(a-p)^2 - norm(a-q)^2 + m)",
        {
            "a": "vector[d] real",
            "p": "vector[d] real",
            "q": "vector[d] real",
            "m": "scalar positive",
        },
        lambda v: max(0, np.sum((v.a - v.p) ** 2) - np.sum((v.a - v.q) ** 2) + v.m),
        (
            "relu(‖a−p‖² − ‖a−q‖² + m)",
            "max(sum((a-p)^2) - sum((a-q)^2) + m, 0)",
            r"\left[\|a-p\|_2^2-\|a-q\|_2^2+m\right]_+",
            "max(0, m - 2 a·p + 2 a·q + p·p - q·q)",
        ),
        (
            Slip(
                "max(0, norm(a-q)^2 - norm(a-p)^2 + m)",
                lambda v: max(0, np.sum((v.a - v.q) ** 2) - np.sum((v.a - v.p) ** 2) + v.m),
            ),
            Slip(
                "max(0, norm(a-p)^2 - norm(a-q)^2 - m)",
                lambda v: max(0, np.sum((v.a - v.p) ** 2) - np.sum((v.a - v.q) ** 2) - v.m),
            ),
            Slip(
                "max(0, norm(a-p)^2 - norm(a-q)^2)",
                lambda v: max(0, np.sum((v.a - v.p) ** 2) - np.sum((v.a - v.q) ** 2)),
            ),
            Slip(
                "norm(a-p)^2 - norm(a-q)^2 + m",
                lambda v: np.sum((v.a - v.p) ** 2) - np.sum((v.a - v.q) ** 2) + v.m,
            ),
            Slip(
                "max(0, norm(a-p) - norm(a-q) + m)",
                lambda v: max(0, np.linalg.norm(v.a - v.p) - np.linalg.norm(v.a - v.q) + v.m),
                named=False,
            ),
        ),
    ),
    Family(
        "kl",
        "sum(p*log(p/q))",
        {"p": "simplex[K]", "q": "simplex[K]"},
        lambda v: np.sum(v.p * (np.log(v.p) - np.log(v.q))),
        (
            "∑_k p_k ln(p_k/q_k)",
            r"\sum_{k}p_k\log\frac{p_k}{q_k}",
            "sum(p*(log(p) - log(q)))",
            "-sum(p*log(q/p))",
            "dot(p, log(p) - log(q))",
            "sum(p log p) - sum(p log q)",
            "sum(p*log(p/q) - p + q)",
        ),
        (
            Slip("sum(q*log(q/p))", lambda v: np.sum(v.q * np.log(v.q / v.p))),
            Slip("sum(p*log(q/p))", lambda v: np.sum(v.p * np.log(v.q / v.p))),
            Slip("sum(p*log(p))", lambda v: np.sum(v.p * np.log(v.p))),
            Slip("sum(log(p/q))", lambda v: np.sum(np.log(v.p / v.q))),
            Slip("sum(p*log2(p/q))", lambda v: np.sum(v.p * np.log2(v.p / v.q))),
            Slip("sum(p*p/q)", lambda v: np.sum(v.p * v.p / v.q)),
            Slip("-sum(p*log(q))", lambda v: -np.sum(v.p * np.log(v.q))),
            Slip("mean(p*log(p/q))", lambda v: np.mean(v.p * np.log(v.p / v.q))),
        ),
    ),
    Family(
        "entropy",
        "-sum(p*log(p))",
        {"p": "simplex[K]"},
        lambda v: -np.sum(v.p * np.log(v.p)),
        (
            "-∑_k p_k ln p_k",
            "sum(p*log(1/p))",
            r"-\sum_{k=1}^{K}p_k\ln p_k",
            "log(K) - sum(p*log(K p))",
        ),
        (
            Slip("sum(p*log(p))", lambda v: np.sum(v.p * np.log(v.p))),
            Slip("-sum(p*log2(p))", lambda v: -np.sum(v.p * np.log2(v.p))),
            Slip("-mean(p*log(p))", lambda v: -np.mean(v.p * np.log(v.p))),
            Slip("-sum(log(p))", lambda v: -np.sum(np.log(v.p))),
            Slip("-sum(p*log(1-p))", lambda v: -np.sum(v.p * np.log(1 - v.p))),
        ),
    ),
    Family(
        "infonce",
        "-s_1/t + log(sum(exp(s/t)))",
        {"s": "vector[n] real", "t": "scalar positive"},
        lambda v: -v.s[0] / v.t + np.log(np.sum(np.exp(v.s / v.t))),
        (
            "logsumexp(s/t) - s_1/t",
            r"-\log\frac{e^{s_1/t}}{\sum_j e^{s_j/t}}",
            "-log(softmax(s/t)_1)",
            "-log(exp(s[0]/t)/sum(exp(s/t)))",
        ),
        (
            Slip("logsumexp(s) - s_1", lambda v: np.log(np.sum(np.exp(v.s))) - v.s[0], named=False),
            Slip("logsumexp(s/t) - s_1", lambda v: np.log(np.sum(np.exp(v.s / v.t))) - v.s[0]),
            Slip(
                "s_1/t - logsumexp(s/t)", lambda v: v.s[0] / v.t - np.log(np.sum(np.exp(v.s / v.t)))
            ),
            Slip(
                "logsumexp(s/t) - s_2/t", lambda v: np.log(np.sum(np.exp(v.s / v.t))) - v.s[1] / v.t
            ),
            Slip(
                "logsumexp(s*t) - s_1*t",
                lambda v: np.log(np.sum(np.exp(v.s * v.t))) - v.s[0] * v.t,
                named=False,
            ),
        ),
    ),
]
