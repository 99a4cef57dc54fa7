"""The bill of materials that `make build` puts beside the wheel has what is locked, and every file's hash."""

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOL = ROOT / ".venv" / "audit" / "bin" / "cyclonedx-py"
LOCK = ROOT / "requirements" / "run.txt"


@pytest.fixture(scope="module")
def command() -> list[str]:
    """What `make build` runs to write it."""
    if not shutil.which("make"):
        pytest.skip("there is no make here")
    said = subprocess.run(
        ["make", "-n", "build"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    [found] = [line for line in said.replace("\\\n", " ").splitlines() if "cyclonedx-py requirements" in line]
    return shlex.split(found)


def test_it_is_made_of_what_is_installed_and_by_a_tool_that_is_locked(command: list[str]) -> None:
    assert command[2] == str(LOCK.relative_to(ROOT))
    assert f"--output-file {command[2]}\n" in (ROOT / "Makefile").read_text("utf-8")
    assert re.search("^cyclonedx-bom==", (ROOT / "requirements" / "audit.txt").read_text("utf-8"), re.M)


@pytest.mark.skipif(not TOOL.exists(), reason="what writes the bill is not here: make build installs it")
def test_it_has_every_locked_library_and_the_hash_of_every_file_of_it(
    command: list[str], tmp_path: Path
) -> None:
    made = tmp_path / "bill.json"
    subprocess.run([*command[:-1], made], cwd=ROOT, capture_output=True, check=True)
    bill = json.loads(made.read_text("utf-8"))
    text = LOCK.read_text("utf-8")
    named = {(part["name"], part["version"]) for part in bill["components"]}
    assert named == set(re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.M))
    sources = [source for part in bill["components"] for source in part["externalReferences"]]
    hashes = [one["content"] for source in sources for one in source["hashes"]]
    assert sorted(hashes) == sorted(re.findall("--hash=sha256:([0-9a-f]+)", text))
