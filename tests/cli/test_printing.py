"""What the command line prints holds no command to the terminal, whatever a file is called."""

import pytest

from fieldwork.cli import printing
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
