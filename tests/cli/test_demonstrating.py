"""`fieldwork demo --programme` finds the invented inspection of a programme."""

import pytest

from fieldwork import inspection, programme
from fieldwork.cli.demonstrating import _invented
from fieldwork.errors import InspectionError
from fieldwork.folders import known_parameters


@pytest.mark.parametrize("name", known_parameters("programmes"))
def test_every_programme_that_ships_has_an_invented_inspection(name: str) -> None:
    declared = inspection.load(_invented(name))
    assert (declared.programme, declared.invented) == (name, True)
    assert set(declared.additional) <= set(programme.load(name).standards)


def test_a_programme_that_nobody_invented_is_refused_with_the_nearest_known_one() -> None:
    with pytest.raises(InspectionError, match=r"did you mean youth-joint-2012\?"):
        _invented("youth-join-2012")
