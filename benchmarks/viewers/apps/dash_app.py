"""Dash: a layout with its figures in it; two callbacks follow the filter and the newest snapshot."""

import os
from functools import lru_cache
from pathlib import Path

from apps import content, figures
from dash import Dash, Input, Output, State, callback, dcc, html, no_update

SNAPSHOTS = Path(os.environ["SNAPSHOTS"])
QUIET = {"displayModeBar": False}


@lru_cache(maxsize=64)
def drawn(name: str, unit: str) -> tuple:
    """What follows the filter, in the order of the outputs of `redraw`."""
    shown = content.read(SNAPSHOTS, name, unit)
    return (
        shown.bars_sentence,
        figures.bars(shown),
        shown.split_sentence,
        figures.split(shown),
        shown.cases_sentence,
        table(shown.cases),
    )


@lru_cache(maxsize=8)
def whole(name: str) -> tuple:
    """What does not follow the filter: sentence, tiles and heat map."""
    shown = content.read(SNAPSHOTS, name, content.ALL)
    return shown.ratings, [tile(one) for one in shown.tiles], figures.heat(shown)


def tile(shown: content.Tile) -> html.Li:
    return html.Li([html.H3(shown.name), html.Strong(shown.value), html.P(shown.note)])


def table(rows: list[content.Row]) -> list:
    head = html.Thead(html.Tr([html.Th(title) for title in rows[0]])) if rows else None
    return [head, html.Tbody([html.Tr([html.Td(cell) for cell in row.values()]) for row in rows])]


def layout() -> html.Main:
    name = content.newest(SNAPSHOTS)
    ratings, tiles, heat = whole(name)
    bars_sentence, bars, split_sentence, split, cases_sentence, cases = drawn(name, content.ALL)
    units = content.read(SNAPSHOTS, name, content.ALL).units
    return html.Main(
        [
            dcc.Interval(id="every-second", interval=1000),
            dcc.Store(id="snapshot", data=name),
            dcc.RadioItems(units, content.ALL, id="tier1", inline=True),
            html.H2("Indicative ratings"),
            html.P(ratings, id="ratings"),
            html.Ul(tiles, id="tiles", style={"display": "flex", "flexWrap": "wrap", "gap": "1rem"}),
            html.H2("Key questions"),
            html.P(bars_sentence, id="bars-sentence"),
            dcc.Graph(id="bars", figure=bars, config=QUIET),
            html.H2("Key questions by tier 1 unit"),
            dcc.Graph(id="heat", figure=heat, config=QUIET),
            html.H2("One key question, split"),
            html.P(split_sentence, id="split-sentence"),
            dcc.Graph(id="split", figure=split, config=QUIET),
            html.H2("Cases behind the figure"),
            html.P(cases_sentence, id="cases-sentence"),
            html.Table(cases, id="cases"),
        ]
    )


@callback(
    Output("snapshot", "data"),
    Output("ratings", "children"),
    Output("tiles", "children"),
    Output("heat", "figure"),
    Input("every-second", "n_intervals"),
    State("snapshot", "data"),
    prevent_initial_call=True,
)
def follow(_: int, before: str) -> tuple:
    name = content.newest(SNAPSHOTS)
    return (no_update,) * 4 if name == before else (name, *whole(name))


@callback(
    Output("bars-sentence", "children"),
    Output("bars", "figure"),
    Output("split-sentence", "children"),
    Output("split", "figure"),
    Output("cases-sentence", "children"),
    Output("cases", "children"),
    Input("tier1", "value"),
    Input("snapshot", "data"),
    prevent_initial_call=True,
)
def redraw(unit: str, name: str) -> tuple:
    return drawn(name, unit)


app = Dash(__name__, title="Key questions")
app.layout = layout
server = app.server
