"""Damaged and hostile YAML of an inspection or a programme is refused in plain words, or still right."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldwork import inspection, programme
from fieldwork.errors import FieldworkError
from fieldwork.folders import resources

PARAMETERS = resources() / "parameters"
INSPECTION = (PARAMETERS / "inspections" / "demo-crc.yml").read_text("utf-8")
PROGRAMME = (PARAMETERS / "programmes" / "probation-2018-crc.yml").read_text("utf-8")
COMMON = (PARAMETERS / "programmes" / "common" / "probation-2018.yml").read_text("utf-8")
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{this}: &{this} [{','.join(9 * [f'*{before}'])}]\n"
    for before, this in zip("abcdefgh", "bcdefghi", strict=True)
)
PLAIN = "~ {} [] [[[[ 0 -1 1e999 .nan 0x10 2018-02-30 12:30:99 yes ' \" *x ../../../etc/passwd --- ... @x `x`"
TAGGED = [
    "!!python/object/apply:os.system [touch ran]",
    "!!python/name:os.system",
    "!!set {a, b}",
    "!!binary x",
    "!x y",
]
OTHERS = ["", "- x", "{a: {b: []}}", "&x *x", "<<: *x", "\t", "%TAG ! x", "? : ?", "| x", "> x", 400 * "9"]
WORDS = st.one_of(
    st.sampled_from([*PLAIN.split(), *TAGGED, *OTHERS]),
    st.text(max_size=30),
    st.integers(-(2**70), 2**70).map(str),
)


@st.composite
def damaged(draw, text):
    """`text` with some of its lines lost, doubled, moved in, or with another value."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        key = lines[at].partition(":")[0]
        lines[at : at + 1] = draw(
            st.one_of(
                st.just([]),
                st.just([lines[at], lines[at]]),
                st.just(["  " + lines[at]]),
                WORDS.map(lambda word, key=key: [f"{key}: {word}"]),
                WORDS.map(lambda word, line=lines[at]: [line, word]),
            )
        )
        lines = lines or [""]
    return "\n".join(lines)


def read(kind, text, folder):
    """Whether it was taken; any other error than a refusal of ours fails the test."""
    path = folder / "parameters" / kind / "tried.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        (inspection.load if kind == "inspections" else programme.load)(str(path))
    except FieldworkError:
        return False
    return True


@pytest.fixture
def folder(tmp_path, monkeypatch):
    shutil.copytree(PARAMETERS / "programmes" / "common", tmp_path / "parameters" / "programmes" / "common")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_undamaged_they_are_taken(folder):
    assert read("inspections", INSPECTION, folder)
    assert read("programmes", PROGRAMME, folder)


SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)


@SHARED
@given(text=damaged(INSPECTION))
def test_an_inspection_is_taken_or_refused(folder, text):
    read("inspections", text, folder)
    assert not Path("ran").exists()


@settings(SHARED, max_examples=40)
@given(text=damaged(COMMON))
def test_what_programmes_have_in_common_is_taken_or_refused(folder, text):
    common = folder / "parameters" / "programmes" / "common" / "probation-2018.yml"
    common.write_bytes(text.encode("utf-8", "surrogatepass"))
    read("programmes", PROGRAMME, folder)
    assert not Path("ran").exists()


@pytest.mark.parametrize("kind", ["inspections", "programmes"])
@pytest.mark.parametrize(
    "text", [BOMB, "[" * 5000, "a: " * 5000, "\0", "\ud800", 20_000 * "a:\n ", "&a [*a]"]
)
def test_what_is_no_such_file_at_all_is_refused(folder, kind, text):
    assert not read(kind, text, folder)
