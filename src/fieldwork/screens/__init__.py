"""The screens: what a notebook of dashboards/ opens and shows.

screen = KeyQuestionsScreen.open("demo-crc")
screen.answer({"tier1": "North"})       # without a kernel: the slice as plain data
screen                                  # in a notebook: the page
"""

from fieldwork.screens.arrivals import ArrivalsScreen
from fieldwork.screens.completion import CompletionScreen
from fieldwork.screens.key_questions import KeyQuestionsScreen
from fieldwork.screens.meetings import MeetingsScreen
from fieldwork.screens.panel import PanelScreen
from fieldwork.screens.today import TodayScreen
from fieldwork.screens.wall import WallScreen

__all__ = [
    "ArrivalsScreen",
    "CompletionScreen",
    "KeyQuestionsScreen",
    "MeetingsScreen",
    "PanelScreen",
    "TodayScreen",
    "WallScreen",
]
