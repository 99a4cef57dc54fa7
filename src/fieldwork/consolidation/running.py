"""The only door to Papermill: a notebook runs in a kernel of its own, and only a whole run is believed."""

import json
import logging
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError
from papermill.execute import execute_notebook

from fieldwork import errors
from fieldwork.errors import ConsolidationError

Notebook = Any  # nbformat's NotebookNode, which has no types
Progress = Callable[[int, int], None]  # cells done, of how many

PATIENCE = 300  # seconds for one cell
_TO_START = 60  # seconds for the kernel
_INJECTED = "injected-parameters"

for _talker in ("papermill", "traitlets"):  # what goes wrong is told once, in plain words
    logging.getLogger(_talker).setLevel(logging.CRITICAL)


class _OwnPython(KernelSpecManager):
    """The Python that runs this, whatever other kernels a user has installed under the same name."""

    def _kernel_dirs_default(self) -> list[str]:
        return []


class _QuietKernel(AsyncKernelManager):
    """Prints nothing: what belongs to the notebook comes as its outputs."""

    def _kernel_spec_manager_default(self) -> KernelSpecManager:
        return _OwnPython()

    async def start_kernel(self, **settings: Any) -> None:  # type: ignore[override]
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        await super().start_kernel(**settings, **silent)


def run(
    source: Path,
    parameters: Mapping[str, Any],
    folder: Path,
    on_progress: Progress = lambda done, total: None,
    patience: int = PATIENCE,
) -> None:
    """Run the notebook `source` in `folder` and leave it there as it ran, without what differs between runs.

    ConsolidationError, in a plain sentence, unless every cell ran to its end; the notebook then stays there
    as far as it came. Each cell has `patience` seconds.
    """
    begun: list[int] = []  # the code cells
    try:
        notebook = _executed(source, parameters, folder / source.name, begun, on_progress, patience)
    except PapermillExecutionError as error:
        raise _stopped(source, begun, f"ended with {_told(error)}") from None
    except CellTimeoutError:
        raise _stopped(source, begun, f"took longer than {patience} seconds.") from None
    except DeadKernelError:
        raise _stopped(source, begun, "ended its kernel.") from None
    except RuntimeError:
        raise _stopped(source, begun, "could not be run: its kernel did not start.") from None
    if not _whole(notebook):  # Papermill takes sys.exit(0) for success
        raise _stopped(source, begun, "did not run to its end.")
    nbformat.write(_same_every_time(notebook), folder / source.name)  # type: ignore[no-untyped-call]


def _executed(
    source: Path,
    parameters: Mapping[str, Any],
    target: Path,
    begun: list[int],
    on_progress: Progress,
    patience: int,
) -> Notebook:
    total = len(json.loads(source.read_text("utf-8"))["cells"]) + 1  # with the one that says the parameters

    def on_start(cell: Notebook, cell_index: int) -> None:
        if cell.cell_type == "code":
            begun.append(cell_index)

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as nobodys, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Papermill's, about itself
        return execute_notebook(  # type: ignore[no-untyped-call]
            _literally(source),
            _literally(target),
            parameters=dict(parameters),
            cwd=target.parent,
            progress_bar=False,
            start_timeout=_TO_START,
            execution_timeout=patience,
            kernel_manager_class=_QuietKernel,  # and not `km`: what is given ready-made is not ended
            extra_arguments=[f"--ipython-dir={nobodys}"],  # no user's profile has a say in it
            on_cell_start=on_start,
            on_cell_complete=lambda cell, cell_index: on_progress(cell_index + 1, total),
        )


def _literally(path: Path) -> str:
    """Papermill fills in what stands between braces, even in the name of a folder."""
    return str(path).replace("{", "{{").replace("}", "}}")


def _told(error: PapermillExecutionError) -> str:
    """The error's name; its text too where it is one of fieldwork's own, which quote no record."""
    return f"{error.ename}: {error.evalue}" if hasattr(errors, error.ename) else f"{error.ename}."


def _stopped(source: Path, begun: list[int], how: str) -> ConsolidationError:
    return ConsolidationError(f"{source.name}, cell [{len(begun)}]" if begun else source.name, f"it {how}")


def _whole(notebook: Notebook) -> bool:
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    completed = all(cell.metadata.papermill.status == "completed" for cell in code)
    return completed and not any(output.output_type == "error" for cell in code for output in cell.outputs)


def _same_every_time(notebook: Notebook) -> Notebook:
    """Without clocks, paths and versions: the source, the parameters and the outputs stay."""
    told = notebook.metadata.papermill.parameters
    notebook.metadata = {
        "kernelspec": notebook.metadata.kernelspec,
        "language_info": {"name": "python"},
        "papermill": {"parameters": told},
    }
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        cell.metadata = {"tags": tags} if tags else {}
        if _INJECTED in tags:
            cell.id = _INJECTED
        for output in cell.get("outputs", []):
            if "text/html" in output.get("data", {}):
                output.data.pop("text/plain", None)  # the same again, as Python writes it
    return notebook
