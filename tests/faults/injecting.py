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
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

from fieldwork.consolidation import receipts, sealing
from fieldwork.sync import lock

TWICE = "error, then power cut"  # the second while the next run is at it, or after it
KINDS = (
    "killed before",
    "killed after",
    "disk full",
    "input/output error",
    "short write",
    "share gone",
    "clock back",
    "power cut",
    TWICE,
)
CUTS = ("power cut", TWICE)
_CALLS = ("fsync", "replace", "rename", "link", "unlink", "mkdir", "rmdir", "truncate", "scandir")
_LOOKS = ("open", "stat", "lstat", "listdir")  # which change nothing: no points, but a share that is gone
_REFUSALS = {"disk full": errno.ENOSPC, "input/output error": errno.EIO, TWICE: errno.EIO}
_GONE = (errno.ESTALE, errno.ENOTCONN, errno.EACCES, errno.ENOENT)  # as NFS, SMB and Windows say it


class Clock(datetime):
    """The machine's clock, which may be set back."""

    back = timedelta(0)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Clock":
        return super().now(tz) - cls.back

    @classmethod
    def set_back(cls) -> None:
        cls.back = timedelta(hours=1)


class Injector:
    """Does `kind` at point number `at` (from 1) of what happens below `root`."""

    def __init__(self, root: Path, kind: str, at: int, on_reached: Callable[[], None]) -> None:
        self._root, self._kind, self._at, self._on_reached = str(root), kind, at, on_reached
        self.points = 0
        self._gone = 0
        self.on_call: Callable[[str, Any], None] = lambda call, arguments: None
        self.on_cut: Callable[[], None] = lambda: None

    def install(self) -> None:
        for name in _CALLS:
            setattr(os, name, self._guarded(name, getattr(os, name)))
        for name in _LOOKS:
            setattr(os, name, self._looking(getattr(os, name)))
        for module in (lock, receipts, sealing):
            module.datetime = Clock
        builtins.open = io.open = self._opening(io.open)

    def _guarded(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(*arguments: Any, **more: Any) -> Any:
            if not self._concerns(arguments[0] if arguments else "."):
                return call(*arguments, **more)
            return self.at_point(name, lambda: call(*arguments, **more), arguments)

        return guarded

    def _looking(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def looking(*arguments: Any, **more: Any) -> Any:
            if self._gone and self._concerns(arguments[0] if arguments else "."):
                raise self._refusal(self._gone, arguments)
            return call(*arguments, **more)

        return looking

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
        if self._gone:
            raise self._refusal(self._gone, arguments)
        unharmed = self._kind == "short write" and not half
        if self.points != self._at or unharmed:
            return self._done(name, call, arguments)
        self._on_reached()
        self._before(arguments)
        if half and self._kind == "short write":
            half()
            os.kill(os.getpid(), signal.SIGKILL)
        result = self._done(name, call, arguments)
        if self._kind == "killed after":
            os.kill(os.getpid(), signal.SIGKILL)
        if self._kind == "power cut":
            self.cut()
        return result

    def cut(self) -> None:
        """Show what is left, and be no more."""
        self._kind = ""
        self.on_cut()
        os._exit(0)

    def _before(self, arguments: Any) -> None:
        """What goes wrong instead of the call, or ahead of it."""
        if self._kind == "killed before":
            os.kill(os.getpid(), signal.SIGKILL)
        if self._kind == "clock back":
            Clock.set_back()
        if self._kind == "share gone":
            self._gone = _GONE[self._at % len(_GONE)]
            raise self._refusal(self._gone, arguments)
        if self._kind in _REFUSALS:
            refusal = self._refusal(_REFUSALS[self._kind], arguments)
            if self._kind == TWICE:
                self._kind, self._at = "power cut", self.points + 1 + self._at % 23
            raise refusal

    def _refusal(self, number: int, arguments: Any) -> OSError:
        return OSError(number, os.strerror(number), str(arguments[0]))

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
