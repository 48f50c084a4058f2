"""Random well-shaped trees over random declarations, for properties of printing and reading."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from graders.expression.nodes import (
    Array,
    Binary,
    Call,
    Index,
    Name,
    Node,
    Num,
    Reduce,
    Transpose,
    Unary,
)
from graders.expression.symbols import Symbol, declare_all

Draw = Callable[[st.SearchStrategy[Any]], Any]

# names that are also letters, Greek, accented, subscripted, functions or constants elsewhere
NAMES = [
    "x",
    "y",
    "w",
    "yhat",
    "xbar",
    "alpha",
    "lambda",
    "sigma",
    "sigma_B",
    "beta1",
    "h_prev",
    "C_in",
    "T",
    "I",
    "E",
    "e",
    "pi",
    "N",
    "mu",
    "t",
    "epsilon",
    "thetahat",
    "d_k",
    "z1",
    "s",
    "u",
    "v",
    "W",
    "Q",
    "loss",
    "temp",
]
NUMBERS = ["0", "1", "2", "3", "10", "0.5", "1.5e-3", "2.0", "12"]
_ELEMENTWISE = [
    "exp",
    "log",
    "sqrt",
    "abs",
    "tanh",
    "sigmoid",
    "relu",
    "softplus",
    "floor",
    "ceil",
    "sign",
    "log2",
    "cos",
]
_REDUCING = ["sum", "mean", "max", "min", "norm", "var", "logsumexp", "prod"]
_COMPARISONS = ["<", "<=", ">", ">=", "==", "!="]
_ARITHMETIC = ["+", "-", "*", "/", "**", "//", "%"]


@st.composite
def formulas(draw: Draw) -> tuple[dict[str, Symbol], Node]:
    """Declared symbols (two scalars, two vectors, a square matrix, the size n) and a tree over
    them.
    """
    names = draw(st.lists(st.sampled_from(NAMES), min_size=5, max_size=5, unique=True))
    kinds = [
        "scalar real",
        "scalar positive",
        "vector[n] real",
        "vector[n] in (0,1)",
        "matrix[n,n] real",
    ]
    symbols = declare_all(dict(zip(names, kinds, strict=True)))
    return symbols, _Grower(draw, names).grow(draw(st.integers(0, 2)), 4, ())


class _Grower:
    """Grows trees of a wanted rank; `bound` are the indices of the sums around."""

    def __init__(self, draw: Draw, names: list[str]) -> None:
        self.draw = draw
        self.of_rank = {0: [names[0], names[1], "n"], 1: names[2:4], 2: names[4:]}

    def one(self, options: list[Any]) -> Any:
        return self.draw(st.sampled_from(options))

    def grow(self, rank: int, depth: int, bound: tuple[str, ...]) -> Node:
        if depth == 0:
            return self.leaf(rank, bound)
        if rank == 0:
            return self.scalar(depth - 1, bound)
        return self.array(rank, depth - 1, bound)

    def leaf(self, rank: int, bound: tuple[str, ...]) -> Node:
        if rank == 0:
            choice = self.one(["number", "name", "element"] + ["index"] * bool(bound))
            if choice == "number":
                return Num(self.one(NUMBERS))
            if choice == "element":
                return Index(
                    Name(self.one(self.of_rank[1])),
                    (Name(self.one(list(bound))) if bound else Num("2"),),
                )
            if choice == "index":
                return Name(self.one(list(bound)))
        return Name(self.one(self.of_rank[rank]))

    def scalar(self, depth: int, bound: tuple[str, ...]) -> Node:
        match self.one(
            [
                "leaf",
                "operation",
                "minus",
                "elementwise",
                "reduce",
                "sum",
                "product",
                "element",
                "compare",
                "logic",
                "where",
                "extreme",
            ]
        ):
            case "operation":
                return Binary(
                    self.one(_ARITHMETIC), self.grow(0, depth, bound), self.grow(0, depth, bound)
                )
            case "minus":
                return Unary("-", self.grow(0, depth, bound))
            case "elementwise":
                return Call(self.one(_ELEMENTWISE), (self.grow(0, depth, bound),))
            case "reduce":
                return Call(self.one(_REDUCING), (self.grow(1, depth, bound),))
            case "sum":
                index = next(letter for letter in "ijk" if letter not in bound)
                return (
                    Reduce(
                        self.one(["sum", "prod"]),
                        index,
                        Num("1"),
                        Name("n"),
                        self.grow(0, min(depth, 2), (*bound, index)),
                    )
                    if len(bound) < 2
                    else self.leaf(0, bound)
                )
            case "product":
                return Call("dot", (self.grow(1, depth, bound), self.grow(1, depth, bound)))
            case "element":
                return Index(
                    self.grow(2, depth, bound), (Num("1"), Name(bound[0]) if bound else Num("2"))
                )
            case "compare":
                return Binary(
                    self.one(_COMPARISONS), self.grow(0, depth, bound), self.grow(0, depth, bound)
                )
            case "logic":
                return self.one(
                    [
                        Unary("not", self.grow(0, depth, bound)),
                        Binary(
                            self.one(["and", "or"]),
                            self.grow(0, depth, bound),
                            self.grow(0, depth, bound),
                        ),
                    ]
                )
            case "where":
                return Call(
                    "where",
                    (
                        self.grow(0, depth, bound),
                        self.grow(0, depth, bound),
                        self.grow(0, depth, bound),
                    ),
                )
            case "extreme":
                return Call(
                    self.one(["max", "min"]),
                    (self.grow(0, depth, bound), self.grow(0, depth, bound)),
                )
        return self.leaf(0, bound)

    def array(self, rank: int, depth: int, bound: tuple[str, ...]) -> Node:
        match self.one(
            [
                "leaf",
                "operation",
                "scaling",
                "minus",
                "elementwise",
                "product",
                "transpose",
                "softmax",
                "outer",
                "literal",
            ]
        ):
            case "operation":
                return Binary(
                    self.one(_ARITHMETIC),
                    self.grow(rank, depth, bound),
                    self.grow(rank, depth, bound),
                )
            case "scaling":
                return Binary(
                    self.one(["*", "/", "+"]),
                    self.grow(rank, depth, bound),
                    self.grow(0, depth, bound),
                )
            case "minus":
                return Unary("-", self.grow(rank, depth, bound))
            case "elementwise":
                return Call(self.one(_ELEMENTWISE), (self.grow(rank, depth, bound),))
            case "product":
                return Binary("@", self.grow(2, depth, bound), self.grow(rank, depth, bound))
            case "transpose":
                return Transpose(self.grow(rank, depth, bound))
            case "softmax":
                return Call("softmax", (self.grow(rank, depth, bound),))
            case "outer" if rank == 2:
                return Call("outer", (self.grow(1, depth, bound), self.grow(1, depth, bound)))
            case "literal" if rank == 1:
                return Array(tuple(self.grow(0, min(depth, 1), bound) for _ in range(3)))
        return self.leaf(rank, bound)
