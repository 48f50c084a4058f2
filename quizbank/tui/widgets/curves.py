"""A chart on a plot's canvas; imported on the statistics screen alone, since the plotting library
brings NumPy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual_plot import AxisFormatter, HiResMode, PlotWidget

from quizbank.tui.widgets.charts import MARKS, PERCENT, Chart, Points

_EDGE = 0.04


class _Named(AxisFormatter):
    """Ticks with names of their own."""

    def __init__(self, names: Mapping[float, str]) -> None:
        self.names = names

    def get_ticks(self, min_: float, max_: float, max_ticks: int = 8) -> list[float]:
        """Where the names stand."""
        return list(self.names)

    def get_labels_for_ticks(self, ticks: Sequence[float]) -> list[str]:
        """The names."""
        return [self.names[tick] for tick in ticks]


class Curves(PlotWidget):
    """Draws a `Chart`: the line in dots finer than a cell, the points as circles. It takes no keys,
    the page keeps them.
    """

    DEFAULT_CSS = """
    Curves { height: 45vh; min-height: 11; max-width: 100; }
    Curves > .plot--axis { color: $text-muted; }
    Curves > .plot--tick { color: $text; text-style: none; }
    """

    can_focus = False

    def __init__(self, id: str) -> None:
        super().__init__(id=id, allow_pan_and_zoom=False)

    def draw(self, chart: Chart) -> None:
        """Show this chart in place of the last."""
        self.clear()
        self.margin_top, self.margin_bottom, self.margin_left = 0, 1, 7
        # a point at an edge would be cut off
        self.set_xlimits(-_EDGE, 1 + _EDGE)
        self.set_ylimits(-_EDGE, 1 + _EDGE)
        self.set_y_formatter(_Named(PERCENT))
        self.set_x_formatter(_Named(chart.across))
        colours = self.app.theme_variables
        if chart.expected:
            self.plot(
                *_axes(chart.expected),
                line_style=colours["text-primary"],
                hires_mode=HiResMode.BRAILLE,
            )
        many, few = MARKS
        for points, marker in ((chart.few, few), (chart.many, many)):
            if points:
                self.scatter(*_axes(points), marker=marker, marker_style=colours["text-accent"])


def _axes(points: Points) -> tuple[list[float], list[float]]:
    return [x for x, _ in points], [y for _, y in points]
