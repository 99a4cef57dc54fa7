"""Rows in, figures out: plotly JSON as plain data.

A chart draws its rows in the order in which they come. It never adds, filters, sorts or divides: that is what
queries are for. Colours are names of design tokens, such as `var(--band-3)`, which the page looks up.
"""

from fieldwork.charts.bars import key_question_bars, split_bars
from fieldwork.charts.completion import burn_up, done_bars, drift_bars
from fieldwork.charts.drawing import drawing, with_axes
from fieldwork.charts.evidence import caution_bars, line_bars
from fieldwork.charts.heat import heat_map

__all__ = [
    "burn_up",
    "caution_bars",
    "done_bars",
    "drawing",
    "drift_bars",
    "heat_map",
    "key_question_bars",
    "line_bars",
    "split_bars",
    "with_axes",
]
