"""Bank holidays from parameters/calendars/: data, which nothing fetches."""

from collections.abc import Iterator
from datetime import date

from fieldwork.errors import ProgrammeError
from fieldwork.parameters import Document, Entry, Location, find, load
from fieldwork.timetable.working_days import WorkingDays


class Years(Entry):
    """Every bank holiday of these years, the first and last among them, is in the file."""

    first: int
    last: int


class BankHolidays(Document):
    """A calendar's file."""

    title: str
    source: str
    licence: str
    years: Years
    holidays: dict[date, str]

    def problems(self) -> Iterator[tuple[Location, str]]:
        """Days of other years than the file is about, and years without any."""
        stated = set(range(self.years.first, self.years.last + 1))
        for day in self.holidays:
            if day.year not in stated:
                yield ("holidays", str(day)), "it is in none of the years"
        for year in sorted(stated - {day.year for day in self.holidays}):
            yield ("years",), f"there is no bank holiday of {year}"

    @property
    def working_days(self) -> WorkingDays:
        return WorkingDays(self.holidays, self.years.first, self.years.last)


def load_holidays(name: str) -> BankHolidays:
    """The calendar called `name`, or at that path. Raises ProgrammeError with all that is wrong with it."""
    return load(find("calendars", name, ProgrammeError), BankHolidays, ProgrammeError)
