"""An entry, checked as records would read it, and its file."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from fieldwork.capture import files
from fieldwork.capture.kinds import KINDS, UNDO, can_be_undone, columns_of, is_id
from fieldwork.folders import sync_folder
from fieldwork.ledger import Ledger
from fieldwork.records.entries import understanding
from fieldwork.records.forms import Draft, Words
from fieldwork.records.values import Unclear

if TYPE_CHECKING:  # it brings DuckDB, which a server does not need
    from fieldwork.sync import Setup

Choices = dict[str, list[tuple[str, str]]]


class Unfit(ValueError):
    """Fields that cannot be saved so: `wrong` has a sentence for each."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        self.wrong = wrong
        super().__init__(", ".join(wrong))


class Taken(ValueError):
    """An entry of this id is saved already, and says something else."""


class Capture:
    """Saves the entries of one inspection, one after the other: not for two threads at once."""

    def __init__(self, setup: "Setup") -> None:
        self._setup = setup
        self._words: Words = setup.forms.tables.spellings if setup.forms.tables else {}
        self._folder = setup.inspection.folders.captured
        files.clean(self._folder)

    def save(self, kind: str, id: str, role: str, said: Mapping[str, str], now: datetime) -> Path:
        """The file of the entry, on the disk for good. `said` has every field of its kind; `now` is aware.

        The same entry again has the file that it has already. Unfit: records would reject it, or it takes
        back what another role wrote. Taken: its id stands for other words. OSError: nothing is saved.
        """
        row = {field.name: files.kept(said[field.name]) for field in KINDS[kind].fields}
        if wrong := self._wrong(kind, row, role):
            raise Unfit(wrong)
        moment = now.astimezone(self._setup.time_zone)
        named = {"id": id} if can_be_undone(kind) else {}
        saved_at = moment.isoformat(timespec="microseconds")
        entry = {**named, files.SAVED_AT: saved_at, **row, "role": role}
        if before := self._file(id):
            if f" {kind} " not in before.name or not files.says(before, entry):
                raise Taken(id)
            sync_folder(before.parent)  # whoever wrote it may have been killed before that
            return before
        path = self._folder / f"{moment:%Y-%m-%dT%H%M%S} {kind} {id}.csv"
        files.write_once(path, files.table(entry))
        return path

    def choices(self) -> Choices:
        """Field -> what may be chosen, as (what is saved, what a form shows), in this inspection's words."""
        programme, yes_no = self._setup.programme, [("yes", "Yes"), ("no", "No")]
        alerts = dict.fromkeys(self._words.get("alert_kind", {}).values())
        return {
            "kind": [(name, name.replace("_", " ").capitalize()) for name in alerts],
            "core_meeting": [(one.title, one.title) for one in programme.core_meetings.values()],
            "tier1": [(unit, unit) for unit in self._setup.inspection.units],
            "same_grade": yes_no,
            "line_manager": yes_no,
            "question": self._panel_questions(),
            "rating": [(band.rating, band.rating) for band in programme.banding.bands.values()],
        }

    def _panel_questions(self) -> list[tuple[str, str]]:
        """What the panel decides of: what people rate, and key questions that are answered on cases."""
        programme = self._setup.programme
        asked = {number: one.short for _, number, one in programme.key_questions()}
        decided = dict.fromkeys(self._setup.vocabulary.panel_questions.values())
        return [
            (number, f"{number} {asked[number] if number in asked else programme.standards[number].title}")
            for number in decided
        ]

    def _wrong(self, kind: str, row: Mapping[str, str], role: str) -> dict[str, str]:
        """Field -> why it cannot be saved."""
        draft, columns = Draft(kind, "", row, {}), columns_of(kind)
        wrong: dict[str, str] = {}
        for field in KINDS[kind].fields:
            understand = understanding(columns[field.name], draft, self._words, self._setup.vocabulary)
            try:
                if understand(row[field.name]) is None and field.needed:
                    wrong[field.name] = "Fill this in."
            except Unclear as why:
                wrong[field.name] = f"{why.wrong[0].upper()}{why.wrong[1:]} {why.allowed}".strip()
        if kind == UNDO and not wrong and not self._wrote(role, row["withdraws"]):
            wrong["withdraws"] = f"The {role} captured no entry of this id here."
        return wrong

    def _wrote(self, role: str, id: str) -> bool:
        """Whether `role` captured such an entry: nobody takes back what another role wrote."""
        return is_id(id) and files.entry(self._captured(id)).get("role") == role

    def _captured(self, id: str) -> bytes:
        """The file of the entry; the ledger has it where the inbox was tidied, or left behind by a backup."""
        if file := self._file(id):
            return file.read_bytes()
        ledger = Ledger(self._setup.inspection.folders.ledger)
        received = ledger.named(f" {id}.csv")
        return ledger.read(received.sha256) if received else b""

    def _file(self, id: str) -> Path | None:
        return next(self._folder.glob(f"* {id}.csv"), None)
