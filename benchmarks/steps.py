"""Drawing a variant (rejected draws included) and marking an answer to it.

Run: python benchmarks/steps.py. Prints a Markdown table and writes docs/benchmarks/steps.md.
"""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from graders.kind import Attempt
from graders.numeric.grade import grade
from graders.numeric.instance import draw
from graders.numeric.spec import NumericSpec
from quizbank.authoring.files import load_folder
from quizbank.store.locations import bundled


def main() -> None:
    drawn: list[float] = []
    marked: list[float] = []
    for question in load_folder(Path(bundled("questions"))).questions:
        spec = question.spec
        if not isinstance(spec, NumericSpec) or not spec.variables:
            continue
        draw(spec, 0)
        for seed in range(1, 41):
            started = time.perf_counter()
            instance = draw(spec, seed)
            drawn.append((time.perf_counter() - started) * 1000)
            answer = "\n".join(
                f"{step} = {value!r}"
                for step, value in instance.truth.items()
                if isinstance(value, float)
            )
            started = time.perf_counter()
            grade(spec, Attempt(answer, seed))
            marked.append((time.perf_counter() - started) * 1000)
    lines = ["| step | p50 ms | p99 ms |", "|---|---|---|"]
    lines += [
        f"| {name} | {statistics.median(v):.2f} | {statistics.quantiles(v, n=100)[98]:.2f} |"
        for name, v in (("draw a variant", drawn), ("draw and mark", marked))
    ]
    table = "\n".join(lines)
    print(table)
    page = Path(__file__).parent.parent / "docs" / "benchmarks" / "steps.md"
    page.write_text(
        "# Worked steps\n\nMade by `python benchmarks/steps.py` over the bundled bank.\n"
        f"\n{table}\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
