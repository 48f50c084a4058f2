"""In which language an answer is written, and so on what it runs and in what form its arguments
arrive.
"""

from __future__ import annotations

import ast
import importlib.util
from dataclasses import dataclass
from functools import lru_cache

from graders.code.frameworks import PACKAGES
from graders.code.spec import CodeSpec, Language

# frameworks by the packages that an answer imports
_ROOTS: dict[str, str] = {
    "tensorflow": "tensorflow",
    "keras": "tensorflow",
    "torch": "torch",
    "jax": "jax",
    "flax": "jax",
    "mxnet": "mxnet",
}
_NAMES = {"jax": "JAX", "mxnet": "MXNet", "torch": "PyTorch", "tensorflow": "TensorFlow"}


@dataclass(frozen=True, slots=True)
class Form:
    """One way to run an answer: on a framework, with arguments as ``tensor``, ``array`` or
    ``list``.
    """

    language: Language
    framework: str
    arguments: str


_FORMS: dict[Language, Form] = {
    "tensorflow": Form("tensorflow", "tensorflow", "tensor"),
    "numpy": Form("numpy", "numpy", "array"),
    "python": Form("python", "numpy", "list"),
    "torch": Form("torch", "torch", "tensor"),
}


class Foreign(ValueError):
    """The answer is written for a framework that the question does not take, by name."""


@lru_cache(maxsize=512)
def framework_of(source: str) -> str:
    """The framework that a question's own source runs on."""
    try:
        used = roots(ast.parse(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return "numpy"
    known = {_ROOTS[root] for root in used if root in _ROOTS}
    for framework in ("tensorflow", "torch"):
        if framework in known:
            return framework
    return "numpy"


def roots(tree: ast.AST) -> set[str]:
    """The packages that a source imports, wherever it does."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {item.name.split(".")[0] for item in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def reference_form(spec: CodeSpec) -> Form:
    """How the reference runs."""
    framework = framework_of(spec.reference)
    if framework == "numpy":
        python = spec.language == ("python",)
        return _FORMS["python"] if python else _FORMS["numpy"]
    language: Language = "torch" if framework == "torch" else "tensorflow"
    arguments = "array" if spec.arguments == "array" else "tensor"
    return Form(language, framework, arguments)


def own_form(spec: CodeSpec, asked: set[str]) -> Form:
    """The form of a question that hands everybody the same arguments, on what is asked for."""
    own = reference_form(spec)
    framework = next((name for name in ("tensorflow", "torch") if name in asked), own.framework)
    if framework == own.framework:
        return own
    language: Language = "torch" if framework == "torch" else "tensorflow"
    return Form(language, framework, own.arguments)


def source_form(spec: CodeSpec, source: str) -> Form:
    """How a source of the question's own runs, its reference or a mutant."""
    framework = framework_of(source)
    return own_form(spec, set() if framework == "numpy" else {framework})


def forms(spec: CodeSpec, imported: set[str]) -> list[Form]:
    """The ways to run an answer that uses these packages, the likeliest first. Raises `Foreign`."""
    own = reference_form(spec)
    asked = {_ROOTS[root] for root in imported if root in _ROOTS}
    for framework in sorted(asked):
        if framework != own.framework and framework not in spec.language:
            raise Foreign(_NAMES[framework])
    if spec.model or spec.arguments == "array":
        return [own_form(spec, asked)]
    if asked:
        return [_FORMS["tensorflow" if "tensorflow" in asked else "torch"]]
    arrays = [_FORMS[name] for name in ("numpy", "python") if name in spec.language]
    if "numpy" in imported and not spec.gradients:
        return [*arrays, *([own] if own not in arrays else [])]
    return [own, *(form for form in arrays if form != own)]


@lru_cache(maxsize=8)
def package_there(framework: str) -> bool:
    """Whether a framework can be imported here, without importing it."""
    try:
        return importlib.util.find_spec(PACKAGES[framework]) is not None
    except (ImportError, ValueError):
        return False
