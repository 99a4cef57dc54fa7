r"""Each peer's own virtual environment, installed from its lock: every file hashed.

The locks are resolved again, from the repository's root, with
    uv pip compile benchmarks/viewers/requirements/NAME.in --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-header \
        --output-file benchmarks/viewers/requirements/NAME.txt
"""

import shutil
import subprocess
import venv

from competitors import Competitor


def ready(competitor: Competitor) -> None:
    """Make the environment, unless it is there and made from this very lock."""
    if competitor.environment is None:
        return
    installed = competitor.environment / "installed.txt"
    lock = competitor.requirements
    if installed.is_file() and installed.read_bytes() == lock.read_bytes():
        return
    print(f"Installing {competitor.name} (once; a minute or two)", flush=True)
    venv.create(competitor.environment, clear=True, with_pip=True)
    pip = [competitor.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "--requirement", lock], check=True)
    shutil.copyfile(lock, installed)


def version(competitor: Competitor) -> str:
    """The version of the competitor's own package, as installed."""
    code = f"from importlib.metadata import version; print(version({competitor.name!r}))"
    asked = subprocess.run([competitor.python, "-c", code], check=True, capture_output=True, text=True)
    return asked.stdout.strip()
