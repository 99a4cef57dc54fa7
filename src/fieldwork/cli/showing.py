"""fieldwork serve: the dashboards of one inspection."""

import os
import sys
import webbrowser
from collections.abc import Callable

from fieldwork.cli.options import Browser, Inspection, Port
from fieldwork.cli.printing import say


def serve(inspection: Inspection, port: Port = 8866, browser: Browser = False) -> None:
    """Serve the dashboards of an inspection on this machine, until Ctrl-C.

    fieldwork serve demo-crc

    fieldwork serve demo-crc --port 8900 --browser
    """
    from fieldwork.serving import serve as serve_dashboards

    serve_dashboards(inspection, port=port, ready=announcer(browser))


def announcer(browser: bool) -> Callable[[str], None]:
    """What to do once a page would draw: say the address; open a browser where one is wanted and there."""

    def announce(url: str) -> None:
        say(f"The dashboards are at {url}   (Ctrl-C ends them)")
        if browser and _has_screen():
            webbrowser.open(url)

    return announce


def _has_screen() -> bool:
    """Without one, Python would open a text browser in this terminal, and the server would wait for it."""
    return sys.platform in ("win32", "darwin") or bool({"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ))
