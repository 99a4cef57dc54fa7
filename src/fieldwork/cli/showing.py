"""fieldwork serve: the dashboards of one inspection."""

import os
import sys
import webbrowser
from collections.abc import Callable
from typing import Annotated

import typer

from fieldwork.cli.options import Browser, Inspection, Port
from fieldwork.cli.printing import say


def serve(
    inspection: Inspection,
    port: Port = 8866,
    browser: Browser = False,
    viewers: Annotated[int, typer.Option(help="So many pages may be open at once.", min=1)] = 60,
    address: Annotated[
        str, typer.Option(help="Where to listen. Another than this machine's own needs passwords.")
    ] = "127.0.0.1",
    prefix: Annotated[str, typer.Option(help="The path under which a proxy shows the dashboards.")] = "/",
    host: Annotated[
        list[str] | None, typer.Option(help="A further name by which browsers call this server. Repeatable.")
    ] = None,
    user_header: Annotated[
        str, typer.Option(help="The header in which a proxy names the user; users.json gives roles to names.")
    ] = "",
    hub: Annotated[
        bool,
        typer.Option(
            "--hub", help="JupyterHub starts this server, and says where it listens and who its users are."
        ),
    ] = False,
    wall: Annotated[
        bool,
        typer.Option("--wall", help="Only the page for a screen that everybody sees, from its own file."),
    ] = False,
) -> None:
    """Serve the dashboards of an inspection until Ctrl-C.

    Where roles have passwords (fieldwork passwd), everybody signs in. Without, only this machine is served.

    fieldwork serve demo-crc

    fieldwork serve demo-crc --port 8900 --browser

    fieldwork serve demo-crc --prefix /crc/ --host dashboards.example.org --user-header X-Forwarded-User

    fieldwork serve demo-crc --hub --host hub.example.org

    fieldwork serve demo-crc --wall
    """
    from fieldwork import inspection as inspections
    from fieldwork.serving import Where, door_of, door_of_the_hub, where_the_hub_says
    from fieldwork.serving import serve as serve_dashboards

    folders, hosts = inspections.load(inspection).folders, tuple(host or ())
    serve_dashboards(
        inspection,
        where_the_hub_says(hosts) if hub else Where(address, port, prefix, hosts),
        door_of_the_hub(folders) if hub else door_of(folders, user_header, wall),
        viewers,
        ready=announcer(browser),
        warn=say,
        wall=wall,
    )


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
