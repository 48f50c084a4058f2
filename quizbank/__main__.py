"""The command ``quizbank``; ``python -m quizbank`` is the same."""

# no import of `__future__`: even that one could lie in the folder where the user stands
import os
import site
import sys


def main() -> None:
    """Run the command line; every error becomes a sentence and an exit code."""
    _leave_here()
    # answers, reports and questions are nobody else's to read, whatever writes them
    os.umask(0o077)
    sys.exit(_run())


def _run() -> int:
    try:
        _open_streams()
        from quizbank.cli.main import run

        code = run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        code = 0
    except KeyboardInterrupt:
        code = 130
    except OSError as error:
        _say(f"The output cannot be written ({error.strerror}). 输出写不出去。")
        code = 3
    _give_up_output()
    return code


def _open_streams() -> None:
    """A stream that the caller closed goes nowhere, so that no file of ours takes its number; what
    a code page lacks is written as an escape.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        stream = getattr(sys, name)
        if stream is None:
            stream = open(os.devnull, "w" if number else "r", encoding="utf-8")  # noqa: SIM115
            setattr(sys, name, stream)
        elif number:
            stream.reconfigure(errors="backslashreplace")


def _say(sentence: str) -> None:
    try:
        print(sentence, file=sys.stderr, flush=True)
    except OSError:
        return


def _give_up_output() -> None:
    """Let the interpreter's own last flush meet no closed pipe: it would say so."""
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is None:
            continue
        try:
            stream.flush()
        except (OSError, ValueError):
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, stream.fileno())
            os.close(null)


def _leave_here() -> None:
    """Import nothing more from the user's folder or the folders of PYTHONPATH, here and in every
    child: a file there may have the name of any module. Where packages are installed is no such
    folder; it comes last, so that it shadows nothing.
    """
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    kept = {root, *site.getsitepackages()}
    named = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
    foreign = {_here(), *named, *map(_absolute, named)} - kept
    installed = [path for path in named if os.path.isabs(path) and _holds_packages(path)]
    sys.path[:] = [path for path in sys.path if path not in foreign and os.path.isabs(path)]
    sys.path += [path for path in installed if path not in sys.path]
    if root not in sys.path:
        sys.path.insert(0, root)
    for name in [name for name in os.environ if name.startswith("PYTHON")]:
        del os.environ[name]
    os.environ["PYTHONSAFEPATH"] = "1"


def _holds_packages(path: str) -> bool:
    """Whether an installer put packages there, as it says of each in a folder of its own."""
    try:
        return any(name.endswith(".dist-info") for name in os.listdir(path))
    except OSError:
        return False


def _here() -> str:
    try:
        return os.getcwd()
    except OSError:  # the folder is gone
        return ""


def _absolute(path: str) -> str:
    return os.path.normpath(os.path.join(_here(), path))


if __name__ == "__main__":
    main()
