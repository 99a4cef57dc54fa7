"""An inspection with an unmistakable word in every text that people write, and in the name of every file."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from fieldwork import inspection, sync

WORD = "Quetzalcoatl"
CASES = 40

# Each file as text: headings, then rows; `*` is the word.
FILES = {
    "held": """
        id,Meeting,Core meeting,Held at,Minutes,Location,Attendees,Roles of attendees,Led by
        * h,* group,,2018-11-06 10:00,60,* House,7,* grade,* lead
    """,
    "points": """
        id,Question,Above or below,What was said,Source,By
        * p,1.1.1,above,* said so,managers,* lead
    """,
    "interviews": """
        Case,Interview question,Answer
        *-1,workload,yes
    """,
    "judgements": """
        Prompt,Judgement,Reason,By
        1.1.1a,yes,because of *,* lead
    """,
    "evidence": """
        Document,Received,Remark
        Annual business plan,2018-11-01,from *
    """,
    "alerts": """
        Alert,Case,Kind of alert,Raised at,Raised by,Assurance
        * a,*-1,offence,2018-11-06 10:00,* lead,ask * for it
    """,
    "checks": """
        id,Case,Kind of check,Checked at,Outcome,Checked by
        * q,*-1,dip sample,2018-11-06 10:00,agreed,* lead
    """,
    "actions": """
        Action id,To do,Who,Due,Raised by
        * 1,ring *,* lead,2018-11-07,* deputy
    """,
    "notes": """
        id,Note,Day,Theme,Case,By
        * n,* was late,2018-11-06,* theme,*-1,* lead
    """,
    "panel": """
        Standard,Panel rating,Reason,Decided by,By
        1.1,Good,because of *,*,* lead
    """,
    "undone": """
        Withdraws,Reason,By
        * gone,* was wrong,* lead
    """,
    "proposals": """
        Standard,Proposed rating,Proposed by
        1.1,Good,* lead
    """,
    "schedule": """
        Meeting id,Title,Start,Location
        * m,Focus group with *,2018-11-07 10:00,* House
    """,
    "unknown words": """
        Standard,Proposed rating,Proposed by
        1.2,*,* lead
    """,
}


def pieces(word: str) -> list[str]:
    """Every six letters of it in a row: DuckDB may press strings together."""
    return [word[start : start + 6] for start in range(len(word) - 5)]


def plant(declared: Path) -> None:
    """Drop all of it into the inbox of the inspection declared in that file, and sync."""
    inbox = inspection.load(str(declared)).folders.inbox
    for name, text in FILES.items():
        rows = "\n".join(line.strip() for line in text.strip().splitlines())
        (inbox / f"{WORD} {name}.csv").write_text(rows.replace("*", WORD) + "\n", "utf-8")
    (inbox / f"{WORD} cases.csv").write_text(_cases(), "utf-8")
    (inbox / f"{WORD} answers.csv").write_text(_answers(), "utf-8")
    unreadable = inbox / f"{WORD}.docx"
    unreadable.write_bytes(WORD.encode())
    os.utime(unreadable, (0, 0))  # of another day: sync does not wait for the rest
    sync.once(sync.load(str(declared)), lambda: datetime.now(UTC))


@contextmanager
def wall_of(declared: Path) -> Iterator[tuple[str, int]]:
    """`fieldwork serve --wall` for the block: its address and its process."""
    command = [sys.executable, "-m", "fieldwork", "serve", str(declared), "--wall", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr
            found = next(filter(None, (re.search(r"http://\S+", line) for line in server.stderr)))
            yield found[0], server.pid
        finally:
            server.terminate()
            server.communicate(timeout=60)


def _cases() -> str:
    rows = ["Case,Sample,Tier 1 unit,Status,Allocated to,Exclusion reason,Substitute for,Office,Agreed by"]
    units = ["Marlshire North", WORD]
    for number in range(CASES):
        excluded = f"{WORD} moved" if number == 0 else ""
        rows.append(
            f"{WORD}-{number},d2,{units[number % 2]},selected,{WORD},{excluded},{WORD}-0,{WORD} House,{WORD}"
        )
    return "\n".join(rows) + "\n"


def _answers() -> str:
    """Case number i says no to 2.1.1 where 3 divides i, and gives the status complete."""
    rows = ["Case,Sample,Inspector,Status,2.1.1"]
    for number in range(1, CASES):
        rows.append(f"{WORD}-{number},d2,{WORD},complete,{'yes' if number % 3 else 'no'}")
    return "\n".join(rows) + "\n"
