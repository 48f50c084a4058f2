"""The command ``quizbank``; ``python -m quizbank`` is the same."""

# no import of `__future__`: even that one could lie in the folder where the user stands
import os
import site
import sys


def main() -> None:
    """Run the command line; every error becomes a sentence and an exit code."""
    _leave_here()
    from quizbank.cli.main import run

    # answers, reports and questions are nobody else's to read, whatever writes them
    os.umask(0o077)
    sys.exit(run(sys.argv[1:]))


def _leave_here() -> None:
    """Import nothing more from the user's folder or the folders of PYTHONPATH, here and in every
    child: a file there may have the name of any module.
    """
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    kept = {root, *site.getsitepackages()}
    named = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
    foreign = {_here(), *named, *map(_absolute, named)} - kept
    sys.path[:] = [path for path in sys.path if path not in foreign and os.path.isabs(path)]
    if root not in sys.path:
        sys.path.insert(0, root)
    for name in [name for name in os.environ if name.startswith("PYTHON")]:
        del os.environ[name]
    os.environ["PYTHONSAFEPATH"] = "1"


def _here() -> str:
    try:
        return os.getcwd()
    except OSError:  # the folder is gone
        return ""


def _absolute(path: str) -> str:
    return os.path.normpath(os.path.join(_here(), path))


if __name__ == "__main__":
    main()
