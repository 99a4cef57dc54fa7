"""`fieldwork serve --wall`, asked over HTTP for what a passer-by must not see."""

import gzip
import json
import shutil
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from fieldwork import inspection
from fieldwork.folders import resources
from fieldwork.serving.door import Role
from fieldwork.serving.pages import pages

OTHERS = [page.name for page in pages(resources() / "dashboards")]
ADDRESSES = [
    "", "wall", "wall/figures", "wall?as_at=2018-11-13T17:00", "wall/figures?as_at=2018-11-13T17:00",
    "wall/figures?as_at=000001", "wall/figures?tier1=Marlshire+North", "wall/figures?sample=d2&level=tier1",
    "wall/figures?key_question=2.1.1", "wall?theme=dark&text=largest", "wall/live", "wall/", "wall/capture",
    "wall.ipynb", "fieldwork/alive", "sign-in", "no_such_page", "fieldwork/parts/x/page.css",
    "fieldwork/parts/x/../../wall",
    "snapshots/CURRENT", "wall/000001.duckdb", "wall/CURRENT", "../snapshots/000001.duckdb",
    "ledger/journal.jsonl", "..%2f..%2fetc%2fpasswd", "files/", "tree", "api", "api/contents", "api/kernels",
    "api/sessions", "static/x", "voila/render/wall.ipynb", "voila/files/wall.ipynb", "nbextensions/x",
    "%00", "wall?" + "a=b&" * 1000,
    *OTHERS, *(f"{name}/figures" for name in OTHERS), *(f"{name}/live" for name in OTHERS),
]  # fmt: skip


@pytest.fixture(scope="module")
def declared(drawn, planted, tmp_path_factory):
    path = drawn.declare(tmp_path_factory.mktemp("planted"))
    planted.plant(path)
    return path


@pytest.fixture(scope="module")
def alone(declared, planted, tmp_path_factory):
    """The address of a wall beside which nothing else of the inspection is there."""
    folder = tmp_path_factory.mktemp("alone")
    folders = inspection.load(str(declared)).folders
    copy = folder / "drawn.yml"
    copy.write_text(declared.read_text("utf-8").replace(str(folders.root), str(folder / "data")), "utf-8")
    shutil.copytree(folders.wall.snapshots, inspection.load(str(copy)).folders.wall.snapshots)
    with planted.wall_of(copy) as (url, _):
        yield url


def answer(url, address, method="GET"):
    """The status, and all that came: headers and body."""
    at = urlsplit(url)
    connection = HTTPConnection(at.hostname, at.port, timeout=60)
    connection.request(method, f"/{address}", headers={"Accept": "text/html", "Accept-Encoding": "gzip"})
    got = connection.getresponse()
    body = got.read()
    connection.close()
    if got.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    return got.status, f"{got.headers}{body.decode()}"


def test_the_walls_page_is_offered_by_the_walls_server_only_and_to_the_wall_only():
    [only] = pages(resources() / "dashboards", wall=True)
    assert (only.name, only.roles) == ("wall", {Role.WALL})
    assert "wall" not in OTHERS


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
def test_no_address_tells_the_secret(alone, planted, method):
    for address in ADDRESSES:
        _, said = answer(alone, address, method)
        assert planted.WORD.lower() not in said.lower(), address


def test_the_wall_shows_its_figures_without_anything_else_of_the_inspection(alone):
    status, said = answer(alone, "wall")
    assert status == 200
    assert "Domain two cases" in said
    assert "67%" in said


@pytest.mark.parametrize("name", OTHERS)
def test_no_other_page_is_there(alone, name):
    assert [answer(alone, address)[0] for address in (name, f"{name}/figures")] == [404, 404]
    with pytest.raises(InvalidStatus):
        connect(f"{alone.replace('http', 'ws')}{name}/live")


def test_earlier_figures_are_refused(alone):
    status, said = answer(alone, "wall/figures?as_at=2018-11-13T17:00")
    assert (status, "shows the newest figures only" in said) == (200, True)


def test_what_is_told_live_names_the_snapshot_and_nothing_else(alone):
    with connect(f"{alone.replace('http', 'ws')}wall/live") as line:
        heard = [json.loads(line.recv(timeout=60)) for _ in range(2)]
    assert [set(news) for news in heard] == [{"kind", "version"}, {"kind", "snapshot", "overdue"}]


@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
def test_nothing_can_be_written_on_the_wall(alone, method):
    assert answer(alone, "wall/capture", method)[0] in (403, 404, 405)


def test_neither_server_nor_kernels_have_anything_else_of_the_inspection_open(declared, planted, open_files):
    folders = inspection.load(str(declared)).folders
    with planted.wall_of(declared) as (url, process):
        assert answer(url, "wall")[0] == 200
        of_inspection = {path for path in open_files(process) if path.is_relative_to(folders.root)}
    assert of_inspection == {folders.wall.snapshots / "000001.duckdb"}
