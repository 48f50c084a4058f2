"""Study days, their dates, and the first look at them, for the edges."""

from quizbank.scheduling.days import StudyClock, date_of
from quizbank.store.glance import Glance, glance

__all__ = ["Glance", "StudyClock", "date_of", "glance"]
