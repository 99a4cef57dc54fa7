"""fieldwork passwd, as a person and as a script use it; the password is never printed."""

import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from fieldwork.cli import main
from fieldwork.folders import find_parameters
from fieldwork.inspection import load
from fieldwork.serving.door import Accounts, Role

PASSWORD = "correct horse battery"  # noqa: S105
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def declared(tmp_path: Path) -> str:
    path = tmp_path / "parameters" / "inspections" / "practice.yml"
    path.parent.mkdir(parents=True)
    found = find_parameters("inspections", "demo-crc")
    assert found
    shutil.copyfile(found, path)
    return str(path)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `fieldwork passwd`; its exit code, and all that it printed."""

    def command(*arguments: str, typed: str = "") -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["fieldwork", "passwd", *arguments])
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
        printed = capsys.readouterr()
        assert printed.out == ""
        return code, " ".join(printed.err.split())

    return command


def accounts(declared: str) -> Accounts:
    return Accounts.of(load(declared).folders)


@pytest.mark.parametrize("end", ["\n", "\r\n", "", "\nand a second line\n"])
def test_a_script_gives_a_role_its_password_with_one_line(run: Run, declared: str, end: str) -> None:
    code, said = run(declared, "lead", "--stdin", typed=PASSWORD + end)
    assert code == 0
    assert f"{accounts(declared).path}: lead has a new password." in said
    assert PASSWORD not in said
    assert accounts(declared).known == {Role.LEAD}
    assert accounts(declared).check(Role.LEAD, PASSWORD)


def test_a_person_is_asked_twice_without_echo(
    run: Run, declared: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, object]] = []

    def prompt(text: str, **options: object) -> str:
        asked.append({"text": text, **options})
        return PASSWORD

    monkeypatch.setattr(typer, "prompt", prompt)
    code, said = run(declared, "team")
    assert code == 0
    assert PASSWORD not in said
    assert asked == [
        {"text": "New password of team", "hide_input": True, "confirmation_prompt": True, "err": True}
    ]
    assert accounts(declared).check(Role.TEAM, PASSWORD)


@pytest.mark.parametrize(
    ("role", "typed", "hint"),
    [
        ("lead", "too short\n", "12 to 200"),
        ("lead", "", "12 to 200"),
        ("leed", PASSWORD, "did you mean lead?"),
    ],
)
def test_what_is_unfit_is_refused_and_changes_nothing(
    run: Run, declared: str, role: str, typed: str, hint: str
) -> None:
    run(declared, "team", "--stdin", typed=PASSWORD)
    before = json.loads(accounts(declared).path.read_text())
    code, said = run(declared, role, "--stdin", typed=typed)
    assert code == 10
    assert hint in said
    assert not typed.strip() or typed.strip() not in said
    assert json.loads(accounts(declared).path.read_text()) == before


def test_an_inspection_that_is_not_there_is_refused(run: Run) -> None:
    code, said = run("nowhere", "lead", "--stdin", typed=PASSWORD)
    assert code == 4
    assert "nowhere" in said
