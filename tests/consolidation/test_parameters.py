"""What a notebook is told is checked before anything runs."""

from datetime import datetime

import pytest

from fieldwork import consolidation
from fieldwork.consolidation.parameters import checked, notebook_file
from fieldwork.errors import ConsolidationError, InspectionError, SnapshotError

FROZEN = {"week": 1, "earlier": None}


def test_a_notebook_gets_its_files_parameters_and_the_command_lines_before_them():
    assert checked("week", {}, FROZEN).told()["splits"] == ["tier1", "stratum"]
    assert checked("week", {"splits": ["week"]}, FROZEN).told()["splits"] == ["week"]


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"x=1\nimport os": 1}, "takes no such parameter by hand"),
        ({"split": ["tier1"]}, "did you mean splits"),
        ({"snapshot": "/etc/passwd"}, "takes no such parameter by hand"),
        ({"earlier": "elsewhere.duckdb"}, "takes no such parameter by hand"),
        ({"splits": "tier1"}, "splits"),
        ({"splits": ["tier1; import os"]}, "splits"),
        ({"splits": [1]}, "splits"),
    ],
)
def test_unknown_names_and_wrong_types_are_refused(given, wrong):
    with pytest.raises(ConsolidationError, match=wrong):
        checked("week", given, FROZEN)


def test_a_missing_one_is_refused():
    with pytest.raises(ConsolidationError, match="earlier"):
        checked("week", {}, {"week": 1})


def test_values_on_the_command_line_are_plain_yaml():
    assert consolidation.told_on_the_command_line(["splits=[tier1, week]"]) == {"splits": ["tier1", "week"]}
    for options, wrong in (
        (["splits"], "has no value"),
        (["splits=[a]", "splits=[b]"], "stands twice"),
        (["splits=!!python/object/apply:os.system [echo]"], "not plain YAML"),
        (["splits=[tier1"], "not plain YAML"),
    ):
        with pytest.raises(ConsolidationError, match=wrong):
            consolidation.told_on_the_command_line(options)


@pytest.mark.parametrize("name", ["../panel", "https://example.org/week", "weak", ""])
def test_only_the_notebooks_that_fieldwork_carries_run(name):
    with pytest.raises(ConsolidationError, match="no such notebook"):
        notebook_file(name)


def test_a_week_that_is_none_and_a_moment_before_or_after_everything_are_refused(declared):
    with pytest.raises(ConsolidationError, match="no such week"):
        consolidation.plan("week", declared, week=4)
    with pytest.raises(ConsolidationError, match="still to come"):
        consolidation.plan("week", declared, week=1, as_at=datetime(2118, 11, 9))
    early = consolidation.plan("week", declared, week=1, as_at=datetime(2018, 11, 1))
    with pytest.raises(SnapshotError, match="nothing had been received"):
        consolidation.make(early)


def test_a_role_that_nobody_has_confirms_nothing(declared):
    with pytest.raises(InspectionError, match="Roles, never names: lead, deputy"):
        consolidation.verify(declared, 1, "Jo Bloggs")
    with pytest.raises(ConsolidationError, match="there is no such pack"):
        consolidation.verify(declared, 1, "deputy")
