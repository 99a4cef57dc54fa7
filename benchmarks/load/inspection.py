"""The inspection under load: an invented one on its last evening, its sync, its server, and new notes."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile
from uuid import uuid4

import psutil

from fieldwork import sync
from fieldwork.capture import Capture
from fieldwork.folders import resources

NAME = "demo-crc"
_PATIENCE = 60  # seconds until a server must answer


class Running:
    """A command of fieldwork's in a process of its own, with whatever it starts."""

    def __init__(self, log: Path, *arguments: str) -> None:
        self.log = log
        with log.open("ab") as output:
            command = [sys.executable, "-m", "fieldwork", *arguments]
            self.process = psutil.Popen(command, stdout=output, stderr=subprocess.STDOUT)

    def tree(self) -> list[psutil.Process]:
        return [self.process, *self.process.children(recursive=True)]

    def kernels(self) -> list[psutil.Process]:
        """The children that run a kernel."""
        return [child for child in self.tree()[1:] if "ipykernel" in " ".join(_command(child))]

    def kill(self) -> None:
        """SIGKILL. What it has started is left to end by itself."""
        self.process.kill()
        self.process.wait()

    def end(self) -> None:
        if self.process.poll() is not None:
            return
        tree = self.tree()
        self.process.terminate()
        for left in psutil.wait_procs(tree, timeout=10)[1]:
            left.kill()


def _command(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.NoSuchProcess:
        return []


class Office:
    """The inspection in `folder`, synced once. `end` ends every command that was started for it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.declared = folder / "parameters" / "inspections" / f"{NAME}.yml"
        self.declared.parent.mkdir(parents=True)
        copyfile(resources() / "parameters" / "inspections" / f"{NAME}.yml", self.declared)
        self.setup = sync.load(str(self.declared))
        inbox = self.setup.inspection.folders.inbox
        subprocess.run([sys.executable, "-m", "fieldwork", "simulate", inbox, NAME], check=True)
        sync.once(self.setup, lambda: datetime.now(UTC))
        self._capture = Capture(self.setup)
        self._started: list[Running] = []
        self.port = _free_port()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def watch(self) -> Running:
        return self._start("sync", str(self.declared), "--watch")

    def serve(self) -> Running:
        """Start the server and wait until it answers."""
        running = self._start("serve", str(self.declared), "--port", str(self.port), "--no-browser")
        until = time.monotonic() + _PATIENCE
        while running.process.poll() is None and time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{self.address}/fieldwork/alive", timeout=5):  # noqa: S310
                    return running
            except OSError:
                time.sleep(0.05)
        raise RuntimeError(f"The server does not answer: see {running.log}.")

    def end(self) -> None:
        for running in self._started:
            running.end()

    def _start(self, command: str, *arguments: str) -> Running:
        running = Running(self.folder / f"{command}.log", command, *arguments)
        self._started.append(running)
        return running

    def note(self, number: int) -> None:
        """What an inspector types on Today: the next look publishes it."""
        said: Mapping[str, str] = {
            "note": f"Note {number} of the load run (invented).",
            "theme": "",
            "question": "",
            "case_id": "",
        }
        self._capture.save("note", str(uuid4()), "team", said, datetime.now(UTC))

    def published(self) -> tuple[str, float]:
        """The name of the newest snapshot, and since when it can be seen (Unix time)."""
        pointer = self.setup.inspection.folders.team.snapshots / "CURRENT"
        return pointer.read_text("ascii").strip(), os.stat(pointer).st_ctime


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
