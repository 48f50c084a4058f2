"""The functions of the formula language: canonical names, how many arguments each takes, and other
spellings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Function:
    """A function: `low`..`high` arguments (high None: any number), and what becomes of its
    arguments' `shape`.

    ``elementwise`` keeps the shape, ``reduce`` gives a scalar, ``other`` has a rule of its own.
    """

    name: str
    low: int = 1
    high: int | None = 1
    shape: Literal["elementwise", "reduce", "other"] = "elementwise"


ELEMENTWISE = [
    "exp",
    "log",
    "log2",
    "log10",
    "log1p",
    "expm1",
    "sqrt",
    "cbrt",
    "abs",
    "floor",
    "ceil",
    "round",
    "sign",
    "sin",
    "cos",
    "tan",
    "sinh",
    "cosh",
    "tanh",
    "sech",
    "arctan",
    "erf",
    "sigmoid",
    "relu",
    "softplus",
]

FUNCTIONS: dict[str, Function] = {name: Function(name) for name in ELEMENTWISE}
FUNCTIONS |= {
    "softmax": Function("softmax"),
    "logsumexp": Function("logsumexp", shape="other"),
    "sum": Function("sum", shape="reduce"),
    "prod": Function("prod", shape="reduce"),
    "mean": Function("mean", shape="reduce"),
    "var": Function("var", shape="reduce"),
    "std": Function("std", shape="reduce"),
    "norm": Function("norm", 1, 2, "reduce"),
    "dot": Function("dot", 2, 2, "reduce"),
    "outer": Function("outer", 2, 2, "other"),
    "max": Function("max", 1, None, "other"),
    "min": Function("min", 1, None, "other"),
    "where": Function("where", 3, 3, "other"),
    "transpose": Function("transpose", 1, 1, "other"),
    "len": Function("len", 1, 1, "reduce"),
    "diag": Function("diag", 1, 1, "other"),
    "arange": Function("arange", 1, 2, "other"),
    "column": Function("column", 1, 1, "other"),
    "row": Function("row", 1, 1, "other"),
}
# of a matrix along one axis: 0 of each column, 1 of each row
ALONG = ("sum", "mean", "prod", "max", "min", "var", "std", "norm")
FUNCTIONS |= {f"{name}_along": Function(f"{name}_along", 2, 2, "other") for name in ALONG}

SYNONYMS: dict[str, str] = {
    "ln": "log",
    "sgn": "sign",
    "logistic": "sigmoid",
    "maximum": "max",
    "minimum": "min",
    "reduce_sum": "sum",
    "reduce_mean": "mean",
    "average": "mean",
    "avg": "mean",
    "square_root": "sqrt",
    "reduce_max": "max",
    "ceiling": "ceil",
    "atan": "arctan",
    "lse": "logsumexp",
    "ReLU": "relu",
    "expit": "sigmoid",
    "outerproduct": "outer",
    "vdot": "dot",
    "absolute_value": "abs",
    "Softmax": "softmax",
    "Sigmoid": "sigmoid",
    "reduce_prod": "prod",
    "product": "prod",
    "th": "tanh",
    "tg": "tan",
    "reduce_logsumexp": "logsumexp",
    "Var": "var",
    "Softplus": "softplus",
    "inner": "dot",
    "LSE": "logsumexp",
    "lg": "log10",
    "absolute": "abs",
    "reduce_min": "min",
    "reduce_variance": "var",
    "reduce_std": "std",
    "amax": "max",
    "amin": "min",
    "SoftPlus": "softplus",
    "Mean": "mean",
    "Sum": "sum",
    "fabs": "abs",
    "variance": "var",
}

# modules whose names a person leaves in front of a function when typing Python
MODULE_PREFIXES = (
    "torch.nn.functional.",
    "torch.special.",
    "torch.linalg.",
    "scipy.special.",
    "special.",
    "tf.keras.activations.",
    "keras.activations.",
    "keras.ops.",
    "tf.math.",
    "tf.nn.",
    "np.linalg.",
    "tf.linalg.",
    "numpy.",
    "np.",
    "tf.",
    "math.",
    "jnp.",
    "jax.nn.",
    "torch.",
    "nn.",
    "F.",
)

CONSTANTS = ("e", "pi")

GREEK: dict[str, str] = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "ϵ": "epsilon",
    "ζ": "zeta",
    "η": "eta",
    "θ": "theta",
    "ϑ": "theta",
    "ι": "iota",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "µ": "mu",
    "ν": "nu",
    "ξ": "xi",
    "π": "pi",
    "ρ": "rho",
    "σ": "sigma",
    "ς": "sigma",
    "τ": "tau",
    "υ": "upsilon",
    "φ": "phi",
    "ϕ": "phi",
    "χ": "chi",
    "ψ": "psi",
    "ω": "omega",
    "Γ": "Gamma",
    "Δ": "Delta",
    "Θ": "Theta",
    "Λ": "Lambda",
    "Ξ": "Xi",
    "Π": "Pi",
    "Σ": "Sigma",
    "Φ": "Phi",
    "Ψ": "Psi",
    "Ω": "Omega",
    "ℓ": "ell",
    "∂": "partial",
    "∇": "nabla",
}


def canonical_function(word: str) -> str | None:
    """The canonical name of a function for one of its spellings, or None."""
    return word if word in FUNCTIONS else SYNONYMS.get(word)
