"""What every request passes: our names, our origin, a role; and what every answer carries."""

import logging
from pathlib import Path

import pytest

import fieldwork


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept": "*/*"},
        {"Accept": "text/html", "Sec-Fetch-Mode": "cors"},
        {"Accept": "text/html", "Upgrade": "websocket"},
    ],
)
@pytest.mark.parametrize("name", ["page", "socket", "jupyter"])
def test_what_is_no_page_is_told_to_sign_in_again(site, name: str, headers: dict[str, str]) -> None:
    refused = site.get(name, **headers)
    assert (refused.status, refused.body) == (403, "Sign in again.")
    assert refused.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_a_post_without_a_role_is_not_led_anywhere(site) -> None:
    assert (site.post("page", {}).status, site.post("page", {}, Accept="*/*").body) == (403, "Sign in again.")


def test_a_role_opens_pages_websockets_and_what_is_jupyters(site) -> None:
    site.sign_in()
    assert site.get("page").body == "seen by lead"
    assert site.open_socket().status == 101
    assert site.get("jupyter").body.startswith("seen by lead, who is ")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1.evil.example", "localhost."]
)
@pytest.mark.parametrize("name", ["page", "sign-in", "jupyter", "nothing"])
def test_another_sites_name_gets_no_answer(site, host: str, name: str) -> None:
    site.sign_in()
    refused = site.get(name, Host=host.format(port=site.port))
    assert refused.status == 421
    assert "evil" not in refused.body
    assert "Content-Security-Policy" in refused.headers


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "[::1]", "[::1]:8866", "127.0.0.1"])
def test_our_own_names_are_answered_by_any_port(site, host: str) -> None:
    assert site.get("sign-in", Host=host).status == 200


def test_a_name_that_the_settings_give_is_answered(site) -> None:
    site.application.settings["hosts"] = {"figures.example"}
    assert site.get("sign-in", Host="figures.example").status == 200
    assert site.get("sign-in").status == 421


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://127.0.0.1:{port}", 101),
        ("http://evil.example", 403),
        ("http://127.0.0.1:1", 403),
        ("http://127.0.0.1", 403),
        ("null", 403),
        ("http://127.0.0.1:{port}.evil.example", 403),
        ("http://127.0.0.1:{port}@evil.example", 403),
    ],
)
def test_only_our_own_pages_open_a_websocket(site, origin: str, status: int) -> None:
    site.sign_in()
    assert site.open_socket(Origin=origin.format(port=site.port)).status == status


def test_another_sites_form_is_refused_even_with_a_role(site) -> None:
    site.sign_in()
    assert site.post("page", {}).status == 200
    assert site.post("page", {}, Origin="http://127.0.0.1:1").status == 403


@pytest.mark.parametrize("name", ["page", "sign-in", "nothing", "broken", "jupyter", "socket"])
def test_every_answer_has_our_headers_and_not_the_servers_name(site, name: str) -> None:
    for _ in ("without", "with"):
        answer = site.get(name)
        assert site.headers.items() <= dict(answer.headers).items()
        assert "Server" not in answer.headers
        site.sign_in()


def test_a_fault_shows_and_logs_nothing_of_what_was_asked(site, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    site.sign_in()
    site.sign_in("lead", "not this one, no")
    broken = site.get("broken?case=0117")
    assert broken.status == 500
    assert "could not be made" in broken.body
    assert "<main>" in broken.body
    for secret in ("Traceback", "0117", "RuntimeError", str(Path(fieldwork.__file__).parent)):
        assert secret not in broken.body
    assert "RuntimeError" in caplog.text
    ours = "\n".join(record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING)
    for secret in ("0117", site.password, "not this one"):
        assert secret not in ours


def test_what_is_not_there_is_said_in_plain_words(site) -> None:
    assert "There is no such page." in site.get("nothing").body
    assert site.get("nothing", Accept="*/*").body == "There is no such page."
