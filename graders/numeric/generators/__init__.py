"""Questions from a description: the variables, every step and its common slips, so that authors
write no formulas.
"""

from __future__ import annotations

from graders.numeric.generators.conv import Conv
from graders.numeric.generators.dense import Dense
from graders.numeric.generators.layers import Attention, BatchNorm, Quantise
from graders.numeric.generators.recurrent import Gru, Lstm, Rnn
from graders.numeric.generators.scores import Confusion, Iou, Nms, RocAuc
from graders.numeric.generators.tables import Bleu, Ctc, EditDistance
from graders.numeric.spec import Recipe

__all__ = ["RECIPES"]

# by the word that a file's ``network`` gives
RECIPES: dict[str, type[Recipe]] = {
    "dense": Dense,
    "conv": Conv,
    "rnn": Rnn,
    "lstm": Lstm,
    "gru": Gru,
    "batch-norm": BatchNorm,
    "attention": Attention,
    "quantise": Quantise,
    "edit-distance": EditDistance,
    "ctc": Ctc,
    "bleu": Bleu,
    "iou": Iou,
    "nms": Nms,
    "confusion": Confusion,
    "roc-auc": RocAuc,
}
