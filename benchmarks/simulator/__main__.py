"""All policies side by side on the same simulated learners.

usage: python -m benchmarks.simulator [--settings ABCDEFG] [--learners 40] [--write
docs/benchmarks/memory.md]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from benchmarks.simulator.learners import SETTINGS, Array, Learners, fill
from benchmarks.simulator.simple import SIMPLE, Policy
from quizbank.scheduling.ahead import Lookahead, Memories
from quizbank.scheduling.aim import Aim, shape_of

OURS = "look-ahead (quizbank)"


def ahead(learners: Learners) -> Policy:
    """The policy of `quizbank/scheduling/aim.py`."""
    setting = learners.setting
    aim = Aim(
        Lookahead(learners.model, setting.days, shape_of(setting.days)),
        learners.usual / 60,
        np.ones_like(learners.usual),
        setting.seconds / 60,
    )

    def policy(learners: Learners, day: int) -> Array:
        left = setting.days - day
        memories = Memories(
            learners.believed_stability,
            learners.believed_difficulty,
            np.maximum(0.0, day - learners.last),
            learners.seen,
        )
        aim.settle(memories, left)
        return aim.priority(memories, left)

    return policy


def run(name: str, setting: str, count: int, first_seed: int = 0) -> tuple[Array, Array]:
    """(mean recall, time-weighted mean recall) on the day, of each learner."""
    learners = Learners(SETTINGS[setting], count, first_seed)
    policy = ahead(learners) if name == OURS else SIMPLE[name]
    for day in range(learners.setting.days):
        learners.review(fill(policy(learners, day), learners.usual, learners.setting.seconds), day)
    recall = learners.recall(learners.setting.days)
    return recall.mean(axis=1), (recall * learners.usual).sum(axis=1) / learners.usual.sum(axis=1)


def _against(ours: Array, other: Array) -> str:
    difference = ours - other
    return (
        f"{difference.mean() * 100:+.1f} ± "
        f"{196 * difference.std(ddof=1) / len(difference) ** 0.5:.1f}"
    )


def table(settings: str, count: int, first_seed: int) -> str:
    """The two tables and the paired comparison, as Markdown."""
    names = [*SIMPLE, OURS]
    found = {(name, s): run(name, s, count, first_seed) for s in settings for name in names}
    lines = []
    for measure, title in enumerate(
        ("Mean true recall on the day", "Time-weighted recall on the day")
    ):
        lines += [
            f"## {title}",
            "",
            f"| policy | {' | '.join(settings)} |",
            "|---|" + "---|" * len(settings),
        ]
        lines += [
            f"| {name} | "
            + " | ".join(f"{found[name, s][measure].mean():.3f}" for s in settings)
            + " |"
            for name in names
        ]
        lines.append("")
    lines += [
        "## Look-ahead against the best others, points with 95 % intervals over paired learners",
        "",
        "In each setting and for each measure the rival is the policy that is best on "
        "that very measure.",
        "",
        "| setting | recall, against the best without greed | against the best of all | "
        "time-weighted, against the best of all |",
        "|---|---|---|---|",
    ]
    for s in settings:
        cells = []
        for measure, pool in (
            (0, [n for n in SIMPLE if "greedy" not in n]),
            (0, list(SIMPLE)),
            (1, list(SIMPLE)),
        ):
            best = max(pool, key=lambda n: found[n, s][measure].mean())
            cells.append(f"{_against(found[OURS, s][measure], found[best, s][measure])} ({best})")
        lines.append(f"| {s} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--settings", default="ABCDEFG")
    parser.add_argument("--learners", type=int, default=40)
    parser.add_argument(
        "--first-seed",
        type=int,
        default=0,
        help="the policy was tuned on learners 0 to 39: report others",
    )
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    text = (
        "# Memory: policies to an interview date\n\nMade by `python -m "
        f"benchmarks.simulator --learners {options.learners} --first-seed "
        f"{options.first_seed}`. "
        "The policy was tuned on learners 0 to 39. "
        "What the settings are and how to read this: [memory.md](../memory.md).\n\n"
        + table(options.settings, options.learners, options.first_seed)
    )
    print(text)
    if options.write:
        options.write.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
