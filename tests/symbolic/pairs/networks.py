"""Neurons, forward and backward formulas, recurrent cells, attention."""

import numpy as np

from tests.symbolic.pairs import Family, Slip, sigmoid, softmax

_Z = {"z": "scalar real"}
_LAYER = {"W": "matrix[m,d] real", "x": "vector[d] real", "b": "vector[m] real"}
_HEADS = {"Q": "matrix[n,d] real", "K": "matrix[m,d] real", "V": "matrix[m,c] real"}
_GATE = {
    "f": "vector[h] in (0,1)",
    "i": "vector[h] in (0,1)",
    "c": {"is": "vector[h] real", "also": ["c_{t-1}"]},
    "g": "vector[h] in (-1,1)",
}


def _relu(x):
    return np.maximum(x, 0)


FAMILIES = [
    Family(
        "sigmoid-slope",
        "sigmoid(z)*(1-sigmoid(z))",
        _Z,
        lambda v: sigmoid(v.z) * (1 - sigmoid(v.z)),
        (
            "σ(z)(1−σ(z))",
            "σ(z)σ(-z)",
            "exp(-z)/(1+exp(-z))^2",
            r"\frac{e^{z}}{(1+e^{z})^2}",
            "(1 - tanh(z/2)^2)/4",
            "sigmoid(z) - sigmoid(z)**2",
            "1/(2 + 2cosh(z))",
            "1/(2+e^z+e^{-z})",
        ),
        (
            Slip("1-sigmoid(z)", lambda v: 1 - sigmoid(v.z)),
            Slip("sigmoid(z)*(1+sigmoid(z))", lambda v: sigmoid(v.z) * (1 + sigmoid(v.z))),
            Slip("sigmoid(z)", lambda v: sigmoid(v.z)),
            Slip("sigmoid(z)^2", lambda v: sigmoid(v.z) ** 2),
            Slip("z*(1-z)", lambda v: v.z * (1 - v.z), named=True),
            Slip("1-sigmoid(z)^2", lambda v: 1 - sigmoid(v.z) ** 2, named=False),
            Slip("-sigmoid(z)*(1-sigmoid(z))", lambda v: -sigmoid(v.z) * (1 - sigmoid(v.z))),
            Slip("exp(-z)/(1+exp(-z))", lambda v: 1 - sigmoid(v.z)),
        ),
    ),
    Family(
        "tanh-slope",
        "1 - tanh(z)^2",
        _Z,
        lambda v: 1 - np.tanh(v.z) ** 2,
        (
            "1-tanh²(z)",
            "sech(z)^2",
            "(1-tanh z)(1+tanh z)",
            r"1-\tanh^2 z",
            "4σ(2z)(1-σ(2z))",
            "1/cosh(z)^2",
            "4/(exp(z)+exp(-z))^2",
        ),
        (
            Slip("1 - tanh(z)", lambda v: 1 - np.tanh(v.z)),
            Slip("1 + tanh(z)^2", lambda v: 1 + np.tanh(v.z) ** 2),
            Slip("tanh(z)^2", lambda v: np.tanh(v.z) ** 2),
            Slip("tanh(z)*(1-tanh(z))", lambda v: np.tanh(v.z) * (1 - np.tanh(v.z)), named=False),
            Slip("1 - z^2", lambda v: 1 - v.z**2),
            Slip("tanh(z)^2 - 1", lambda v: np.tanh(v.z) ** 2 - 1),
            Slip("1 - sigmoid(z)^2", lambda v: 1 - sigmoid(v.z) ** 2),
        ),
    ),
    Family(
        "tanh-by-sigmoid",
        "2*sigmoid(2*z) - 1",
        _Z,
        lambda v: np.tanh(v.z),
        (
            "tanh z",
            "(exp(z)-exp(-z))/(exp(z)+exp(-z))",
            r"\frac{1-e^{-2z}}{1+e^{-2z}}",
            "2σ(2z)−1",
            "1 - 2/(exp(2z)+1)",
            "sinh(z)/cosh(z)",
        ),
        (
            Slip("2*sigmoid(z) - 1", lambda v: 2 * sigmoid(v.z) - 1),
            Slip("sigmoid(2*z) - 1", lambda v: sigmoid(2 * v.z) - 1),
            Slip("2*sigmoid(2*z)", lambda v: 2 * sigmoid(2 * v.z)),
            Slip("2*sigmoid(2*z) + 1", lambda v: 2 * sigmoid(2 * v.z) + 1),
            Slip("1 - 2*sigmoid(2*z)", lambda v: 1 - 2 * sigmoid(2 * v.z)),
        ),
    ),
    Family(
        "swish-slope",
        "sigmoid(z) + z*sigmoid(z)*(1-sigmoid(z))",
        _Z,
        lambda v: sigmoid(v.z) * (1 + v.z * (1 - sigmoid(v.z))),
        (
            "σ(z)(1+z(1-σ(z)))",
            "zσ(z) + σ(z)(1-zσ(z))",
            r"\sigma(z)+z\,\sigma(z)\left(1-\sigma(z)\right)",
        ),
        (
            Slip("sigmoid(z)", lambda v: sigmoid(v.z)),
            Slip("z*sigmoid(z)*(1-sigmoid(z))", lambda v: v.z * sigmoid(v.z) * (1 - sigmoid(v.z))),
            Slip(
                "sigmoid(z) + sigmoid(z)*(1-sigmoid(z))",
                lambda v: sigmoid(v.z) * (2 - sigmoid(v.z)),
            ),
            Slip(
                "sigmoid(z) - z*sigmoid(z)*(1-sigmoid(z))",
                lambda v: sigmoid(v.z) - v.z * sigmoid(v.z) * (1 - sigmoid(v.z)),
            ),
            Slip(
                "sigmoid(z) + z*(1-sigmoid(z))", lambda v: sigmoid(v.z) + v.z * (1 - sigmoid(v.z))
            ),
        ),
    ),
    Family(
        "gelu",
        "z*(1+erf(z/sqrt(2)))/2",
        _Z,
        lambda v: v.z * (1 + __import__("math").erf(v.z / 2**0.5)) / 2,
        (
            r"\frac{z}{2}\left(1+\operatorname{erf}\left(\frac{z}{\sqrt{2}}\right)\right)",
            "0.5*z*(1+erf(z/√2))",
        ),
        (
            Slip("z*(1+erf(z))/2", lambda v: v.z * (1 + __import__("math").erf(v.z)) / 2),
            Slip(
                "z*(1+erf(z/sqrt(2)))", lambda v: v.z * (1 + __import__("math").erf(v.z / 2**0.5))
            ),
            Slip("(1+erf(z/sqrt(2)))/2", lambda v: (1 + __import__("math").erf(v.z / 2**0.5)) / 2),
            Slip("z*erf(z/sqrt(2))/2", lambda v: v.z * __import__("math").erf(v.z / 2**0.5) / 2),
            Slip(
                "z*(1+tanh(z/sqrt(2)))/2",
                lambda v: v.z * (1 + np.tanh(v.z / 2**0.5)) / 2,
                named=False,
            ),
        ),
    ),
    Family(
        "dense",
        "W@x + b",
        _LAYER,
        lambda v: v.W @ v.x + v.b,
        (
            "Wx + b",
            "W x + b",
            r"\mathbf{W}\mathbf{x}+\mathbf{b}",
            "b + np.matmul(W, x)",
            "sum_j W_ij x_j + b_i",
            r"\sum_{j=1}^{d}W_{ij}x_j+b_i",
            "W.dot(x)+b",
            "(x^T W^T)^T + b",
            "∑ⱼ Wᵢⱼxⱼ + bᵢ",
            "x@W.T + b",
        ),
        (
            Slip("W@x", lambda v: v.W @ v.x),
            Slip("W@x - b", lambda v: v.W @ v.x - v.b),
            Slip("-(W@x + b)", lambda v: -(v.W @ v.x + v.b)),
            Slip("sum_j W_ij x_j - b_i", lambda v: v.W @ v.x - v.b),
            Slip("2(W@x + b)", lambda v: 2 * (v.W @ v.x + v.b)),
        ),
    ),
    Family(
        "hidden-layer",
        "relu(W@x + b)",
        _LAYER,
        lambda v: _relu(v.W @ v.x + v.b),
        (
            "max(0, Wx + b)",
            r"\operatorname{ReLU}(Wx+b)",
            "[Wx+b]_+",
            "relu(∑_j W_ij x_j + b_i)",
            "where(W@x+b > 0, W@x+b, 0)",
            "(W x + b + |W x + b|)/2",
        ),
        (
            Slip("W@x + b", lambda v: v.W @ v.x + v.b),
            Slip("relu(W@x)", lambda v: _relu(v.W @ v.x)),
            Slip("relu(W@x) + b", lambda v: _relu(v.W @ v.x) + v.b),
            Slip("relu(W@x - b)", lambda v: _relu(v.W @ v.x - v.b)),
            Slip("min(0, W@x + b)", lambda v: np.minimum(0, v.W @ v.x + v.b)),
        ),
    ),
    Family(
        "hidden-delta",
        "(W.T@u)*where(z > 0, 1, 0)",
        {
            "W": "matrix[m,d] real",
            "u": {"is": "vector[m] real", "also": ["δ", "delta"]},
            "z": "vector[d] real",
        },
        lambda v: (v.W.T @ v.u) * (v.z > 0),
        (
            "W^T δ ⊙ 1[z>0]",
            r"(W^\top\delta)\odot\mathbb{1}[z>0]",
            "(u^T W) * (z > 0)",
            "sum_k W_kj u_k * (z_j > 0)",
            r"\left(\sum_k W_{kj}\delta_k\right) 1_{z_j>0}",
        ),
        (
            Slip("W.T@u", lambda v: v.W.T @ v.u),
            Slip("(W.T@u)*where(z < 0, 1, 0)", lambda v: (v.W.T @ v.u) * (v.z < 0)),
            Slip("-(W.T@u)*(z>0)", lambda v: -(v.W.T @ v.u) * (v.z > 0)),
            Slip("(W.T@u)*z", lambda v: (v.W.T @ v.u) * v.z),
            Slip("(W.T@u)*relu(z)", lambda v: (v.W.T @ v.u) * _relu(v.z), named=False),
        ),
    ),
    Family(
        "weight-gradient",
        "outer(u, x)",
        {"u": {"is": "vector[m] real", "also": ["δ"]}, "x": "vector[d] real"},
        lambda v: np.outer(v.u, v.x),
        (
            "u x^T",
            "δ xᵀ",
            "u_i x_j",
            "δ_i x_j",
            r"\delta\mathbf{x}^{\top}",
            "u ⊗ x",
            "x_j u_i",
            "dW_{kj} = x_j u_k",
            "∂L/∂Wₖⱼ = uₖ xⱼ",
            "dW_ij = x_j δ_i",
        ),
        (
            Slip("-u x^T", lambda v: -np.outer(v.u, v.x)),
            Slip("2 u x^T", lambda v: 2 * np.outer(v.u, v.x)),
            Slip("u_i x_j^2", lambda v: np.outer(v.u, v.x**2), named=False),
            Slip("u_i^2 x_j", lambda v: np.outer(v.u**2, v.x), named=False),
        ),
    ),
    Family(
        "output-delta",
        "2*(a-y)*where(z > 0, 1, 0)",
        {"a": "scalar real", "y": "scalar real", "z": "scalar real"},
        lambda v: 2 * (v.a - v.y) * (v.z > 0),
        (
            "2(a-y)*(z>0)",
            "-2(y-a) 1[z>0]",
            r"2(a-y)\,\mathbb{1}_{z>0}",
            "where(z>0, 2a-2y, 0)",
            "2(a-y) if z > 0 else 0",
        ),
        (
            Slip("(a-y)*(z>0)", lambda v: (v.a - v.y) * (v.z > 0)),
            Slip("2(y-a)*(z>0)", lambda v: 2 * (v.y - v.a) * (v.z > 0)),
            Slip("2(a-y)", lambda v: 2 * (v.a - v.y)),
            Slip("2(a+y)*(z>0)", lambda v: 2 * (v.a + v.y) * (v.z > 0)),
            Slip("2(a-y)*(z<0)", lambda v: 2 * (v.a - v.y) * (v.z < 0)),
            Slip("2(a-y)*z", lambda v: 2 * (v.a - v.y) * v.z),
            Slip("2(a-z)*(z>0)", lambda v: 2 * (v.a - v.z) * (v.z > 0)),
        ),
    ),
    Family(
        "rnn-state",
        "tanh(W@h + U@x + b)",
        {
            "W": {"is": "matrix[m,m] real", "also": ["W_h"]},
            "h": {"is": "vector[m] real", "also": ["h_{t-1}"]},
            "U": {"is": "matrix[m,d] real", "also": ["W_x"]},
            "x": {"is": "vector[d] real", "also": ["x_t"]},
            "b": "vector[m] real",
        },
        lambda v: np.tanh(v.W @ v.h + v.U @ v.x + v.b),
        (
            "tanh(W_h h_{t-1} + W_x x_t + b)",
            r"\tanh(W_h h_{t-1}+W_x x_t+b)",
            "tanh(U x + W h + b)",
            "tanh(b + W@h + U@x)",
        ),
        (
            Slip("tanh(W h + U x)", lambda v: np.tanh(v.W @ v.h + v.U @ v.x)),
            Slip("relu(W h + U x + b)", lambda v: _relu(v.W @ v.h + v.U @ v.x + v.b), named=False),
            Slip("W h + U x + b", lambda v: v.W @ v.h + v.U @ v.x + v.b),
            Slip("tanh(W^T h + U x + b)", lambda v: np.tanh(v.W.T @ v.h + v.U @ v.x + v.b)),
            Slip("tanh(U x + b)", lambda v: np.tanh(v.U @ v.x + v.b)),
            Slip("tanh(W h + b)", lambda v: np.tanh(v.W @ v.h + v.b)),
            Slip("tanh(W h - U x + b)", lambda v: np.tanh(v.W @ v.h - v.U @ v.x + v.b)),
            Slip("sigmoid(W h + U x + b)", lambda v: sigmoid(v.W @ v.h + v.U @ v.x + v.b)),
        ),
    ),
    Family(
        "lstm-cell",
        "f*c + i*g",
        _GATE,
        lambda v: v.f * v.c + v.i * v.g,
        (
            "f ⊙ c_{t-1} + i ⊙ g",
            r"f\odot c_{t-1}+i\odot g",
            "i g + f c",
            "f·0 + f*c + g*i",
        ),
        (
            Slip("f*c + (1-f)*g", lambda v: v.f * v.c + (1 - v.f) * v.g, named=False),
            Slip("i*c + f*g", lambda v: v.i * v.c + v.f * v.g),
            Slip("f*c", lambda v: v.f * v.c),
            Slip("f*c - i*g", lambda v: v.f * v.c - v.i * v.g),
            Slip("c + i*g", lambda v: v.c + v.i * v.g),
            Slip("f*c + g", lambda v: v.f * v.c + v.g),
            Slip("f*g + i*c", lambda v: v.f * v.g + v.i * v.c),
        ),
    ),
    Family(
        "gru-state",
        "(1-z)*h + z*k",
        {
            "z": "vector[m] in (0,1)",
            "h": "vector[m] real",
            "k": {"is": "vector[m] real", "also": [r"\tilde{h}"]},
        },
        lambda v: (1 - v.z) * v.h + v.z * v.k,
        (
            "h + z(k - h)",
            r"(1-z)\odot h+z\odot\tilde{h}",
            "z k + h - z h",
        ),
        (
            Slip("z*h + (1-z)*k", lambda v: v.z * v.h + (1 - v.z) * v.k),
            Slip("(1-z)*h", lambda v: (1 - v.z) * v.h),
            Slip("h + z*k", lambda v: v.h + v.z * v.k),
            Slip("(1-z)*h + k", lambda v: (1 - v.z) * v.h + v.k),
            Slip("(1+z)*h + z*k", lambda v: (1 + v.z) * v.h + v.z * v.k),
            Slip("(1-z)*h - z*k", lambda v: (1 - v.z) * v.h - v.z * v.k),
        ),
    ),
    Family(
        "attention",
        "softmax(Q@K.T/sqrt(d))@V",
        _HEADS,
        lambda v: softmax(v.Q @ v.K.T / np.sqrt(v.d)) @ v.V,
        (
            "softmax(QK^T/√d) V",
            r"\operatorname{softmax}\left(\frac{QK^{\top}}{\sqrt{d}}\right)V",
            "softmax(Q K^T / sqrt(d)) V",
            "softmax(d^(-1/2) Q K^T) V",
        ),
        (
            Slip("softmax(Q@K.T)@V", lambda v: softmax(v.Q @ v.K.T) @ v.V),
            Slip("softmax(Q@K.T/d)@V", lambda v: softmax(v.Q @ v.K.T / v.d) @ v.V),
            Slip("softmax(Q@K.T*sqrt(d))@V", lambda v: softmax(v.Q @ v.K.T * np.sqrt(v.d)) @ v.V),
            Slip("Q@K.T@V/sqrt(d)", lambda v: v.Q @ v.K.T @ v.V / np.sqrt(v.d)),
            Slip("softmax(Q@K.T/sqrt(m))@V", lambda v: softmax(v.Q @ v.K.T / np.sqrt(v.m)) @ v.V),
            Slip("sigmoid(Q@K.T/sqrt(d))@V", lambda v: sigmoid(v.Q @ v.K.T / np.sqrt(v.d)) @ v.V),
        ),
    ),
    Family(
        "cosine",
        "dot(u, v)/(norm(u)*norm(v))",
        {"u": "vector[n] real", "v": "vector[n] real"},
        lambda p: p.u @ p.v / np.sqrt((p.u @ p.u) * (p.v @ p.v)),
        (
            "u·v/(‖u‖‖v‖)",
            r"\frac{u^\top v}{\|u\|\,\|v\|}",
            "sum(u*v)/sqrt(sum(u^2)*sum(v^2))",
            "(u/norm(u))·(v/norm(v))",
        ),
        (
            Slip("dot(u, v)", lambda p: p.u @ p.v),
            Slip("dot(u, v)/norm(u)", lambda p: p.u @ p.v / np.linalg.norm(p.u)),
            Slip(
                "dot(u, v)/(norm(u)^2*norm(v)^2)",
                lambda p: p.u @ p.v / ((p.u @ p.u) * (p.v @ p.v)),
                named=False,
            ),
            Slip(
                "dot(u, v)/(norm(u)+norm(v))",
                lambda p: p.u @ p.v / (np.linalg.norm(p.u) + np.linalg.norm(p.v)),
            ),
            Slip(
                "dot(u, v)/norm(u)*norm(v)",
                lambda p: p.u @ p.v / np.linalg.norm(p.u) * np.linalg.norm(p.v),
            ),
            Slip(
                "1 - dot(u, v)/(norm(u)*norm(v))",
                lambda p: 1 - p.u @ p.v / np.sqrt((p.u @ p.u) * (p.v @ p.v)),
                named=False,
            ),
        ),
    ),
]
