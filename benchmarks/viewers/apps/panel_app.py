"""Panel: panes built once a session, changed in place; a periodic callback looks for the newest snapshot."""

import os
from html import escape
from pathlib import Path

import pandas
import panel as pn
from apps import content, figures

pn.extension("plotly")
SNAPSHOTS = Path(os.environ["SNAPSHOTS"])
QUIET = {"displayModeBar": False, "responsive": True}
TILE = "<li><h3>{}</h3><strong>{}</strong><p>{}</p></li>"


@pn.cache(max_items=64)
def drawn(name: str, unit: str) -> dict:
    """Pane -> what it shows."""
    shown = content.read(SNAPSHOTS, name, unit)
    tiles = [TILE.format(*map(escape, (tile.name, tile.value, tile.note))) for tile in shown.tiles]
    return {
        "ratings": shown.ratings,
        "tiles": f'<ul style="display: flex; flex-wrap: wrap; gap: 1rem">{"".join(tiles)}</ul>',
        "bars_sentence": shown.bars_sentence,
        "bars": figures.bars(shown),
        "heat": figures.heat(shown),
        "split_sentence": shown.split_sentence,
        "split": figures.split(shown),
        "cases_sentence": shown.cases_sentence,
        "cases": pandas.DataFrame(shown.cases),
    }


class KeyQuestions:
    """One session's page."""

    def __init__(self) -> None:
        self.name = content.newest(SNAPSHOTS)
        units = content.read(SNAPSHOTS, self.name, content.ALL).units
        self.tier1 = pn.widgets.RadioBoxGroup(options=list(units), value=content.ALL, inline=True)
        self.panes = {pane: self.make(pane, value) for pane, value in drawn(self.name, content.ALL).items()}
        self.tier1.param.watch(self.redraw, "value")
        pn.state.add_periodic_callback(self.follow, period=1000)

    def make(self, pane: str, value: object) -> pn.viewable.Viewable:
        if isinstance(value, pandas.DataFrame):
            return pn.pane.DataFrame(value, index=False)
        if isinstance(value, str):
            return pn.pane.HTML(value if pane == "tiles" else f"<p>{escape(value)}</p>")
        return pn.pane.Plotly(value, config=QUIET, sizing_mode="stretch_width")

    def follow(self) -> None:
        if (name := content.newest(SNAPSHOTS)) != self.name:
            self.name = name
            self.redraw()

    def redraw(self, *_: object) -> None:
        with pn.io.hold():
            for pane, value in drawn(self.name, self.tier1.value).items():
                is_sentence = isinstance(value, str) and pane != "tiles"
                self.panes[pane].object = f"<p>{escape(value)}</p>" if is_sentence else value

    def page(self) -> pn.Column:
        show = self.panes
        return pn.Column(
            self.tier1,
            "## Indicative ratings", show["ratings"], show["tiles"],
            "## Key questions", show["bars_sentence"], show["bars"],
            "## Key questions by tier 1 unit", show["heat"],
            "## One key question, split", show["split_sentence"], show["split"],
            "## Cases behind the figure", show["cases_sentence"], show["cases"],
            sizing_mode="stretch_width",
        )  # fmt: skip


KeyQuestions().page().servable(title="Key questions")
