"""Negation: a phrase that its clause denies does not count; words that only look like a negation
change nothing.
"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.concept.fold import fold, fold_phrase
from graders.concept.negation import is_negated

COUNTS = [
    ("It is not only a product of Jacobians but decays", "product of jacobians"),
    ("uses addition rather than multiplication", "addition"),
    ("not a product, but a sum", "sum"),
    ("not a product but a sum", "sum"),
    ("The LSTM does not remove explosion, so clipping is needed", "clip"),
    ("The LSTM does not remove explosion and still needs clipping", "clip"),
    ("Explosion is not removed; clip the norm", "clip"),
    ("It does not saturate because of the additive path", "additive"),
    ("The forget gate is not saturated", "forget gate"),
    ("It cannot work without clipping", "clip"),
    ("We cannot do without clipping", "clip"),
    ("It is not without a forget gate", "forget gate"),
    ("This is non-linear because of relu", "relu"),
    ("cannot be denied that noise is memorised", "noise"),
    ("No, it is a product of Jacobians", "product"),
    ("value 0.5 is not used. The product decays", "product"),
    ("they never fail to memorise noise", "noise"),
    ("It has no parameters", "no parameters"),
    ("Whether or not we clip, the product decays", "product"),
    ("it does not only depend on noise", "noise"),
    ("梯度不仅是连乘，还会衰减", "连乘"),
    ("不断连乘导致衰减", "连乘"),
    ("不同时间步的雅可比连乘", "连乘"),
    ("无论多长都是连乘", "连乘"),
    ("非线性激活", "激活"),
    ("无监督学习用到重构误差", "重构"),
    ("LSTM不能消除爆炸，仍需裁剪", "裁剪"),
    ("LSTM不能消除爆炸仍需裁剪", "裁剪"),
    ("不是连乘而是加法", "加法"),
    ("用加法而非连乘", "加法"),
    ("不得不裁剪", "裁剪"),
    ("不能不裁剪", "裁剪"),
    ("不可避免地连乘", "连乘"),
    ("离不开遗忘门", "遗忘门"),
    ("并不是没有遗忘门", "遗忘门"),
    ("不会衰减因为有加法更新", "加法"),
    ("不稳定的连乘", "连乘"),
    ("训练不收敛时要裁剪", "裁剪"),
    ("没有参数", "没有参数"),
    ("正则化不用于测试", "正则化"),
    ("有没有裁剪都一样", "裁剪"),
    ("未来的时间步连乘", "连乘"),
    ("毫无疑问是连乘", "连乘"),
    ("不只靠裁剪", "裁剪"),
]
DENIED = [
    ("It is not a product of Jacobians.", "product of jacobians"),
    ("It isn't a product of Jacobians", "product of jacobians"),
    ("It isn’t a product of Jacobians", "product of jacobians"),
    ("The gradient is never clipped", "clip"),
    ("no clipping is needed", "clip"),
    ("there is no need to monitor latency", "monitor"),
    ("there is no reason for clipping", "clip"),
    ("Without the forget gate nothing works", "forget gate"),
    ("uses addition rather than multiplication", "multiplication"),
    ("It uses an additive update instead of a product", "product"),
    ("not a product but a sum", "product"),
    ("It is not because of the additive path", "additive"),
    ("There are no gates, clipping or normalisation", "clipping"),
    ("There are no gates, clipping or normalisation", "normalisation"),
    ("neither momentum nor clipping helps", "clipping"),
    ("neither momentum nor clipping helps", "momentum"),
    ("It is not true that the gradient is a product", "product"),
    ("It is a myth that vanishing comes from a small learning rate", "small learning rate"),
    ("The claim that vanishing comes from a small learning rate is false", "small learning rate"),
    ("A small learning rate is not the cause", "small learning rate"),
    ("a small learning rate isn't why", "small learning rate"),
    ("no longer a product of Jacobians", "product"),
    ("a non-linear activation", "linear"),
    ("It doesnt use a forget gate", "forget gate"),
    ("The cell state lacks a forget gate", "forget gate"),
    ("in the absence of noise", "noise"),
    ("dropout does not exist at test time", "dropout"),
    ("It doesn't share weights", "share weights"),
    ("It is not that it has no parameters", "no parameters"),
    ("not because of a small learning rate", "small learning rate"),
    ("梯度不是连乘", "连乘"),
    ("并非连乘", "连乘"),
    ("连乘不是原因", "连乘"),
    ("没有遗忘门", "遗忘门"),
    ("未使用遗忘门", "遗忘门"),
    ("无法用裁剪解决", "裁剪"),
    ("不需要裁剪", "裁剪"),
    ("不是连乘而是加法", "连乘"),
    ("用加法而不是连乘", "连乘"),
    ("用加法而非连乘", "连乘"),
    ("不需要门控、裁剪", "裁剪"),
    ("不会因为连乘而衰减", "连乘"),
    ("学习率太小不是原因", "学习率太小"),
    ("梯度消失是学习率太小造成的是错误的", "学习率太小"),
    ("“梯度消失是学习率太小造成的”这种说法不对", "学习率太小"),
    ("我不认为是学习率太小造成的", "学习率太小"),
    ("既不用门控也不用裁剪", "裁剪"),
    ("不加偏置不做裁剪", "裁剪"),
    ("从不裁剪", "裁剪"),
    ("不饱和", "饱和"),
    ("非饱和激活", "饱和"),
    ("不是没有参数", "没有参数"),
    ("不等于连乘", "连乘"),
    ("梯度不再是连乘", "连乘"),
    ("与学习率太小无关", "学习率太小"),
    ("缺乏遗忘门", "遗忘门"),
    ("不 是 连乘", "连乘"),
    ("误以为学习率太小", "学习率太小"),
    ("梯度没有裁剪", "裁剪"),
    ("不必裁剪", "裁剪"),
    ("切勿裁剪", "裁剪"),
]


def _counts(text: str, phrase: str) -> bool:
    folded, wanted = fold(text).text, fold_phrase(phrase)
    places = [m.span() for m in re.finditer(re.escape(wanted), folded)]
    assert places
    return any(not is_negated(folded, start, end, wanted) for start, end in places)


@pytest.mark.parametrize(("text", "phrase"), COUNTS)
def test_what_is_said_counts(text: str, phrase: str) -> None:
    assert _counts(text, phrase)


@pytest.mark.parametrize(("text", "phrase"), DENIED)
def test_what_is_denied_does_not_count(text: str, phrase: str) -> None:
    assert not _counts(text, phrase)


@pytest.mark.parametrize("phrase", ["forget gate", "连乘"])
@given(
    before=st.sampled_from(
        ["It is not so. ", "No! ", "不是这样。", "没有，", "Nothing changes;\n"]
    ),
    after=st.sampled_from([". It is not zero.", "。这不是全部。", "; no more.", ""]),
)
def test_negation_elsewhere_than_in_the_clause_changes_nothing(
    phrase: str, before: str, after: str
) -> None:
    assert _counts(before + phrase + after, phrase)


@given(st.text(max_size=80), st.text(max_size=40))
def test_any_text_is_read_without_complaint(before: str, after: str) -> None:
    folded = fold(before + " forget gate " + after).text
    for match in re.finditer("forget gate", folded):
        assert is_negated(folded, *match.span(), "forget gate") in (True, False)
