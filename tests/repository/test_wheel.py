"""The wheel carries all that fieldwork needs outside the checkout."""

import os
import re
import signal
import subprocess
import sys
import sysconfig
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def bare_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python with the wheel and the locked libraries, but without the checkout or its editable install."""
    folder = tmp_path_factory.mktemp("bare")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True
    )
    venv.create(folder / "venv")
    python = folder / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    site = Path(
        subprocess.check_output(
            [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
        ).strip()
    )
    [wheel] = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(site)
    # A folder named in a .pth file is searched, but its own .pth files (the editable install) are not read.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python


def outside(folder: Path) -> dict[str, str]:
    """An environment in which Jupyter finds the data files of the locked libraries."""
    return {**os.environ, "JUPYTER_PATH": str(Path(sys.prefix) / "share" / "jupyter"), "HOME": str(folder)}


def test_the_wheel_is_what_runs_and_not_the_checkout(bare_python: Path, tmp_path: Path) -> None:
    where = subprocess.check_output(
        [bare_python, "-c", "import fieldwork; print(fieldwork.__file__)"], cwd=tmp_path, text=True
    )
    assert str(ROOT / "src") not in where


def test_fieldwork_demo_draws_its_page_outside_the_checkout(bare_python: Path, tmp_path: Path) -> None:
    command = [bare_python, "-m", "fieldwork", "demo", "--no-browser", "--port", "0"]
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env=outside(tmp_path),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as demo:
        try:
            assert demo.stderr is not None
            said = next((line for line in demo.stderr if "http://127.0.0.1" in line), None)
            assert said, "the demo ended without an address"
            address = re.search(r"http://127\.0\.0\.1:\d+\S*", said)
            assert address
            with urllib.request.urlopen(address[0], timeout=60) as page:  # noqa: S310
                text = page.read().decode()
            assert "Key questions" in text
        finally:
            demo.send_signal(signal.SIGINT)
            demo.communicate(timeout=60)
    assert demo.returncode == 0
