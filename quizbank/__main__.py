"""The command ``quizbank``; ``python -m quizbank`` is the same."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line; every error becomes a sentence and an exit code."""
    from quizbank.cli.main import run

    # answers, reports and questions are nobody else's to read, whatever writes them
    os.umask(0o077)
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
