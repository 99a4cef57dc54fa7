"""Inspections that start empty."""

import pytest


@pytest.fixture
def new_office(opened_in, tmp_path_factory):
    """Makes an inspection in a folder of its own."""
    return lambda: opened_in(tmp_path_factory.mktemp("inspection"))


@pytest.fixture
def office(new_office):
    return new_office()
