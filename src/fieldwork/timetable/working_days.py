"""Working days: Monday to Friday, but for bank holidays. Nothing is guessed of years that are not known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5
_DAY = timedelta(days=1)


class UnknownYear(Exception):
    """The bank holidays of a year are not known."""


@dataclass(frozen=True)
class WorkingDays:
    """The bank holidays, by day, of every year from `first` to `last`."""

    holidays: Mapping[date, str]
    first: int
    last: int

    def is_one(self, day: date) -> bool:
        """Whether it is a working day. UnknownYear where nobody can say; a weekend is none in any year."""
        return day.weekday() < SATURDAY and self.holiday(day) is None

    def holiday(self, day: date) -> str | None:
        """The bank holiday of that day. UnknownYear where nobody can say."""
        if not self.first <= day.year <= self.last:
            raise UnknownYear(f"bank holidays are known for {self.first} to {self.last} only")
        return self.holidays.get(day)

    def shifted(self, day: date, number: int) -> date:
        """The `number`th working day after `day` (before it, where negative); 0: `day` itself."""
        step = _DAY if number > 0 else -_DAY
        for _ in range(abs(number)):
            day += step
            while not self.is_one(day):
                day += step
        return day

    def from_and_with(self, day: date) -> date:
        """`day` where it is a working day, else the next one."""
        return self.shifted(day - _DAY, 1)
