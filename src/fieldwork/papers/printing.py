"""HTML on paper, by a browser of the machine: Edge on every Windows laptop, else Chromium or Chrome."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from fieldwork.errors import PackError

_NAMES = ("chromium", "chromium-browser", "google-chrome", "msedge", "microsoft-edge")
_ON_WINDOWS = (r"Microsoft\Edge\Application\msedge.exe", r"Google\Chrome\Application\chrome.exe")
_QUIET = (
    "--headless --disable-gpu --no-first-run --disable-sync --disable-extensions "
    "--disable-background-networking --disable-component-update --no-pdf-header-footer "
    "--run-all-compositor-stages-before-draw --virtual-time-budget=1000 --disable-lcd-text"
)
_NOBODY = "--host-resolver-rules=MAP * ~NOTFOUND"  # it asks nothing of any other machine
_PATIENCE = 120  # seconds
_TRIES = 4
_SIZES = (100, 85, 72, 60)  # per cent of the letters' size, tried in turn
_PAGE = re.compile(rb"/Type\s*/Page\b")
_CLOCK = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}[^)]*\)")


def to_pdf(page: str, pages: int | None = None, dated: datetime | None = None) -> bytes:
    """`page` (self-contained HTML) as a tagged PDF of at most so many pages of A4; None: of any number.

    Letters get smaller until it fits. `dated`: the day that the file says it was made, in place of today, so
    that the same page gives the same bytes. PackError where it does not fit, or no browser is found.
    """
    browser = _browser()
    for size in _SIZES:
        smaller = f"<style>@media print {{ :root {{ font-size: {size}%; }} }}</style></head>"
        made = _printed(browser, page.replace("</head>", smaller), dated)
        if pages is None or len(_PAGE.findall(made)) <= pages:
            return made
    raise PackError(
        "the PDF",
        f"it needs more than {pages} pages of A4.",
        "",
        "Print the HTML file, which has everything.",
    )


def to_png(svg: str, width: int, height: int) -> bytes:
    """A drawing of so many pixels as a picture, twice as fine. PackError where no browser is found."""
    browser = _browser()
    page = f"<!doctype html><style>body {{ margin: 0; overflow: hidden }}</style>{svg}"
    size = f"--window-size={width},{height}"
    return _agreed(lambda: _made(browser, page, "page.png", size, "--force-device-scale-factor=2"))


def _printed(browser: str, page: str, dated: datetime | None) -> bytes:
    if dated is None:
        return _made(browser, page, "page.pdf")
    return _agreed(lambda: _dated(_made(browser, page, "page.pdf"), dated))


def _agreed(make: Callable[[], bytes]) -> bytes:
    """What two runs in turn agree on: on a busy machine a browser now and then sets its letters otherwise."""
    before = make()
    for _ in range(_TRIES):
        if (made := make()) == before:
            break
        before = made
    return made


def _dated(pdf: bytes, moment: datetime) -> bytes:
    """As many bytes as before: a PDF says where in it each thing begins."""
    said = f"{moment:%Y%m%d%H%M%S}".encode("ascii")
    return _CLOCK.sub(lambda clock: clock[0].replace(clock[0].split(b"D:")[1][:14], said), pdf)


def _made(browser: str, page: str, name: str, *options: str) -> bytes:
    """What the browser makes of the page: a picture, or print."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source, target = Path(folder) / "page.html", Path(folder) / name
        source.write_text(page, "utf-8")
        command = [browser, *_QUIET.split(), _NOBODY, f"--user-data-dir={folder}/profile"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--no-sandbox")  # a browser run by root has no sandbox; the page is our own
        kind = "print-to-pdf" if target.suffix == ".pdf" else "screenshot"
        command += [*options, f"--{kind}={target}", source.as_uri()]
        try:
            subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=True)  # noqa: S603 - no shell
            return target.read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise PackError(
                "the PDF", "the browser did not print it.", "", "Open the HTML file and print it from there."
            ) from error


def _browser() -> str:
    found = next(_browsers(), None)
    if found is None:
        raise PackError(
            "the PDF",
            "no browser is found that can print it.",
            "Edge, Chromium or Chrome; FIELDWORK_CHROMIUM may name one.",
            "Open the HTML file in any browser and print it from there.",
        )
    return found


def _browsers() -> Iterator[str]:
    if named := os.environ.get("FIELDWORK_CHROMIUM"):
        yield named
    found = filter(None, map(shutil.which, _NAMES))
    yield from (path for path in found if Path(path).is_absolute())  # Windows looks in the working folder too
    for variable in ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData"):
        if folder := os.environ.get(variable):
            yield from (str(path) for name in _ON_WINDOWS if (path := Path(folder) / name).is_file())
