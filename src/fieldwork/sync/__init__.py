"""From the inbox to the newest snapshot: receive, interpret, build, publish."""

from fieldwork.sync.history import as_at
from fieldwork.sync.lock import holder
from fieldwork.sync.looking import Outcome
from fieldwork.sync.setup import Setup, load
from fieldwork.sync.watching import once, watch

__all__ = ["Outcome", "Setup", "as_at", "holder", "load", "once", "watch"]
