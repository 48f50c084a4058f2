"""The command ``quizbank``; ``python -m quizbank`` is the same."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; every error becomes a sentence and an exit code."""
    from quizbank.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
