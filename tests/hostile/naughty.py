"""Texts by people who mean no good, put wherever a person writes something that a screen shows."""

import csv
import io
import json
from itertools import cycle

import pytest
from good import INPUTS

WORD = "Quetzalcoatl"  # which no log may know
FORMULAS = ["=1+1", "+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0"]
SHARP = [
    '<a href="https://example.org">North</a>',
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><script>alert(2)</script>",
    "javascript:alert(1)",
    "' onmouseover='x",
    "{{ 7 * 7 }}",
    "\x1b]0;owned\x07\x1b[2J",
    "\u202egpj.exe",
    "../../etc/passwd",
    f"{WORD} <i>was here</i>",
]
TITLE = f"=1+1 {' '.join(SHARP)}\r\nBEGIN:VALARM\n"  # of the inspection
UNITS = [*SHARP[:3], SHARP[4], "<b>A &amp; B</b>", "=1+1", "@SUM(A1)"]  # no two that differ in signs alone
TABLES = {  # headings, then a row: * is another text each time, # a number, U the name of a unit
    "cases": ("Case,Sample,Tier 1 unit,Status,Allocated to,Office", "*,d2,U,selected,*,*"),
    "excluded": ("Case,Sample,Tier 1 unit,Status,Exclusion reason", "X-#,d2,U,excluded,*"),
    "answers": ("Case,Sample,Inspector,Status,2.1.1", "*,d2,*,complete,yes"),
    "held": (
        "id,Meeting,Core meeting,Held at,Minutes,Location,Attendees,Led by",
        "*,*,,2018-11-06 10:00,60,*,7,*",
    ),
    "points": ("id,Question,Above or below,What was said,Source,By", "#,1.1.1,above,*,managers,*"),
    "alerts": ("Alert,Case,Kind of alert,Raised at,Raised by,Assurance", "#,*,offence,2018-11-06 10:00,*,*"),
    "actions": ("Action id,To do,Who,Due,Raised by", "#,*,*,2018-11-07,*"),
    "notes": ("id,Note,Day,Theme,Case,By", "#,*,2018-11-06,*,*,*"),
    "themes": ("id,Note,Theme,By", "T-#,*,*,*"),
    "panel": ("Standard,Panel rating,Reason,Decided by,By", "1.1,Good,*,*,*"),
    "proposals": ("Standard,Proposed rating,Proposed by", "1.1,*,*"),
    "schedule": ("Meeting id,Title,Start,Location", "*,*,2018-11-07 10:00,*"),
}


def aimed(address, mark):
    """Texts that call this address or write this file where anything runs, opens or fills them in."""
    return [
        f'<img src="http://{address}/">',
        f'<link rel="stylesheet" href="http://{address}/"><iframe src="http://{address}/"></iframe>',
        f'<svg onload="fetch(`http://{address}/`)"><image href="http://{address}/"/></svg>',
        f"</style><style>@import 'http://{address}/'; * {{ background: url(http://{address}/) }}</style>",
        f'<object data="http://{address}/"></object><meta http-equiv="refresh" content="0;url=http://{address}/">',
        f'=WEBSERVICE("http://{address}/")',
        f'=IMPORTDATA("http://{address}/")',
        f"=cmd|'/C touch {mark}'!A0",
        f"$(touch {mark})",
        f"`touch {mark}`; touch {mark} #",
        f"'; import os; os.system('touch {mark}'); '",
        f"{{{{ cycler.__init__.__globals__.os.system('touch {mark}') }}}}",
        f"{{% import os %}}{{{{ os.system('touch {mark}') }}}}",
        f"$${{touch {mark}}} %s %n {{0.__class__}}",
        f"![x](http://{address}/) [x](http://{address}/)",
    ]


def texts():
    """The sharpest first, then the Big List of Naughty Strings and formulas that a spreadsheet might run."""
    blns = INPUTS / "4_hostile" / "blns" / "blns.json"
    payloads = INPUTS / "4_hostile" / "csv_injection" / "csv-payload_payloadbox.txt"
    if not blns.exists():
        pytest.skip("the lists of hostile texts are not here: set FIELDWORK_INPUTS to the folder of inputs")
    listed = [*json.loads(blns.read_text("utf-8")), *payloads.read_text("utf-8").split("\n")]
    return [*SHARP, *FORMULAS, *filter(None, listed)]


def table(headings, row, some):
    """A CSV file with a row a text; the columns of one row hold different ones."""
    file = io.StringIO(newline="")
    write = csv.writer(file)
    write.writerow(headings.split(","))
    words = [cycle(some[start:] + some[:start]) for start in range(row.count("*"))]
    for number in range(len(some)):
        mine = iter(words)
        known = {"U": UNITS[number % len(UNITS)]}
        cells = row.replace("#", str(number)).split(",")
        write.writerow([next(next(mine)) if cell == "*" else known.get(cell, cell) for cell in cells])
    return file.getvalue()


def file_names(some):
    """Those of the texts that a file can be called: '/' and NUL are no part of any name."""
    names = [text.replace("/", "∕").replace("\0", "") + ".csv" for text in some]
    return [name for name in names if len(name.encode()) <= 255]
