"""Start a server: the inspection, the door, the sockets; then Voilà until Ctrl-C."""

import logging
import os
import re
import signal
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from socket import socket

from tornado.netutil import bind_sockets

from fieldwork import database, folders
from fieldwork import inspection as inspections
from fieldwork import programme as programmes
from fieldwork.errors import ServingError, SnapshotError
from fieldwork.serving.door import (
    LOCAL_HOSTS,
    Accounts,
    Door,
    Open,
    Proxied,
    Role,
    Signed,
    believes_proxy,
    read_users,
    refuse_address,
)

LOCAL = "127.0.0.1"


@dataclass(frozen=True)
class Where:
    """Where a server is reached: its own address and port, and how others call it behind a proxy."""

    address: str = LOCAL
    port: int = 8866
    base_url: str = "/"  # a path that starts and ends with a slash
    hosts: tuple[str, ...] = ()  # further names by which browsers may call it

    @property
    def url(self) -> str:
        """For a browser on this machine."""
        return f"http://{self.address}:{self.port}{self.base_url}"


def door_of(of: folders.Folders, user_header: str = "", wall: bool = False) -> Door:
    """The door of an inspection: the word of a proxy in its header, or passwords where there are some.

    Without either, everybody on this machine is the lead, or a passer-by before the `wall`. ServingError:
    users.json or accounts.json is unfit.
    """
    if user_header:
        return Proxied(user_header, read_users(of.root / "users.json"))
    accounts = Accounts.of(of)
    return Signed(accounts) if accounts.known else Open(Role.WALL if wall else Role.LEAD)


def serve(
    inspection: str,
    where: Where | None = None,
    door: Door | None = None,
    viewers: int = 60,
    ready: Callable[[str], None] | None = None,
    warn: Callable[[str], None] | None = None,
    wall: bool = False,
) -> None:
    """Serve the dashboards of `inspection` until Ctrl-C or SIGTERM, from the main thread.

    `wall`: the wall's page only, which opens nothing but the wall's own snapshot; without it, all the others.
    Without a `door` everybody on this machine is the lead, or a passer-by before the wall. `ready` is called
    once with the address, `warn` with what a person should know. InspectionError: there is no such
    inspection. ServingError: the address is not free or not safe, or a dashboard is unfit.
    """
    # Voilà takes a second or more to import: whoever only wants the door need not wait for it.
    from fieldwork.serving import sharing
    from fieldwork.serving.application import Dashboards
    from fieldwork.serving.pages import pages
    from fieldwork.serving.settings import headers, settings

    where, door = where or Where(), door or Open(Role.WALL if wall else Role.LEAD)
    _refuse_prefix(where.base_url)
    refuse_address(where.address, door)
    # The kernels inherit it; a path must hold from wherever they run.
    declared = inspections.load(inspection)
    os.environ["FIELDWORK_INSPECTION"] = str(declared.path.resolve())
    ours = str(Path(__file__).resolve().parent / "jupyter")
    known = os.environ.get("JUPYTER_PATH", "").split(os.pathsep)
    os.environ["JUPYTER_PATH"] = os.pathsep.join(dict.fromkeys([ours, *filter(None, known)]))
    logging.getLogger("tornado").setLevel(logging.ERROR)  # it remarks on Jupyter's own settings, page by page
    # A shell that starts us in the background has us ignore Ctrl-C; whoever sends it all the same means it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    dashboards = folders.resources() / "dashboards"
    shown = pages(dashboards, wall, programmes.load(declared.programme).screens)
    obstacle = sharing.obstacle()
    if obstacle and warn:
        warn(obstacle)
    shared = not obstacle
    application = Dashboards(config=settings(dashboards, shown, where.base_url, shared))
    application.pages, application.door, application.viewers = shown, door, viewers
    application.inspection = "" if wall else os.environ["FIELDWORK_INSPECTION"]
    application.newest = partial(_newest, declared.folders.wall if wall else declared.folders)
    application.hosts = LOCAL_HOSTS | frozenset(where.hosts)
    application.headers, application.shared = headers(shared), shared
    expects_proxy = bool(where.hosts) or isinstance(door, Proxied)
    application.behind_proxy = expects_proxy and believes_proxy(where.address, door)
    application.sockets = _bind(where)
    reached = replace(where, port=application.sockets[0].getsockname()[1])  # port 0 asks for any that is free
    application.when_ready = lambda: ready(reached.url) if ready else None
    application.initialize([])  # type: ignore[no-untyped-call]
    application.start()  # type: ignore[no-untyped-call]


def _newest(of: folders.Folders) -> str:
    """The name of the newest snapshot; '' while there is none."""
    try:
        return database.current(of).stem
    except SnapshotError:
        return ""


def _refuse_prefix(base_url: str) -> None:
    if not re.fullmatch(r"/([\w.~@%-]+/)*", base_url, re.ASCII):
        raise ServingError(
            base_url,
            "it cannot be the path of the dashboards.",
            "A path starts and ends with a slash; between are letters, digits and -._~@%, such as /crc/.",
        )


def _bind(where: Where) -> list[socket]:
    """Take the port before anything is started."""
    try:
        return bind_sockets(where.port, where.address)
    except OSError as error:
        raise ServingError(
            f"{where.address}:{where.port}",
            "this address is not free.",
            "Another program uses the port, or this user may not.",
            "End the other one, or choose another port with --port.",
        ) from error
