"""fieldwork passwd: who may look over the network."""

import sys
from typing import Annotated

import typer

from fieldwork.cli.options import Inspection
from fieldwork.cli.printing import say


def passwd(
    inspection: Inspection,
    role: Annotated[str, typer.Argument(help="lead, deputy, team or wall.")],
    stdin: Annotated[
        bool, typer.Option("--stdin", help="Read the password from the first line of standard input.")
    ] = False,
) -> None:
    """Give a role its password, at least 12 characters. Nobody sees it, and only its hash is kept.

    A server that runs takes it at once; whoever was signed in with the old one signs in again.

    fieldwork passwd demo-crc lead

    fieldwork passwd demo-crc team --stdin < password.txt
    """
    from fieldwork import inspection as inspections
    from fieldwork.serving.door import Accounts, Role

    accounts = Accounts.of(inspections.load(inspection).folders)
    chosen = Role.named(role, "fieldwork passwd")
    accounts.set(chosen, _line() if stdin else _asked(chosen))
    say(f"{accounts.path}: {chosen} has a new password.")


def _line() -> str:
    return sys.stdin.readline().rstrip("\r\n")


def _asked(role: str) -> str:
    return str(typer.prompt(f"New password of {role}", hide_input=True, confirmation_prompt=True, err=True))
