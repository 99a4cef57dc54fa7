"""The files that pages need, each compressed once and cached by browsers for a year.

An address holds the version of what it names: a new version is a new address, and nothing is asked for twice.
"""

import gzip
import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

_SERVED = {".js", ".css", ".json", ".svg", ".woff", ".woff2", ".ttf", ".eot"}


@dataclass(frozen=True)
class Assets:
    """Folders served under one address, the first that has the file; `version` marks their content."""

    folders: tuple[Path, ...]
    version: str

    def find(self, path: str) -> Path | None:
        """The file, or None where it is no asset. `path` comes from the address and is not trusted."""
        for folder in self.folders:
            with suppress(OSError, ValueError):  # no file can have such a name
                file = (folder / path).resolve()
                if file.is_relative_to(folder.resolve()) and file.suffix in _SERVED and file.is_file():
                    return file
        return None


def package_folder(package: str) -> Path:
    """Where an installed package lies, found without importing it (plotly alone would cost half a second)."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(package)
    return Path(spec.submodule_search_locations[0])


@cache
def screen_parts() -> Assets:
    """The page's own scripts and styles. They lie beside the screens, which this room does not import.

    Their version is that of this server's start: were it read anew, pages would load again and again while
    somebody installs a newer fieldwork under a server that runs.
    """
    folder = package_folder("fieldwork") / "screens" / "parts"
    content = hashlib.sha256(
        b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())
    )
    return Assets((folder,), content.hexdigest()[:12])


def style(pages: Sequence[str]) -> str:
    """What these pages look like, to stand in their own HTML: they are painted without asking for more.

    A page that looks different from the others has a file of its own name.
    """
    [folder] = screen_parts().folders
    files = [folder / f"{name}.css" for name in ("tokens", "page", *pages)]
    return "".join(file.read_text("utf-8") for file in files if file.is_file())


def plotly() -> Assets:
    """plotly.min.js, out of the installed plotly package."""
    return Assets((package_folder("plotly") / "package_data",), version("plotly"))


@lru_cache(maxsize=512)
def compressed(file: Path) -> bytes:
    """The file as browsers get it."""
    return gzip.compress(file.read_bytes(), compresslevel=9, mtime=0)
