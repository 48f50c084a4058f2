"""The looks that a learner can choose, by name; anything else that Textual knows may stand in the
settings too.
"""

from __future__ import annotations

DARK, LIGHT = "textual-dark", "textual-light"
THEMES = {
    "dark": DARK,
    "light": LIGHT,
    "nord": "nord",
    "gruvbox": "gruvbox",
    "solarized-light": "solarized-light",
}
