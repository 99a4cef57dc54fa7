"""Papers: what goes out of the house, as workbooks, CSV, pages, Word and PDF.

Nothing here knows what a figure means. The same paper gives the same bytes on any day, in any folder and time
zone; where a browser draws or prints, the same browser.
"""

from fieldwork.papers.calendar import Appointment, calendar
from fieldwork.papers.content import Chart, Column, Kind, Paper, Section, Table
from fieldwork.papers.pages import page, section_html, style
from fieldwork.papers.printing import to_pdf
from fieldwork.papers.sheets import csv, harmless, workbook
from fieldwork.papers.word import word

__all__ = [
    "Appointment",
    "Chart",
    "Column",
    "Kind",
    "Paper",
    "Section",
    "Table",
    "calendar",
    "csv",
    "harmless",
    "page",
    "section_html",
    "style",
    "to_pdf",
    "word",
    "workbook",
]
