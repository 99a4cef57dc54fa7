"""The timetables of the documents, in the dates of any weeks."""

from datetime import date, timedelta
from functools import cache

from fieldwork import programme
from fieldwork.errors import ProgrammeError
from fieldwork.folders import resources
from fieldwork.parameters import Document, load
from fieldwork.programme.timetable import Timetable
from fieldwork.timetable import dated, load_holidays

WORKING = load_holidays("england-and-wales").working_days
WEEK = timedelta(weeks=1)
YOUTH, LEARNING = "timetable-youth-joint-2012", "timetable-learning-skills-2009"


class _Fragment(Document):
    """The timetable that a programme's file extends."""

    timetable: Timetable


@cache
def declared(name):
    """The timetable of a programme, or of a file in parameters/programmes/common/."""
    path = resources() / "parameters" / "programmes" / "common" / f"{name}.yml"
    if path.is_file() and name.startswith("timetable-"):
        return load(path, _Fragment, ProgrammeError).timetable
    return programme.load(name).timetable


def weeks_of(timetable, starts):
    return [starts + week * WEEK for week in timetable.fieldwork.weeks]


def steps(name, starts, country="England"):
    """Step -> its dates, for fieldwork from that Monday on."""
    timetable = declared(name)
    return {step.name: step for step in dated(timetable, weeks_of(timetable, starts), country, WORKING)}


def day(text):
    return date.fromisoformat(text)
