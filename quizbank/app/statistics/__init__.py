"""What the review log tells: memory against the model, work behind and ahead, slips, topics; and
the fitting of the model.
"""

from quizbank.app.statistics.fit import optimise
from quizbank.app.statistics.overview import statistics_of

__all__ = ["optimise", "statistics_of"]
