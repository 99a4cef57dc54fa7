"""Every place where fieldwork touches the disk is a point; at one of them something goes wrong.

`Injector` stands in the way of the calls through which Python writes and reads files, counts them, and at the
chosen point does what a fault does. It lives in a forked process, which patches itself and ends.
"""

import builtins
import errno
import io
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

KINDS = ("killed before", "killed after", "disk full", "input/output error", "short write", "power cut")
_CALLS = ("fsync", "replace", "rename", "link", "unlink", "mkdir", "rmdir", "truncate", "scandir")
_REFUSALS = {"disk full": errno.ENOSPC, "input/output error": errno.EIO}


class Injector:
    """Does `kind` at point number `at` (from 1) of what happens below `root`."""

    def __init__(self, root: Path, kind: str, at: int, on_reached: Callable[[], None]) -> None:
        self._root, self._kind, self._at, self._on_reached = str(root), kind, at, on_reached
        self.points = 0
        self.on_call: Callable[[str, Any], None] = lambda call, arguments: None
        self.on_cut: Callable[[], None] = lambda: None

    def install(self) -> None:
        for name in _CALLS:
            setattr(os, name, self._guarded(name, getattr(os, name)))
        builtins.open = io.open = self._opening(io.open)

    def _guarded(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(*arguments: Any, **more: Any) -> Any:
            if not self._concerns(arguments[0] if arguments else "."):
                return call(*arguments, **more)
            return self.at_point(name, lambda: call(*arguments, **more), arguments)

        return guarded

    def _opening(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def opening(file: Any, mode: str = "r", *arguments: Any, **more: Any) -> Any:
            if not self._concerns(file):
                return call(file, mode, *arguments, **more)
            opened = self.at_point("open", lambda: call(file, mode, *arguments, **more), (file,))
            return _Written(opened, self) if set(mode) & set("wax+") else opened

        return opening

    def _concerns(self, target: Any) -> bool:
        """Whether it lies below the root; a number is an open file or folder."""
        try:
            path = os.readlink(f"/proc/self/fd/{target}") if isinstance(target, int) else os.fspath(target)
        except (OSError, TypeError):
            return False
        return str(path).startswith(self._root)

    def at_point(self, name: str, call: Callable[[], Any], arguments: Any, half: Any = None) -> Any:
        """Count; do the call, or what goes wrong instead. `half`: the call with half of the bytes."""
        self.points += 1
        unharmed = self._kind == "short write" and not half
        if self.points != self._at or unharmed:
            return self._done(name, call, arguments)
        self._on_reached()
        if self._kind == "killed before":
            os.kill(os.getpid(), signal.SIGKILL)
        if self._kind in _REFUSALS:
            raise OSError(_REFUSALS[self._kind], os.strerror(_REFUSALS[self._kind]), str(arguments[0]))
        if half and self._kind == "short write":
            half()
            os.kill(os.getpid(), signal.SIGKILL)
        result = self._done(name, call, arguments)
        if self._kind == "killed after":
            os.kill(os.getpid(), signal.SIGKILL)
        if self._kind == "power cut":
            self.on_cut()
            os._exit(0)
        return result

    def _done(self, name: str, call: Callable[[], Any], arguments: Any) -> Any:
        result = call()
        self.on_call(name, arguments)
        return result


class _Written:
    """A file opened for writing: each write is a point, and reaches the file at once."""

    def __init__(self, file: Any, injector: Injector) -> None:
        self._file, self._injector = file, injector

    def write(self, data: Any) -> int:
        def whole() -> int:
            count = self._file.write(data)
            self._file.flush()
            return int(count)

        def half() -> None:
            self._file.write(data[: len(data) // 2])
            self._file.flush()

        return int(self._injector.at_point("write", whole, (self._file.name,), half))

    def __enter__(self) -> "_Written":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __iter__(self) -> Any:
        return iter(self._file)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)
