"""Declarations are told in the learner's language."""

import re

import pytest

from quizbank.app.bank import Bank
from quizbank.app.declared import declared
from quizbank.app.kinds import symbols_of


@pytest.mark.parametrize(
    ("declaration", "zh"),
    [
        ("scalar real", "实数"),
        ("scalar in (0,1)", "取自 (0,1)"),
        ("vector[n] real", "实向量[n]"),
        ("vector[n] in (0,1)", "向量[n]，取自 (0,1)"),
        ("matrix[n,2] positive", "正矩阵[n,2]"),
        ("vector[n] binary", "0-1 向量[n]"),
        ("matrix[2,3] integer 1..7", "矩阵[2,3]，整数 1..7"),
        ("vector[n] negative", "向量[n]，取自 (-inf,0)"),
        ("one-hot[K]", "独热向量[K]"),
        ("integer 1..7", "整数 1..7"),
        ("size", "长度"),
        ("simplex[K]", "概率向量[K]"),
        ("onehot[K]", "独热向量[K]"),
        ("something new", "something new"),
    ],
)
def test_a_declaration_in_both_languages(declaration: str, zh: str) -> None:
    assert declared(declaration, "zh") == zh
    assert declared(declaration, "en") == declaration


def test_every_bundled_declaration_has_chinese_words(tmp_path: object) -> None:
    bank = Bank.open(f"{tmp_path}/q.db", "zh")
    try:
        seen = 0
        for info in bank.infos():
            if info.kind == "symbolic":
                for given in symbols_of(bank.question(info.id)).values():
                    told = declared(given if isinstance(given, str) else given["is"], "zh")
                    assert not re.search(
                        r"\b(real|positive|vector|matrix|scalar|integer|in)\b", told
                    ), told
                    seen += 1
    finally:
        bank.close()
    assert seen > 100
