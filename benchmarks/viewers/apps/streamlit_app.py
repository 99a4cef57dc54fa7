"""Streamlit: the script draws the page from cached slices; a fragment looks for the newest snapshot."""

import os
from pathlib import Path

import pandas
import streamlit as st
from apps import content, figures

SNAPSHOTS = Path(os.environ["SNAPSHOTS"])
QUIET = {"displayModeBar": False}
ACROSS = 4  # tiles in a line


@st.cache_resource(max_entries=64, show_spinner=False)
def drawn(name: str, unit: str) -> tuple:
    shown = content.read(SNAPSHOTS, name, unit)
    return (
        shown,
        figures.bars(shown),
        figures.heat(shown),
        figures.split(shown),
        pandas.DataFrame(shown.cases),
    )


@st.fragment(run_every=1)
def follow(drawn_from: str) -> None:
    if content.newest(SNAPSHOTS) != drawn_from:
        st.rerun()


st.set_page_config(page_title="Key questions", layout="wide")
name = content.newest(SNAPSHOTS)
follow(name)
units = drawn(name, content.ALL)[0].units
unit = st.radio("Tier 1 unit", units, horizontal=True)
shown, bars, heat, split, cases = drawn(name, unit)

st.header("Indicative ratings")
st.write(shown.ratings)
for start in range(0, len(shown.tiles), ACROSS):
    tiles = shown.tiles[start : start + ACROSS]
    for column, tile in zip(st.columns(ACROSS)[: len(tiles)], tiles, strict=True):
        column.metric(tile.name, tile.value, tile.note, delta_color="off", delta_arrow="off")
st.header("Key questions")
st.write(shown.bars_sentence)
st.plotly_chart(bars, key="bars", config=QUIET)
st.header("Key questions by tier 1 unit")
st.plotly_chart(heat, key="heat", config=QUIET)
st.header("One key question, split")
st.write(shown.split_sentence)
st.plotly_chart(split, key="split", config=QUIET)
st.header("Cases behind the figure")
st.write(shown.cases_sentence)
st.table(cases)
