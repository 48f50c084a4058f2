"""Figures as text, drawn from a short description: networks, convolution windows, computation
graphs, unrolled RNNs, matrices, ROC curves.
"""

from quizbank.authoring.figures.draw import KINDS, draw
from quizbank.authoring.figures.faults import FigureError

__all__ = ["KINDS", "FigureError", "draw"]
