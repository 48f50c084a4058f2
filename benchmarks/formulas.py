"""Formula verdicts against SymPy and math-verify, on one file of pairs: right, false accepts, false
refusals, milliseconds.

Run: python benchmarks/formulas.py [STEP] (every STEP-th pair of tests/symbolic/pairs and all LaTeX
ones; 3 unless told, 1 for all).
SymPy's methods are given our own reading of each answer, expanded at length 3, so they are measured
on deciding alone;
math-verify reads for itself, as it is meant to. Each gets two seconds a pair. The LaTeX pairs are
also counted apart,
because math-verify is made for LaTeX. Needs `math-verify` beside the project. Writes
docs/benchmarks/formulas.md.
"""

from __future__ import annotations

import signal
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sympy
from math_verify import parse, verify

from graders.expression.printing import to_latex
from graders.expression.reader import read
from graders.expression.symbols import declare_all
from graders.symbolic.check import prepare
from graders.symbolic.prove import gap_at

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.symbolic.pairs import Family
from tests.symbolic.pairs.every import FAMILIES

LIMIT = 2.0
Judge = Callable[[Family, str], bool]


@dataclass
class Score:
    """What one method said over the pairs."""

    right: int = 0
    accepts: int = 0
    refusals: int = 0
    times: list[float] = field(default_factory=list)

    def add(self, said: bool, truth: bool, ms: float) -> None:
        """Count one verdict."""
        self.right += said == truth
        self.accepts += said and not truth
        self.refusals += truth and not said
        self.times.append(ms)

    def row(self, name: str) -> str:
        """A row of the table."""
        p95 = statistics.quantiles(self.times, n=20)[18]
        return (
            f"| {name} | {self.right}/{len(self.times)} | {self.accepts} | {self.refusals} | "
            f"{statistics.median(self.times):.2f} | {p95:.2f} |"
        )


def ours(family: Family, text: str) -> bool:
    """The grader, with diagnosis."""
    return prepare(family.reference, family.symbols).check(text).outcome == "equal"


def by_sympy(equal: Callable[[Any], bool]) -> Judge:
    """A method of SymPy over the difference at length 3."""

    def judge(family: Family, text: str) -> bool:
        symbols = declare_all(family.symbols)
        sympy.core.cache.clear_cache()
        return all(
            equal(gap)
            for gap in gap_at(read(family.reference, symbols), read(text, symbols), symbols, 3)
        )

    return judge


def by_math_verify(family: Family, text: str) -> bool:
    """math-verify on the answer as typed; its gold is another LaTeX answer of the same family, as a
    person wrote it.
    """
    written = [other for other in family.equal if "\\" in other and other != text]
    gold = written[0] if written else to_latex(read(family.reference, declare_all(family.symbols)))
    return bool(
        verify(
            parse(f"${gold}$", parsing_timeout=None),
            parse(f"${text}$", parsing_timeout=None),
            timeout_seconds=None,
        )
    )


def within(judge: Judge, family: Family, text: str) -> tuple[bool, float]:
    """What a method says in its two seconds, and the milliseconds; a failure or an overrun is a
    refusal.
    """

    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    started = time.perf_counter()
    signal.setitimer(signal.ITIMER_REAL, LIMIT)
    try:
        said = judge(family, text)
    except Exception:
        said = False
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return said, (time.perf_counter() - started) * 1000


METHODS: dict[str, Judge] = {
    "quizbank, with diagnosis": ours,
    "`simplify(a - b) == 0`": by_sympy(lambda gap: sympy.simplify(gap) == 0),
    "`(a - b).equals(0)`": by_sympy(lambda gap: gap.equals(0) is True),
    "math-verify": by_math_verify,
}


def pairs() -> Iterator[tuple[Family, str, bool]]:
    """Every pair with its truth."""
    for family in FAMILIES:
        yield from ((family, text, True) for text in family.equal)
        yield from ((family, slip.text, False) for slip in family.slips)


def table(rows: list[tuple[str, Score]]) -> str:
    """The rows as Markdown."""
    head = (
        "| method | right | false accepts | false refusals | p50 ms | p95 ms |\n"
        "|---|---|---|---|---|---|\n"
    )
    return head + "\n".join(score.row(name) for name, score in rows)


def main() -> None:
    """Run and write the page."""
    step = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    chosen = [pair for k, pair in enumerate(pairs()) if k % step == 0 or "\\" in pair[1]]
    # the first verdict of all builds tables; every method has one unmeasured run
    for judge in METHODS.values():
        within(judge, *chosen[0][:2])
    every = {name: Score() for name in METHODS}
    latex = {name: Score() for name in METHODS}
    for family, text, truth in chosen:
        for name, judge in METHODS.items():
            said, ms = within(judge, family, text)
            every[name].add(said, truth, ms)
            if "\\" in text:
                latex[name].add(said, truth, ms)
    text = (
        f"# Formulas\n\nMade by `python benchmarks/formulas.py {step}` over "
        f"{len(chosen)} of the pairs in `tests/symbolic/pairs`, whose verdicts are "
        "backed by NumPy\n"
        "oracles. SymPy's two methods are given our reading of every answer, expanded at "
        "length 3, so they are measured on deciding alone, and they name no slip;\n"
        "math-verify reads for itself. Two seconds a pair; an error or an overrun counts "
        "as a refusal.\n"
        "The grader was developed with these pairs at hand, so its own score says that "
        "nothing has regressed, not how it does on unseen ones.\n\n## All notations\n\n"
        f"{table(list(every.items()))}\n\n## LaTeX answers alone\n\n{table(list(latex.items()))}\n"
    )
    print(text)
    (Path(__file__).parent.parent / "docs" / "benchmarks" / "formulas.md").write_text(
        text, encoding="utf-8"
    )


if __name__ == "__main__":
    main()
