"""Which pages there are: the notebooks of dashboards/, each with its title and place in the navigation."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from fieldwork.errors import ServingError
from fieldwork.serving.door import Role


@dataclass(frozen=True)
class Page:
    """`name` is the notebook's file name and the page's address; `title` its first heading."""

    name: str
    title: str
    order: int
    roles: frozenset[Role]  # who may see it


def pages(folder: Path, wall: bool = False, among: Mapping[str, str] | None = None) -> list[Page]:
    """The pages of `folder` in the order of the navigation: those of the wall, or all the others.

    `among`: the screens that apply, by name, with their titles; None for all. ServingError where none does,
    or a notebook has no heading, no order or no roles in its metadata.
    """
    every = sorted((_page(path) for path in folder.glob("*.ipynb")), key=lambda page: page.order)
    found = [page for page in every if (Role.WALL in page.roles) == wall]
    if among is not None:
        found = [replace(page, title=among[page.name]) for page in found if page.name in among]
    if not found and among is not None:
        raise ServingError(
            "the wall" if wall else "the dashboards",
            "none applies to this inspection's programme.",
            f"It has these screens: {', '.join(among)}.",
        )
    if not found:
        raise ServingError(str(folder), "there is no dashboard here.", remedy="Install fieldwork again.")
    return found


def _page(path: Path) -> Page:
    notebook = json.loads(path.read_text("utf-8"))
    headings = ("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    title = next((text.removeprefix("# ").splitlines()[0] for text in headings if text.startswith("# ")), "")
    about = notebook["metadata"].get("fieldwork", {})
    order, roles = about.get("order"), about.get("roles")
    if not title or not isinstance(order, int) or not roles or not set(roles) <= set(Role):
        raise ServingError(
            path.name,
            "it cannot be a page.",
            "A dashboard starts with a heading; its metadata say its place and who may see it.",
            'Write "fieldwork": {"order": 1, "roles": ["team", "lead"]} into its metadata.',
        )
    return Page(path.stem, title, order, frozenset(map(Role, roles)))
