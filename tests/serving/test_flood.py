"""One viewer asks hundreds of questions at once; what the others see goes on meanwhile."""

import json
import socket
from contextlib import ExitStack, closing
from datetime import timedelta
from gzip import decompress
from http.client import HTTPResponse
from itertools import cycle
from select import select
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from websockets.sync.client import connect

from fieldwork import inspection
from fieldwork.database import CURRENT
from fieldwork.folders import write_durably

ENOUGH = 60  # seconds that nothing here should take
QUESTIONS, PUBLISHES = 400, 5


@pytest.fixture
def flood(served, drawn):
    """Hundreds of questions, each of another moment, on a line of its own; the answers are read later."""
    with ExitStack() as lines:
        asked = []
        for minutes in range(QUESTIONS):
            moment = drawn.STARTS + timedelta(hours=4 * 30, minutes=minutes)
            line = socket.create_connection(("127.0.0.1", served.port), ENOUGH)
            asked.append(lines.enter_context(closing(line)))
            query = urlencode({"as_at": moment.isoformat()})
            line.sendall(
                f"GET /key_questions/figures?{query} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode("ascii")
            )
        yield asked


def answered(lines):
    """How many lines have an answer."""
    return len(select(lines, [], [], 0)[0])


def newest_figures(served):
    with urlopen(f"{served.url}key_questions/figures", timeout=ENOUGH) as answer:  # noqa: S310
        return json.loads(decompress(answer.read()))


def status(line):
    answer = HTTPResponse(line)
    answer.begin()
    return answer.status


@pytest.fixture
def live(served):
    """The line of somebody else who looks at the screen, whose kernel has two newer snapshots to turn to."""
    newest_figures(served)
    for complete in (80, 81):
        served.publish(complete)
    with connect(f"{served.url.replace('http', 'ws')}key_questions/live") as line:
        while served.pulse(line)["snapshot"] != "000003":
            pass
        yield line


def test_under_a_flood_of_questions_others_hear_of_each_publish_and_get_its_figures_from_the_same_kernel(
    served, live, flood
):
    folders = inspection.load(str(served.declared)).folders
    kernels, newest = served.showing(), cycle(["000002", "000003"])
    select(flood, [], [], ENOUGH)
    for _ in range(PUBLISHES):
        name = next(newest)
        for shown in (folders, folders.team):
            write_durably(shown.snapshots / CURRENT, f"{name}.duckdb".encode("ascii"))
        while served.pulse(live)["snapshot"] != name:
            pass
        assert newest_figures(served)["snapshot"] == name
    assert answered(flood) < QUESTIONS / 2
    assert {status(line) for line in flood} == {200}
    assert served.showing() == kernels
