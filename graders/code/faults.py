"""How a failure inside a child is told to the parent: one word of the contract, the type, the
message, the line.
"""

from __future__ import annotations

import errno
import re
import traceback

from graders.code.messages import Error

QUOTA_ERRORS = {errno.EFBIG, errno.ENOSPC, errno.EMFILE, errno.EDQUOT}
NOISE = re.compile(r"\{\{function_node [^}]*\}\}\s*|\s*\[Op:\w+\]( name: \S*)?|\s*\[tf_ops?=.*?\]")


class ForbiddenName(RuntimeError):
    """Raised when a submission uses a name that its question forbids."""


class CallMismatch(TypeError):
    """The entry cannot be called with the arguments of a case."""


def word_of(error: BaseException) -> str:
    """The contract's word for `error`, its causes included (a URL error caused by a denied socket
    is a denied action).
    """
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain and len(chain) < 20:
        chain.append(current)
        current = current.__cause__ or current.__context__
    for item in chain:
        number = getattr(item, "errno", None) if isinstance(item, OSError) else None
        if isinstance(item, ForbiddenName):
            return "forbidden-name"
        if isinstance(item, MemoryError) or type(item).__name__ == "ResourceExhaustedError":
            return "memory-limit"
        # what is mounted apart, or to be read only, is refused by other names
        if number in (errno.EPERM, errno.EACCES, errno.EROFS, errno.EXDEV):
            return "denied-action"
        if number in QUOTA_ERRORS:
            return "output-limit"
    if isinstance(error, CallMismatch):
        return "wrong-arity"
    return "no-result" if isinstance(error, SystemExit) else "exception"


def told(message: str) -> str:
    """A message without TensorFlow's marks; of an error in a graph what went wrong, without the
    frames that led there.
    """
    lines = message.splitlines()
    frames = [number for number, line in enumerate(lines) if line.startswith("  File ")]
    if "Detected at node" in message and frames:
        lines = [
            line
            for line in lines[frames[-1] + 1 :]
            if line.strip() and not line.startswith(("    ", "\t"))
        ]
        message = "\n".join(lines) or message
    return NOISE.sub("", message)


def describe(error: BaseException, path: str) -> Error:
    """`error` as it is told to the parent; `path` is the answer's file, whose last line on the way
    is the learner's own.
    """
    try:
        message = told(str(error))[:600]
    except BaseException:
        message = ""
    line = None
    try:
        for frame, number in traceback.walk_tb(error.__traceback__):
            if frame.f_code.co_filename == path:
                line = number
        if isinstance(error, SyntaxError) and error.filename == path:
            line = error.lineno
    except BaseException:
        line = None
    try:
        word = word_of(error)
    except BaseException:
        word = "exception"
    name = str(type(error).__name__)[:80]
    return Error(word=word, type=name, message=message, line=line)
