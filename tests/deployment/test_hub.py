"""What --hub takes from JupyterHub, and what it says where there is none."""

import sys
from pathlib import Path

import pytest

from fieldwork.errors import ServingError
from fieldwork.folders import Folders
from fieldwork.serving import Where, door_of_the_hub, where_the_hub_says


def test_the_hub_says_where_to_listen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTERHUB_SERVICE_URL", "http://127.0.0.1:8123/user/li%20o/")
    monkeypatch.setenv("JUPYTERHUB_SERVICE_PREFIX", "/user/li%20o/")
    assert where_the_hub_says(("hub.example.org",)) == Where(
        "127.0.0.1", 8123, "/user/li%20o/", ("hub.example.org",)
    )


def test_without_a_hub_the_error_says_what_is_missing_and_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JUPYTERHUB_SERVICE_URL", raising=False)
    with pytest.raises(
        ServingError, match=r"JUPYTERHUB_SERVICE_URL.*no JupyterHub started this server"
    ) as said:
        where_the_hub_says()
    assert "Leave --hub out" in str(said.value)


def test_without_the_hubs_package_the_error_says_how_to_bring_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jupyterhub.services.auth", None)
    monkeypatch.setitem(sys.modules, "jupyterhub", None)
    with pytest.raises(ServingError, match=r"pip install fieldwork\[hub\]"):
        door_of_the_hub(Folders(tmp_path))
