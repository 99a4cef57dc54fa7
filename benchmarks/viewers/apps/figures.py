"""The three plotly figures of every peer: key-question bars, one question split by unit, and the heat map."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
from apps.content import Row, Slice

_INK, _PLAIN = "#1f2a36", "#2c6e9b"
_BANDS = {1: "#9b2226", 2: "#b35c00", 3: "#2c6e9b", 4: "#1b6b4b"}  # from the lowest band to the highest


def bars(shown: Slice) -> go.Figure:
    """A bar a key question, in the colour of its band where it has one, with its interval."""
    bands = {band["band"]: band for band in shown.bands}
    known = [bands.get(row["band"]) for row in shown.bars]
    figure = _bars(
        shown.bars,
        [f"{row['key_question']} {row['short']}" for row in shown.bars],
        [_BANDS[band["ordinal"]] if band else _PLAIN for band in known],
        bar_texts(shown),
    )
    return figure.update_layout(shapes=[_boundary(band["lower"]) for band in shown.bands if any(known)])


def bar_texts(shown: Slice) -> list[str]:
    """What is written on the bars of `bars`, as fieldwork writes it."""
    symbols = {band["band"]: f" {band['symbol']}" for band in shown.bands}
    return [f"{_share(row)}{symbols.get(row['band'], '')}" for row in shown.bars]


def split(shown: Slice) -> go.Figure:
    """A bar a tier 1 unit for one key question, with its interval."""
    texts = [
        f"{_share(row)} {row['yes']}/{row['n']}" if row["percentage"] else _share(row) for row in shown.split
    ]
    return _bars(shown.split, [row["unit"] for row in shown.split], [_PLAIN] * len(texts), texts)


def heat(shown: Slice) -> go.Figure:
    """Percentages of key questions (down) and tier 1 units (across), in five steps."""
    units = list(dict.fromkeys(row["unit"] for row in shown.heat))
    labels = {row["key_question"]: f"{row['key_question']} {row['short']}" for row in shown.heat}
    cells = {(row["key_question"], row["unit"]): row for row in shown.heat}
    table = [[cells.get((question, unit)) for unit in units] for question in labels]
    heatmap = go.Heatmap(
        x=units,
        y=list(labels.values()),
        z=[[cell and cell["percentage"] for cell in line] for line in table],
        text=[
            [f"{_share(cell)} {cell['yes']}/{cell['n']}" if cell else "–" for cell in line] for line in table
        ],
        texttemplate="%{text}",
        colorscale="Blues",
        zmin=0,
        zmax=100,
        showscale=False,
        xgap=2,
        ygap=2,
    )
    return _laid_out(go.Figure(heatmap), 60 + 34 * len(labels)).update_xaxes(side="top")


def _bars(
    rows: Sequence[Row], names: Sequence[str], colours: Sequence[str], texts: Sequence[str]
) -> go.Figure:
    known = [row["low"] is not None for row in rows]
    bar = go.Bar(
        orientation="h",
        x=[row["percentage"] or 0 for row in rows],
        y=names,
        text=texts,
        textposition=["inside" if row["percentage"] else "outside" for row in rows],
        insidetextanchor="start",
        constraintext="none",
        marker={"color": colours},
        error_x={
            "array": [
                row["high"] - row["percentage"] if has else 0 for row, has in zip(rows, known, strict=True)
            ],
            "arrayminus": [
                row["percentage"] - row["low"] if has else 0 for row, has in zip(rows, known, strict=True)
            ],
            "color": _INK,
        },
    )
    figure = _laid_out(go.Figure(bar), 60 + 34 * len(rows))
    return figure.update_xaxes(range=[0, 100], ticksuffix="%", dtick=10)


def _boundary(lower: int) -> dict[str, Any]:
    """A dotted line where a band begins."""
    line = {"color": _INK, "width": 1, "dash": "dot"}
    return {"type": "line", "x0": lower, "x1": lower, "y0": 0, "y1": 1, "yref": "paper", "line": line}


def _laid_out(figure: go.Figure, height: int) -> go.Figure:
    figure.update_layout(height=height, margin={"l": 8, "r": 16, "t": 28, "b": 40}, bargap=0.3)
    return figure.update_yaxes(autorange="reversed", automargin=True)


def _share(row: Row) -> str:
    """The percentage; its count where there are too few for one."""
    if row["rounded"] is not None:
        return f"{row['rounded']}%"
    return f"{row['yes']}/{row['n']}" if row["n"] else ""
