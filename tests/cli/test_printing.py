"""What the command line prints holds no command to the terminal, whatever a file is called."""

import csv
import json
import os
from contextlib import redirect_stdout
from io import StringIO

import pytest

from fieldwork.cli import printing
from fieldwork.cli.printing import Format
from fieldwork.errors import SourceError

HOSTILE = "\x1b]0;owned\x07\x1b[2J\u202egpj.exe\r\x9b31m\udcff.csv"


@pytest.mark.parametrize(
    "print_it",
    [
        lambda: printing.say(HOSTILE),
        lambda: printing.complain(SourceError(HOSTILE, HOSTILE, HOSTILE, HOSTILE)),
        lambda: printing.print_rows([{"file": HOSTILE}], ["file"], printing.Format.table),
    ],
)
def test_no_control_character_reaches_the_terminal(print_it, capfd):
    print_it()
    said = "".join(capfd.readouterr())
    assert "gpj.exe" in said
    assert not set(said) & set("\x1b\x07\x9b\u202e\r\udcff")


def seen_by_a_terminal(rows, how):
    """What standard output sends to it, where it is one."""
    pty = pytest.importorskip("pty", reason="Windows has no such terminals")
    ours, its = pty.openpty()
    os.set_blocking(ours, False)
    with (
        open(ours, "rb"),
        open(its, "w", encoding="utf-8", newline="") as terminal,
        redirect_stdout(terminal),
    ):
        printing.print_rows(rows, ["file"], how)
        terminal.flush()
        return os.read(ours, 65536).decode()


@pytest.mark.parametrize("how", [Format.csv, Format.json])
def test_no_text_of_a_row_commands_a_terminal(how):
    said = seen_by_a_terminal([{"file": HOSTILE}], how).replace("\r\n", "\n")  # a terminal's own line end
    assert "gpj.exe" in said
    assert not set(said) & set("\x1b\x07\x9b\u202e\r\udcff")


def test_into_a_pipe_go_the_texts_as_they_are(capfd):
    text = "\x1b]0;owned\x07\x1b[2J\u202egpj.exe\x9b31m.csv"
    printing.print_rows([{"file": text}], ["file"], Format.json)
    assert json.loads(capfd.readouterr().out) == [{"file": text}]
    printing.print_rows([{"file": text}], ["file"], Format.csv)
    assert list(csv.reader(StringIO(capfd.readouterr().out, newline=""))) == [["file"], [text]]
