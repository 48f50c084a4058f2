"""Hostile questions and folders: what a stranger could send to make the program act, crash or
hang.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.durability.hostile_archives import GOOD


def question(kind: str, front: str = "", body: str = "", **changes: str) -> str:
    """A question's text: its own front matter lines and sections after the usual ones."""
    values = {
        "id": '"hostile-one"',
        "topic": '"losses"',
        "difficulty": "2",
        "minutes": "2",
        **changes,
    }
    head = "\n".join(f"{key} = {value}" for key, value in values.items())
    return f'+++\nkind = "{kind}"\n{head}\n{front}\n+++\n\n## en\nA question.\n\n{body}'


_CHOICES = "## choices en\n- [x] this\n- [ ] that\n"
_SYMBOLS = '[symbols]\nx = "scalar real"\ny = "vector[n] real"\n'


def symbolic(answer: str, symbols: str = _SYMBOLS, more: str = "") -> str:
    """A question about a formula."""
    return question("symbolic", f"answer = '{answer}'\n{more}\n{symbols}")


def numeric(variables: str, formula: str = "a", more: str = "") -> str:
    """A question of one step."""
    return question(
        "numeric",
        f'{more}\n[variables]\n{variables}\n[[step]]\nid = "r"\nzh = "r"\nen = "r"\n'
        f"formula = '{formula}'\nmarks = 1",
    )


def concept(accept: str) -> str:
    """A question with one accepted phrase, given in TOML."""
    return question(
        "concept",
        f'pass_mark = 1\n[[rubric]]\nid = "p"\nweight = 1\nzh = "p"\nen = "p"\naccept = [{accept}]',
    )


# question files that must be told as faulty, or load without any harm; none may crash or take long
# to read
READ: dict[str, str] = {
    "dotted keys": question("choice", "a" + ".a" * 30_000 + " = 1"),
    "dotted tables": question("choice", "".join(f"[a{'.a' * 300}{k}]\n" for k in range(90))),
    "nested lists": question("choice", "a = " + "[" * 20_000 + "]" * 20_000),
    "nested tables": question("choice", "a = " + "{a=" * 200 + "1" + "}" * 200),
    "a key twice": question("choice", 'kind = "code"'),
    "a table twice": question("choice", "[a]\nb = 1\n[a]\nb = 2"),
    "seven levels": question("choice", "a.b.c.d.e.f.g.h = 1"),
    "many tables": question("choice", "[[a]]\n" * 9_000),
    "a large front": question("choice", "a = '" + "x" * 70_000 + "'"),
    "a number of 60,000 digits": question("choice", "a = " + "9" * 60_000),
    "a large number": question("choice", "a = 99999999999999999999"),
    "infinite": question("choice", "a = inf"),
    "no number": question("choice", "a = nan"),
    "a date": question("choice", "a = 2026-01-01"),
    "a time": question("choice", "a = 07:00:00"),
    "a float out of range": question("choice", "a = 1e999"),
    "a difficulty of true": question("choice", body=_CHOICES, difficulty="true"),
    "minutes of 1e300": question("choice", body=_CHOICES, minutes="1e300"),
    "minutes in words": question("choice", body=_CHOICES, minutes='"2"'),
    "negative minutes": question("choice", body=_CHOICES, minutes="-1"),
    "an id of a list": question("choice", body=_CHOICES, id="[1]"),
    "an id above": question("choice", body=_CHOICES, id='"../../x"'),
    "an id with an escape": question("choice", body=_CHOICES, id='"a\\u001b[2J"'),
    "a topic of markup": question("choice", body=_CHOICES, topic='"[@click=app.quit]x[/]"'),
    "a topic above": question("choice", body=_CHOICES, topic='"../x"'),
    "a topic of a table": question("choice", body=_CHOICES, topic="{ a = 1 }"),
    "a kind of a list": question("choice", body=_CHOICES).replace(
        'kind = "choice"', 'kind = ["choice"]'
    ),
    "roles of a number": question("choice", "roles = 5", _CHOICES),
    "tags of a table": question("choice", "tags = { a = [1] }", _CHOICES),
    "sources of tables": question("choice", "sources = [{ a = 1 }]", _CHOICES),
    "guide of a date": question("choice", "guide = [2026-01-01]", _CHOICES),
    "a heading of spaces": question("choice", body="## a" + " " * 200_000 + "b\n"),
    "a long heading": question("choice", body="## " + "x" * 200_000 + "\n" + _CHOICES),
    "backticks": question("code", body="## reference\n" + "`" * 100_000 + "\nx\n"),
    "many fences": question("code", body="## reference\n" + "```\n" * 50_000),
    "spaces": question("code", body="## reference\n" + " " * 200_000 + "\n"),
    "many sections": question("choice", body="## x\n" * 60_000),
    "many mutants": question("code", body="## mutants\n" + "### a\n" * 30_000),
    "mutants of zh": question("code", body="## mutants\n### a\n" + "zh:\n" * 60_000),
    "many choices": question("choice", body="## choices en\n- [x] a\n" + "- [ ] b\n" * 30_000),
    "brackets": question("choice", body="## choices en\n" + "- [x" * 60_000),
    "no text": "",
    "one sign": "+",
    "only front": "+++\n+++\n",
    "a NUL": question("choice", "\0", _CHOICES),
    "lines of nothing": "\n" * 250_000,
    "a front without an end": "+++\n" + "a = 1\n" * 9_000,
    "strings in strings": question("choice", "a = " + '"' * 50_001),
    "many lines of strings": question("choice", "a = '''" + "\n" * 60_000),
    "escapes in keys": question("choice", '"\\u001b]0;x\\u0007" = 1', _CHOICES),
    "a long key": question("choice", "x" * 50_000 + " = 1", _CHOICES),
    "code of numbers": question(
        "code",
        'entry = 5\ngradients = 7\nforbidden = 3\nlimits = "x"',
        "## cases\n```\nx\n```\n## reference\n```\nx\n```\n",
    ),
    "a rubric of numbers": question("concept", "rubric = [1, 2]\npass_mark = 'x'"),
    "weights of true": question("concept", '[[rubric]]\nid = "a"\nweight = true\naccept = [1]'),
    "steps of text": question("numeric", 'step = "x"'),
    "symbols of lists": question("symbolic", 'answer = "x"\nsymbols = [1]'),
    "choices of nothing": question("choice", body="## choices en\n\n## choices zh\n- [x] a\n"),
    **{
        f"generate: {what}": question("numeric", f"[generate]\n{what}")
        for what in (
            'network = "dense"\nlayers = [3, 99999999, 2]',
            'network = "dense"\nlayers = 5',
            'network = ["dense"]',
            'network = "rnn"\nsteps = 100000000',
            'network = "rnn"\nsteps = "x"',
            'network = "attention"\nsize = 1000000',
            'network = "batch-norm"\nsize = -1',
            'network = "quantise"\nbits = 10000000',
            'network = "edit-distance"\nrows = 99999\ncolumns = 99999',
            'network = "ctc"\nrows = 1e300',
            'network = "roc-auc"\nsize = 100000000',
            'network = "nms"\nboxes = 99999999',
            'network = "conv"\nlayers = [[1]]',
        )
    },
}

# question files that load and whose promises are then tested by lint: each must come back as a
# fault or clean, in time
PROVED: dict[str, str] = {
    **{
        f"the answer {answer[:40]}": symbolic(answer)
        for answer in (
            "9**9**9**9",
            "2^2^2^2^2^2^9",
            "exp(exp(exp(exp(x))))",
            "prod_i exp(exp(y_i))^99999999",
            "(" * 300 + "x" + ")" * 300,
            "x+" * 900 + "x",
            "sum_i sum_j sum_k sum_l y_i*y_j*y_k*y_l",
            "10^(10^(10^10))",
            "x^x^x^x^x^x^x^x",
            '__import__("os").system("touch /tmp/acted")',
            "1e308*1e308",
            "floor(x*1e300)%7",
            "softmax(softmax(softmax(y)))",
            "x/0",
            "0^0^0^0",
        )
    },
    "a huge vector": symbolic("sum(y)", '[symbols]\ny = "vector[1000000000] real"'),
    "a huge matrix": symbolic("sum(y)", '[symbols]\ny = "matrix[99999999,99999999] real"'),
    "huge integers": symbolic("k", '[symbols]\nk = "integer 1..99999999999999999999999"'),
    "no values": symbolic("k", '[symbols]\nk = "integer 9..1"'),
    "a long declaration": symbolic("x", f'[symbols]\nx = "{"scalar real " * 3000}"'),
    "many symbols": symbolic(
        "a0", "[symbols]\n" + "".join(f'a{k} = "scalar real"\n' for k in range(2_000))
    ),
    "names like words": symbolic("x", '[symbols]\n"__class__" = "scalar real"\nx = "scalar real"'),
    "a symbol of numbers": symbolic("x", "[symbols]\nx = 5"),
    "aliases of everything": symbolic(
        "x", '[symbols]\nx = { is = "scalar real", also = ["x", "+", "(", "\\u001b[2J", ""] }'
    ),
    "many misconceptions": symbolic(
        "x", more="[[misconception]]\nanswer = 'x+1'\nzh = 'a'\nen = 'a'\n" * 600
    ),
    "a huge range": numeric("a = { integer = [0, 9007199254740992] }"),
    "a huge draw": numeric("a = { vector = 1000000000, choice = [1] }"),
    "a huge one": numeric("a = { matrix = [999999, 999999], choice = [1] }"),
    "a tiny step": numeric("a = { real = [0, 1, 1e-300] }"),
    "a step of nothing": numeric("a = { real = [0, 1, 0] }"),
    "a simplex of steps": numeric("a = { simplex = 60, step = 1e-300 }"),
    "a large simplex": numeric("a = { simplex = 1000000000, step = 0.5 }"),
    "a choice of text": numeric('a = { choice = ["x"] }'),
    "no choice": numeric("a = { choice = [] }"),
    "a variable of text": numeric('a = "x"'),
    "all rejected": numeric("a = { choice = [1, 2] }", more="reject = ['a > 0']"),
    "a reject of powers": numeric("a = { choice = [1, 2] }", more="reject = ['9^9^9^9^9 > a']"),
    "a step of powers": numeric("a = { choice = [7, 8] }", "a^(a^(a^(a^a)))"),
    "steps in a ring": numeric("a = { choice = [7, 8] }", "r + a"),
    "a step of names": numeric("a = { choice = [7, 8] }", 'open("/etc/passwd")'),
    "an example of text": numeric("a = { choice = [7, 8] }", more='example = { a = "x" }'),
    "digits of 10^9": numeric("a = { choice = [7, 8] }", more="digits = 1000000000"),
    **{
        f"the pattern {pattern[:30]}": concept(f"'re:{pattern}'")
        for pattern in (
            "(a+)+b",
            "(a|a)*b",
            "(.*)*x",
            "((a{1,99}){1,99}){1,99}",
            "(?=(a+)+)b",
            "(a)\\1{999}",
            "[",
            "(?P<x",
            "a{999999999}",
            "(" * 150 + ")" * 150,
            ".*" * 100,
            "(?i:(x+x+)+y)",
        )
    },
    "phrases without end": concept(", ".join(["'word'"] * 6_000)),
    "a phrase of 60,000": concept("'" + "w" * 60_000 + "'"),
    "empty phrases": concept("'', ' ', '\t'"),
}


def code(**sections: str) -> str:
    """A code question that would be right, but for the sections given."""
    parts = {
        "starter": "def f(x):\n    return x\n",
        "cases": "def cases(rng):\n    return [(rng.normal(size=3),)]\n",
        "reference": "def f(x):\n    return x\n",
        **sections,
    }
    return question(
        "code",
        'entry = "f"',
        "".join(f"## {name}\n```python\n{text}```\n\n" for name, text in parts.items()),
    )


_ACT = "    open('TRACE', 'w').write('x')\n"
# packs whose code acts: what it does must come to nothing, and lint must say that the question is
# not right
CODE: dict[str, str] = {
    "cases that write": code(
        cases="def cases(rng):\n" + _ACT + "    return [(rng.normal(size=3),)]\n"
    ),
    "a reference that writes": code(reference="def f(x):\n" + _ACT + "    return x\n"),
    "a module that writes": code(
        reference="open('TRACE', 'w').write('x')\ndef f(x):\n    return x\n"
    ),
    "a shell": code(
        reference="import os\ndef f(x):\n    os.system('touch TRACE')\n    raise SystemExit\n"
    ),
    "a network": code(
        reference="import socket\ndef f(x):\n    socket.create_connection(('127.0.0.1', 9))\n    "
        "return x\n"
    ),
    "checks that write": code(
        checks="def check_it(inputs, output):\n" + _ACT + "    return True\n"
    ),
    "a loop without end": code(reference="def f(x):\n    while True:\n        pass\n").replace(
        'entry = "f"', 'entry = "f"\nlimits = { cpu = 1, wall = 2 }'
    ),
    "limits without end": code().replace(
        'entry = "f"', 'entry = "f"\nlimits = { cpu = 1e18, wall = 1e18, memory = "9999GB" }'
    ),
    "no fit": code().replace(
        'entry = "f"', 'entry = 5\ngradients = 7\nforbidden = 3\nlimits = "x"'
    ),
}

Made = Callable[[Path], object]


def _ring(folder: Path) -> None:
    (folder / "loop").symlink_to(folder)
    (folder / "a.md").write_bytes(GOOD)


def _nowhere(folder: Path) -> None:
    (folder / "a.md").symlink_to(folder / "nowhere.md")


def _fifo(folder: Path) -> None:
    import os

    os.mkfifo(folder / "a.md")


def _deep(folder: Path) -> None:
    for k in range(120):
        folder = folder / f"d{k}"
    folder.mkdir(parents=True)
    (folder / "a.md").write_bytes(GOOD)


# folders: links, pipes, devices, rings, names
FOLDERS: Mapping[str, Made] = {
    "a ring of links": _ring,
    "a link to nowhere": _nowhere,
    "a pipe": _fifo,
    "a deep folder": _deep,
    "a link to a device": lambda folder: (folder / "a.md").symlink_to("/dev/zero"),
    "a link to a secret": lambda folder: (folder / "a.md").symlink_to("/etc/passwd"),
    "a folder that ends in .md": lambda folder: (folder / "a.md").mkdir(),
    "a name that acts": lambda folder: (folder / "a\x1b]0;owned\x07\u202e.md").write_bytes(b"no"),
    "a name that is no text": lambda folder: (folder / "a\udcff.md").write_bytes(b"no"),
    "a pack file that is a folder": lambda folder: (folder / "pack.toml").mkdir(),
    "a pack file of a device": lambda folder: (folder / "pack.toml").symlink_to("/dev/zero"),
    "a pack file of dots": lambda folder: (folder / "pack.toml").write_text(
        "a" + ".a" * 30_000 + " = 1"
    ),
    "topics that need each other": lambda folder: (folder / "pack.toml").write_text(
        'name = "x"\n'
        + "".join(
            f'[[topics]]\nid = "{a}"\ntitle = {{ zh = "x", en = "[red]x[/red]" }}\n'
            f'prerequisites = ["{b}", "{a}"]\n'
            for a, b in ("ab", "bc", "ca")
        )
    ),
    "topics of everything": lambda folder: (folder / "pack.toml").write_text(
        'name = ["x"]\ntopics = [1, "x", { id = "../x" }, { id = "losses", title = 5, '
        "prerequisites = 7 }]\n"
    ),
}
