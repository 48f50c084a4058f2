"""Other ways to write a reference, so that a slip in any of them is found: a sigmoid spelled out, a
logarithm of a quotient.
"""

from __future__ import annotations

from collections.abc import Callable

from graders.expression.nodes import Binary, Call, Node, Num, Unary
from graders.expression.sums import rebuilt

ONE, ZERO = Num("1"), Num("0")


def forms(node: Node) -> list[Node]:
    """`node` and its rewritings of the same value, without repeats."""
    found = [node]
    for rule in (_folded, _spelled, _split_logs):
        other = everywhere(node, rule)
        if other not in found:
            found.append(other)
    return found


def everywhere(node: Node, rule: Callable[[Node], Node]) -> Node:
    """`rule` applied to every part of `node`, inner parts first."""
    return rule(rebuilt(node, lambda child: everywhere(child, rule)))


def substituted(node: Node, old: Node, new: Node) -> Node:
    """`node` with every part equal to `old` replaced."""
    return new if node == old else rebuilt(node, lambda child: substituted(child, old, new))


def _folded(node: Node) -> Node:
    """1/(1 + e^-x) as sigmoid(x), log(1 + e^x) as softplus(x), log(sum(exp(x))) as logsumexp(x),
    max(0, x) as relu(x), sum(x^2) as norm(x)^2.
    """
    match node:
        case Binary("/", Num("1"), below) if (power := _one_plus_exp(below)) is not None:
            return Call("sigmoid", (_minus(power),))
        case Binary("/", Call("exp", (x,)), below) if _one_plus_exp(below) == x:
            return Call("sigmoid", (x,))
        case Call("log", (inner,)) if (power := _one_plus_exp(inner)) is not None:
            return Call("softplus", (power,))
        case Call("log", (Call("sum", (Call("exp", (x,)),)),)):
            return Call("logsumexp", (x,))
        case Binary("/", Call("exp", (x,)), Call("sum", (Call("exp", (y,)),))) if x == y:
            return Call("softmax", (x,))
        case Call("max", (Num("0"), x)) | Call("max", (x, Num("0"))):
            return Call("relu", (x,))
        case Call("sum", (Binary("**", x, Num("2")),)):
            return Binary("**", Call("norm", (x,)), Num("2"))
    return node


def _one_plus_exp(node: Node) -> Node | None:
    """The x of 1 + exp(x), or None."""
    match node:
        case Binary("+", Num("1"), Call("exp", (x,))) | Binary("+", Call("exp", (x,)), Num("1")):
            return x
    return None


def _minus(node: Node) -> Node:
    return node.arg if isinstance(node, Unary) and node.op == "-" else Unary("-", node)


def _spelled(node: Node) -> Node:
    """The inverse of folding."""
    match node:
        case Call("sigmoid", (x,)):
            return Binary("/", ONE, Binary("+", ONE, Call("exp", (_minus(x),))))
        case Call("softplus", (x,)):
            return Call("log", (Binary("+", ONE, Call("exp", (x,))),))
        case Call("logsumexp", (x,)):
            return Call("log", (Call("sum", (Call("exp", (x,)),)),))
        case Call("softmax", (x,)):
            return Binary("/", Call("exp", (x,)), Call("sum", (Call("exp", (x,)),)))
        case Call("relu", (x,)):
            return Call("max", (ZERO, x))
    return node


def _split_logs(node: Node) -> Node:
    """log(a/b) as log(a) - log(b), log(ab) as log(a) + log(b), and products with such a difference
    multiplied out.
    """
    match node:
        case Call("log", (Binary("/", a, b),)):
            return Binary("-", Call("log", (a,)), Call("log", (b,)))
        case Call("log", (Binary("*", a, b),)):
            return Binary("+", Call("log", (a,)), Call("log", (b,)))
        case Binary("*", factor, Binary("-" | "+" as op, Call("log", _) as a, Call("log", _) as b)):
            return Binary(op, Binary("*", factor, a), Binary("*", factor, b))
    return node
