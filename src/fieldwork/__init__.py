"""fieldwork: live figures for inspectors of probation and youth-justice services, and the packs made from them."""

from importlib.metadata import version

__version__ = version("fieldwork")
