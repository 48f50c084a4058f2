"""What people paste is read: labels, fences, generators, axes, times, percent signs."""

import pytest

from graders.expression.pasted import cleaned
from graders.expression.preview import preview
from graders.expression.reader import ReadError, read, readings
from graders.expression.symbols import declare_all
from graders.symbolic.check import check

SYMBOLS = {
    "y": "vector[n] real",
    "p": "vector[n] in (0,1)",
    "x": "vector[n] real",
    "W": "matrix[n,m] real",
    "z": "scalar real",
    "r": "vector[n] real",
    "q": "vector[n] in (0,1)",
    "a": "scalar real",
    "b": "scalar real",
    "k": "scalar positive",
    "t": "scalar positive",
}
PASTED = [
    ("mean((y-p)^2)", "1/n sum (y_i - p_i)^2"),
    ("mean((y-p)^2)", "```python\nnp.mean((y - p)**2)\n```"),
    ("mean((y-p)^2)", "答案：mean((y-p)^2)。"),
    ("mean((y-p)^2)", "**mean((y-p)**2)**"),
    ("mean((y-p)^2)", "return np.mean((y-p)**2)  # mse"),
    ("mean((y-p)^2)", "\\boxed{\\frac1n\\sum_{i=1}^n (y_i-p_i)^2}"),
    (
        "mean((y-p)^2)",
        "\\frac{1}{n}\\underbrace{\\sum_{i=1}^{n}(y_i-p_i)^2}_{\\text{squared error}} \\tag{1}",
    ),
    ("mean((y-p)^2)", "= mean((y - p)^2);"),
    ("mean((y-p)^2)", "`mean((y-p)^2)`,"),
    ("mean((y-p)^2)", "sum((y[i]-p[i])**2 for i in range(n))/n"),
    ("mean((y-p)^2)", "sum((a1-b1)**2 for a1, b1 in zip(y, p))/n"),
    ("mean((y-p)^2)", "np.mean([(y[i]-p[i])**2 for i in range(len(y))])"),
    ("mean((y-p)^2)", "sum_{i=1..n} (y_i-p_i)^2 / n"),
    ("mean((y-p)^2)", "\\frac1n\\sum_{i=1,\\ldots,n}(y_i-p_i)^2"),
    ("mean((y-p)^2)", "np.mean((y-p)**2, axis=0, keepdims=True)"),
    ("mean((y-p)^2)", "torch.mean((y-p).pow(2), dim=-1)"),
    ("0.8*z", "80% * z"),
    ("0.8*z", "80% z"),
    ("0.8*z", "80\\% z"),
    ("outer(r,x)", "r[:, None]*x[None, :]"),
    ("outer(r,x)", "r[:,None]*x"),
    ("W", "W[:, :]"),
    ("sum(W)", "np.sum(np.sum(W, axis=1))"),
    ("W @ transpose(W)", "W @ W.T"),
    ("sum(W^2)", "trace(W.T @ W)"),
    ("diag(x) @ W", "x[:, None]*W"),
    ("var(x)*n/(n-1)", "np.var(x, ddof=1)"),
    ("z*sigmoid(z)", "SiLU(z)"),
    ("z*sigmoid(z)", "z*expit(z)"),
    ("log(exp(a)+exp(b))", "np.logaddexp(a, b)"),
    ("min(max(z,0),6)", "ReLU6(z)"),
    ("min(max(z,-1),1)", "np.clip(z,-1,1)"),
    ("min(max(z,-1),1)", "torch.clamp(z, min=-1, max=1)"),
    ("z^2", "z^2 \\\\[4pt]"),
    ("x*y", "x .* y"),
    ("1/sqrt(k)", "rsqrt(k)"),
    ("z/2*(a+b)", "1/2(a+b)z"),
    ("(a+b)/2", "1/2(a+b)"),
    ("2/3*z^2", "2/3z^2"),
    ("1/(2*k)", "1/2k"),
    ("k/2", "1/2k"),
    ("sum(p*log(p/q))", "\\sum_x p(x)\\log\\frac{p(x)}{q(x)}"),
    ("sum(p*log(p/q))", "\\sum_i p(x_i)\\log\\frac{p(x_i)}{q(x_i)}"),
    ("mean((y-p)^2)", "\\frac1n\\sum_{i=1}^n (y^{(i)}-p^{(i)})^2"),
    ("-mean(y*log(p)+(1-y)*log(1-p))", "-\\frac{1}{n}\\sum_{i} y_i\\log p_i + (1-y_i)\\log(1-p_i)"),
    ("exp(-k*t)", "e^-kt"),
    ("sign(x)*max(abs(x)-t,0)", "\\operatorname{sign}(x) \\cdot \\max(|x| - t, 0)"),
    ("x*y", "x·y"),
    ("dot(x,y)", "x·y"),
    ("sum(x)", "\\sum_{i \\in S} x_i"),
    ("sum(x)", "∑_{i∈S} x_i"),
    ("arange(n)", "np.arange(n)"),
    ("sum(x*arange(n))", "np.sum(x*np.arange(n))"),
    ("x_1", "x[0]"),
    ("x^2", "x²"),
    ("mean((y-p)^2)", "mean((y-p)^2) # comment with = sign"),
    ("norm(x,1)", "np.linalg.norm(x, ord=1)"),
    ("norm(x,1)", "np.linalg.norm(x, 1)"),
    ("softmax(x)", "F.softmax(x, dim=-1)"),
    ("softmax(x)", "softmax(x, -1)"),
]


@pytest.mark.parametrize(("meant", "pasted"), PASTED)
def test_what_is_pasted_is_read(meant: str, pasted: str) -> None:
    result = check(meant, pasted, SYMBOLS)
    assert result.outcome == "equal", result


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("y_1 + ... + y_n", "formula.ellipsis", 6),
        (r"y_1 + \cdots + y_n", "formula.ellipsis", 6),
        ("mean(y, axes_of=1)", "formula.keyword", 0),
        ("clip(z)", "formula.clip-bounds", 0),
        ("z⁺", "formula.sign-unread", 1),
    ],
)
def test_what_is_refused_is_named_as_it_was_typed(text: str, code: str, place: int) -> None:
    with pytest.raises(ReadError) as caught:
        read(text, declare_all(SYMBOLS))
    assert (caught.value.said.code, caught.value.position) == (code, place)


@pytest.mark.parametrize(
    ("text", "count"),
    [("x·y", 2), ("1/2k", 2), ("1/2(a+b)", 2), ("e^-kt", 2), ("x*y + z", 1), ("sum (x)^2", 2)],
)
def test_ambiguous_notation_has_two_readings_and_plain_notation_one(text: str, count: int) -> None:
    assert len(list(readings(text, declare_all(SYMBOLS)))) == count


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("z_t + a", "time"),
        (r"x - \bar{x}", "bar"),
        ("1/2(a+b)", "fraction"),
        ("e^-kt", "exponent"),
        ("sum (x)^2", "sum-power"),
    ],
)
def test_the_preview_says_how_it_was_read(text: str, note: str) -> None:
    assert f"formula.note-{note}" in [one.code for one in preview(text, SYMBOLS).notes]


@pytest.mark.parametrize("text", [pasted for _, pasted in PASTED])
def test_cleaning_keeps_every_place(text: str) -> None:
    assert len(cleaned(text)) == len(text)
