"""The corpus and its scripts lie beside each other, as `run.py` needs them."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="module")
def canary(tmp_path_factory):
    """What the attacks and texts aim at, for the tests of a module."""
    import attacks
    from canary import Canary

    with Canary(tmp_path_factory.mktemp("canary")) as listening:
        attacks.AIM.address, attacks.AIM.mark = listening.address, listening.mark
        yield listening


@pytest.fixture(scope="module")
def naughty_texts(canary):
    import naughty

    return [*naughty.aimed(canary.address, canary.mark), *naughty.texts()]


@pytest.fixture(scope="module")
def office(opened_in, tmp_path_factory, naughty_texts):
    """An inspection in which every text that a person writes, and the name of every file, is such."""
    import outputs

    return outputs.filled(opened_in(tmp_path_factory.mktemp("naughty")), naughty_texts)
