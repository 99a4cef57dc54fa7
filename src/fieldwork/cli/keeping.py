"""fieldwork verify-ledger, backup, restore and close: that nothing is lost, and what is erased in the end."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from fieldwork.cli.options import Inspection
from fieldwork.cli.printing import complain, say
from fieldwork.errors import LedgerError


def verify_ledger(inspection: Inspection) -> None:
    """Prove the ledger: every line of its journal, every byte received, every snapshot and pack made from it.

    Each fault is named: which file, received when, where its bytes lie. The exit code is then 7.

    fieldwork verify-ledger demo-crc
    """
    from fieldwork import keeping
    from fieldwork.inspection import load

    proof = keeping.prove(load(inspection).folders)
    for fault in proof.faults:
        complain(fault)
    if proof.faults:
        raise typer.Exit(LedgerError.exit_code)
    made = f"{proof.snapshots} snapshots and {proof.packs} packs were made from it"
    say(f"{inspection}: the ledger proves itself. {proof.versions} versions of files; {made}.")
    say(f"Its head: {proof.head}")


def backup(
    inspection: Inspection,
    folder: Annotated[Path, typer.Argument(help="Where the backup goes: another disk.", file_okay=False)],
) -> None:
    """Write one zip file with the ledger, the packs and the parameters, once the ledger has proved itself.

    A sync may go on meanwhile. Nothing is ever overwritten. The file holds evidence: keep it encrypted.

    fieldwork backup marlshire-2018 /media/backup
    """
    from fieldwork import keeping, sync

    made = keeping.back_up(sync.load(inspection), folder, datetime.now(UTC))
    say(f"{made.versions} versions of files, {made.files} files in all, {made.bytes / 1e6:.1f} MB:")
    say(str(made.path))
    if made.waiting is None:
        say("The inbox cannot be read: what it holds and was not received yet is not in it.")
    elif made.waiting:
        say(f"{made.waiting} files of the inbox are not in it: not received yet. Sync, and back up again.")
    if made.by_hand:
        say("Its data lie outside the folder of parameters/. How it is brought back then: docs/keeping.md.")


def restore(
    file: Annotated[Path, typer.Argument(help="A backup.", exists=True, dir_okay=False)],
    folder: Annotated[
        Path, typer.Argument(help="A folder that is empty or does not exist.", file_okay=False)
    ],
) -> None:
    """Put a backup back, here or elsewhere: every byte is proved first, then the snapshot made again.

    fieldwork restore "marlshire-2018 2018-11-16T180000Z.fieldwork.zip" marlshire
    """
    from fieldwork import keeping, sync

    restored = keeping.restore(file, folder)
    outcome = sync.once(sync.load(str(restored.declared)), lambda: datetime.now(UTC))
    say(f"{restored.versions} versions of files are back, and the ledger proves itself. {outcome}")
    say(f"Work in {folder}: its parameters/ are those of the backup.")


def close(
    inspection: Inspection,
    by: Annotated[str, typer.Option(help="The role that closes it, never a name.")],
    name: Annotated[
        str,
        typer.Option(
            "--erase",
            prompt="Everything will be erased. Type the inspection's name to go on",
            help="Its name.",
        ),
    ],
    unsealed: Annotated[bool, typer.Option(help="Even where a week's pack is not sealed.")] = False,
) -> None:
    """Erase an inspection's evidence: inbox, ledger, snapshots and packs; a certificate says what went.

    What everybody may see stays: counts and percentages without any case. Backups are not reached.

    fieldwork close marlshire-2018 --by lead
    """
    from fieldwork import keeping
    from fieldwork.inspection import load

    closed = keeping.close(load(inspection), by, name, datetime.now(UTC), unsealed)
    say(f"{closed.files} files erased. The certificate: {closed.certificate}")
