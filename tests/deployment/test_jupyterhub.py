"""Started by a real JupyterHub, with the settings that docs/serving.md gives."""

import shutil
import sys
from urllib.parse import quote_plus

import pytest
from deployed import adapted, block, free_ports, running

pytest.importorskip("jupyterhub", reason="no jupyterhub: make check-deployment brings it")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(
        not shutil.which("configurable-http-proxy"),
        reason="no configurable-http-proxy: make check-deployment brings it",
    ),
]
NAME = "hub.example.org"
AROUND = """
c.JupyterHub.bind_url = "http://127.0.0.1:{outside}/hubs/"
c.JupyterHub.hub_port = {hub}
c.JupyterHub.db_url = "sqlite:///{folder}/hub.sqlite"
c.JupyterHub.cookie_secret_file = "{folder}/cookie_secret"
c.JupyterHub.authenticator_class = "dummy"
c.JupyterHub.spawner_class = "simple"
c.Authenticator.allow_all = True
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{proxy}"
c.ConfigurableHTTPProxy.pid_file = "{folder}/proxy.pid"
c.SimpleLocalProcessSpawner.home_dir_template = "{folder}/{{username}}"
"""


@pytest.fixture(scope="module")
def hub(inspected, tmp_path_factory):
    """The address of a hub that has one service and gives every user a server."""
    folder = tmp_path_factory.mktemp("hub")
    outside, inside, proxy, service = free_ports(4)
    settings = block("python") + block("python", 1)
    serve = [sys.executable, "-m", "fieldwork", "serve", str(inspected.declared)]
    ours = {
        '"fieldwork", "serve", "marlshire-2018"': ", ".join(f'"{word}"' for word in serve),
        "http://127.0.0.1:8866": f"http://127.0.0.1:{service}",
    }
    around = AROUND.format(folder=folder, outside=outside, hub=inside, proxy=proxy)
    written = folder / "jupyterhub_config.py"
    written.write_text(around + adapted(settings, ours))
    command = [sys.executable, "-m", "jupyterhub", "--config", str(written)]
    with running(command, until="JupyterHub is now running"):
        yield f"http://{NAME}:{outside}/hubs/"


def signed_in(visit, hub, name, to):
    """Go `to` an address of the hub as a browser that it does not know; who went, and what came."""
    reader = visit()
    page = reader.page
    page.goto(hub + to)
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill("any")
    with page.expect_navigation(url=lambda url: not url.startswith(f"{hub}hub/")) as came:
        page.get_by_role("button", name="Sign in").click()
    reader.asked.clear()  # the hub's own pages are not ours to judge
    reader.complaints.clear()
    return reader, came.value


@pytest.mark.parametrize(
    ("start", "base"), [("hub/spawn", "user/li@example.org/"), ("services/crc/", "services/crc/")]
)
def test_a_screen_is_whole_and_alive_as_a_users_server_and_as_a_service(visit, inspected, hub, start, base):
    reader, _ = signed_in(visit, hub, "li@example.org", start)
    assert reader.page.url == f"{hub}{base}today"
    came = reader.page.goto(f"{hub}{base}key_questions")
    reader.follow(inspected, came, hub + base)


def test_a_filter_in_the_address_is_still_there_after_signing_in(visit, inspected, hub):
    wanted = f"services/crc/key_questions?tier1={quote_plus(inspected.unit())}"
    reader, came = signed_in(visit, hub, "sam@example.org", wanted)
    assert reader.page.url == hub + wanted
    assert inspected.bars(tier1=inspected.unit())["sentence"] in came.text()


def test_who_has_no_role_gets_no_page_even_from_a_server_of_their_own(visit, hub):
    _, came = signed_in(visit, hub, "nobody@example.org", "hub/spawn")
    assert (came.status, came.url) == (403, f"{hub}user/nobody@example.org/")
    assert "You have no role in this inspection." in came.text()


def test_a_role_does_not_open_somebody_elses_server(visit, hub):
    reader, _ = signed_in(visit, hub, "sam@example.org", "services/crc/")
    refused = reader.page.goto(f"{hub}user/li@example.org/key_questions")
    assert refused.status == 403
    assert refused.url.startswith(f"{hub}hub/")


def test_signing_out_of_the_hub_closes_the_dashboards(visit, hub):
    reader, _ = signed_in(visit, hub, "sam@example.org", "services/crc/")
    reader.page.goto(f"{hub}hub/logout")
    reader.page.goto(f"{hub}services/crc/key_questions")
    assert reader.page.url.startswith(f"{hub}hub/login")
