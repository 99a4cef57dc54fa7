"""Which role a request has: by its cookie, by a proxy's word or by nobody asking; and where that will do."""

import json
from pathlib import Path

import pytest
from tornado.web import create_signed_value

from fieldwork.errors import ServingError
from fieldwork.serving.door import (
    Accounts,
    Open,
    Proxied,
    Role,
    Signed,
    believes_proxy,
    read_users,
    refuse_address,
)


def test_the_cookie_is_kept_from_scripts_other_sites_and_other_paths(site, sites, accounts, clock) -> None:
    line = site.sign_in().cookie_line
    for part in ("HttpOnly", "SameSite=Strict", f"Path={site.base}", "Max-Age=43200"):
        assert part in line
    assert "Secure" not in line
    assert site.password not in line


@pytest.mark.parametrize(("behind_a_proxy", "secure"), [(True, True), (False, False)])
def test_cookies_are_for_https_only_where_a_known_proxy_says_so(
    sites, accounts: Accounts, clock, behind_a_proxy: bool, secure: bool
) -> None:
    site = sites(Signed(accounts, clock), clock, proxied=behind_a_proxy)
    shown = site.get("sign-in", X_Forwarded_Proto="https")
    assert ("Secure" in shown.headers["Set-Cookie"]) is secure
    form = {"role": "lead", "password": site.password, "_xsrf": site.cookies["_xsrf"].value}
    assert ("Secure" in site.post("sign-in", form, X_Forwarded_Proto="https").cookie_line) is secure


def test_a_session_ends_after_twelve_hours(site, clock) -> None:
    site.sign_in()
    clock.now += 12 * 3600 - 1
    assert site.get("page").status == 200
    clock.now += 2
    assert site.get("page").status == 302


def test_a_new_password_ends_the_sessions_of_its_role_only(site, accounts: Accounts) -> None:
    accounts.set(Role.TEAM, "the team's password")
    site.sign_in("team", "the team's password")
    from_outside = Accounts(accounts.path)
    from_outside.set(Role.LEAD, "another one entirely")
    assert site.get("page").body == "seen by team"
    from_outside.set(Role.TEAM, "the team's password")
    assert site.get("page").status == 302


def test_no_session_outlives_the_file(site, accounts: Accounts) -> None:
    site.sign_in()
    accounts.path.unlink()
    assert site.get("page").status == 302


def test_a_file_that_cannot_be_read_lets_nobody_in(site, accounts: Accounts) -> None:
    site.sign_in()
    accounts.path.write_text("{")
    assert site.get("page").status == 500


def test_a_cookie_that_was_altered_or_made_elsewhere_opens_nothing(
    site, accounts: Accounts, clock, tmp_path: Path
) -> None:
    accounts.set(Role.TEAM, "the team's password")
    site.sign_in("team", "the team's password")
    name, good = site.session(), site.cookies[site.session()].value
    other = Accounts(tmp_path / "other" / "accounts.json")
    other.set(Role.TEAM, "the team's password")
    lead = f"lead {accounts.fingerprint(Role.LEAD)}"
    forged = [
        "",
        "team",
        good[:-1] + ("0" if good[-1] != "0" else "1"),
        good.replace("|", "|x", 1),
        create_signed_value(other.secret, name, lead, version=2, clock=clock).decode(),
        create_signed_value(accounts.secret, "another", lead, version=2, clock=clock).decode(),
        create_signed_value(accounts.secret, name, lead, version=1, clock=clock).decode(),
        create_signed_value(accounts.secret, name, "deputy None", version=2, clock=clock).decode(),
        create_signed_value(accounts.secret, name, "king x", version=2, clock=clock).decode(),
    ]
    for value in forged:
        site.cookies[name] = value
        assert site.get("page").status == 302, value
    site.cookies[name] = good
    assert site.get("page").status == 200


def test_nobody_signs_in_where_the_door_stands_open(sites, clock) -> None:
    site = sites(Open(Role.DEPUTY), clock)
    assert site.get("page").body == "seen by deputy"
    assert site.get("sign-in").status == 404


def test_the_proxys_word_counts_for_the_users_that_have_a_role(sites, clock, tmp_path: Path) -> None:
    (tmp_path / "users.json").write_text(json.dumps({"li@example.org": "lead", "": "lead"}))
    site = sites(Proxied("X-Forwarded-User", read_users(tmp_path / "users.json")), clock)
    assert site.get("page", X_Forwarded_User="li@example.org").body == "seen by lead"
    for nobody in ("other@example.net", "", "li@example.org,li@example.org", "LEAD"):
        refused = site.get("page", X_Forwarded_User=nobody)
        assert refused.status == 403
        assert "Ask its lead inspector" in refused.body
    assert site.get("page").status == 403


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("{", "cannot be read"),
        ('["lead"]', "cannot be read"),
        ('{"li@example.net": "leed"}', "did you mean lead?"),
    ],
)
def test_a_file_of_users_that_is_unfit_is_refused_and_names_nobody(
    tmp_path: Path, said: str, hint: str
) -> None:
    (tmp_path / "users.json").write_text(said)
    with pytest.raises(ServingError) as refused:
        read_users(tmp_path / "users.json")
    assert hint in str(refused.value)
    assert "example.net" not in str(refused.value)


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_this_machines_own_address_needs_no_login(address: str) -> None:
    refuse_address(address, Open(Role.LEAD))
    refuse_address(address, Proxied("X-Forwarded-User", {}))


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.7", "", "*", "figures.example"])  # noqa: S104
def test_another_address_needs_a_login_and_the_refusal_says_what_to_do(
    address: str, accounts: Accounts
) -> None:
    with pytest.raises(ServingError, match=r"fieldwork passwd.* TLS"):
        refuse_address(address, Open(Role.LEAD))
    with pytest.raises(ServingError, match="listens on 127"):
        refuse_address(address, Proxied("X-Forwarded-User", {}))
    refuse_address(address, Signed(accounts))


def test_a_proxy_is_believed_where_no_browser_gets_past_it_to_try_passwords(accounts: Accounts) -> None:
    signed, proxied = Signed(accounts), Proxied("X-Forwarded-User", {})
    assert believes_proxy("127.0.0.1", signed)
    assert believes_proxy("127.0.0.1", proxied)
    for open_to_others in ("0.0.0.0", "192.0.2.7", ""):  # noqa: S104
        assert not believes_proxy(open_to_others, signed)


def test_a_door_that_nobody_could_pass_is_not_hung(tmp_path: Path) -> None:
    with pytest.raises(ServingError, match="fieldwork passwd"):
        Signed(Accounts(tmp_path / "accounts.json"))


def test_each_role_sees_what_the_lesser_ones_see() -> None:
    seen = {role: [other for other in Role if role.sees(other)] for role in Role}
    assert seen == {
        Role.WALL: [Role.WALL],
        Role.TEAM: [Role.WALL, Role.TEAM],
        Role.DEPUTY: [Role.WALL, Role.TEAM, Role.DEPUTY],
        Role.LEAD: [Role.WALL, Role.TEAM, Role.DEPUTY, Role.LEAD],
    }
