"""environment.yml is for conda users; pyproject.toml is the one source of the dependencies."""

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
CONDA_NAMES = {"duckdb": "python-duckdb", "tzdata": "python-tzdata"}  # what conda-forge calls them
CONDA_ONLY = {"python", "pip"}


def requirement(text: str) -> tuple[str, str]:
    name, specifier = re.fullmatch(r"([\w-]+)(.*)", text).groups()
    return name, specifier


def test_environment_yml_asks_for_exactly_what_pyproject_asks_for() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*pyproject["project"]["dependencies"], *pyproject["dependency-groups"]["build"]]
    *conda, by_pip = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]

    there = {CONDA_NAMES.get(name, name): spec for name, spec in map(requirement, wanted)}
    here = {name: spec for name, spec in map(requirement, conda + by_pip["pip"]) if name not in CONDA_ONLY}
    assert here == there


def test_the_locks_name_no_registry_and_hash_every_file() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text(encoding="utf-8")
        pinned = re.findall(r"^[\w.-]+==\S+", text, flags=re.MULTILINE)
        hashed = re.findall(r"^[\w.-]+==[^\n]*\\\n    --hash=sha256:", text, flags=re.MULTILINE)
        assert pinned
        assert len(pinned) == len(hashed)
        assert "://" not in text
