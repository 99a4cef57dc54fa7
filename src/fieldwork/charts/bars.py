"""Percentages as bars: by key question for the organisation, and one key question by whatever splits it."""

from collections.abc import Sequence

from fieldwork.charts.frame import (
    GOING,
    INK,
    QUIET,
    Figure,
    Row,
    Trace,
    figure,
    hatched,
    intervals,
    names_axis,
    percent_axis,
)

_HOVER = "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>"


def key_question_bars(rows: Sequence[Row], bands: Sequence[Row]) -> Figure:
    """A bar a key question with its interval; where rows have bands, in their colours and between boundaries.

    rows: label, title, percentage, rounded, yes, n, low, high, band. `bands` of the programme, lowest first:
    band, ordinal, lower, symbol. Units have no bands, so theirs are drawn in one colour without boundaries.
    """
    by_name = {band["band"]: band for band in bands}
    known = [by_name.get(row["band"]) for row in rows]
    banded = any(known)
    bars = _bars(
        rows,
        "label",
        [f"var(--band-{band['ordinal']})" if band else "var(--sequence-2)" for band in known],
        [
            f"{_share(row)} {band['symbol']}" if band else _share(row)
            for row, band in zip(rows, known, strict=True)
        ],
    )
    return figure(
        [bars, intervals(rows, "label")],
        height=60 + 34 * len(rows),
        x=percent_axis(side="bottom"),
        y=names_axis([row["label"] for row in rows]),
        shapes=_boundaries(bands) if banded else (),
        annotations=_band_names(bands) if banded else (),
        top=28 if banded else 8,
        bargap=0.3,
    )


def split_bars(rows: Sequence[Row]) -> Figure:
    """One key question by unit, stratum or week: a bar each with its interval, hatched where n is small.

    rows: unit, percentage, rounded, yes, n, low, high, small (n is below the programme's caution).
    """
    bars = _bars(
        rows,
        "unit",
        GOING,
        [f"{row['rounded']}% {row['yes']}/{row['n']}" if row["percentage"] else _share(row) for row in rows],
    )
    bars["marker"]["pattern"] = hatched(["/" if row["small"] else "" for row in rows])
    bars["insidetextfont"]["color"] = INK
    return figure(
        [bars, intervals(rows, "unit")],
        height=60 + 40 * len(rows),
        x=percent_axis(),
        y=names_axis([row["unit"] for row in rows]),
        top=8,
        bargap=0.35,
    )


def _bars(rows: Sequence[Row], name: str, colours: str | list[str], texts: list[str]) -> Trace:
    return {
        "type": "bar",
        "orientation": "h",
        # Where there is no percentage, its count stands alone at the axis.
        "x": [row["percentage"] or 0 for row in rows],
        "y": [row[name] for row in rows],
        "marker": {"color": colours, "line": {"width": 0}},
        "text": texts,
        "textposition": ["inside" if row["percentage"] else "outside" for row in rows],
        "insidetextanchor": "start",
        "insidetextfont": {"color": "var(--on-colour)", "size": 15},
        "constraintext": "none",
        "customdata": [[row.get("title") or row[name], f"{row['yes']} of {row['n']}"] for row in rows],
        "hovertemplate": _HOVER,
    }


def _share(row: Row) -> str:
    """The percentage; its count where there are too few for one."""
    if row["rounded"] is not None:
        return f"{row['rounded']}%"
    return f"{row['yes']}/{row['n']}" if row["n"] else ""


def _boundaries(bands: Sequence[Row]) -> list[dict[str, object]]:
    """A dashed line where each band but the lowest begins."""
    return [
        {
            "type": "line",
            "x0": band["lower"],
            "x1": band["lower"],
            "y0": 0,
            "y1": 1,
            "yref": "paper",
            "line": {"color": INK, "width": 1, "dash": "dot"},
        }
        for band in bands
        if band["lower"]
    ]


def _band_names(bands: Sequence[Row]) -> list[dict[str, object]]:
    """Each band's symbol and lower bound above the place where it begins."""
    return [
        {
            "x": band["lower"],
            "y": 1,
            "yref": "paper",
            "xanchor": "left",
            "yanchor": "bottom",
            "showarrow": False,
            "text": f"{band['symbol']} {band['lower']}%",
            "font": {"size": 13, "color": QUIET},
        }
        for band in bands
    ]
