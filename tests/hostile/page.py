"""docs/security.md, where each run says itself what it found."""

import subprocess
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "security.md"
TO = "<!-- end -->"
_ASKED = ["git", "describe", "--always", "--dirty", "--exclude=*"]
# As the run begins: what is committed meanwhile is not what ran.
COMMIT = subprocess.run(_ASKED, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """As Markdown writes it."""
    lines = [f"| {' | '.join(row)} |" for row in [columns, *rows]]
    return "\n".join([lines[0], "|---" * len(columns) + "|", *lines[1:]])


def write(run: str, says: str) -> None:
    """Put `says` between the marks of that run (a target of the Makefile), with the day and the commit."""
    begins = f"<!-- made by make {run} -->"
    about = f"Run on {datetime.now(UTC):%Y-%m-%d} with the code of {COMMIT}."
    before, _, rest = PAGE.read_text("utf-8").partition(begins)
    after = rest[rest.index(TO) :]
    PAGE.write_text(f"{before}{begins}\n{about}\n\n{says}\n{after}", "utf-8")
    print(says)
