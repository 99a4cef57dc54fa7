"""The team's kernels never open the file that holds what the panel decided; the lead's screen does."""

import gzip
from urllib.request import urlopen

import pytest

from fieldwork import inspection
from fieldwork.folders import resources
from fieldwork.serving.pages import pages

REASON = "because of Quicksilver"
DECIDED = {"id": "p1", "question": "1.1", "rating": "Good", "reason": REASON, "role": "lead"}


@pytest.fixture
def decided(server, drawn, tmp_path):
    """A server, where everybody may see every screen, of an inspection whose panel has decided."""
    served = server(drawn, tmp_path)
    served.publish(complete=30, log={"panel_decisions": [DECIDED]})
    yield served
    served.stop()


def test_what_the_panel_decided_is_in_no_file_that_a_kernel_of_the_team_has_open(decided, open_files):
    folders = inspection.load(str(decided.declared)).folders

    def opened():
        return {path for path in open_files(decided.process.pid) if path.is_relative_to(folders.root)}

    def figures(name):
        with urlopen(f"{decided.url}{name}/figures", timeout=60) as answer:  # noqa: S310
            return gzip.decompress(answer.read()).decode()

    for name in {page.name for page in pages(resources() / "dashboards")} - {"panel"}:
        assert REASON not in figures(name)
        assert opened() == {folders.team.snapshots / "000002.duckdb"}, name
    assert REASON in figures("panel")
    assert opened() == {shown.snapshots / "000002.duckdb" for shown in (folders, folders.team)}
