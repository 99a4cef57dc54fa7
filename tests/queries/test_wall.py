"""What everybody may see: no count below the limit, and none that can be worked out from what is said."""

from collections import defaultdict

import chance
import pytest
from drawn import cases, draw, inspection

from fieldwork import queries

HIDE_BELOW = 5
MOST = 45  # complete cases of a sample, in every inspection that is tried


@pytest.mark.parametrize("name", queries.of_the_wall())
def test_a_header_says_what_duckdb_says(told, name):
    query = queries.load(name)
    documented = [(column, kind.upper()) for column, (kind, _) in query.columns.items()]
    assert list(told.columns(query.sql).items()) == documented
    assert told.parameters(query.sql) == set()
    assert query.summary.count("?") == 1
    assert "\norder by " in query.sql


def every_inspection(told, **settings):
    """All that one key question of a sample may be, (complete, yes, no), with what the wall says of each.

    One key question of a sample of its own stands for each, so that one query answers all.
    """
    told.tell(inspection("", **settings))
    worlds = [
        (complete, yes, no)
        for complete in range(MOST + 1)
        for yes in range(complete + 1)
        for no in range(complete - yes + 1)
    ]
    told.rows("truncate key_question_units")
    told.rows(
        """
        insert into key_question_units by name
        select
            questions.* replace (world::varchar as key_question, world as ordinal),
            true as rated, complete, yes, yes + no as n
        from (
            select
                unnest(range($worlds)) as world, unnest($complete) as complete,
                unnest($yes) as yes, unnest($no) as no
        )
        cross join key_questions as questions
        where questions.key_question = '2.1.1'
        """,
        {
            "worlds": len(worlds),
            **dict(zip(("complete", "yes", "no"), zip(*worlds, strict=True), strict=True)),
        },
    )
    said = queries.run(told, "wall/key_questions")
    assert [int(row["key_question"]) for row in said] == list(range(len(worlds)))
    return zip(worlds, said, strict=True)


@pytest.mark.parametrize("rounding", ["nearest", "none"])
@pytest.mark.parametrize("count_below", [0, 3, 10, 20])
def test_no_hidden_count_can_be_worked_out_whatever_the_answers_are(told, rounding, count_below):
    """Not by subtraction, nor by any other reasoning, by somebody who knows these rules: of every inspection

    that there may be, those that look the same on the wall differ in each of their small counts.
    """
    alike = defaultdict(list)
    for (complete, yes, no), said in every_inspection(told, rounding=rounding, count_below=count_below):
        counts = {"yes": yes, "no": no, "n": yes + no, "rest": complete - yes - no}
        shown = tuple(value for column, value in said.items() if column != "key_question")
        alike[complete if complete >= HIDE_BELOW else None, shown].append(counts)
    assert len(alike) > 100
    for shown, possible in alike.items():
        for count in ("yes", "no", "n", "rest"):
            values = {counts[count] for counts in possible}
            assert min(values) >= HIDE_BELOW or len(values) > 1, (shown, count)


def test_a_percentage_is_said_of_most_inspections(told):
    """What protects must not hide everything: here are 30 cases or more, and no small yes or no."""
    told_of = [
        said["percentage"] is not None
        for (complete, yes, no), said in every_inspection(told, count_below=10)
        if complete >= 30 and min(yes, no) >= HIDE_BELOW and yes + no >= 10
    ]
    assert sum(told_of) / len(told_of) > 0.9


def rows(told, name):
    return queries.run(told, f"wall/{name}")


def first_question(told):
    return next(row for row in rows(told, "key_questions") if row["key_question"] == "2.1.1")


def test_a_percentage_with_its_n_in_words_where_nearly_every_case_has_an_answer(told):
    told.tell(inspection(cases(70, 33), count_below=10))
    assert rows(told, "cases")[0] == {
        "sample": "main", "title": "Main cases", "complete": 103, "complete_in_words": "103",
        "required": 4, "planned": 6,
    }  # fmt: skip
    assert first_question(told) == {
        "key_question": "2.1.1", "short": "First", "sample": "main", "percentage": 68, "instead": None,
        "n": None, "n_in_words": "all but fewer than 5", "rating": "Good", "symbol": "c", "band": 3,
    }  # fmt: skip


def test_n_is_said_where_many_cases_have_no_answer(told):
    text = cases(70, 33) + "\ncase_statements\ncase_id | sample | status\n"
    told.tell(inspection(text + "\n".join(f"U{n} | main | complete" for n in range(7)), count_below=10))
    assert rows(told, "cases")[0]["complete"] == 110
    assert (first_question(told)["n"], first_question(told)["n_in_words"]) == (103, "103")


def test_few_no_are_not_counted_but_the_band_is_said_where_it_is_the_same_for_all_few(told):
    told.tell(inspection(cases(100, 3), count_below=10))
    found = first_question(told)
    assert (found["percentage"], found["instead"], found["rating"]) == (
        None,
        "fewer than 5 no",
        "Outstanding",
    )


def test_the_band_is_not_said_where_it_would_tell_how_few(told):
    """16 answers: with 3 no they are 81%, with 4 no they are 75%."""
    told.tell(inspection(cases(13, 3), count_below=10))
    found = first_question(told)
    assert (found["instead"], found["rating"], found["band"]) == ("fewer than 5 no", None, None)


def test_few_cases_have_neither_figure_nor_n(told):
    told.tell(inspection(cases(3, 1), count_below=10))
    assert (rows(told, "cases")[0]["complete"], rows(told, "cases")[0]["complete_in_words"]) == (
        None,
        "fewer than 5",
    )
    found = first_question(told)
    assert (found["percentage"], found["instead"], found["n_in_words"], found["rating"]) == (
        None, "too few cases", None, None,
    )  # fmt: skip


COMPUTED_ALONE = {"standard": "2.1", "ordinal": "2", "domain": "2", "title": "Planning"}


def alone(text):
    """One computed standard of one key question, beside the one that is proposed."""
    told = inspection(text, count_below=10)
    told["standards"] = [row for row in told["standards"] if row["standard"] != "2.2"]
    told["key_questions"] = [
        row for row in told["key_questions"] if row["key_question"] in ("1.1.1", "2.1.1")
    ]
    return told


PROPOSED = "\nproposals\nstandard | rating | role\n1.1 | Good | lead\n"


def test_standards_and_the_whole_are_rated_where_all_behind_them_is_said(told):
    told.tell(alone(cases(70, 33) + PROPOSED))
    assert [
        (row["standard"], row["judged"], row["rating"], row["symbol"]) for row in rows(told, "ratings")
    ] == [
        ("1.1", "proposed", "Good", "c"),
        ("2.1", "computed", "Good", "c"),
    ]
    assert rows(told, "overall") == [{"rating": "Good", "how": "sum", "rated": 2, "standards": 2}]


def test_neither_a_standard_nor_the_whole_is_rated_where_a_band_is_not_said(told):
    told.tell(alone(cases(13, 3) + PROPOSED))
    assert queries.run(told, "standard_ratings")[1]["rating"] == "Outstanding"
    assert [row["rating"] for row in rows(told, "ratings")] == ["Good", None]
    assert rows(told, "overall") == [{"rating": None, "how": "sum", "rated": 1, "standards": 2}]


def test_meetings_alerts_and_actions_are_counts_and_few_are_fewer_than_five(told):
    drawn = inspection("")
    drawn["alerts"] = said("id | raised_at | closed_at", *(f"A{n} | 2018-11-06 09:00 | -" for n in range(6)))
    drawn["alerts"] += said("id | raised_at | closed_at", "B | 2018-11-05 09:00 | 2018-11-06 18:00")
    drawn["actions"] = said("id | action | due", *(f"A{n} | Ring | -" for n in range(4)))
    told.tell(drawn)
    assert [tuple(row.values()) for row in rows(told, "counts")] == [
        ("focus_groups_held", None, "fewer than 5", None),
        ("meetings_held", None, "fewer than 5", None),
        ("alerts_open", 6, "6", None),
        ("alerts_closed", None, "fewer than 5", None),
        ("actions_open", None, "fewer than 5", None),
    ]


def said(heading, *lines):
    drawn = draw("\n".join(["rows", heading, *lines]))["rows"]
    about = {"recorded_at": "2018-11-07 17:00", "sha256": "f1"}
    return [{**row, **about, "place": f"row {number}"} for number, row in enumerate(drawn)]


@pytest.mark.parametrize("programme", ["crc", "nps"])
def test_on_inspections_by_chance_the_wall_says_no_small_count_and_else_what_the_screens_say(told, programme):
    tables = chance.programme_rows(told, programme)
    tables["programme"][0] |= {"count_below": 0, "hide_below": 2}  # they are small
    some = [chance.inspection(f"wall {programme} {number}", tables) for number in range(60)]
    told.tell(tables | chance.side_by_side(some))
    known = {
        row["key_question"]: row
        for row in queries.run(told, "key_question_results", level="organisation", tier1=None)
    }
    complete = {
        row["sample"]: row["complete"] for row in queries.run(told, "completion", level="organisation")
    }
    for row in rows(told, "cases"):
        assert row["complete"] == (complete[row["sample"]] if complete[row["sample"]] >= 2 else None)
    spoken = 0
    for row in rows(told, "key_questions"):
        truth = known[row["key_question"]]
        assert row["percentage"] in (None, truth["rounded"])
        assert row["n"] in (None, truth["n"])
        counts = [truth["n"], truth["complete"] - truth["n"]] if row["n"] is not None else []
        counts += [truth["yes"], truth["n"] - truth["yes"]] if row["percentage"] is not None else []
        assert min(counts, default=2) >= 2
        spoken += row["percentage"] is not None
    assert spoken > 20
    assert {
        row["standard"]: row["rating"] for row in rows(told, "ratings") if row["judged"] == "computed"
    } == {
        standard: lowest["rating"] if all(one["band"] for one in said) else None
        for standard, said in by_standard(told, known).items()
        for lowest in [min(said, key=lambda one: one["band"] or 0)]
    }
    truth = {row["standard"]: row["rating"] for row in queries.run(told, "standard_ratings")}
    assert all(row["rating"] in (None, truth[row["standard"]]) for row in rows(told, "ratings"))


def by_standard(told, known):
    """What the wall says of the key questions of each computed standard."""
    found = defaultdict(list)
    for row in rows(told, "key_questions"):
        found[known[row["key_question"]]["standard"]].append(row)
    return found


def test_meetings_held_are_of_those_asked_where_neither_is_few(told):
    drawn = inspection("")
    drawn["core_meetings"][1]["locations"] = "8"  # ict
    drawn["held_meetings"] = said(
        "title | core_meeting | held_at | location",
        *(f"ICT | ict | 2018-11-06 {hour:02}:00 | Place {hour}" for hour in range(9, 15)),
    )
    drawn["received"] = [
        {"entry": 1, "sha256": "f1", "name": "a", "bytes": 1, "received_at": "2018-11-07", **NONE}
    ]
    told.tell(drawn)
    assert [tuple(row.values()) for row in rows(told, "counts")][1] == ("meetings_held", 6, "6", 8)


NONE = {"records": 0, "rejected": 0, "attachments": 0, "superseded": False}
