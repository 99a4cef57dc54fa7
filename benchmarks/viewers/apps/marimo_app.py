"""marimo: cells that follow a state, the snapshot's name, which a refresh element keeps to the newest one."""

# ruff: noqa: B018 - the last expression of a cell is what it shows, and what it names it follows
import marimo

app = marimo.App(width="full", app_title="Key questions")


@app.cell
def _():
    import os
    from pathlib import Path

    import marimo as mo
    import pandas
    from apps import content, figures

    SNAPSHOTS = Path(os.environ["SNAPSHOTS"])
    return SNAPSHOTS, content, figures, mo, pandas


@app.cell
def _(SNAPSHOTS, content, mo):
    name, set_name = mo.state(content.newest(SNAPSHOTS))
    every_second = mo.ui.refresh(options=["1s"], default_interval="1s")
    return every_second, name, set_name


@app.cell
def _(SNAPSHOTS, content, every_second, name, set_name):
    every_second
    if (newest := content.newest(SNAPSHOTS)) != name():
        set_name(newest)
    return


@app.cell
def _(every_second):
    every_second
    return


@app.cell
def _(SNAPSHOTS, content, figures, mo, pandas):
    @mo.cache
    def drawn(name, unit):
        shown = content.read(SNAPSHOTS, name, unit)
        cases = pandas.DataFrame(shown.cases)
        return shown, figures.bars(shown), figures.heat(shown), figures.split(shown), cases

    return (drawn,)


@app.cell
def _(SNAPSHOTS, content, mo):
    units = content.read(SNAPSHOTS, content.newest(SNAPSHOTS), content.ALL).units
    tier1 = mo.ui.radio(units, value=content.ALL, inline=True, label="Tier 1 unit")
    tier1
    return (tier1,)


@app.cell
def _(content, drawn, mo, name):
    whole, _, heat, _, _ = drawn(name(), content.ALL)
    mo.vstack(
        [
            mo.md("## Indicative ratings"),
            whole.ratings,
            mo.hstack([mo.stat(tile.value, tile.name, tile.note) for tile in whole.tiles], wrap=True),
        ]
    )
    return (heat,)


@app.cell
def _(drawn, mo, name, tier1):
    shown, bars, _, split, cases = drawn(name(), tier1.value)
    mo.vstack([mo.md("## Key questions"), shown.bars_sentence, bars])
    return cases, shown, split


@app.cell
def _(heat, mo):
    mo.vstack([mo.md("## Key questions by tier 1 unit"), heat])
    return


@app.cell
def _(cases, mo, shown, split):
    mo.vstack(
        [
            mo.md("## One key question, split"),
            shown.split_sentence,
            split,
            mo.md("## Cases behind the figure"),
            shown.cases_sentence,
            mo.plain(cases),
        ]
    )
    return


if __name__ == "__main__":
    app.run()
