"""Papermill's notebooks: figures frozen, a notebook run and checked, a receipt for all of it, and a seal."""

from fieldwork.consolidation.making import Outcome, Plan, frozen, make, plan
from fieldwork.consolidation.parameters import told_on_the_command_line
from fieldwork.consolidation.sealing import Seal, verify
from fieldwork.consolidation.several import Result, make_several

__all__ = [
    "Outcome",
    "Plan",
    "Result",
    "Seal",
    "frozen",
    "make",
    "make_several",
    "plan",
    "told_on_the_command_line",
    "verify",
]
