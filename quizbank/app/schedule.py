"""The shapes in which the schedule reaches the edges."""

from quizbank.scheduling.backlog import Backlog
from quizbank.scheduling.plan import Plan
from quizbank.scheduling.queue import QueueItem

__all__ = ["Backlog", "Plan", "QueueItem"]
