"""What a text means: a case reference, a moment, a word of a list. A text without meaning is `Unclear`."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from unicodedata import normalize
from zoneinfo import ZoneInfo

from fieldwork.errors import nearest
from fieldwork.records.vocabulary import fold

LONGEST = 80  # letters of a wrong value, or of a heading, that a reject repeats
LONGEST_NAME = 300  # letters of a name, a place or a meeting's title, for which Outlook takes 255
LONGEST_TOLD = 4000  # letters of a note, a reason or another thing that somebody wrote
_DIGITS = 4  # of a case reference that is a number: 117, typed in Excel, is the form's 0117
_REFERENCE = re.compile(r"\w[\w ./-]{0,31}")
_NUMBER = re.compile(r"(\d+)(?:\.0+)?")  # 117, or 117.0 as programs write it that take it for a measure
_CASE_NAMED = re.compile(r"\bcase\s+(?:no\.?\s*)?([\w./-]*\d[\w./-]*)", re.IGNORECASE)
_SERIAL_DAYS = (20_000, 80_000)  # Excel's day numbers of 1954 to 2119: anything else is no date
_EXCEL_EPOCH = datetime(1899, 12, 30)
_FORMATS = tuple(
    f"{day}{time}"
    for day in ("%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%a %d %b %Y")
    for time in ("", " %H:%M", " %H:%M:%S", " %I:%M %p", ", %H:%M")
)


class Unclear(ValueError):
    """A text that means nothing here: `wrong`, and what is `allowed`."""

    def __init__(self, wrong: str, allowed: str = "") -> None:
        self.wrong, self.allowed = wrong, allowed
        super().__init__(wrong)


def shortened(text: str) -> str:
    """The beginning of a text that somebody else may have made as long as he liked."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def quoted(text: str) -> str:
    """A value as a reject repeats it."""
    return repr(shortened(text))


def word(text: str | None, words: Mapping[str, str], what: str) -> str | None:
    """The name that `text` is a spelling of; None for a blank. `words`: folded spelling -> name."""
    if text is None or not text.strip():
        return None
    meant = words.get(fold(text))
    if meant is None:
        said = name(text) or ""
        names = [known.replace("_", " ") for known in dict.fromkeys(words.values())]
        allowed = f"Allowed: {', '.join(names)}." if len(names) <= 12 else ""
        raise Unclear(f"{quoted(said)} is not {what}{nearest(said, names)}.", allowed)
    return meant


def named_in(text: str, words: Mapping[str, str]) -> str | None:
    """The name of the longest spelling that stands somewhere in `text`; None where none does."""
    folded = fold(text)
    found = max((spelling for spelling in words if spelling and spelling in folded), key=len, default=None)
    return words[found] if found else None


def name_or_text(text: str | None, words: Mapping[str, str], what: str) -> str | None:
    """As `word`; without any words declared, the text itself, a name."""
    return word(text, words, what) if words else name(text)


def plain(text: str | None) -> str | None:
    """The text without the blanks around it, however long; None for a blank."""
    return (text or "").strip() or None


def name(text: str | None) -> str | None:
    """What a person, a place or a meeting is called; None for a blank."""
    return _within(LONGEST_NAME, text)


def told(text: str | None) -> str | None:
    """What somebody wrote; None for a blank."""
    return _within(LONGEST_TOLD, text)


def _within(most: int, text: str | None) -> str | None:
    """Every text of a record is bounded here: a screen shows it to everybody."""
    said = plain(text)
    if said is not None and len(said) > most:
        raise Unclear(f"it has {len(said):,} letters.", f"At most {most:,}.")
    return said


def case_reference(text: str | None) -> str:
    """A case reference; digits alone are written with at least four, so that 117 and 0117 are one case."""
    said = name(text)
    if said is None:
        raise Unclear("there is no case reference.", "Every case needs one.")
    return _reference(said)


@lru_cache(maxsize=10_000)
def _reference(said: str) -> str:
    reference = _as_typed(said)
    raised = any(letter.isdigit() and not letter.isdecimal() for letter in said)  # 117² is not 1172
    if raised or not _REFERENCE.fullmatch(reference):
        allowed = "Up to 32 letters, digits, spaces, dots, slashes and hyphens."
        raise Unclear(f"{quoted(said)} is not a case reference.", allowed)
    number = _NUMBER.fullmatch(reference)
    return number[1].zfill(_DIGITS) if number else reference


def _as_typed(reference: str) -> str:
    """With the letters, digits and blanks of a keyboard here, and no dot at its end."""
    letters = normalize("NFKC", reference)
    typed = "".join(str(int(letter)) if letter.isdecimal() else letter for letter in letters)
    return " ".join(typed.rstrip(" .").split())


def case_named_in(title: str) -> str | None:
    """The case that a title speaks of ("Interview, case 117."); None where it speaks of none."""
    found = _CASE_NAMED.search(title)
    try:
        return case_reference(found[1].strip("./-")) if found else None
    except Unclear:
        return None


def whole_number(text: str | None) -> int | None:
    """A count."""
    said = plain(text)
    if said is None:
        return None
    if not said.isdecimal() or len(said) > 6:
        raise Unclear(f"{quoted(said)} is not a number.", "A whole number, e.g. 8.")
    return int(said)


def moment(text: str | None, zone: ZoneInfo) -> datetime | None:
    """Wall-clock time in `zone`, from ISO, a UK date with or without a time, or an Excel day number."""
    said = name(text)
    return None if said is None else _moment(said, zone)


@lru_cache(maxsize=10_000)
def _moment(said: str, zone: ZoneInfo) -> datetime:
    found = _iso(said) or _day_number(said) or _written(said)
    if found is None or not 1900 < found.year < 2200:
        raise Unclear(f"{quoted(said)} is not a date.", "E.g. 05/11/2018 14:30 or 2018-11-05T14:30.")
    return found.astimezone(zone).replace(tzinfo=None) if found.tzinfo else found


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _day_number(text: str) -> datetime | None:
    if not re.fullmatch(r"\d{5}(\.\d+)?", text):
        return None
    days = float(text)
    low, high = _SERIAL_DAYS
    return _EXCEL_EPOCH + timedelta(seconds=round(days * 86_400)) if low < days < high else None


def _written(text: str) -> datetime | None:
    said = " ".join(text.split())
    for form in _FORMATS:
        try:
            return datetime.strptime(said, form)
        except ValueError:
            continue
    return None
