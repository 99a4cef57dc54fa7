"""A browser is opened where there is one with a window, and never inside the terminal."""

import sys
import webbrowser

import pytest

from fieldwork.cli.showing import announcer


@pytest.mark.parametrize(
    ("platform", "display", "wanted", "opens"),
    [
        ("linux", ":0", True, True),
        ("linux", None, True, False),
        ("linux", ":0", False, False),
        ("win32", None, True, True),
        ("darwin", None, True, True),
    ],
)
def test_a_browser_opens_only_where_it_has_a_window(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    platform: str,
    display: str | None,
    wanted: bool,
    opens: bool,
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    if display:
        monkeypatch.setenv("DISPLAY", display)
    announcer(wanted)("http://127.0.0.1:8866/")
    assert opened == (["http://127.0.0.1:8866/"] if opens else [])
    assert "http://127.0.0.1:8866/" in capsys.readouterr().err
