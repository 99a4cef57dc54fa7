"""What everybody may know of a snapshot: answers to the questions of queries/wall/, not the data behind."""

from pathlib import Path

from fieldwork import database, queries
from fieldwork.database import Answer, Snapshot


def answers(path: Path) -> dict[str, Answer]:
    """Ask the snapshot at `path` each of these questions, by the name that its table has on the wall."""
    with database.open_snapshot(path) as snapshot:
        return {Path(name).name: _answer(snapshot, name) for name in queries.of_the_wall()}


def _answer(snapshot: Snapshot, name: str) -> Answer:
    types = {column: kind for column, (kind, _) in queries.load(name).columns.items()}
    return types, [tuple(row.values()) for row in queries.run(snapshot, name)]
