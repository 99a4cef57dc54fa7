"""What goes out of the house: files that need neither a server nor a network."""

from fieldwork.packs.case_list import case_list
from fieldwork.packs.challenge import challenge
from fieldwork.packs.daily import Sheet, daily
from fieldwork.packs.panel import panel
from fieldwork.packs.sample import sample
from fieldwork.packs.timetable import appointments, timetable_paper
from fieldwork.packs.weekly import weekly
from fieldwork.packs.writing import write_panel, write_sample, write_week

__all__ = [
    "Sheet",
    "appointments",
    "case_list",
    "challenge",
    "daily",
    "panel",
    "sample",
    "timetable_paper",
    "weekly",
    "write_panel",
    "write_sample",
    "write_week",
]
