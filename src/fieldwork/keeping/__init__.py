"""What keeps an inspection's evidence, and what ends it: proof, backup, restore, close."""

from fieldwork.keeping.backup import Backup, back_up
from fieldwork.keeping.closing import Closed, close
from fieldwork.keeping.proof import Proof, prove
from fieldwork.keeping.restoring import Restored, restore

__all__ = ["Backup", "Closed", "Proof", "Restored", "back_up", "close", "prove", "restore"]
