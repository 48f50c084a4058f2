"""Answers in PyTorch, where it is installed: tensors, gradients by autograd, the same cotangents."""

from __future__ import annotations

import pytest

from graders.code import languages
from graders.code.grade import CodeGrader
from tests.code.specs import MSE, changed, english, spec

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
