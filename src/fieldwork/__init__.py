"""fieldwork: live figures for inspectors of probation and youth-justice services."""

from importlib.metadata import version

__version__ = version("fieldwork")
