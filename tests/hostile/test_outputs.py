"""What people wrote goes through all that shows it, or leaves the house, as text: nothing in it acts."""

import logging
import re
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import arrived
import harm
import outputs
import pytest
from canary import Canary
from naughty import WORD

from fieldwork import papers

ARRIVE = {  # at least so many of the 500 texts with letters; the last three say little but the title
    "week": 480, "today": 480, "said": 480, "sample": 450, "screens": 400,
    "panel": 50, "timetable": 40, "closed": 40,
}  # fmt: skip
MOST_PAGES = 200
SCREENS = ("today", "arrivals", "panel")
A_NAME = re.compile(r"[a-z0-9][a-z0-9_ .-]*", re.IGNORECASE)


@pytest.fixture(scope="module")
def logged():
    """Every line that anything logs in this process, however detailed."""
    lines = []
    listener = logging.Handler(logging.DEBUG)
    listener.emit = lambda record: lines.append(listener.format(record))
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(listener)
    root.setLevel(logging.DEBUG)
    yield lines
    root.removeHandler(listener)
    root.setLevel(level)


@pytest.fixture(scope="module", params=outputs.WAYS)
def made(request, logged, office, naughty_texts, tmp_path_factory):
    """The name of a way, and its files by their names in their folder."""
    folder = tmp_path_factory.mktemp(request.param) / "out"
    folder.mkdir()
    outputs.WAYS[request.param](office, naughty_texts, folder)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return request.param, {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_nothing_in_a_file_acts_or_leads_out_of_it(made):
    _, files = made
    assert {name: found for name, data in files.items() if (found := harm.of(name, data))} == {}


def test_nothing_was_called_and_nothing_written_while_it_was_made(made, canary):
    assert canary.executed() == []


def test_the_texts_have_come_into_it(made, naughty_texts):
    way, files = made
    assert len(set().union(*(arrived.of(*file, naughty_texts) for file in files.items()))) >= ARRIVE[way]


def test_a_pdf_is_no_longer_than_what_it_says(made):
    _, files = made
    for name in (name for name in files if name.endswith(".pdf")):
        assert 1 <= len(re.findall(rb"/Type\s*/Page\b", files[name])) <= MOST_PAGES


def test_no_file_is_called_by_a_text(made):
    _, files = made
    assert [name for name in files if not all(map(A_NAME.fullmatch, name.split("/")))] == []


def test_no_value_of_a_record_is_in_a_log(made, logged):
    assert [line for line in logged if WORD in line] == []


def test_no_value_of_a_record_is_in_the_log_of_the_server(office):
    with serving(office, "--port", "0") as (address, said):
        for screen in SCREENS:
            with urlopen(address + screen, timeout=60) as page:  # noqa: S310 - our own
                assert WORD in page.read().decode()
    assert WORD not in "".join(said)


def test_what_acts_in_a_pdf_is_seen():
    page = (
        '<html lang="en"><head><title>x</title></head><body><a href="https://example.org">x</a></body></html>'
    )
    assert "/URI" in harm.of("a.pdf", papers.to_pdf(page))


def test_the_canary_hears_a_call_and_sees_a_file(tmp_path):
    with Canary(tmp_path) as canary:
        assert canary.executed() == []
        host, port = canary.address.split(":")
        socket.create_connection((host, int(port))).close()
        Path(canary.mark).touch()
        assert canary.executed() == ["called", "wrote slipped"]


@contextmanager
def serving(office, *options):
    """`fieldwork serve` for the block: its address, and the list of what it said, whole after the block."""
    command = [sys.executable, "-m", "fieldwork", "serve", str(office.setup.inspection.path), *options]
    said = []
    with (
        subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server,
        ThreadPoolExecutor(1) as listener,
    ):
        for line in server.stderr:
            said.append(line)
            if found := re.search(r"http://\S+", line):
                break
        rest = listener.submit(server.stderr.read)
        try:
            yield found[0], said
        finally:
            server.terminate()
            said.append(rest.result(60))
