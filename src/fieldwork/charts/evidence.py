"""What was heard above and below the line, and interview answers against the caution."""

from collections.abc import Sequence

from fieldwork.charts.frame import (
    DONE,
    GOING,
    INK,
    QUIET,
    WAITING,
    Figure,
    Row,
    figure,
    hatched,
    names_axis,
    percent_axis,
)


def line_bars(rows: Sequence[Row]) -> Figure:
    """Points above the line, below it and neither, as one bar a key question.

    rows: label, above, below, neutral. Counts of points.
    """
    parts = (
        ("above", "Above the line", DONE, ""),
        ("below", "Below the line", "var(--category-4)", "/"),
        ("neutral", "Neither", WAITING, "."),
    )
    return figure(
        [
            {
                "type": "bar",
                "orientation": "h",
                "name": title,
                "x": [row[column] for row in rows],
                "y": [row["label"] for row in rows],
                "marker": {"color": colour, "pattern": hatched(pattern)},
                "hovertemplate": f"{title}: %{{x}}<extra>%{{y}}</extra>",
            }
            for column, title, colour, pattern in parts
        ],
        height=84 + 34 * len(rows),
        x={
            "rangemode": "tozero",
            "tickfont": {"color": QUIET, "size": 15},
            "ticksuffix": " points",
            "showticksuffix": "last",
        },
        y=names_axis([row["label"] for row in rows]),
        legend=True,
        top=44,
        barmode="stack",
        bargap=0.3,
    )


def caution_bars(rows: Sequence[Row]) -> Figure:
    """The share of "yes" to each interview question, with a line where the caution begins.

    rows: title, percentage, rounded, yes, n, caution_below.
    """
    texts = [f"{row['rounded']}% {row['yes']}/{row['n']}" if row["n"] else "" for row in rows]
    names = [row["title"] for row in rows]
    return figure(
        [
            {
                "type": "bar",
                "orientation": "h",
                "x": [row["percentage"] or 0 for row in rows],
                "y": names,
                "marker": {"color": GOING},
                "text": [
                    text if row["percentage"] is not None else f"{row['yes']}/{row['n']}"
                    for row, text in zip(rows, texts, strict=True)
                ],
                "textposition": ["inside" if row["percentage"] else "outside" for row in rows],
                "insidetextanchor": "start",
                "insidetextfont": {"color": INK, "size": 15},
                "constraintext": "none",
                "hovertemplate": "%{y}: %{text}<extra></extra>",
            }
        ],
        height=60 + 40 * len(rows),
        x=percent_axis(),
        y=names_axis(names),
        shapes=[
            {
                "type": "line",
                "x0": below,
                "x1": below,
                "y0": 0,
                "y1": 1,
                "yref": "paper",
                "line": {"color": INK, "width": 1, "dash": "dot"},
            }
            for below in dict.fromkeys(row["caution_below"] for row in rows)
        ],
        top=8,
        bargap=0.35,
    )
