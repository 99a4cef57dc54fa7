"""docs/security.md, where each run says itself what it found."""

import subprocess
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "security.md"
TO = "<!-- end -->"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """As Markdown writes it."""
    lines = [f"| {' | '.join(row)} |" for row in [columns, *rows]]
    return "\n".join([lines[0], "|---" * len(columns) + "|", *lines[1:]])


def write(run: str, says: str) -> None:
    """Put `says` between the marks of that run (a target of the Makefile), with the day and the commit."""
    begins = f"<!-- made by make {run} -->"
    said = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(said, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    about = f"Run on {datetime.now(UTC):%Y-%m-%d} with the code of {commit}."
    before, _, rest = PAGE.read_text("utf-8").partition(begins)
    after = rest[rest.index(TO) :]
    PAGE.write_text(f"{before}{begins}\n{about}\n\n{says}\n{after}", "utf-8")
    print(says)
