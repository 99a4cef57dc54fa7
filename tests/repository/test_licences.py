"""docs/licences.md (written by `make docs`) names a known licence for whatever comes with fieldwork."""

import re
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
FREE = "Apache|BSD|ISC|LGPL|Lesser General Public|MIT|MPL|PSF|Python Software Foundation"
DOCUMENTED = {  # the machine that the document is made on
    "os_name": "posix",
    "platform_system": "Linux",
    "python_full_version": "3.11.7",
    "python_version": "3.11",
    "sys_platform": "linux",
}


def listed() -> dict[str, str]:
    rows = re.findall(
        r"^\| (\S+) \| [\d.]\S* \| (.+) \|$", (ROOT / "docs/licences.md").read_text("utf-8"), re.M
    )
    return {canonicalize_name(name): licence for name, licence in rows}


def test_all_that_is_locked_is_listed() -> None:
    lines = re.findall(r"^[\w.-]+==[^\\\n]+", (ROOT / "requirements/run.txt").read_text("utf-8"), re.M)
    locked = [one for one in map(Requirement, lines) if not one.marker or one.marker.evaluate(DOCUMENTED)]
    assert len(locked) > 50
    assert {canonicalize_name(one.name) for one in locked} == set(listed())


def test_every_licence_is_one_that_lets_anybody_use_the_library() -> None:
    assert [name for name, licence in listed().items() if not re.search(FREE, licence)] == []
