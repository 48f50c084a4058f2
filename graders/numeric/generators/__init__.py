"""Questions from a description: the variables, every step and its common slips, so that authors
write no formulas.
"""

from __future__ import annotations

from collections.abc import Callable

from graders.numeric.generators.conv import conv
from graders.numeric.generators.dense import dense
from graders.numeric.generators.layers import attention, batch_norm, quantise
from graders.numeric.generators.made import Description
from graders.numeric.generators.recurrent import gru, lstm, rnn
from graders.numeric.generators.scores import confusion, iou, nms, roc_auc
from graders.numeric.generators.tables import bleu, ctc, edit_distance
from graders.numeric.spec import NumericSpec
from graders.said import said
from graders.verdict import SpecError

__all__ = ["KINDS", "expand"]

KINDS: dict[str, Callable[[Description], NumericSpec]] = {
    "dense": dense,
    "conv": conv,
    "rnn": rnn,
    "lstm": lstm,
    "gru": gru,
    "batch-norm": batch_norm,
    "attention": attention,
    "quantise": quantise,
    "edit-distance": edit_distance,
    "ctc": ctc,
    "bleu": bleu,
    "iou": iou,
    "nms": nms,
    "confusion": confusion,
    "roc-auc": roc_auc,
}


def expand(description: Description) -> NumericSpec:
    """``variables``, ``given``, ``reject`` and ``steps`` for a description such as ``{ network =
    "dense", layers = [2, 2, 1], ... }``.

    Raises `SpecError` where the description is not understood.
    """
    make = KINDS.get(str(description.get("network")))
    if make is None:
        raise SpecError(
            said("numeric.generate-network", known=tuple(KINDS)), ("generate", "network")
        )
    return make(description)
