"""Answers in PyTorch, where it is installed: tensors, gradients by autograd, the same cotangents."""

from __future__ import annotations

from pathlib import Path

import pytest

from graders.code import languages
from graders.code.grade import CodeGrader
from quizbank.store.locations import bundled
from tests.code.specs import MSE, bundled_spec, changed, english, spec

needs_torch = pytest.mark.skipif(
    not languages.package_there("torch"), reason="PyTorch is not installed"
)
TAKES = changed(MSE, language=["tensorflow", "numpy", "torch"])
HEAD = "import torch\nfrom torch import nn\nimport torch.nn.functional as F\n"
OWN = changed(
    spec(
        "attend",
        "def cases(rng):\n    r = lambda *s: rng.normal(size=s).astype('float32')\n"
        "    return [(r(2, 3, 4), r(2, 5, 4)), (r(1, 2, 3), r(1, 4, 3))]\n",
        "",
    ),
    reference=HEAD + "def attend(q, k):\n    return torch.softmax(q @ k.transpose(1, 2), -1)\n",
    gradients=["q", "k"],
    language=["torch", "numpy"],
)


@needs_torch
@pytest.mark.tensorflow
@pytest.mark.parametrize(
    "body",
    [
        "def mse(y, p):\n    return ((y - p) ** 2).mean()\n",
        "def mse(y, p):\n    return F.mse_loss(y, p)\n",
        "def mse(y, p):\n    return nn.MSELoss()(y, p)\n",
    ],
)
def test_a_torch_answer_is_held_to_the_reference_and_its_gradients(
    grader: CodeGrader, body: str
) -> None:
    verdict = grader.grade(TAKES, HEAD + body, 1)
    assert verdict.outcome == "correct", [english(d) for d in verdict.diagnoses]
    assert verdict.evidence.language == "torch"
    wrong = HEAD + "def mse(y, p):\n    return ((y.detach() - p) ** 2).mean()\n"
    assert grader.grade(TAKES, wrong, 1).parts[1].word == "wrong-gradient"
    assert (
        grader.grade(TAKES, HEAD + body.replace("mse(y, p)", "mse(y, p, q)"), 1).outcome == "wrong"
    )


@needs_torch
def test_a_torch_reference_marks_torch_and_numpy() -> None:
    with CodeGrader() as own:
        assert own.grade(OWN, OWN.reference, 1).outcome == "correct"
        arrays = (
            "import numpy as np\ndef attend(q, k):\n    s = q @ np.swapaxes(k, 1, 2)\n"
            "    e = np.exp(s - s.max(-1, keepdims=True))\n    return e / e.sum(-1, keepdims=True)\n"
        )
        verdict = own.grade(OWN, arrays, 1)
        assert (verdict.outcome, verdict.parts[0].outcome) == ("partial", "correct")
        flipped = OWN.reference.replace("-1)", "1)")
        assert own.grade(OWN, flipped, 1).outcome == "wrong"
        stuck = HEAD + "def attend(q, k):\n    while True: pass\n"
        tight = changed(OWN, limits={"cpu": 1, "wall": 3})
        assert own.grade(tight, stuck, 1).parts[0].word == "time-limit"
        denied = HEAD + "def attend(q, k):\n    return open('/etc/passwd').read()\n"
        assert own.grade(OWN, denied, 1).parts[0].word == "denied-action"


def test_without_torch_the_command_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from graders.code import grade

    monkeypatch.setattr(grade, "installed", lambda framework: framework != "torch")
    with CodeGrader() as own:
        verdict = own.grade(OWN, OWN.reference, 1)
    assert (verdict.outcome, verdict.diagnoses[0].code) == ("unavailable", "torch-missing")
    assert "pip install 'deep-quizbank[torch]'" in english(verdict.diagnoses[0])


FILES = {path.stem: path for path in Path(bundled("questions")).glob("*/code-*.md")}
BANK = {
    "code-mse": "def mse(y, p):\n    return ((y - p) ** 2).mean()\n",
    "code-dense-forward": "def dense(x, w, b):\n    return torch.relu(x @ w + b)\n",
    "code-gram-matrix": (
        "def gram(f):\n    n, h, w, c = f.shape\n    f = f.reshape(n, h * w, c)\n"
        "    return f.transpose(1, 2) @ f / (h * w)\n"
    ),
    "code-bce-from-logits": (
        "def bce(y, z):\n    return (z.clamp(min=0) - y * z + torch.log1p((-z.abs()).exp())).mean()\n"
    ),
    "code-stable-softmax": (
        "def softmax(z, t):\n    z = z / t\n    e = (z - z.amax(-1, keepdim=True)).exp()\n"
        "    return e / e.sum(-1, keepdim=True)\n"
    ),
    "code-layer-norm": (
        "def layer_norm(x, gamma, beta, eps):\n    d = x - x.mean(-1, keepdim=True)\n"
        "    return gamma * d / (d.square().mean(-1, keepdim=True) + eps).sqrt() + beta\n"
    ),
    "code-masked-attention": (
        "def attention(q, k, v, mask):\n    s = q @ k.transpose(1, 2) / q.shape[-1] ** 0.5\n"
        "    s = s.masked_fill(mask == 0, -1e30)\n"
        "    e = (s - s.amax(-1, keepdim=True)).exp() * mask\n"
        "    return e / e.sum(-1, keepdim=True).clamp(min=1e-30) @ v\n"
    ),
    "code-gru-cell": (
        "def gru_cell(x, h, W, U, b):\n    m = h.shape[-1]\n"
        "    g = torch.sigmoid(x @ W[:, :2 * m] + h @ U[:, :2 * m] + b[:2 * m])\n"
        "    z, r = g[:, :m], g[:, m:]\n"
        "    n = torch.tanh(x @ W[:, 2 * m:] + (r * h) @ U[:, 2 * m:] + b[2 * m:])\n"
        "    return z * h + (1 - z) * n\n"
    ),
    "code-adam-step": (
        "def adam(w, g, m, v, t, lr, b1, b2, eps):\n    m = b1 * m + (1 - b1) * g\n"
        "    v = b2 * v + (1 - b2) * g * g\n    s = (v / (1 - b2 ** t)).sqrt() + eps\n"
        "    return w - lr * m / (1 - b1 ** t) / s, m, v\n"
    ),
    "code-sinusoidal-positions": (
        "def positions(length, d):\n    pos = torch.arange(length)[:, None]\n"
        "    a = pos / 10000 ** (torch.arange(0, d, 2) / d)\n"
        "    return torch.stack([a.sin(), a.cos()], -1).reshape(length, d)\n"
    ),
    "code-kmeans-step": (
        "def step(x, centres):\n    d = ((x[:, None] - centres) ** 2).sum(-1)\n"
        "    label = d.argmin(1)\n    new = centres.clone()\n"
        "    for k in range(len(centres)):\n        if (label == k).any():\n"
        "            new[k] = x[label == k].mean(0)\n    return new, label\n"
    ),
    "code-roc-auc": (
        "def auc(y, s):\n    a, b = s[y == 1][:, None], s[y == 0][None]\n"
        "    return (a > b).float().mean() + 0.5 * (a == b).float().mean()\n"
    ),
}


def test_thirty_questions_take_any_of_three_languages() -> None:
    taken = [bundled_spec(path).language for path in FILES.values()]
    assert sum({"tensorflow", "numpy", "torch"} <= set(languages) for languages in taken) >= 30


@needs_torch
@pytest.mark.tensorflow
@pytest.mark.parametrize("id", BANK)
def test_a_bundled_question_is_answered_in_torch(grader: CodeGrader, id: str) -> None:
    spec = bundled_spec(FILES[id])
    verdict = grader.grade(spec, "import torch\n" + BANK[id], 1)
    assert verdict.outcome == "correct", [english(d) for d in verdict.diagnoses]


@needs_torch
@pytest.mark.tensorflow
@pytest.mark.parametrize(
    ("id", "body"),
    [
        ("code-mse", "def mse(y, p):\n    return torch.nn.functional.mse_loss(y, p)\n"),
        ("code-mse", "def mse(y, p):\n    return getattr(torch.nn, 'MSE' + 'Loss')()(y, p)\n"),
        (
            "code-masked-attention",
            "def attention(q, k, v, mask):\n    return (q @ k.mT).softmax(-1) @ v\n",
        ),
        ("code-stable-softmax", "def softmax(z, t):\n    return torch.softmax(z / t, -1)\n"),
    ],
)
def test_ready_made_torch_is_forbidden_too(grader: CodeGrader, id: str, body: str) -> None:
    spec = bundled_spec(FILES[id])
    assert grader.grade(spec, "import torch\n" + body, 1).parts[0].word == "forbidden-name"
