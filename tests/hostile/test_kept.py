"""What fuzzing found worth keeping (`make fuzz`, kept/): every reader reads or refuses it, here."""

from contextlib import suppress
from importlib import import_module

import pytest
import understanding
from good import KEPT

from fieldwork import sources
from fieldwork.errors import SourceError
from fieldwork.sources import apart
from fieldwork.sources.reading import Reading

LARGEST = 2**20  # bytes, all of them
READERS = sorted(folder.name for folder in KEPT.iterdir())


def kept(reader):
    return {path.name: path.read_bytes() for path in sorted((KEPT / reader).iterdir())}


@pytest.fixture
def unsheltered(monkeypatch):
    monkeypatch.setattr(apart, "read", understanding.read_here)


@pytest.mark.parametrize("reader", READERS)
def test_it_is_understood_or_rejected_as_what_its_name_says(reader, unsheltered):
    for name, data in kept(reader).items():
        said = understanding.understand(f"kept.{reader}", data)
        assert said in (understanding.READ, understanding.REJECTED), name


@pytest.mark.parametrize("module", [module for _, module in sources.FORMATS.values()])
def test_it_is_read_or_refused_by_each_reader_whatever_its_name_says(module):
    read = import_module(f"{sources.__name__}.{module}").read
    for data in (data for reader in READERS for data in kept(reader).values()):
        with suppress(SourceError):
            assert isinstance(read("kept", data), Reading)


@pytest.mark.parametrize("reader", READERS)
def test_from_a_good_file_fuzzing_starts(reader, unsheltered):
    assert sources.read(f"good.{reader}", kept(reader)[f"good.{reader}"]).problems in ([], ())


def test_all_of_it_is_small():
    assert sum(len(data) for reader in READERS for data in kept(reader).values()) < LARGEST
