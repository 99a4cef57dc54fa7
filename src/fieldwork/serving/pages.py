"""Which pages there are: the notebooks of dashboards/, each with its title and place in the navigation."""

import json
from dataclasses import dataclass
from pathlib import Path

from fieldwork.errors import ServingError


@dataclass(frozen=True)
class Page:
    """`name` is the notebook's file name and the page's address; `title` its first heading."""

    name: str
    title: str
    order: int


def pages(folder: Path) -> list[Page]:
    """The pages of `folder` in the order of the navigation.

    ServingError where a notebook has no heading or no `fieldwork.order` in its metadata, or there is none.
    """
    found = sorted((_page(path) for path in folder.glob("*.ipynb")), key=lambda page: page.order)
    if not found:
        raise ServingError(str(folder), "there is no dashboard here.", remedy="Install fieldwork again.")
    return found


def _page(path: Path) -> Page:
    notebook = json.loads(path.read_text("utf-8"))
    headings = ("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    title = next((text.removeprefix("# ").splitlines()[0] for text in headings if text.startswith("# ")), "")
    order = notebook["metadata"].get("fieldwork", {}).get("order")
    if not title or not isinstance(order, int):
        raise ServingError(
            path.name,
            "it cannot be a page.",
            "A dashboard starts with a heading and has its place in the navigation in its metadata.",
            'Write "fieldwork": {"order": 1} into the notebook\'s metadata.',
        )
    return Page(path.stem, title, order)
