"""A whole invented inspection, as the files that people would really drop into its inbox.

Everything is made from the programme's and the inspection's data and a seed: the same three give the same
bytes on any machine, on any day. The organisation, its people, cases and remarks are invented.
"""

from fieldwork.inspection import Inspection
from fieldwork.programme import Programme
from fieldwork.simulation.brief import Brief
from fieldwork.simulation.dropping import Drop, write
from fieldwork.simulation.story import Story

__all__ = ["Drop", "drops", "write"]


def drops(programme: Programme, inspection: Inspection, seed: int) -> list[Drop]:
    """Every file of an invented inspection, in order of time."""
    return Story(Brief(programme, inspection), seed).drops()
