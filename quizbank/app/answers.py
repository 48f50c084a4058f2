"""What screens and commands need to know of verdicts and of what is shown: the graders' own types,
by way of the app.
"""

from graders.preview import Reading
from graders.said import Said, authored
from graders.verdict import Evidence, Outcome, Part, Shown, Texts, Verdict

__all__ = [
    "Evidence",
    "Outcome",
    "Part",
    "Reading",
    "Said",
    "Shown",
    "Texts",
    "Verdict",
    "authored",
]
