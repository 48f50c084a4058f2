"""The text of an answer, before it runs: whether it is Python at all, and whether it keeps the rule
about names.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass

from graders.code import feedback, forbidden, languages, tidying
from graders.code.results import Fault
from graders.code.spec import CodeEvidence, CodeSpec
from graders.said import Said, said
from graders.verdict import Part, Verdict, invalid

SOURCE_LIMIT = 200_000


@dataclass(frozen=True, slots=True)
class Submission:
    """An answer that can be read: the code that runs, what was taken off or added, the packages it
    uses, and names that are put into its module.
    """

    text: str
    tree: ast.Module
    told: tuple[Said, ...] = ()
    imported: frozenset[str] = frozenset()
    given: tuple[tuple[str, str, str], ...] = ()


def read(source: str | bytes, spec: CodeSpec) -> Submission | Verdict[CodeEvidence]:
    """The answer to a question, or the verdict that says why it cannot be read."""
    text = source.decode("utf-8", "replace") if isinstance(source, bytes) else source
    text = text.removeprefix("\ufeff")
    if "\x00" in text or text.count("\ufffd") > 3 or any("\ud800" <= c <= "\udfff" for c in text):
        return invalid(CodeEvidence(), feedback.say("not-text"))
    if len(text) > SOURCE_LIMIT:
        return invalid(CodeEvidence(), feedback.say("too-long", limit=SOURCE_LIMIT))
    if not text.strip():
        return invalid(CodeEvidence(), feedback.say("empty"))
    tidied = tidying.tidy(text)
    try:
        return _understood(tidied, ast.parse(tidied.text), spec)
    except SyntaxError as error:
        line, column = error.lineno or 1, max(0, (error.offset or 1) - 1)
        above = sum(len(row) for row in text.splitlines(keepends=True)[: line - 1])
        told = feedback.say("syntax-error", number=line, message=str(error.msg))
        return invalid(CodeEvidence(line=line, position=above + column), told)
    except (ValueError, RecursionError, MemoryError):
        told = feedback.say("syntax-error", number=1, message=said("code.nested"))
        return invalid(CodeEvidence(line=1, position=0), told)


def _understood(tidied: tidying.Tidied, tree: ast.Module, spec: CodeSpec) -> Submission:
    taken = frozenset({*spec.language, languages.framework_of(spec.reference)})
    tree = tidying.without_habits(tidied, tree, taken)
    tidying.add_imports(tidied, tree, taken)
    tidying.with_entry(tidied, tree, spec.entry)
    tree = ast.parse(tidied.text)
    # what is put into the module counts as imported, for the rule about names too
    for name, module, attribute in tidied.given:
        line = f"from {module} import {attribute} as {name}" if attribute else ""
        tree.body[:0] = ast.parse(line or f"import {module} as {name}").body
    imported = frozenset(languages.roots(tree))
    return Submission(tidied.text, tree, tuple(tidied.told), imported, tuple(tidied.given))


def broken_rule(spec: CodeSpec, submission: Submission) -> Verdict[CodeEvidence] | None:
    """The verdict on an answer that uses a forbidden name; None where it keeps the rule."""
    hit = forbidden.find(submission.tree, spec.forbidden)
    if hit is None:
        return None
    fault = Fault("forbidden-name", message=hit.name, line=hit.line)
    told = feedback.of_fault(fault, spec.allowed, spec.entry, source=submission.text)
    part = Part("values", "wrong", 0.0, 1.0, diagnosis=told, word="forbidden-name")
    return Verdict("wrong", 0.0, CodeEvidence(line=hit.line), 1.0, (told,), (part,))
