"""Wrong passwords make the next try wait: of the same role from the same address, and nobody else's."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

_PAUSES = (0.0, 0.0, 0.0, 0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0)  # seconds after the first try, the second …
_LONGEST = _PAUSES[-1]
_REMEMBERED = 1000


@dataclass
class _Tries:
    """Tries since the last right password, and when the next may be made, on the clock."""

    count: int = 0
    next_at: float = 0.0


class Brake:
    """Five tries are free; between the next ones lie 1, 2, 4 … 30 seconds. A right password forgets them.

    A try counts when it begins, so that many at once wait one after the other. `clock` gives seconds,
    `wait` sleeps for some.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock, self._wait = clock, wait
        self._tries: OrderedDict[str, _Tries] = OrderedDict()

    async def admit(self, key: str) -> bool:
        """Wait for the turn of `key`; False at once, and no try, where that is over 30 seconds away."""
        now, tries = self._clock(), self._of(key)
        turn = max(now, tries.next_at)
        if turn - now > _LONGEST:
            return False
        tries.count += 1
        tries.next_at = turn + _PAUSES[min(tries.count, len(_PAUSES)) - 1]
        if turn > now:
            await self._wait(turn - now)
        return True

    def forget(self, key: str) -> None:
        """The password was right: the next try of `key` is free again."""
        self._tries.pop(key, None)

    def _of(self, key: str) -> _Tries:
        """What was tried longest ago is forgotten first."""
        tries = self._tries.setdefault(key, _Tries())
        self._tries.move_to_end(key)
        if len(self._tries) > _REMEMBERED:
            self._tries.popitem(last=False)
        return tries
