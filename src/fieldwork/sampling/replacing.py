"""What the organisation says of the shortlist: which cases should not be in it; and their substitutes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from fieldwork import sources
from fieldwork.errors import SourceError, nearest
from fieldwork.programme.sampling import Drawing
from fieldwork.records import values
from fieldwork.records.forms import Draft, Form
from fieldwork.records.tables import drafts, headings
from fieldwork.records.values import Unclear
from fieldwork.records.vocabulary import Vocabulary, fold
from fieldwork.sampling.drawing import Draw, Drawn, Share

_AGAIN = "Put it right and run the command again."


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A case that somebody takes out. `place`: in the file that says so."""

    place: str
    case_id: str
    criterion: str
    role: str
    on: date


def exclusions(
    name: str, data: bytes, drawing: Drawing, form: Form, vocabulary: Vocabulary, by: str, on: date
) -> list[Exclusion]:
    """The exclusions in the file `data`, called `name`: a case list with a reason for each case.

    `form`: the inspection's mapping of tables. `by` and `on`: whose they are and of which day, where a row
    does not say. SourceError where a row cannot be understood, with its place and without its values.
    """
    criteria = {
        fold(spelling): key
        for key, criterion in drawing.exclusions.items()
        for spelling in (key, criterion.title, *criterion.spellings)
    }
    found = []
    for draft in _rows(name, data, form, vocabulary):
        place = f"{name}, {draft.place}"
        try:
            case_id = values.case_reference(draft.fields.get("case_id"))
            agreed_at = values.moment(draft.fields.get("agreed_at"), vocabulary.time_zone)
        except Unclear:
            wrong = "the case reference, or the day, cannot be understood."
            raise SourceError(place, wrong, "", _AGAIN) from None
        said = (draft.fields.get("exclusion_reason") or "").strip()
        criterion = criteria.get(fold(said))
        if criterion is None:
            titles = [one.title for one in drawing.exclusions.values()]
            wrong = f"the reason is no criterion of the programme{nearest(said, titles)}."
            raise SourceError(place, wrong, f"Allowed: {'; '.join(titles)}.", _AGAIN)
        role = (draft.fields.get("agreed_by") or "").strip() or by
        found.append(Exclusion(place, case_id, criterion, role, agreed_at.date() if agreed_at else on))
    return found


def without(draw: Draw, taken_out: Sequence[Exclusion]) -> Draw:
    """The draw without these cases: a substitute of the same stratum takes the place of each selected one.

    In order of decision. One of the same tier 2 unit goes first, then of the same tier 1 unit, then by turn.
    SourceError where a case is neither selected nor a substitute.
    """
    known = {one.case.case_id: one for one in draw.cases if one.state in ("selected", "substitute")}
    for one in taken_out:
        if one.case_id not in known:
            raise SourceError(one.place, "this case is not on the shortlist.", "", _AGAIN)
    reasons = {one.case_id: one for one in taken_out}
    left = [one for one in draw.those("substitute") if one.case.case_id not in reasons]
    stands_in: dict[str, str] = {}  # substitute -> the case whose place it takes
    unreplaced = []
    selected = [one for one in draw.those("selected") if one.case.case_id in reasons]
    for gone in sorted(selected, key=lambda one: (reasons[one.case.case_id].on, one.case.case_id)):
        alike = [one for one in left if one.stratum == gone.stratum]
        substitute = min(alike, key=partial(_far, gone), default=None)
        if substitute:
            left.remove(substitute)
            stands_in[substitute.case.case_id] = gone.case.case_id
        else:
            unreplaced.append(gone)
    return Draw(
        draw.wanted,
        [_now(one, reasons, stands_in) for one in draw.cases],
        [_forced(share, sum(one.stratum == share.stratum for one in unreplaced)) for share in draw.shares],
    )


def _rows(name: str, data: bytes, form: Form, vocabulary: Vocabulary) -> Iterator[Draft]:
    """The rows of every table that is a case list with reasons."""
    tables = sources.read(name, data).tables
    found = [(table, heads) for table in tables if (heads := headings(table, form, vocabulary))]
    fit = [(table, heads) for table, heads in found if "exclusion_reason" in heads.columns.values()]
    if not fit:
        allowed = (
            "A row of headings: Case ID, Exclusion reason; Agreed by and Agreed on, where they are said."
        )
        raise SourceError(name, "no sheet says which cases are excluded and why.", allowed, _AGAIN)
    for table, heads in fit:
        for draft in drafts(table, heads):
            if draft.fields.get("exclusion_reason"):
                yield draft


def _far(gone: Drawn, one: Drawn) -> tuple[bool, bool, int]:
    """How far a substitute is from the case that it would stand in for."""
    return one.case.tier2 != gone.case.tier2, one.case.tier1 != gone.case.tier1, one.turn or 0


def _now(one: Drawn, reasons: Mapping[str, Exclusion], stands_in: Mapping[str, str]) -> Drawn:
    """What a case is, once all that is said of it is known."""
    case_id = one.case.case_id
    if one.state not in ("selected", "substitute"):  # another row of the list may have the same reference
        return one
    if reason := reasons.get(case_id):
        return replace(one, state="excluded", criterion=reason.criterion, role=reason.role, on=reason.on)
    if replaced := stands_in.get(case_id):
        why = reasons[replaced]
        return replace(one, state="selected", substitute_for=replaced, role=why.role, on=why.on)
    return one


def _forced(share: Share, unreplaced: int) -> Share:
    """With what was excluded and could not be replaced."""
    if not unreplaced:
        return share
    reason = f"{unreplaced} excluded without a substitute left in it"
    return replace(share, forced=f"{share.forced}; {reason}" if share.forced else reason)
