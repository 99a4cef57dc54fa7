"""Wrong passwords make the next try wait: for the role that was tried, and for the address that tried."""

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

    async def admit(self, *keys: str) -> bool:
        """Wait for the turn of all `keys`; False at once, and no try, where that is over 30 seconds away."""
        now = self._clock()
        turn = max([now, *(self._tries[key].next_at for key in keys if key in self._tries)])
        if turn - now > _LONGEST:
            return False
        for key in keys:
            self._count(key, turn)
        if turn > now:
            await self._wait(turn - now)
        return True

    def forget(self, *keys: str) -> None:
        """The password was right: the next try of `keys` is free again."""
        for key in keys:
            self._tries.pop(key, None)

    def _count(self, key: str, turn: float) -> None:
        """What was tried longest ago is forgotten first: no flood of addresses hides a role under attack."""
        tries = self._tries.setdefault(key, _Tries())
        self._tries.move_to_end(key)
        tries.count += 1
        tries.next_at = turn + _PAUSES[min(tries.count, len(_PAUSES)) - 1]
        if len(self._tries) > _REMEMBERED:
            self._tries.popitem(last=False)
