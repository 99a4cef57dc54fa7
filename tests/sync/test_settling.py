"""A file without its end is received when it has stayed as it is by our own clock, whatever others say."""

from datetime import timedelta

import pytest

from fieldwork.sync import settling
from fieldwork.sync.looking import Look

ANSWERS = "select case_id, question, answer from answer_statements order by all"
WHOLE = "case_id,question,answer,recorded_at\nA1,2.1.1,yes,2018-11-05 08:30\n"
HALF = WHOLE[: WHOLE.index("yes")]
MOMENT = timedelta(seconds=2)
AHEAD = [timedelta(seconds=30), timedelta(seconds=-30), timedelta(hours=1), timedelta(hours=-14)]


def now(office):
    return office.clock


def names(outcome):
    return [left.split(":")[0] for left in outcome.left]


@pytest.mark.parametrize("ahead", AHEAD, ids="its writer's clock {} ahead".format)
def test_a_file_of_which_the_rest_comes_later_is_not_taken_in_halves(office, own_clock, ahead):
    office.folders.create()
    look = Look(office.setup)
    office.drop("a.csv", HALF, office.clock + ahead)
    assert names(look(now(office))) == ["a.csv"]
    own_clock.seconds += settling.SETTLING - 1
    office.drop("a.csv", WHOLE[:-5], office.clock + ahead + MOMENT)
    assert names(look(now(office))) == ["a.csv"]
    own_clock.seconds += settling.SETTLING - 1  # since it grew
    assert names(look(now(office))) == ["a.csv"]
    office.drop("a.csv", WHOLE, office.clock + ahead + MOMENT + MOMENT)
    assert (look(now(office)).files, office.rows(ANSWERS)) == (1, [("A1", "2.1.1", "yes")])


@pytest.mark.parametrize("ahead", AHEAD, ids="its writer's clock {} ahead".format)
def test_a_sync_that_looks_once_waits_for_the_rest(office, own_clock, ahead):
    office.drop("a.csv", HALF, office.clock + ahead)
    own_clock.meanwhile.append(lambda: office.drop("a.csv", WHOLE, office.clock + ahead + MOMENT))
    outcome = office.sync()
    assert (outcome.left, outcome.files, office.rows(ANSWERS)) == ((), 1, [("A1", "2.1.1", "yes")])


def test_what_still_grows_when_the_waiting_is_over_is_left_and_named(office, own_clock):
    office.drop("a.csv", HALF, office.clock)
    own_clock.meanwhile.append(lambda: office.drop("a.csv", WHOLE[:-5], office.clock + MOMENT))
    assert names(office.sync()) == ["a.csv"]
    assert office.rows(ANSWERS) == []


def test_a_file_that_never_gets_an_end_is_received_when_it_has_settled(office):
    office.drop("a.csv", WHOLE.rstrip(), office.clock)
    assert (office.sync().files, office.rows(ANSWERS)) == (1, [("A1", "2.1.1", "yes")])


def test_nobody_waits_for_a_whole_file_nor_for_one_of_another_day(office, own_clock):
    office.drop("a.csv", WHOLE, office.clock)
    office.drop("b.csv", WHOLE.rstrip(), office.clock - timedelta(days=2))
    assert office.sync().files == 2
    office.drop("b.csv", WHOLE.rstrip(), office.clock)  # touched: these bytes have been received
    office.sync()
    assert own_clock.seconds == 0


def test_a_row_that_breaks_off_withdraws_no_answer(office):
    office.drop("a.csv", HALF, office.clock + timedelta(seconds=30))
    assert office.sync().rejects == 1  # whoever wrote it has stopped for long
    office.drop("a.csv", WHOLE, office.clock + timedelta(seconds=30))
    office.sync()
    assert office.rows("select value from current_statements where about = 'answer'") == [("yes",)]
