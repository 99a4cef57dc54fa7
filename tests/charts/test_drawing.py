"""The static drawing of a figure: the same values, texts and order as plotly gets, as well-formed SVG."""

from datetime import date, timedelta
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork import charts
from fieldwork.charts.drawing.axes import nice, scales

BANDS = [
    {"band": "low", "ordinal": 1, "lower": 0, "symbol": "▼"},
    {"band": "high", "ordinal": 2, "lower": 50, "symbol": "▲"},
]


def result(name, yes, n, percentage, band=None, small=False):
    known = percentage is not None
    return {
        "label": name, "title": f"{name}?", "unit": name, "yes": yes, "n": n, "percentage": percentage,
        "rounded": round(percentage) if known else None, "low": percentage - 5 if known else None,
        "high": percentage + 5 if known else None, "band": band, "small": small,
    }  # fmt: skip


def counts(name, complete, in_progress=0, waiting=0, required=None, planned=None):
    return {
        "sample": name, "complete": complete, "in_progress": in_progress, "waiting": waiting,
        "required": required, "planned": planned,
    }  # fmt: skip


def drawn(figure):
    """The drawing, parsed, with its plot."""
    svg = ElementTree.fromstring(charts.drawing(figure))  # noqa: S314
    [plot] = [part for part in svg if part.tag == "svg"]
    return svg, plot


def bars(plot):
    return [bar for bar in plot.findall("rect") if not bar.get("fill", "").startswith("url(")]


def texts(element):
    return [text.text for text in element.iter("text")]


def test_a_bar_is_as_wide_as_its_percentage_and_stands_in_the_order_of_the_rows():
    rows = [
        result("2.1.1", 7, 10, 70.0, "high"),
        result("2.1.2", 1, 8, 12.5, "low"),
        result("2.1.3", 2, 3, None),
    ]
    svg, plot = drawn(charts.key_question_bars(rows, BANDS))
    assert [bar.get("width") for bar in bars(plot)] == ["70.00%", "12.50%", "0.00%"]
    assert [bar.get("fill") for bar in bars(plot)] == ["var(--band-2)", "var(--band-1)", "var(--sequence-2)"]
    tops = [float(bar.get("y")) for bar in bars(plot)]
    assert tops == sorted(tops)
    said = texts(plot)
    assert [name for name in said if name.startswith("2.1.")] == ["2.1.1", "2.1.2", "2.1.3"]
    assert {"70% ▲", "12% ▼", "2/3", "▼ 0%", "▲ 50%", "100%"} <= set(said)
    assert svg.get("height") == "162"


def test_a_boundary_and_an_interval_are_lines_at_their_values():
    _, plot = drawn(charts.key_question_bars([result("2.1.1", 7, 10, 70.0, "high")], BANDS))
    lines = [(line.get("x1"), line.get("x2"), line.get("stroke-dasharray")) for line in plot.findall("line")]
    assert ("50.00%", "50.00%", "3,3") in lines
    assert ("65.00%", "75.00%", None) in lines


def test_stacked_bars_start_where_the_one_before_ends():
    rows = [counts("A", 20, 5, 75), counts("B", 10)]
    _, plot = drawn(charts.done_bars(rows, "sample"))
    share = [(float(bar.get("x")[:-1]), float(bar.get("width")[:-1])) for bar in bars(plot)]
    one = 100 / (100 * 1.0526)  # the width of one case, with plotly's room beyond the last
    expected = [(0, 20), (0, 10), (20, 5), (10, 0), (25, 75), (10, 0)]
    assert share == [pytest.approx((start * one, width * one), abs=0.01) for start, width in expected]


def test_a_small_number_is_hatched_and_a_missing_requirement_leaves_no_mark():
    rows = [result("North", 7, 10, 70.0, small=True), result("South", 8, 10, 80.0)]
    svg, plot = drawn(charts.split_bars(rows))
    [pattern] = svg.iter("pattern")
    hatched = [bar for bar in plot.findall("rect") if bar.get("fill") == f"url(#{pattern.get('id')})"]
    assert [bar.get("width") for bar in hatched] == ["70.00%"]
    _, plot = drawn(charts.done_bars([counts("A", 20)], "sample"))
    assert plot.findall("line[@stroke-width='3']") == []


def test_a_line_has_a_gap_where_a_value_is_missing_and_days_along_its_foot():
    days = [date(2018, 11, 5) + timedelta(days=day) for day in range(19)]
    rows = [
        {"day": day, "complete": place if place < 3 else None, "needed": None, "required": 20}
        for place, day in enumerate(days)
    ]
    svg, plot = drawn(charts.burn_up(rows))
    done = [line for line in plot.findall("line") if line.get("stroke-width") == "4"]
    assert len(done) == 2
    assert {"5 Nov", "8 Nov", "23 Nov"} <= set(texts(plot))
    assert texts(svg.find("g[@class='legend']")) == ["Complete", "Required"]


def test_the_legend_names_what_has_something_to_show():
    svg, _ = drawn(charts.done_bars([counts("A", 20, required=30)], "sample"))
    assert texts(svg.find("g[@class='legend']")) == ["Complete", "In progress", "Not begun", "|", "Required"]


@pytest.mark.parametrize(
    ("rough", "step"), [(0.3, 0.5), (1, 1), (1.1, 2), (7, 10), (23.4, 50), (50, 50), (180, 200), (0, 1)]
)
def test_ticks_stand_at_one_two_or_five_times_a_power_of_ten(rough, step):
    assert nice(rough) == pytest.approx(step)


def test_a_scale_of_counts_leaves_room_beyond_the_largest():
    across, _ = scales(charts.done_bars([counts("A", 34)], "sample"))
    assert across.ticks == [(0, "0"), (10, "10"), (20, "20"), (30, "30 cases")]


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", '" onload="x', "a & b", "]]>", "אבג", "\ttab", "Ünit ✓ 😀"]
)
def test_a_name_is_text_whatever_it_holds(name):
    svg, plot = drawn(charts.split_bars([result(name, 7, 10, 70.0)]))
    assert name in texts(plot)
    assert {element.tag for element in svg.iter()} <= {"svg", "g", "rect", "line", "text"}


def test_what_commands_or_has_no_place_in_xml_leaves_a_mark_and_no_fault():
    figure = charts.split_bars([result("a\x00b\ud800c\u202ed", 7, 10, 70.0)])
    _, plot = drawn(figure)
    assert "a\ufffdb\ufffdc\ufffdd" in texts(plot)
    assert "a\ufffdb\ufffdc\ufffdd" in charts.with_axes(figure)["layout"]["yaxis"]["ticktext"]


@pytest.mark.parametrize(
    "figure",
    [
        charts.split_bars([result("North", 7, 10, 70.0), result("South", 1, 4, 25.0)]),
        charts.done_bars([counts("A", 20, 5, 75, 80), counts("B", 10)], "sample"),
        charts.burn_up(
            [{"day": date(2018, 11, day), "complete": day, "needed": None, "required": 9} for day in (5, 8)]
        ),
        charts.drift_bars([{"stratum": "Women", "selected_share": 40.0, "complete_share": 35.0}]),
    ],
)
def test_plotly_gets_the_axes_of_the_drawing(figure):
    stated = charts.with_axes(figure)
    go.Figure(stated)  # raises where a property or a value is not plotly's
    _, plot = drawn(figure)
    words = [text.text for text in plot.findall("text")]
    layout = stated["layout"]
    assert words[: len(layout["xaxis"]["ticktext"])] == layout["xaxis"]["ticktext"]
    assert set(layout["yaxis"]["ticktext"]) <= set(words)


def test_the_same_figure_is_drawn_the_same_and_two_figures_share_no_id():
    one = charts.split_bars([result("North", 7, 10, 70.0, small=True)])
    other = charts.split_bars([result("South", 7, 10, 70.0, small=True)])
    assert charts.drawing(one) == charts.drawing(one)
    ids = [
        element.get("id")
        for figure in (one, other)
        for element in drawn(figure)[0].iter()
        if element.get("id")
    ]
    assert len(set(ids)) == len(ids) == 2


@pytest.mark.parametrize(
    "figure",
    [
        charts.key_question_bars([], BANDS),
        charts.split_bars([]),
        charts.done_bars([], "sample"),
        charts.burn_up([]),
        charts.drift_bars([]),
    ],
)
def test_without_rows_there_are_axes_only(figure):
    _, plot = drawn(figure)
    assert bars(plot) == []


whole = st.integers(0, 5000)


@given(
    st.lists(
        st.builds(counts, st.text(), whole, whole, whole, st.none() | whole, st.none() | whole), max_size=8
    )
)
def test_whatever_the_counts_every_bar_is_inside_the_plot(rows):
    rows = list({row["sample"]: row for row in rows}.values())
    figure = charts.done_bars(rows, "sample")
    across, _ = scales(figure)
    for row in rows:
        together = row["complete"] + row["in_progress"] + row["waiting"]
        assert 0 <= across.place(together) <= 100
    drawn(figure)
