"""A server of a drawn inspection in a process of its own: `python served.py INSPECTION PORT OPTIONS`.

OPTIONS, as JSON: {"viewers": 2, "base_url": "/crc/", "tested": "another version of Voilà",
"passwords": {"lead": "..."}, "alone": 3600}. `alone`: seconds after which a kernel without a viewer ends.
"""

import json
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any


class Served:
    """An inspection being served; `publish(complete, log)` makes its next snapshot, once if `published`."""

    def __init__(self, drawn, folder: Path, published: bool = True, **options: Any) -> None:
        self.drawn, self.number, self.options = drawn, 0, options
        self.declared = drawn.declare(folder)
        if published:
            self.publish(complete=30)
        self.port = free_port()
        self.start()

    def start(self) -> None:
        command = [sys.executable, __file__, str(self.declared), str(self.port), json.dumps(self.options)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self.process.stdout
        self.said = []
        while not (line := self.process.stdout.readline().strip()).startswith("http"):
            assert self.process.poll() is None, self.said
            self.said.append(line)
        self.url = line

    def stop(self) -> None:
        self.process.terminate()
        self.process.communicate(timeout=60)

    def publish(self, complete: int, log: Any = None) -> None:
        self.number += 1
        self.drawn.publish(self.declared, complete, self.number, log)

    @staticmethod
    def pulse(line: Any) -> dict[str, Any]:
        """The next sign of life that a page hears on its line."""
        while (news := json.loads(line.recv(timeout=60)))["kind"] != "pulse":
            pass
        return news

    def kernels(self) -> set[int]:
        """The processes of its kernels."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return {int(child) for child in children if "ipykernel" in _command(child)}

    def showing(self) -> set[int]:
        """Those that show a screen and have a snapshot open; another is kept warm."""
        return {one for one in self.kernels() if ".duckdb" in {file.suffix for file in _open_files(one)}}


def _open_files(process: int) -> list[Path]:
    return [link.resolve() for link in Path(f"/proc/{process}/fd").iterdir()]


def _command(process: str) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(declared: str, port: str, options: str) -> None:
    from fieldwork import inspection
    from fieldwork.serving import Where, door_of, room, serve, sharing
    from fieldwork.serving.door import Accounts, Role

    wanted = json.loads(options)
    folders = inspection.load(declared).folders
    for role, password in wanted.get("passwords", {}).items():
        Accounts.of(folders).set(Role(role), password)
    room.ALONE = wanted.get("alone", room.ALONE)
    sharing.TESTED = wanted.get("tested", sharing.TESTED)
    where = Where(port=int(port), base_url=wanted.get("base_url", "/"))
    say = lambda text: print(text, flush=True)  # noqa: E731
    serve(declared, where, door_of(folders), viewers=wanted.get("viewers", 60), ready=say, warn=say)


if __name__ == "__main__":
    main(*sys.argv[1:])
