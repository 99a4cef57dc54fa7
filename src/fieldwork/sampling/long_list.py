"""The long list as a service returns it: which table it is, whether it has what the draw needs, its rows."""

from collections.abc import Mapping, Sequence
from datetime import date

from fieldwork import sources
from fieldwork.errors import FormError, SourceError
from fieldwork.parameters import find
from fieldwork.parameters import load as load_document
from fieldwork.programme.sampling import Drawing
from fieldwork.records.forms import Form
from fieldwork.records.tables import FACT, Headings, drafts, headings
from fieldwork.records.vocabulary import Vocabulary
from fieldwork.sampling.listing import Listed, Reader
from fieldwork.sources.reading import Table

_SAID = 5  # places that an error names
_AGAIN = "Put it right, or ask for the list again; no sample is drawn from a list that is understood in part."


def read(
    name: str, data: bytes, drawing: Drawing, facts: Mapping[str, str], vocabulary: Vocabulary, on: date
) -> list[Listed]:
    """The rows of the long list `data`, called `name`. `facts`: name -> title of what strata need.

    `on`: the day of the draw. SourceError where there is no list, a column is missing or a row cannot be
    understood, with the places and none of the values; FormError where its mapping does not fit the drawing.
    """
    form = load_document(find("long_lists", drawing.long_list, FormError), Form, FormError)
    table, found = _list(name, sources.read(name, data).tables, form, vocabulary)
    _check_columns(name, drawing.columns, facts, form, found)
    reader = Reader(drawing, vocabulary, on)
    listed = [reader.row(draft) for draft in drafts(table, found)]
    if reader.unclear:
        more = len(reader.unclear) - _SAID
        places = "; ".join(reader.unclear[:_SAID]) + (f"; and {more} more" if more > 0 else "")
        raise SourceError(name, f"{len(reader.unclear)} cells cannot be understood: {places}.", "", _AGAIN)
    return listed


def _list(name: str, tables: Sequence[Table], form: Form, vocabulary: Vocabulary) -> tuple[Table, Headings]:
    """The one table that is a long list."""
    found = [(table, heads) for table in tables if (heads := headings(table, form, vocabulary))]
    if len(found) == 1:
        return found[0]
    wanted = form.tables["case"]
    needed = ", ".join(wanted.columns[column][0] for column in wanted.needs)
    wrong = f"{len(found)} of its sheets are long lists." if found else "no sheet is a long list."
    allowed = f"One sheet with a row of headings, among them {needed}."
    raise SourceError(name, wrong, allowed, "Keep the one sheet that this sample is drawn from.")


def _check_columns(
    name: str, used: Sequence[str], facts: Mapping[str, str], form: Form, found: Headings
) -> None:
    """A column that is missing would leave an exclusion untried, and nobody would know."""
    there, known = set(found.columns.values()), form.tables["case"].columns
    if unknown := [column for column in used if column not in known]:
        wrong = f"it names no column {', '.join(unknown)}, which the programme's drawing uses."
        raise FormError(str(form.path), wrong, f"Known: {', '.join(known)}.")
    missing = [known[column][0] for column in used if column not in there]
    missing += [title for fact, title in facts.items() if FACT + fact not in there]
    if missing:
        wrong = f"the long list has no column for: {', '.join(missing)}."
        again = "Put its heading right; what the organisation does not know is a column without values."
        raise SourceError(name, wrong, "", again)
