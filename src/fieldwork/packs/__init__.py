"""What goes out of the house: files that need neither a server nor a network."""

from fieldwork.packs.daily import Sheet, daily

__all__ = ["Sheet", "daily"]
