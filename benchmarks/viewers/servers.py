"""A competitor's server: started, measured with all its children, always ended with them."""

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from competitors import HERE, Competitor
from data import Published, units

PATIENCE = 60  # seconds until a server must answer


class Server:
    """Running until `stop`."""

    def __init__(self, competitor: Competitor, published: Published, log: Path) -> None:
        self.competitor, self.published = competitor, published
        self.port = _free_port()
        self.units = units(published.snapshots / published.name)
        search = [str(HERE), os.environ.get("PYTHONPATH", "")]
        with log.open("ab") as output:
            self._process = psutil.Popen(
                competitor.command(self.port, published.declared),
                cwd=HERE,
                env=os.environ
                | {
                    "SNAPSHOTS": str(published.snapshots),
                    "PYTHONPATH": os.pathsep.join(filter(None, search)),
                },
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.competitor.path}"

    def await_answer(self) -> None:
        """Until the page is served. RuntimeError: it has ended, or takes too long."""
        until = time.monotonic() + PATIENCE
        while self._process.is_running() and self._process.status() != psutil.STATUS_ZOMBIE:
            try:
                with urllib.request.urlopen(self.url, timeout=PATIENCE):  # noqa: S310 - our own address
                    return
            except (urllib.error.URLError, ConnectionError):
                if time.monotonic() > until:
                    break
                time.sleep(0.2)
        raise RuntimeError(f"The server of {self.competitor.name} does not answer: see its log.")

    def tree(self) -> list[psutil.Process]:
        """The server and whatever it has started: workers, kernels."""
        return [self._process, *self._process.children(recursive=True)]

    def stop(self) -> None:
        if not self._process.is_running():
            return
        tree = self.tree()
        self._process.terminate()
        for left in psutil.wait_procs(tree, timeout=10)[1]:
            left.kill()
        psutil.wait_procs(tree, timeout=10)


@contextmanager
def serving(competitor: Competitor, published: Published, log: Path) -> Iterator[Server]:
    server = Server(competitor, published, log)
    try:
        server.await_answer()
        yield server
    finally:
        server.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
