"""The timetable of one inspection: what its programme asks for, in dates.

Pure: a programme's rules, an inspection's weeks and the bank holidays give dated steps.
"""

from fieldwork.timetable.dating import Dated, dated
from fieldwork.timetable.holidays import BankHolidays, load_holidays
from fieldwork.timetable.remarks import clashes
from fieldwork.timetable.rows import tables
from fieldwork.timetable.working_days import UnknownYear, WorkingDays

__all__ = [
    "BankHolidays",
    "Dated",
    "UnknownYear",
    "WorkingDays",
    "clashes",
    "dated",
    "load_holidays",
    "tables",
]
