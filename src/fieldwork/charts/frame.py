"""What all figures share: type, margins, axes, and how a figure is put together."""

from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
Trace = dict[str, Any]
Figure = dict[str, Any]

INK, QUIET, LINE = "var(--ink)", "var(--ink-quiet)", "var(--line)"
DONE, GOING, WAITING = "var(--category-1)", "var(--sequence-3)", "var(--line-strong)"


def figure(
    traces: Sequence[Trace],
    height: int,
    *,
    x: Mapping[str, Any],
    y: Mapping[str, Any],
    shapes: Sequence[Mapping[str, Any]] = (),
    annotations: Sequence[Mapping[str, Any]] = (),
    legend: bool = False,
    top: int = 24,
    **layout: Any,
) -> Figure:
    """A plotly figure of `height` pixels as plain data; its width is the page's."""
    return {
        "data": list(traces),
        "layout": {
            "height": height,
            "margin": {"l": 8, "r": 16, "t": top, "b": 40, "autoexpand": True},
            "font": {"family": "var(--font)", "size": 15, "color": INK},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "showlegend": legend,
            "legend": {
                "orientation": "h",
                "traceorder": "normal",
                "x": 0,
                "y": 1.02,
                "yanchor": "bottom",
                "font": {"size": 15},
            },
            "hoverlabel": {"bgcolor": "var(--paper)", "bordercolor": INK, "font": {"color": INK, "size": 15}},
            "dragmode": False,
            "xaxis": {"automargin": True, "zeroline": False, "fixedrange": True, "gridcolor": LINE, **x},
            "yaxis": {"automargin": True, "zeroline": False, "fixedrange": True, "gridcolor": LINE, **y},
            "shapes": list(shapes),
            "annotations": list(annotations),
            **layout,
        },
    }


def percent_axis(**more: Any) -> dict[str, Any]:
    """0 to 100 per cent."""
    return {
        "range": [0, 100],
        "ticksuffix": "%",
        "dtick": 20,
        "tickfont": {"color": QUIET, "size": 15},
        **more,
    }


def names_axis(names: Sequence[str], **more: Any) -> dict[str, Any]:
    """One line a name, the first at the top, all of them shown."""
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": list(names),
        "autorange": "reversed",
        "showgrid": False,
        "ticklabelstandoff": 8,
        **more,
    }


def hatched(shapes: Sequence[str] | str) -> dict[str, Any]:
    """A pattern over a bar's colour, so that the colour is not the only difference."""
    return {
        "shape": shapes,
        "fillmode": "overlay",
        "fgcolor": "rgba(255,255,255,0.6)",
        "solidity": 0.2,
        "size": 8,
    }


def intervals(rows: Sequence[Row], name: str) -> Trace:
    """A line from `low` to `high` on the line that column `name` names, for each row that has an interval."""
    known = [(row["low"], row["high"], row[name]) for row in rows if row["low"] is not None]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [value for low, high, _ in known for value in (low, high, None)],
        "y": [value for _, _, line in known for value in (line, line, None)],
        "line": {"color": INK, "width": 2},
        "marker": {"symbol": "line-ns-open", "size": 10, "color": INK, "line": {"width": 2}},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
