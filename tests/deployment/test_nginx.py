"""Behind nginx under a prefix, with the settings that docs/serving.md gives."""

import getpass
import shutil
import subprocess
import sys
from contextlib import ExitStack, contextmanager

import pytest
from deployed import adapted, block, free_ports, running
from playwright.sync_api import expect

from fieldwork.serving.door import Accounts, Role

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin:/opt/homebrew/bin")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not NGINX, reason="no nginx: apt-get install nginx-light"),
    pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl, which makes the certificate"),
]
NAME = "dashboards.example.org"
PASSWORD = "correct horse battery"  # noqa: S105
AROUND = """
daemon off;
user {user};
pid {folder}/nginx.pid;
error_log stderr notice;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{settings}
}}
"""


@contextmanager
def behind_nginx(inspected, folder, scheme, *options, named=False):
    """fieldwork, and nginx in front of it; the address of the dashboards. `named`: nginx knows the users."""
    inside, outside = free_ports(2)
    settings = block("nginx")
    if named:
        settings = adapted(settings, {'proxy_set_header X-Forwarded-User "";': block("nginx", 1)})
        settings = adapted(settings, {"/etc/nginx/dashboards.users": f"{folder}/users"})
        names = [*inspected.users, "nobody@example.org"]
        (folder / "users").write_text("".join(f"{name}:{{PLAIN}}{PASSWORD}\n" for name in names))
    certificate, key = f"/etc/ssl/certs/{NAME}.pem", f"/etc/ssl/private/{NAME}.key"
    ours = {"http://127.0.0.1:8866": f"http://127.0.0.1:{inside}"}
    if scheme == "https":
        make_certificate(folder)
        ours |= {certificate: f"{folder}/certificate.pem", key: f"{folder}/key.pem"}
        ours |= {"listen 443 ssl": f"listen 127.0.0.1:{outside} ssl"}
    else:
        ours |= {f"ssl_certificate {certificate};": "", f"ssl_certificate_key {key};": ""}
        ours |= {"listen 443 ssl": f"listen 127.0.0.1:{outside}"}
    written = folder / "nginx.conf"
    written.write_text(AROUND.format(user=getpass.getuser(), folder=folder, settings=adapted(settings, ours)))
    serve = [sys.executable, "-m", "fieldwork", "serve", str(inspected.declared), "--port", str(inside)]
    serve += ["--prefix", "/crc/", "--host", NAME, *options]
    with ExitStack() as programs:
        programs.enter_context(running(serve, until="The dashboards are at"))
        nginx = [NGINX, "-p", str(folder), "-c", str(written)]
        programs.enter_context(running(nginx, until="start worker process"))
        yield f"{scheme}://{NAME}:{outside}/crc/"


def make_certificate(folder):
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-noenc", "-subj", f"/CN={NAME}"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")]
    subprocess.run([*made, *files], check=True, capture_output=True)


@pytest.fixture(scope="module", params=["http", "https"])
def named(request, inspected, tmp_path_factory):
    """The address, where nginx says who the users are."""
    folder = tmp_path_factory.mktemp("nginx")
    header = ("--user-header", "X-Forwarded-User")
    with behind_nginx(inspected, folder, request.param, *header, named=True) as base:
        yield base


def credentials(name):
    return {"username": name, "password": PASSWORD}


def test_a_screen_is_whole_and_alive_under_a_prefix(visit, inspected, named):
    reader = visit(http_credentials=credentials("li@example.org"))
    reader.page.goto(named)
    assert reader.page.url == f"{named}today"
    came = reader.page.goto(f"{named}key_questions")
    reader.follow(inspected, came, named)


@pytest.mark.parametrize(
    ("name", "page", "said"),
    [
        ("nobody@example.org", "", "You have no role in this inspection."),
        ("nobody@example.org", "key_questions/figures", "You have no role in this inspection."),
        ("wall@example.org", "", "There is no screen for this role yet."),
        ("wall@example.org", "key_questions", "This is not open to you."),
    ],
)
def test_who_has_no_role_gets_no_page(visit, named, name, page, said):
    refused = visit(http_credentials=credentials(name)).page.goto(named + page)
    assert refused.status == 403
    assert said in refused.text()


def test_a_name_that_the_browser_claims_is_not_believed(visit, named):
    claimed = {"X-Forwarded-User": "li@example.org"}
    liar = visit(http_credentials=credentials("nobody@example.org"), extra_http_headers=claimed)
    assert liar.page.goto(named).status == 403


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_password_opens_the_same_page_and_its_cookie_is_as_safe_as_the_line(
    visit, inspected, tmp_path, scheme
):
    Accounts.of(inspected.folders).set(Role.TEAM, PASSWORD)
    with behind_nginx(inspected, tmp_path, scheme) as base:
        reader = visit()
        page = reader.page
        page.goto(f"{base}key_questions")
        page.get_by_label("Password").fill(PASSWORD)
        with page.expect_navigation(url=f"{base}key_questions") as came:
            page.get_by_role("button", name="Sign in").click()
        cookies = page.context.cookies()
        assert len(cookies) == 2  # the session's and the forms'
        for cookie in cookies:
            assert (cookie["secure"], cookie["httpOnly"], cookie["path"]) == (
                scheme == "https",
                True,
                "/crc/",
            )
        reader.follow(inspected, came.value, base)
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_label("Password")).to_be_visible()
