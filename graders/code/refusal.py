"""Refuses forbidden names at run time, for what reading the source cannot see (`getattr`,
constructed strings).

A forbidden attribute leaves its module and comes back as a property of the module's class: code of
installed libraries gets
the real thing (Keras may use what the learner may not), everyone else a stub that refuses to be
called or subclassed.
"""

from __future__ import annotations

import sys
import sysconfig
from types import FrameType, ModuleType
from typing import Any

from graders.code.faults import ForbiddenName

# library code that only passes a learner's call or look-up on
CONDUITS = ("/tensorflow/python/autograph/", "/tensorflow/python/util/lazy_loader.py")
RAW = "tensorflow.raw_ops."
PUBLIC = ("tensorflow", "keras", "numpy", "scipy", "torch")


class Refused:
    """Stands in for a forbidden function or class."""

    def __init__(self, name: str) -> None:
        object.__setattr__(self, "_name", name)

    def _refuse(self) -> ForbiddenName:
        return ForbiddenName(object.__getattribute__(self, "_name"))

    def __call__(self, *_: Any, **__: Any) -> Any:
        """Refuses."""
        raise self._refuse()

    def __getattr__(self, name: str) -> Any:
        # `import tensorflow.keras.backend as K` looks it up, and uses nothing yet
        if name.startswith("__"):
            raise AttributeError(name)
        return Refused(object.__getattribute__(self, "_name"))

    def __mro_entries__(self, _: Any) -> Any:
        raise self._refuse()


def install(names: list[str]) -> None:
    """Refuses each dotted or bare name from now on in this process; of ``tf.raw_ops.X`` the
    operation X itself, however it is reached.
    """
    operations = {
        canonical(name).removeprefix(RAW): name for name in names if canonical(name).startswith(RAW)
    }
    # importing it for the sake of a rule would cost a child of another framework its time
    if operations and "tensorflow" in sys.modules:
        _deny_operations(operations)
    for name in names:
        dotted = canonical(name)
        parent, _, attribute = dotted.rpartition(".")
        if not attribute.isidentifier():
            continue
        for owner in _spellings(parent):
            for module in _modules_of(owner, attribute) if owner else _public_modules(attribute):
                _hide(module, attribute, name)


def _deny_operations(names: dict[str, str]) -> None:
    from tensorflow.python.eager import execute
    from tensorflow.python.framework import op_callbacks

    def look(operation: str | bytes, *_: Any, **__: Any) -> None:
        # called for every operation, eager or traced, whoever asked for it
        name = operation.decode() if isinstance(operation, bytes) else operation
        if name in names:
            raise ForbiddenName(names[name])

    quick = execute.quick_execute

    def quick_execute(operation: str | bytes, *arguments: Any, **more: Any) -> Any:
        look(operation)
        return quick(operation, *arguments, **more)

    # what the callback does not see goes this way
    execute.quick_execute = quick_execute
    op_callbacks.add_op_callback(look)


def canonical(name: str) -> str:
    """`name` with the customary short names spelled out: ``tf.nn.relu`` is
    ``tensorflow.nn.relu``.
    """
    head, dot, rest = name.strip().partition(".")
    return {"tf": "tensorflow", "np": "numpy"}.get(head, head) + dot + rest if dot else head


def _spellings(parent: str) -> list[str]:
    """`parent`, and the compatibility modules that offer the same under older signatures."""
    head, dot, rest = parent.partition(".")
    if head != "tensorflow":
        return [parent]
    return [parent, *(f"tensorflow.compat.{version}{dot}{rest}" for version in ("v1", "v2"))]


def _modules_of(parent: str, attribute: str) -> list[ModuleType]:
    """The module that `parent` names and every public module through which the same object is
    reached.
    """
    head, *path = parent.split(".")
    owner: Any = sys.modules.get(head)
    for part in path:
        owner = getattr(owner, part, None)
    original = getattr(owner, attribute, None)
    if original is None:
        return []
    found = [m for m in _public_modules(attribute) if vars(m).get(attribute) is original]
    if isinstance(owner, ModuleType) and owner not in found:
        found.append(owner)
    return found


def _public_modules(attribute: str) -> list[ModuleType]:
    return [
        module
        for name, module in list(sys.modules.items())
        if isinstance(module, ModuleType)
        and name.split(".", 1)[0] in PUBLIC
        and attribute in vars(module)
    ]


def _hide(module: ModuleType, attribute: str, name: str) -> None:
    if "LazyLoader" in type(module).__name__:
        # it looks everything else up in the real module, where the name is hidden as well
        vars(module).pop(attribute, None)
        return
    original = vars(module).pop(attribute, None)
    if original is None:
        original = getattr(module, attribute)
    stub = Refused(name)
    libraries = tuple(
        {sysconfig.get_path(key) for key in ("stdlib", "purelib", "platlib")}
        | {path for path in sys.path if path.endswith("-packages")}
    )

    def value(_: ModuleType) -> Any:
        frame: FrameType | None = sys._getframe(1)
        while frame is not None and any(
            conduit in frame.f_code.co_filename for conduit in CONDUITS
        ):
            frame = frame.f_back
        caller = frame.f_code.co_filename if frame is not None else ""
        return original if caller.startswith(libraries) or caller.startswith("<frozen") else stub

    kind = type(module)
    try:
        module.__class__ = type(kind.__name__, (kind,), {attribute: property(value)})
    except TypeError:
        setattr(module, attribute, stub)
