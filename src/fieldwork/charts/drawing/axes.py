"""Where a value lies on the drawing, and which values are written along the axes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import floor, log10
from typing import Any

from fieldwork.charts.drawing.pen import text_width
from fieldwork.charts.frame import INK, Figure, Trace

_ROOM = 1.0526  # plotly leaves a twentieth of the width free beyond the last value
_SUNDAY = date(2000, 1, 2)  # plotly counts its days from here
_TICKS_ACROSS, _DAYS_ACROSS, _TICKS_DOWN = 5, 8, 7  # at most, as plotly has them in half a screen's width
_LEFT_TO_PLOTLY = {"autorange", "rangemode", "dtick", "nticks", "ticksuffix", "showticksuffix", "tickformat"}
Tick = tuple[Any, str]


@dataclass(frozen=True)
class Scale:
    """From `low` to `high` over `size` (100 per cent across; pixels down, from the top)."""

    low: float
    high: float
    size: float
    ticks: Sequence[Tick]
    grid: str | None  # the colour of its lines
    colour: str  # of its words
    standoff: float = 4  # pixels between the plot and its words
    lines: Sequence[str] = ()  # the names of lines, where the axis has names instead of numbers
    upwards: bool = False

    def place(self, value: Any) -> float:
        """Where a value lies; of a line's name, its middle."""
        number = self.lines.index(value) + 0.5 if self.lines else _number(value)
        share = (number - self.low) / ((self.high - self.low) or 1)
        return self.size * (1 - share if self.upwards else share)

    def stated(self, axis: dict[str, Any]) -> dict[str, Any]:
        """`axis` with this range and these words, for plotly."""
        ends = (
            [len(self.lines) - 0.5, -0.5]
            if self.lines
            else [_stated(axis, self.low), _stated(axis, self.high)]
        )
        return {
            **{name: value for name, value in axis.items() if name not in _LEFT_TO_PLOTLY},
            "range": ends,
            "tickmode": "array",
            "tickvals": [str(value) if isinstance(value, date) else value for value, _ in self.ticks],
            "ticktext": [label for _, label in self.ticks],
            "tickangle": 0,
            "ticklabeloverflow": "allow",
        }

    @property
    def label_width(self) -> float:
        """The pixels that its words need beside the plot."""
        return max((text_width(label) for _, label in self.ticks), default=0) + self.standoff + 4


def scales(figure: Figure) -> tuple[Scale, Scale]:
    """Across and down."""
    layout, data = figure["layout"], figure["data"]
    x, y, margin = layout["xaxis"], layout["yaxis"], layout["margin"]
    height = layout["height"] - margin["t"] - margin["b"]
    if y.get("type") == "category":
        names = y["categoryarray"]
        down = Scale(0, len(names), height, [(name, name) for name in names], None, INK, 8, names)
    else:
        high = max(_values(data, "y"), default=1) * _ROOM
        ticks = _numbers(0, high, nice(high / _TICKS_DOWN), "")
        down = Scale(0, high, height, ticks, y["gridcolor"], _colour(y), 4, upwards=True)
    return _across(x, data, layout.get("barmode") == "stack"), down


def _across(axis: dict[str, Any], data: Sequence[Trace], stacked: bool) -> Scale:
    grid = axis["gridcolor"] if axis.get("showgrid", True) else None
    if axis.get("type") == "date":
        days = sorted(set(_values(data, "x"))) or [0.0]
        low, high = days[0] - 0.5, days[-1] + 0.5
        return Scale(low, high, 100, _days(low, high), grid, _colour(axis))
    high = axis["range"][1] if "range" in axis else (max(_ends(data, stacked), default=0) or 1) * _ROOM
    ticks = _numbers(0, high, axis.get("dtick") or nice(high / _TICKS_ACROSS), axis.get("ticksuffix", ""))
    if axis.get("showticksuffix") == "last":
        ticks = [(value, f"{value:g}") for value, _ in ticks[:-1]] + ticks[-1:]
    return Scale(0, high, 100, ticks, grid, _colour(axis))


def nice(rough: float) -> float:
    """The next of 1, 2 and 5 times a power of ten that is not below `rough`."""
    if rough <= 0:
        return 1
    power: float = 10.0 ** floor(log10(rough))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= rough * (1 - 1e-9))


def _numbers(low: float, high: float, step: float, suffix: str) -> list[Tick]:
    count = floor((high - low) / step + 1e-9)
    return [(low + place * step, f"{low + place * step:g}{suffix}") for place in range(count + 1)]


def _days(low: float, high: float) -> list[Tick]:
    step = next((days for days in (1, 2, 3, 7, 14) if days * _DAYS_ACROSS >= high - low), 28)
    first = int(low) + 1
    first += -(first - _SUNDAY.toordinal()) % step
    days = [date.fromordinal(number) for number in range(first, int(high) + 1, step)]
    return [(day, f"{day.day} {day:%b}") for day in days]


def _ends(data: Sequence[Trace], stacked: bool) -> list[float]:
    """How far each line reaches across: stacked bars together, everything else by itself."""
    together: dict[str, float] = {}
    ends = []
    for trace in data:
        for value, name in zip(trace["x"], trace["y"], strict=True):
            if value is not None and stacked and trace["type"] == "bar":
                together[name] = together.get(name, 0) + value
            elif value is not None:
                ends.append(value)
    return [*together.values(), *ends]


def _values(data: Sequence[Trace], axis: str) -> list[float]:
    return [_number(value) for trace in data for value in trace[axis] if value is not None]


def _number(value: Any) -> float:
    """A day by its number, anything else as it is."""
    return float(date.fromisoformat(str(value)[:10]).toordinal() if isinstance(value, str | date) else value)


def _stated(axis: dict[str, Any], number: float) -> Any:
    """A place on an axis as plotly takes it."""
    if axis.get("type") != "date":
        return number
    return (datetime.fromordinal(floor(number)) + timedelta(days=number - floor(number))).isoformat()


def _colour(axis: dict[str, Any]) -> str:
    return str(axis.get("tickfont", {}).get("color", INK))
