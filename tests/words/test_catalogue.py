"""Every message has its sentence in both languages, and no sentence stands anywhere else."""

from __future__ import annotations

import ast
import re
import string
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from quizbank.words.catalogue import SECTIONS, everything

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"[a-z]+(\.[a-z0-9:_-]+)+")
CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
PAIRS = {code: pair for _, code, pair in everything()}

# calls whose first argument is a code, and those that have one among their arguments
FIRST = {"said", "QuizbankError", "CannotHere"}
AMONG = {"fault", "fault_at", "fault_near", "at", "under", "_refuse", "Matches"}

# where Chinese is read or is the question's own, by the beginning of the path
NO_SENTENCES = {
    "graders/choice/letters.py": "words around the letters of an answer",
    "graders/concept/": "words by which an answer's meaning is read, or turned round",
    "graders/expression/constructs.py": "words that a formula may have for 'otherwise'",
    "graders/expression/pasted.py": "words before a formula that was pasted",
    "graders/numeric/generators/": "labels and slips of questions, as an author writes them",
    "quizbank/__main__.py": "said where nothing can be imported any more, in both languages",
    "quizbank/app/declared.py": "the notation of declarations; in English it stays as written",
    "quizbank/tui/screens/settings.py": "a language's name in itself",
}


@cache
def sources() -> dict[str, ast.Module]:
    """The trees of all modules, by path."""
    paths = [path for package in ("quizbank", "graders") for path in (ROOT / package).rglob("*.py")]
    return {
        str(path.relative_to(ROOT)): ast.parse(path.read_text("utf-8")) for path in sorted(paths)
    }


def keeps_words(path: str) -> bool:
    """Whether a module is part of the catalogue or of the interface's words."""
    module = path.removesuffix(".py").replace("/", ".")
    return module in SECTIONS or module.startswith("quizbank.words.")


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """(path, name of what is called, call) of every call with arguments."""
    for path, tree in sources().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args:
                of = node.func
                yield path, of.id if isinstance(of, ast.Name) else getattr(of, "attr", ""), node


def texts_in(node: ast.AST) -> Iterator[tuple[ast.Constant, str]]:
    for one in ast.walk(node):
        if isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield one, one.value


def alternatives(node: ast.expr) -> list[str]:
    """The texts that an argument may be: itself, or either of ``this if so else that``."""
    if isinstance(node, ast.IfExp):
        return [*alternatives(node.body), *alternatives(node.orelse)]
    written = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return [text for _, text in texts_in(node)] if written else []


def codes_said() -> Iterator[tuple[str, str]]:
    """(place, code) of every code that is written out where a message is made."""
    for path, name, call in calls():
        if name not in FIRST | AMONG:
            continue
        for one in call.args[:1] if name in FIRST else call.args:
            for text in alternatives(one):
                if name in FIRST or CODE.fullmatch(text):
                    yield f"{path}:{call.lineno}", text
    for path, tree in sources().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "code":
                for text in alternatives(node.value):
                    if CODE.fullmatch(text):
                        yield f"{path}:{node.lineno}", text


def codes_of_kinds() -> Iterator[tuple[str, str]]:
    """(place, code) of the diagnoses, whose code is short within their kind."""
    for path, name, call in calls():
        kinds: list[str] = []
        if name == "diagnosed" and len(call.args) > 1:
            kinds = alternatives(call.args[1])
        elif name == "say" and path.startswith("graders/code/"):
            kinds = ["code"]
        for kind in kinds:
            for text in alternatives(call.args[0]):
                yield f"{path}:{call.lineno}", f"{kind}.{text}"


def codes_put_together() -> Iterator[tuple[str, str]]:
    """(place, pattern) of every code that is put together from pieces."""
    for path, name, call in calls():
        for one in call.args if name in FIRST | AMONG else ():
            if isinstance(one, ast.JoinedStr):
                pattern = "".join(
                    re.escape(str(piece.value)) if isinstance(piece, ast.Constant) else ".*"
                    for piece in one.values
                )
                if re.match(r"[a-z]+\\\.", pattern):
                    yield f"{path}:{call.lineno}", pattern


def test_a_code_stands_in_one_section() -> None:
    times = Counter(code for _, code, _ in everything())
    assert [code for code, count in times.items() if count > 1] == []


def test_a_code_has_the_form_of_a_code_and_both_its_sentences() -> None:
    for code, (zh, en) in PAIRS.items():
        assert CODE.fullmatch(code) and zh.strip() and en.strip(), code


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_both_languages_name_the_same_values() -> None:
    unlike = {
        code: (zh, en) for code, (zh, en) in PAIRS.items() if placeholders(zh) != placeholders(en)
    }
    assert unlike == {}


def test_every_code_that_is_said_has_its_sentence() -> None:
    codes = [*codes_said(), *codes_of_kinds()]
    assert len(codes) > 400
    assert [(place, code) for place, code in codes if code not in PAIRS] == []


def test_every_code_that_is_put_together_may_come_to_one_with_a_sentence() -> None:
    patterns = list(codes_put_together())
    assert len(patterns) > 10
    lost = [
        (place, pattern)
        for place, pattern in patterns
        if not any(re.fullmatch(pattern, code) for code in PAIRS)
    ]
    assert lost == []


@pytest.mark.parametrize("path", [path for path in sources() if not keeps_words(path)])
def test_no_module_writes_a_sentence_in_chinese(path: str) -> None:
    if path.startswith(tuple(NO_SENTENCES)):
        return
    tree = sources()[path]
    documents = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    written = [text for node, text in texts_in(tree) if id(node) not in documents]
    assert [text for text in written if CHINESE.search(text)] == []


def test_what_may_write_chinese_does() -> None:
    for start in NO_SENTENCES:
        trees = [tree for path, tree in sources().items() if path.startswith(start)]
        texts = [text for tree in trees for _, text in texts_in(tree)]
        assert any(CHINESE.search(text) for text in texts), start
