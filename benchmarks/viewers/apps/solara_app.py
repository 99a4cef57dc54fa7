"""Solara: components over two reactive values; a background task looks for the newest snapshot."""

import asyncio
import os
from pathlib import Path

import pandas
import solara
from apps import content, figures
from solara.lab import use_task

SNAPSHOTS = Path(os.environ["SNAPSHOTS"])


@solara.memoize
def drawn(name: str, unit: str) -> tuple:
    shown = content.read(SNAPSHOTS, name, unit)
    cases = pandas.DataFrame(shown.cases).to_html(index=False)
    return shown, figures.bars(shown), figures.heat(shown), figures.split(shown), cases


@solara.component
def Tile(tile: content.Tile):
    with solara.Card(tile.name), solara.Column(gap="0"):
        solara.Text(tile.value)
        solara.Text(tile.note)


@solara.component
def Page():
    name = solara.use_reactive(content.newest(SNAPSHOTS))
    unit = solara.use_reactive(content.ALL)

    async def follow():
        while True:
            await asyncio.sleep(1)
            name.value = content.newest(SNAPSHOTS)

    use_task(follow, dependencies=[])
    shown, bars, heat, split, cases = drawn(name.value, unit.value)
    with solara.Column():
        solara.Title("Key questions")
        solara.ToggleButtonsSingle(value=unit, values=list(shown.units))
        solara.Markdown("## Indicative ratings")
        solara.Text(shown.ratings)
        with solara.Row(style={"flex-wrap": "wrap"}):
            for tile in shown.tiles:
                Tile(tile)
        solara.Markdown("## Key questions")
        solara.Text(shown.bars_sentence)
        solara.FigurePlotly(bars)
        solara.Markdown("## Key questions by tier 1 unit")
        solara.FigurePlotly(heat)
        solara.Markdown("## One key question, split")
        solara.Text(shown.split_sentence)
        solara.FigurePlotly(split)
        solara.Markdown("## Cases behind the figure")
        solara.Text(shown.cases_sentence)
        solara.HTML(tag="div", unsafe_innerHTML=cases)
