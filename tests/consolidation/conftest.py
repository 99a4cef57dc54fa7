"""Three weeks of an invented inspection, small enough to count by hand."""

import os
from datetime import UTC, datetime

import pytest

HEADINGS = "Case,Sample,Status,Recorded at,2.1.1,2.1.2"
MONDAYS = {week: datetime(2018, 11, day, 9, 0, tzinfo=UTC) for week, day in ((1, 5), (2, 12), (3, 19))}

CASES = "Case,Sample,Tier 1 unit\n" + "".join(f"C{number},d2,North\n" for number in range(1, 13))
# Of 2.1.1: week 1 has 6 yes of 8, which is 75%; week 2 has 9 of 12, 75%. 2.1.2 is yes throughout.
FIRST = "".join(
    f"C{number},d2,complete,2018-11-06 17:00,{'yes' if number <= 6 else 'no'},yes\n" for number in range(1, 9)
)
SECOND = "".join(
    f"C{number},d2,complete,2018-11-13 17:00,{'yes' if number <= 11 else 'no'},yes\n"
    for number in range(9, 13)
)
# A dip sample of week 3 makes C1's yes a no: 8 of 12 is 67%.
CHANGED = "C1,d2,complete,2018-11-20 11:00,no,yes\n"
CHECK = (
    "id,Case,Kind of check,Checked at,Outcome,Checked by\nq1,C1,dip sample,2018-11-20 10:00,changed,deputy\n"
)


def received(office, week: int, name: str, text: str) -> None:
    """Drop a file in that week, and sync."""
    office.clock = max(office.clock, MONDAYS[week])
    office.drop(name, text)
    office.sync()


@pytest.fixture
def office(opened_in, tmp_path):
    """An inspection with two weeks of cases."""
    opened = opened_in(tmp_path)
    received(opened, 1, "cases.csv", CASES)
    received(opened, 1, "week 1.csv", f"{HEADINGS}\n{FIRST}")
    received(opened, 2, "week 2.csv", f"{HEADINGS}\n{SECOND}")
    return opened


@pytest.fixture
def declared(office):
    """The inspection's file, as the command line takes it."""
    return str(office.setup.inspection.path)


@pytest.fixture
def change_an_answer(office):
    """In week 3, a quality check changes the answer of a case that counted in week 1."""

    def change():
        received(office, 3, "changed.csv", f"{HEADINGS}\n{CHANGED}")
        received(office, 3, "check.csv", CHECK)

    return change


@pytest.fixture
def environment():
    """This process's, for a child elsewhere in the world."""
    return {**os.environ, "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7"}
