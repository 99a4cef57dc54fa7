"""The sample: from the long list that an organisation sends to cases, substitutes and reasons.

Pure functions, stage after stage: `read` the list, `draw` by lot, take out what the organisation says
(`exclusions`, `without`). The order of the list, the machine and the version of Python decide nothing.
"""

from fieldwork.sampling.drawing import Draw, Drawn, Share, draw
from fieldwork.sampling.eligible import excluded, facts_of, strata_of
from fieldwork.sampling.listing import Listed
from fieldwork.sampling.long_list import read
from fieldwork.sampling.replacing import Exclusion, exclusions, without
from fieldwork.sampling.rows import tables

__all__ = [
    "Draw",
    "Drawn",
    "Exclusion",
    "Listed",
    "Share",
    "draw",
    "excluded",
    "exclusions",
    "facts_of",
    "read",
    "strata_of",
    "tables",
    "without",
]
