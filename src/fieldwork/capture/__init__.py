"""What the team types in its meeting, as files in the inbox: one entry a file, written whole, once.

    capture = Capture(sync.load("demo-crc"))
    capture.save("note", id, "team", {"note": "…", "theme": "", "question": "", "case_id": ""}, now)

The file is a CSV with a heading row and one row, as parameters/forms/tables.yml has them: an entry comes back
through ledger, records and sync like any other. What records would reject is refused here, field by field.
"""

from fieldwork.capture.kinds import KINDS, UNDO, Field, Kind, can_be_undone, is_id
from fieldwork.capture.saving import Capture, Taken, Unfit

__all__ = ["KINDS", "UNDO", "Capture", "Field", "Kind", "Taken", "Unfit", "can_be_undone", "is_id"]
