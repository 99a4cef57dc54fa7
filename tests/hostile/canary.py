"""Whether anything was done that hostile input asked for: a port to call, a file to write."""

import socket
from pathlib import Path
from typing import Self


class Canary:
    """`address` listens on this machine; `mark` is a file in `folder`, which must exist and stay as it is."""

    def __init__(self, folder: Path) -> None:
        self._port = socket.create_server(("127.0.0.1", 0), backlog=1_000)
        self._port.setblocking(False)
        self._folder, self._known = folder, {*folder.rglob("*")}
        self.address = "{}:{}".format(*self._port.getsockname())
        self.mark = str(folder / "slipped")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._port.close()

    def executed(self) -> list[str]:
        """Each call since the last look, and each new file."""
        written = sorted(path.name for path in {*self._folder.rglob("*")} - self._known)
        return ["called"] * self._calls() + [f"wrote {name}" for name in written]

    def _calls(self) -> int:
        calls = 0
        while True:
            try:
                self._port.accept()[0].close()
            except BlockingIOError:
                return calls
            calls += 1
