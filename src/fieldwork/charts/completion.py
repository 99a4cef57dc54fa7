"""How far the cases are: done against required and planned, over time, and against the strata."""

from collections.abc import Sequence

from fieldwork.charts.frame import (
    DONE,
    GOING,
    INK,
    QUIET,
    WAITING,
    Figure,
    Row,
    Trace,
    figure,
    hatched,
    names_axis,
)


def done_bars(rows: Sequence[Row], name: str) -> Figure:
    """Complete, in progress and not begun as one bar a line; marks where the required and planned sizes lie.

    rows: `name`, complete, in_progress, waiting, required and planned (null: no mark). Counts of cases.
    """
    parts = [
        ("complete", "Complete", DONE, ""),
        ("in_progress", "In progress", GOING, "/"),
        ("waiting", "Not begun", WAITING, "."),
    ]
    traces = [_part(rows, name, *part) for part in parts]
    traces += [
        _marks(rows, name, "required", "Required", "line-ns-open", INK, 30),
        _marks(rows, name, "planned", "Planned", "diamond-open", INK, 12),
    ]
    return figure(
        traces,
        height=84 + 44 * len(rows),
        x={
            "rangemode": "tozero",
            "tickfont": {"color": QUIET, "size": 15},
            "ticksuffix": " cases",
            "showticksuffix": "last",
        },
        y=names_axis([row[name] for row in rows]),
        legend=True,
        top=44,
        barmode="stack",
        bargap=0.35,
    )


def _part(rows: Sequence[Row], name: str, column: str, title: str, colour: str, pattern: str) -> Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "name": title,
        "x": [row[column] for row in rows],
        "y": [row[name] for row in rows],
        "marker": {"color": colour, "pattern": hatched(pattern)},
        "hovertemplate": f"{title}: %{{x}}<extra>%{{y}}</extra>",
    }


def _marks(
    rows: Sequence[Row], name: str, column: str, title: str, symbol: str, colour: str, size: int
) -> Trace:
    known = [row for row in rows if row[column] is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": title,
        "x": [row[column] for row in known],
        "y": [row[name] for row in known],
        "marker": {"symbol": symbol, "size": size, "color": colour, "line": {"width": 3, "color": colour}},
        "hovertemplate": f"{title}: %{{x}}<extra>%{{y}}</extra>",
        "cliponaxis": False,
    }


def burn_up(rows: Sequence[Row]) -> Figure:
    """Cases completed so far, day by day, and the pace that reaches the required size by the last day.

    rows, by day: day (date), complete (null: still to come), needed (null: before the pace starts), required.
    """
    days = [row["day"] for row in rows]
    return figure(
        [
            _line(days, [row["complete"] for row in rows], "Complete", DONE, 4, "solid", "lines+markers"),
            _line(
                days, [row["needed"] for row in rows], "Pace needed from here", "var(--category-4)", 3, "dash"
            ),
            _line(days, [row["required"] for row in rows], "Required", INK, 2, "dot"),
        ],
        height=340,
        x={
            "type": "date",
            "tickformat": "%-d %b",
            "tickangle": 0,
            "tickfont": {"color": QUIET, "size": 15},
            "showgrid": False,
            "nticks": 8,
        },
        y={"rangemode": "tozero", "tickfont": {"color": QUIET, "size": 15}},
        legend=True,
        top=44,
        hovermode="x unified",
    )


def _line(
    days: Sequence[object],
    values: Sequence[object],
    name: str,
    colour: str,
    width: int,
    dash: str,
    mode: str = "lines",
) -> Trace:
    return {
        "type": "scatter",
        "mode": mode,
        "name": name,
        "x": [str(day) for day in days],
        "y": list(values),
        "line": {"color": colour, "width": width, "dash": dash},
        "marker": {"size": 7},
    }


def drift_bars(rows: Sequence[Row]) -> Figure:
    """The share of each stratum in the cases in play (outline) and in the complete ones (filled): per cent.

    rows: stratum, selected_share, complete_share.
    """
    names = [row["stratum"] for row in rows]
    wanted: Trace = {
        "type": "bar",
        "orientation": "h",
        "name": "In the sample",
        "x": [row["selected_share"] for row in rows],
        "y": names,
        "marker": {"color": "rgba(0,0,0,0)", "line": {"color": INK, "width": 2}},
        "hovertemplate": "In the sample: %{x:.0f}%<extra>%{y}</extra>",
    }
    done: Trace = {
        "type": "bar",
        "orientation": "h",
        "name": "Among complete cases",
        "x": [row["complete_share"] for row in rows],
        "y": names,
        "width": 0.4,
        "marker": {"color": DONE},
        "hovertemplate": "Among complete cases: %{x:.0f}%<extra>%{y}</extra>",
    }
    return figure(
        [wanted, done],
        height=96 + 40 * len(rows),
        x={"rangemode": "tozero", "ticksuffix": "%", "tickfont": {"color": QUIET, "size": 15}},
        y=names_axis(names),
        legend=True,
        top=44,
        barmode="overlay",
        bargap=0.3,
    )
