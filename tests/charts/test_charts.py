"""Ring 1: a figure's values are the rows' values, and plotly itself accepts the figure."""

import plotly.graph_objects as go
import pytest

from fieldwork import charts

BANDS = [
    {"band": "low", "ordinal": 1, "lower": 0, "symbol": "▼"},
    {"band": "high", "ordinal": 2, "lower": 50, "symbol": "▲"},
]


def _result(question, yes, n, percentage, rounded, band=None, **more):
    return {
        "key_question": question, "label": f"{question} Short", "title": "Long?", "unit": "North",
        "yes": yes, "n": n, "percentage": percentage, "rounded": rounded,
        "low": percentage and percentage - 5,
        "high": percentage and percentage + 5, "band": band, "small": False, **more,
    }  # fmt: skip


@pytest.fixture
def results():
    return [
        _result("2.1.1", 7, 10, 70.0, 70, "high"),
        _result("2.1.2", 1, 8, 12.5, 13, "low"),
        _result("2.1.3", 0, 0, None, None),
    ]


def test_a_bar_is_as_long_as_its_percentage_and_stands_in_the_order_of_the_rows(results):
    bars, lines = charts.key_question_bars(results, BANDS)["data"]
    assert bars["x"] == [70.0, 12.5, 0]
    assert bars["y"] == ["2.1.1 Short", "2.1.2 Short", "2.1.3 Short"]
    assert lines["x"] == [65.0, 75.0, None, 7.5, 17.5, None]


def test_a_band_is_said_by_its_symbol_and_not_by_colour_alone(results):
    bars = charts.key_question_bars(results, BANDS)["data"][0]
    assert bars["marker"]["color"] == ["var(--band-2)", "var(--band-1)", "var(--sequence-2)"]
    assert bars["text"] == ["70% ▲", "13% ▼", ""]


def test_boundaries_stand_where_bands_begin(results):
    layout = charts.key_question_bars(results, BANDS)["layout"]
    assert [shape["x0"] for shape in layout["shapes"]] == [50]
    assert [note["text"] for note in layout["annotations"]] == ["▼ 0%", "▲ 50%"]


def test_a_unit_has_neither_bands_nor_boundaries():
    layout = charts.key_question_bars([_result("2.1.1", 7, 10, 70.0, 70)], BANDS)["layout"]
    assert layout["shapes"] == []
    assert layout["annotations"] == []


def test_a_small_number_is_hatched_and_a_hidden_percentage_leaves_its_counts():
    rows = [
        _result("2.1.1", 7, 10, 70.0, 70, small=True),
        _result("2.1.1", 2, 3, None, None, small=True),
        _result("2.1.1", 20, 40, 50.0, 50),
    ]
    bars = charts.split_bars(rows)["data"][0]
    assert bars["marker"]["pattern"]["shape"] == ["/", "/", ""]
    assert bars["text"] == ["70% 7/10", "2/3", "50% 20/40"]


def test_the_heat_map_has_a_cell_for_each_pair_and_none_where_there_is_no_row(results):
    heat = charts.heat_map(results[:2], ["North", "South"], results)
    assert [row["name"] for row in heat["rows"]] == ["2.1.1", "2.1.2", "2.1.3"]
    assert heat["rows"][0]["cells"] == [{"rounded": 70, "yes": 7, "n": 10, "small": False}, None]
    assert heat["rows"][2]["cells"] == [None, None]


def test_done_bars_stack_the_counts_and_mark_only_known_sizes():
    rows = [
        {"unit": "A", "complete": 3, "in_progress": 2, "waiting": 1, "required": 5, "planned": 6},
        {"unit": "B", "complete": 0, "in_progress": 0, "waiting": 4, "required": None, "planned": None},
    ]
    complete, going, waiting, required, planned = charts.done_bars(rows, "unit")["data"]
    assert (complete["x"], going["x"], waiting["x"]) == ([3, 0], [2, 0], [1, 4])
    assert (required["x"], required["y"], planned["x"]) == ([5], ["A"], [6])


DAYS = [
    {"day": "2018-11-05", "complete": 2, "needed": None, "required": 9},
    {"day": "2018-11-06", "complete": None, "needed": 5.5, "required": 9},
]
STRATA = [{"stratum": "Women", "selected_share": 20.0, "complete_share": 25.0}]


def test_the_burn_up_draws_what_is_done_and_what_is_needed():
    complete, needed, required = charts.burn_up(DAYS)["data"]
    assert (complete["y"], needed["y"], required["y"]) == ([2, None], [None, 5.5], [9, 9])


def test_plotly_accepts_every_figure(results):
    done = [{"unit": "A", "complete": 3, "in_progress": 2, "waiting": 1, "required": 5, "planned": 6}]
    figures = [
        charts.key_question_bars(results, BANDS),
        charts.split_bars(results),
        charts.done_bars(done, "unit"),
        charts.burn_up(DAYS),
        charts.drift_bars(STRATA),
        charts.key_question_bars([], BANDS),
    ]
    for figure in figures:
        go.Figure(figure)  # raises where a property or a value is not plotly's


def test_points_are_stacked_as_the_rows_say_and_told_apart_by_pattern():
    rows = [{"label": "1.1.1 Led", "above": 2, "below": 1, "neutral": 0}]
    drawn = charts.line_bars(rows)
    assert [trace["x"] for trace in drawn["data"]] == [[2], [1], [0]]
    assert len({trace["marker"]["pattern"]["shape"] for trace in drawn["data"]}) == 3
    go.Figure(drawn)


def test_a_share_of_answers_stands_before_the_line_of_the_caution():
    rows = [
        {"title": "Workload", "percentage": 60.0, "rounded": 60, "yes": 12, "n": 20, "caution_below": 65},
        {"title": "Training", "percentage": None, "rounded": None, "yes": 1, "n": 3, "caution_below": 65},
    ]
    drawn = charts.caution_bars(rows)
    assert drawn["data"][0]["text"] == ["60% 12/20", "1/3"]
    assert [shape["x0"] for shape in drawn["layout"]["shapes"]] == [65]
    go.Figure(drawn)
