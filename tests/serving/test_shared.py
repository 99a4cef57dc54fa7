"""One kernel for many pages, through the server's public face: HTTP and websockets, without a browser."""

import gzip
import json
import os
import signal
from contextlib import ExitStack
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

import pytest
from lxml import html
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from fieldwork.screens import CompletionScreen, KeyQuestionsScreen

SCREENS = {"key_questions": KeyQuestionsScreen, "completion": CompletionScreen}
ENOUGH = 60  # seconds that nothing here should take


def get(served, address, **headers):
    with urlopen(Request(served.url + address, headers=headers), timeout=ENOUGH) as answer:  # noqa: S310
        body = answer.read()
        return gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body


def refusal(served, address):
    """(code, words, headers)"""
    with pytest.raises(HTTPError) as refused:
        get(served, address)
    with refused.value as answer:
        return answer.code, answer.read().decode(), answer.headers


def live(served):
    """A page's line to Completion."""
    return connect(f"{served.url.replace('http', 'ws')}completion/live")


def closed(line):
    """Why the server ended a line."""
    try:
        while True:
            line.recv(timeout=ENOUGH)
    except ConnectionClosed as end:
        return end.rcvd.code


def text(element):
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("name", SCREENS)
def test_the_first_html_holds_what_the_screen_says(name, served):
    page = html.fromstring(get(served, name))
    answer = SCREENS[name].open(str(served.declared)).answer({})
    for panel in answer["panels"]:
        [section] = page.xpath(f"//section[@aria-labelledby='{panel['id']}-title']")
        assert text(section.find_class("sentence")[0]) == " ".join(panel["sentence"].split())
        values = [text(value) for value in section.xpath(".//p[@class='tile-value']/span[@data-moves]")]
        assert values == [tile["value"] for tile in panel.get("tiles", [])]
        rows = section.xpath(".//details//tbody/tr")
        expected = panel.get("table", {"rows": []})["rows"]
        assert [[cell.text_content() for cell in row] for row in rows] == [row["cells"] for row in expected]
        if "figure" in panel:
            assert section.xpath(".//div[@class='chart']/*[local-name()='svg']")
    assert text(page.get_element_by_id("inspection")) == answer["inspection"]
    assert json.loads(page.get_element_by_id("shown").text)["snapshot"] == answer["snapshot"]


def test_a_slice_as_json_is_what_the_screen_shows(served):
    sample = "unpaid_work"
    said = json.loads(get(served, f"completion/figures?sample={sample}"))
    assert said.pop("asked") == {"sample": sample}
    assert said == json.loads(
        json.dumps(CompletionScreen.open(str(served.declared)).content({"sample": sample}))
    )


def test_many_pages_have_one_kernel(served):
    get(served, "completion")
    before = served.kernels()
    for _ in range(50):
        get(served, "completion")
    with ExitStack() as pages:
        lines = [pages.enter_context(live(served)) for _ in range(12)]
        assert len({served.pulse(line)["snapshot"] for line in lines}) == 1
        assert served.kernels() == before


def test_what_a_page_sends_ends_its_own_line_and_no_other(served):
    shutdown = {
        "header": {"msg_type": "shutdown_request"},
        "content": {"restart": False},
        "channel": "control",
    }
    get(served, "completion")
    before = served.kernels()
    with live(served) as mine, live(served) as other:
        mine.send(json.dumps(shutdown))
        assert closed(mine) == 1003
        assert served.pulse(other)["snapshot"]
    assert served.kernels() == before


def test_a_publish_is_told_to_every_page_and_every_slice_is_new(served):
    get(served, "completion")
    with live(served) as one, live(served) as other:
        before = served.pulse(one)["snapshot"]
        served.publish(complete=31)
        for line in (one, other):
            while served.pulse(line)["snapshot"] == before:
                pass
    after = json.loads(get(served, "completion/figures"))["snapshot"]
    assert int(after) == int(before) + 1 == served.number


def test_a_kernel_that_dies_is_replaced_while_its_pages_stay(served):
    get(served, "completion")
    with live(served) as line:
        served.pulse(line)
        for kernel in (killed := served.kernels()):
            os.kill(kernel, signal.SIGKILL)
        while served.kernels() & killed or not served.kernels():
            served.pulse(line)
        assert served.pulse(line)["snapshot"]
    assert b"Done, required and planned" in get(served, "completion")


@pytest.mark.parametrize(
    "address",
    [
        "api/kernels",
        "api/contents",
        "voila/tree",
        "voila/render/key_questions.ipynb",
        "voila/files/key_questions.ipynb",
        "key_questions.ipynb",
        "nowhere",
        "nowhere/figures",
        "fieldwork/parts/x/../page.py",
    ],
)
def test_nothing_else_is_served(served, address):
    assert refusal(served, address)[0] == 404


def test_an_overlong_address_is_refused(served):
    assert refusal(served, f"completion?sample={'x' * 3000}")[0] == 414


def test_a_filter_that_is_not_there_is_refused_in_words_and_stays_text(served):
    page = html.fromstring(get(served, "key_questions?tier1=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"))
    [message] = page.find_class("message")
    assert "Tier 1 unit: “<img src=x onerror=alert(1)>” is not one of the choices" in text(message)
    assert not page.xpath("//img")


def test_looks_of_the_address_are_in_the_first_html_and_nothing_else_is(served):
    page = html.fromstring(get(served, "completion?theme=dark&text=%22%3E%3Cscript%3E"))
    assert page.get("data-theme") == "dark"
    assert page.get("data-text") is None


def test_looks_of_the_address_go_with_the_reader_without_any_script(served):
    page = html.fromstring(get(served, "completion?sample=d2&theme=dark&text=large"))
    assert {parse_qs(urlsplit(link).query)["theme"][0] for link in page.xpath("//nav//a/@href")} == {"dark"}
    fields = page.xpath("//noscript/input[@form=//form[@method='get']/@id]")
    assert [(field.get("name"), field.value) for field in fields] == [("theme", "dark"), ("text", "large")]
    with urlopen(f"{served.url}?text=largest&theme=%22", timeout=ENOUGH) as first:  # noqa: S310
        assert urlsplit(first.url).query == "text=largest"


def test_every_answer_carries_the_policy(served):
    for address in ("completion", "completion/figures", "fieldwork/alive"):
        with urlopen(served.url + address, timeout=ENOUGH) as answer:  # noqa: S310
            policy = answer.headers["Content-Security-Policy"]
            assert "Server" not in answer.headers
        assert "default-src 'self'" in policy
        assert "script-src 'self';" in policy
    assert refusal(served, "nowhere")[2]["Content-Security-Policy"] == policy


def test_no_more_viewers_than_the_limit(server, drawn, tmp_path):
    served = server(drawn, tmp_path, viewers=2)
    try:
        with live(served), live(served), live(served) as one_more:
            why = closed(one_more)
            code, words, _ = refusal(served, "completion")
    finally:
        served.stop()
    assert (why, code) == (1013, 503)
    assert "As many pages are open as this server allows" in words


def test_under_a_prefix_every_address_is_under_it(server, drawn, tmp_path):
    served = server(drawn, tmp_path, base_url="/a/prefix/")
    try:
        page = html.fromstring(get(served, "completion"))
    finally:
        served.stop()
    assert served.url.endswith("/a/prefix/")
    addresses = page.xpath("//link/@href[not(starts-with(., 'data:'))] | //script/@src | //nav//a/@href")
    assert len(addresses) >= 6
    assert all(address.startswith("/a/prefix/") for address in addresses)
