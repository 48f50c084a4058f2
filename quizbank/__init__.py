"""quizbank: spaced repetition for deep-learning interviews, marked by computing."""

__version__ = "0.1.0"
