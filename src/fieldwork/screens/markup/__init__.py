"""A slice as a page shows it: HTML that can be read before any script has run, and the figures for plotly.

Written once, here: the server puts it into the page that it sends, and the page's script, when a newer slice
comes, changes only what differs. Every value is escaped by Jinja, and shown as `texts.visible` has it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from fieldwork import charts
from fieldwork.screens.words import moment
from fieldwork.texts import visible


def _shown(value: Any) -> Any:
    """A value as it stands on the page; what is markup already has gone through here, part by part."""
    return visible(value) if type(value) is str else value


_templates = Environment(
    loader=PackageLoader("fieldwork.screens", "markup"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
    finalize=_shown,
)


def content(answer: Mapping[str, Any]) -> dict[str, Any]:
    """What a page needs of a `Screen.answer`.

    {"kind", "snapshot", "inspection", "as_at", "html", "figures", "whole"}: `html` fills <main> below its
    heading; `figures` maps the id of a panel to its plotly JSON; `whole`: a slice of which no panel failed.
    """
    if answer["kind"] != "slice":
        html = _templates.get_template("message.html.j2").render(answer)
        nothing = {"inspection": "", "as_at": "", "figures": {}, "whole": False}
        return {"kind": answer["kind"], "snapshot": answer["snapshot"], "html": html, **nothing}
    panels = answer["panels"]
    as_at = moment(datetime.fromisoformat(answer["as_at"])) if answer["as_at"] else "no file yet"
    html = _templates.get_template("screen.html.j2").render(
        answer,
        as_at=as_at,
        address=_Address(answer),
        drawing=charts.drawing,
        step=_step,
    )
    return {
        "kind": "slice",
        "snapshot": answer["snapshot"],
        "inspection": answer["inspection"],
        "as_at": as_at,
        "html": html,
        "figures": {panel["id"]: charts.with_axes(panel["figure"]) for panel in panels if "figure" in panel},
        "whole": not any("failed" in panel for panel in panels),
    }


class _Address:
    """The address of the slice that is shown, with some filters changed."""

    def __init__(self, answer: Mapping[str, Any]) -> None:
        self._chosen = {"as_at": answer["asked_of"]}
        for choice in answer["choices"]:
            default = choice["options"][0]["value"] if choice["options"] else ""
            self._chosen[choice["name"]] = "" if choice["chosen"] == default else choice["chosen"]

    def __call__(self, part: str, **changes: str) -> str:
        query = {name: value for name, value in {**self._chosen, **changes}.items() if value}
        return f"?{urlencode(query)}#{part}"


def _step(rounded: int | None) -> str:
    """Which of the heat map's five equal steps of shade a percentage has."""
    return "none" if rounded is None else str(min(4, rounded // 20))
