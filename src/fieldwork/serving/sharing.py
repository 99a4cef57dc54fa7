"""One kernel for many pages: the only module that leans on how Voilà works inside.

Voilà gives each page a kernel of its own. Here its renderer runs a notebook once, in a kernel that we
started, and the page that comes of it is sent to every viewer. Tested with the version below; with any other
one the server falls back to Voilà's ordinary way, and says so.
"""

import re
from collections.abc import Sequence
from typing import Any

from voila._version import __version__ as installed
from voila.app import Voila
from voila.notebook_renderer import NotebookRenderer
from voila.utils import get_page_config

from fieldwork.errors import ServingError
from fieldwork.serving.pages import Page

TESTED = "0.5.13"
_MODEL = re.compile(r'data-model="([0-9a-f]{32})"')


def obstacle() -> str:
    """Why one kernel cannot serve many pages here, in plain words; '' where it can."""
    if installed == TESTED:
        return ""
    return (
        f"Voilà {installed} is installed; one kernel for many pages is tested with {TESTED} only. "
        "Every page has a kernel of its own: slower, and 70 MB a viewer."
    )


async def run(voila: Voila, page: Page, pages: Sequence[Page], kernel_id: str) -> tuple[str, str]:
    """Run the notebook of `page` in a kernel: the page as Voilà's template has it, and its widget's id.

    `pages` are those that its navigation names. ServingError where a cell fails.
    """
    configuration = voila.voila_configuration
    about = {
        "base_url": voila.base_url,
        "settings": voila.app.settings,
        "log": voila.log,
        "voila_configuration": configuration,
    }
    renderer = NotebookRenderer(  # type: ignore[no-untyped-call]
        voila_configuration=configuration,
        traitlet_config=voila.config,
        notebook_path=f"{page.name}.ipynb",
        template_paths=voila.template_paths,
        config_manager=voila.config_manager,
        contents_manager=voila.contents_manager,
        base_url=voila.base_url,
        kernel_spec_manager=voila.kernel_spec_manager,
        page_config=get_page_config(**about),
        mathjax_config=None,
        mathjax_url="",
    )
    await renderer.initialize()
    ours: Any = renderer.resources["fieldwork"]
    renderer.resources["fieldwork"] = {**ours, "pages": pages}
    html = await renderer.generate_content_str(kernel_id, _found(voila, kernel_id))
    shown = _MODEL.search(html)
    if not shown:
        raise ServingError(f"{page.name}.ipynb", "it shows no screen.", remedy="Run: fieldwork doctor")
    return html, shown[1]


async def _found(voila: Voila, kernel_id: str) -> Any:
    """Voilà awaits its kernel."""
    return voila.kernel_manager.get_kernel(kernel_id)
