"""Figures as text, drawn from a short description: networks, convolution windows, computation
graphs, unrolled RNNs, matrices, ROC curves.
"""

from quizbank.authoring.figures.draw import KINDS, draw

__all__ = ["KINDS", "draw"]
