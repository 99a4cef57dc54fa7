"""Real kernels, without a server: what becomes of one that dies before it shows anything."""

from types import SimpleNamespace

import pytest
from traitlets.config import Config

from fieldwork.errors import ServingError
from fieldwork.serving import shared
from fieldwork.serving.kernels import OwnPython, ViewedKernels


def test_a_kernel_that_dies_while_it_warms_is_given_up_at_once(run, monkeypatch):
    monkeypatch.setattr(shared, "WARM", "import os; os._exit(1)")

    async def first_viewer():
        never_again = Config(KernelManager={"autorestart": False})
        manager = ViewedKernels(config=never_again, kernel_spec_manager=OwnPython())
        kernels = shared.Kernels(SimpleNamespace(kernel_manager=manager))
        with pytest.raises(ServingError, match="died"):  # and not TimeoutError, a minute later
            await kernels.show(SimpleNamespace(name="completion"), [], lambda news: None)
        assert manager.list_kernel_ids() == []

    run(first_viewer())
