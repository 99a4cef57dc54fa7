"""Which Python a kernel is, and how long it lives: as long as somebody looks at it.

Jupyter's own culling goes by activity, and a dashboard that refreshes itself is always active. Here a kernel
ends when no page has been connected to it for a while: closed tabs, dead browsers, lost networks.
"""

import subprocess
from time import monotonic
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_core.utils import ensure_async
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager


class OwnPython(KernelSpecManager):
    """The Python that runs this server, whatever other kernels a user has installed under the same name."""

    def _kernel_dirs_default(self) -> list[str]:
        return []


class ViewedKernels(AsyncMappingKernelManager):
    """Ends kernels without a page for `cull_idle_timeout` seconds. Kernels print nothing."""

    def __init__(self, **settings: Any) -> None:
        self._alone_since: dict[str, float] = {}
        super().__init__(**settings)  # type: ignore[no-untyped-call]

    async def start_kernel(self, **settings: Any) -> str:  # type: ignore[override]
        settings.setdefault("stdout", subprocess.DEVNULL)
        settings.setdefault("stderr", subprocess.DEVNULL)
        return str(await super().start_kernel(**settings))

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """Called by Jupyter every `cull_interval` seconds for each kernel outside Voilà's pool."""
        if self._kernel_connections.get(kernel_id, 0) > 0:
            self._alone_since.pop(kernel_id, None)
            return
        since = self._alone_since.setdefault(kernel_id, monotonic())
        if monotonic() - since >= self.cull_idle_timeout:
            self._alone_since.pop(kernel_id, None)
            await ensure_async(self.shutdown_kernel(kernel_id))  # type: ignore[no-untyped-call]
