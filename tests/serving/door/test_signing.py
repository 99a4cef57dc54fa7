"""The sign-in page and the way out, as a browser goes through them."""

import os
from typing import Any

import pytest

from fieldwork.serving.door import Accounts, Role, Signed
from fieldwork.serving.door.signing import path_here


def test_a_page_without_a_role_leads_to_the_sign_in_and_back(site) -> None:
    led = site.get("page?tier1=A%26B")
    assert (led.status, led.headers["Location"]) == (
        302,
        f"{site.base}sign-in?next=%2Finspections%2Fpage%3Ftier1%3DA%2526B",
    )
    form = site.get(led.headers["Location"].removeprefix(site.base))
    assert 'value="/inspections/page?tier1=A%26B"' in form.body
    back = site.sign_in(next="/inspections/page?tier1=A%26B")
    assert (back.status, back.headers["Location"]) == (303, "/inspections/page?tier1=A%26B")
    assert site.get("page").body == "seen by lead"


def test_signing_out_ends_the_session_of_this_browser(site) -> None:
    site.sign_in()
    assert site.post("sign-out", {}).status == 403
    left = site.post("sign-out", {"_xsrf": site.cookies["_xsrf"].value})
    assert (left.status, left.headers["Location"]) == (303, f"{site.base}sign-in")
    assert f"Path={site.base}" in left.cookie_line
    assert site.get("page").status == 302
    assert site.get("sign-out").status == 405


def test_a_copy_of_the_cookie_opens_nothing_after_signing_out(site, sites, accounts, clock) -> None:
    site.sign_in()
    name, copied = site.session(), site.cookies[site.session()].value
    elsewhere = sites(Signed(accounts, clock), clock)
    elsewhere.sign_in()
    site.post("sign-out", {"_xsrf": site.cookies["_xsrf"].value})
    clock.now += 11 * 3600
    restarted = sites(Signed(Accounts(accounts.path), clock), clock)
    for one in (site, restarted):
        one.cookies[name] = copied
        assert one.get("page", Accept="*/*").status == 403
    restarted.cookies = elsewhere.cookies
    assert restarted.get("page").body == "seen by lead"


def test_who_is_not_signed_in_ends_no_session_and_writes_nothing(site, accounts) -> None:
    site.sign_in()
    name, before = site.session(), accounts.path.read_bytes()
    mine = site.cookies[name].value
    for forged in ("", "lead", mine[:-1]):
        site.cookies[name] = forged
        assert site.post("sign-out", {"_xsrf": site.cookies["_xsrf"].value}).status == 303
    assert accounts.path.read_bytes() == before
    site.cookies[name] = mine
    assert site.get("page").status == 200


def test_where_the_end_of_a_session_cannot_be_kept_nobody_is_told_that_it_ended(
    site, accounts, monkeypatch
) -> None:
    def full(_: Any) -> None:
        raise OSError("no space left")

    site.sign_in()
    monkeypatch.setattr(os, "fsync", full)
    left = site.post("sign-out", {"_xsrf": site.cookies["_xsrf"].value})
    assert (left.status, "Set-Cookie" in left.headers) == (500, False)
    monkeypatch.undo()
    assert site.get("page").status == 200


def test_a_wrong_password_is_told_in_the_same_words_as_a_role_without_one(site) -> None:
    wrong, nobody = site.sign_in("lead", "not this one, no"), site.sign_in("deputy", site.password)
    assert (wrong.status, nobody.status) == (401, 401)
    said = [answer.body.partition('role="alert"')[2].partition("</p>")[0] for answer in (wrong, nobody)]
    assert said[0] == said[1]
    assert "not the password of this role" in said[0]
    assert "not this one" not in wrong.body
    assert 'value="deputy" required checked' in nobody.body
    assert not any(name.startswith("fieldwork-") for name in site.cookies)


@pytest.mark.parametrize("fields", [{"role": "king"}, {"role": ""}])
def test_a_role_that_is_none_is_not_understood(site, fields: dict[str, str]) -> None:
    assert site.sign_in(**fields).status == 400


def test_a_form_that_is_not_ours_signs_nobody_in(site) -> None:
    site.get("sign-in")
    refused = site.post("sign-in", {"role": "lead", "password": site.password})
    assert refused.status == 403
    assert "This form is out of date" in refused.body
    assert site.post("sign-in", {"role": "lead", "password": site.password, "_xsrf": "2|1|2|3"}).status == 403


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "https:evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/elsewhere",
        "/inspections/\r\nSet-Cookie: x=y",
        "/inspections/\\..\\..\\\\evil.example",
        "",
    ],
)
def test_after_the_sign_in_the_way_leads_nowhere_else(site, wanted: str) -> None:
    assert path_here(wanted, "/") in ("/", "/elsewhere")
    location = site.sign_in(next=wanted).headers["Location"]
    assert location.startswith(site.base)
    assert "\\" not in location


def test_what_the_address_says_stands_on_the_page_as_text(site) -> None:
    shown = site.get('sign-in?next=/inspections/"><script>alert(1)</script>'.replace(" ", "%20")).body
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown


def test_wrong_passwords_wait_longer_and_longer_and_a_right_one_is_free_again(site, clock) -> None:
    for _ in range(9):
        assert site.sign_in("lead", "not this one, no").status == 401
    assert clock.waited == [1, 2, 4, 8]
    assert site.sign_in().status == 303
    assert clock.waited == [1, 2, 4, 8, 16]
    site.sign_in()
    assert clock.waited == [1, 2, 4, 8, 16]


def test_whoever_guesses_keeps_nobody_out_who_asks_from_elsewhere(sites, accounts, clock) -> None:
    site = sites(Signed(accounts, clock), clock, proxied=True)
    site.get("sign-in")
    form = {"role": "lead", "_xsrf": site.cookies["_xsrf"].value}
    for _ in range(20):
        guess = site.post("sign-in", {**form, "password": "not this one, no"}, X_Real_IP="10.0.0.1")
        assert guess.status == 401
    clock.waited.clear()
    right = {**form, "password": site.password}
    assert site.post("sign-in", right, X_Real_IP="10.0.0.2").status == 303
    assert clock.waited == []
    assert site.post("sign-in", right, X_Real_IP="10.0.0.1").status == 303
    assert clock.waited == [30]


def test_the_password_of_one_role_frees_no_tries_at_another(site, accounts, clock) -> None:
    accounts.set(Role.TEAM, "the team's password")
    for _ in range(6):
        assert site.sign_in("lead", "not this one, no").status == 401
        assert site.sign_in("team", "the team's password").status == 303
    assert clock.waited == [1]


def test_without_a_proxy_nobody_gets_more_tries_by_claiming_another_address(site, clock) -> None:
    site.get("sign-in")
    form = {"role": "lead", "password": "not this one, no", "_xsrf": site.cookies["_xsrf"].value}
    for number in range(7):
        site.post("sign-in", form, X_Real_IP=f"10.0.0.{number}", X_Forwarded_For=f"10.0.1.{number}")
    assert clock.waited == [1, 2]
