"""docs/licences.md (written by `make docs`) names a known licence for whatever comes with fieldwork."""

import re
from pathlib import Path

from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
FREE = "Apache|BSD|ISC|LGPL|Lesser General Public|MIT|MPL|PSF|Python Software Foundation"


def listed() -> dict[tuple[str, str], str]:
    rows = re.findall(
        r"^\| (\S+) \| ([\d.]\S*) \| ([^|]+) \|", (ROOT / "docs/licences.md").read_text("utf-8"), re.M
    )
    return {(canonicalize_name(name), version): licence for name, version, licence in rows}


def test_all_that_is_locked_for_any_system_and_python_is_listed() -> None:
    locked = re.findall(
        r"^([\w.-]+)==([^\s;]+)", (ROOT / "requirements/run.txt").read_text("utf-8"), re.MULTILINE
    )
    assert len(locked) > 50
    assert {(canonicalize_name(name), version) for name, version in locked} == set(listed())


def test_every_licence_is_one_that_lets_anybody_use_the_library() -> None:
    assert [one for one, licence in listed().items() if not re.search(FREE, licence)] == []
