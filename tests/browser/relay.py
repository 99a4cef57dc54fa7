"""A line between a browser and a server that can be cut as networks are: nobody is told, all seems open."""

import socket
from contextlib import suppress
from threading import Event, Thread


class Relay:
    """Passes on what comes at `port`. `cut` swallows it; after `mend`, new connections get through."""

    def __init__(self, server: int) -> None:
        self._server = server
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._cut = Event()
        self.port: int = self._listening.getsockname()[1]
        Thread(target=self._listen, daemon=True).start()

    def cut(self) -> None:
        self._cut.set()

    def mend(self) -> None:
        self._cut = Event()

    def close(self) -> None:
        self._listening.close()

    def _listen(self) -> None:
        while True:
            try:
                browser, _ = self._listening.accept()
            except OSError:  # closed
                return
            server = socket.create_connection(("127.0.0.1", self._server))
            for ends in ((browser, server), (server, browser)):
                Thread(target=_pass_on, args=(*ends, self._cut), daemon=True).start()


def _pass_on(source: socket.socket, target: socket.socket, cut: Event) -> None:
    with source, suppress(OSError):  # one end has gone
        while said := source.recv(65536):
            if not cut.is_set():
                target.sendall(said)
        if not cut.is_set():
            target.shutdown(socket.SHUT_WR)
