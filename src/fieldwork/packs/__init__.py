"""What goes out of the house: files that need neither a server nor a network."""

from fieldwork.packs.daily import Sheet, daily
from fieldwork.packs.printing import to_pdf

__all__ = ["Sheet", "daily", "to_pdf"]
