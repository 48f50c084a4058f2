"""Warm formula verdicts, with and without diagnosis, against `sympy.simplify(a - b) == 0` on the scalar cases.

Run: python benchmarks/formulas.py. Prints a Markdown table and writes docs/benchmarks/formulas.md.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import sympy

from graders.symbolic.check import prepare

VECTORS = {"y": "vector[n] in (0,1)", "p": "vector[n] in (0,1)"}
SCALARS = {"z": "scalar real", "y": "scalar in [0,1]"}
BCE = "-mean(y*log(p) + (1-y)*log(1-p))"
CASES = [
    (BCE, r"-\frac1n\sum_{i=1}^n\left[y_i\log p_i+(1-y_i)\log(1-p_i)\right]", VECTORS), (BCE, "-mean(y*log(p))", VECTORS),
    (BCE, "-sum(y*log(p) + (1-y)*log(1-p))", VECTORS), ("mean((y-p)^2)", "1/n sum_i (y_i - p_i)^2", VECTORS),
    ("mean((y-p)^2)", "‖y−p‖²/(2n)", VECTORS), ("2*(p-y)/n", "2(p_i - y_i)/n", VECTORS),
    ("1/(1+exp(-z)) - y", "exp(z)/(1+exp(z)) - y", SCALARS), ("1/(1+exp(-z)) - y", "y - 1/(1+exp(-z))", SCALARS),
    ("log(1+exp(z)) - y*z", "log(exp(-z)+1) + z - y*z", SCALARS), ("log(1+exp(z)) - y*z", "log(1+exp(z)) - z", SCALARS),
]
PAIRS = [(sympy.sympify(r.replace("^", "**")), sympy.sympify(a.replace("^", "**"))) for r, a, s in CASES if s is SCALARS]


def timed(work: Callable[[], object], rounds: int = 60) -> list[float]:
    """Milliseconds of each of `rounds` runs."""
    found = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        found.append((time.perf_counter() - started) * 1000)
    return found


def main() -> None:
    plain: list[float] = []
    diagnosed: list[float] = []
    for reference, answer, symbols in CASES:
        formula = prepare(reference, symbols)
        formula.check(answer)
        plain += timed(lambda f=formula, a=answer: f.check(a, diagnose=False))
        diagnosed += timed(lambda f=formula, a=answer: f.check(a))
    simplified: list[float] = []
    for a, b in PAIRS:
        simplified += timed(lambda x=a - b: (sympy.core.cache.clear_cache(), sympy.simplify(x) == 0), 5)
    rows = [("verdict", plain), ("verdict with diagnosis", diagnosed), ("sympy.simplify(a - b) == 0, scalar cases", simplified)]
    lines = ["| method | p50 ms | p99 ms |", "|---|---|---|"]
    lines += [f"| {name} | {statistics.median(v):.2f} | {statistics.quantiles(v, n=100)[98]:.2f} |" for name, v in rows]
    table = "\n".join(lines)
    print(table)
    page = Path(__file__).parent.parent / "docs" / "benchmarks" / "formulas.md"
    page.write_text(f"# Formulas\n\nMade by `python benchmarks/formulas.py`, warm, one process.\n\n{table}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
