"""A SOCKS 5 relay that counts the bytes coming from the server: everything as sent, WebSockets too."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from struct import unpack

_BY_NAME = 3  # Chromium always names a host, even where the name is an address
_ANSWER = b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00"  # version 5, granted, an IPv4 address that nobody reads


class Wire:
    """`address` for the browser; `received` counts up."""

    def __init__(self) -> None:
        self.received = 0
        self.address = ""

    async def listen(self) -> asyncio.Server:
        server = await asyncio.start_server(self._relay, "127.0.0.1")
        self.address = f"socks5://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        return server

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            _, methods = await reader.readexactly(2)
            await reader.readexactly(methods)
            writer.write(b"\x05\x00")
            *_, kind = await reader.readexactly(4)
            [length] = await reader.readexactly(1)
            host = await reader.readexactly(length)
            [port] = unpack(">H", await reader.readexactly(2))
            if kind != _BY_NAME or host != b"127.0.0.1":  # nothing but this machine is reached
                return writer.close()
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(_ANSWER)
            await asyncio.gather(self._copy(reader, far_writer), self._copy(far_reader, writer, count=True))

    async def _copy(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, count: bool = False
    ) -> None:
        with suppress(ConnectionError):
            while data := await source.read(65536):
                self.received += len(data) if count else 0
                target.write(data)
                await target.drain()
        target.close()


@contextmanager
def counting() -> Iterator[Wire]:
    """A relay in a thread of its own."""
    loop, wire = asyncio.new_event_loop(), Wire()
    thread = threading.Thread(target=loop.run_forever, name="wire")
    thread.start()
    server = asyncio.run_coroutine_threadsafe(wire.listen(), loop).result()
    try:
        yield wire
    finally:
        loop.call_soon_threadsafe(server.close)
        asyncio.run_coroutine_threadsafe(_end_connections(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _end_connections() -> None:
    connections = asyncio.all_tasks() - {asyncio.current_task()}
    for connection in connections:
        connection.cancel()
    await asyncio.gather(*connections, return_exceptions=True)
