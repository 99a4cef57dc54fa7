"""A YAML file is read strictly, and all that is wrong with it is said at once."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from pydantic import Field

from fieldwork.errors import ProgrammeError
from fieldwork.parameters import Document, Entry, Location, find, fingerprint, load


class Question(Entry):
    title: str
    population: str | None = None


class Paper(Document):
    title: str
    starts: date | None = None
    answers: dict[str, list[str]] = Field(default_factory=dict)
    questions: dict[str, Question] = Field(default_factory=dict)
    notes: list[Question | str] = Field(default_factory=list)
    version: str = ""

    def problems(self) -> Iterator[tuple[Location, str]]:
        for number, question in self.questions.items():
            if question.population == "nobody":
                yield ("questions", number, "population"), "nobody is not a population"


Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(text: str, name: str = "paper") -> Path:
        path = tmp_path / f"{name}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def refusal(path: Path) -> str:
    with pytest.raises(ProgrammeError) as caught:
        load(path, Paper, ProgrammeError)
    return str(caught.value).replace(str(path), "paper.yml")


def test_keys_are_text_and_yes_is_not_a_truth_value(write: Write) -> None:
    path = write(
        "title: T\nstarts: 2018-11-05\n"
        "answers: {yes: [yes, 'y'], no: [no]}\nquestions: {2.10: {title: 10:30}}"
    )
    paper = load(path, Paper, ProgrammeError)
    assert paper.answers == {"yes": ["yes", "y"], "no": ["no"]}
    assert paper.questions == {"2.10": Question(title="10:30")}
    assert paper.starts == date(2018, 11, 5)
    assert (paper.name, paper.path) == ("paper", path)


def test_all_problems_are_said_together_each_with_its_path_and_the_nearest_key(write: Write) -> None:
    path = write("questions:\n  2.2.3: {title: 7, populaton: all}\n  2.3: {}\ntitel: T")
    assert refusal(path) == (
        "paper.yml: 5 problems:\n"
        "  title: is missing\n"
        "  questions[2.2.3].title: input should be a valid string\n"
        "  questions[2.2.3].populaton: there is no such key (did you mean population?)\n"
        "  questions[2.3].title: is missing\n"
        "  titel: there is no such key (did you mean title?)"
    )


def test_in_a_list_of_several_shapes_the_path_is_the_one_in_the_file(write: Write) -> None:
    said = refusal(write("title: T\nnotes: [one, {titel: a}]"))
    assert "  notes[1].titel: there is no such key (did you mean title?)" in said


def test_a_document_says_what_does_not_fit_in_the_same_way(write: Write) -> None:
    path = write("title: T\nquestions: {2.1: {title: a, population: nobody}}")
    assert refusal(path) == "paper.yml: 1 problem:\n  questions[2.1].population: nobody is not a population"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: a\ntitle: b", "paper.yml, line 2: this is not plain YAML: the key title stands twice."),
        (
            "title: [a",
            "paper.yml, line 2: this is not plain YAML: did not find expected ',' or ']'.",
        ),
        ("- title", "paper.yml: the file should hold keys and values, one a line."),
        ("? [a]\n: b", "paper.yml, line 1: this is not plain YAML: a key must be text."),
        ("title: !!python/name:os.system", "could not determine a constructor"),
    ],
)
def test_what_is_not_plain_yaml_is_refused_with_its_line(write: Write, text: str, said: str) -> None:
    assert said in refusal(write(text))


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "paper.yml"
    path.write_bytes(b"title: caf\xe9")
    assert "Save the file as UTF-8" in refusal(path)


def test_what_a_file_extends_is_joined_mapping_by_mapping_and_list_after_list(write: Write) -> None:
    write("title: Common\nanswers: {yes: [y], no: [n]}\nnotes: [one]", "common/base")
    path = write("extends: common/base\ntitle: Own\nanswers: {yes: ['1']}\nnotes: [two]")
    paper = load(path, Paper, ProgrammeError)
    assert paper.title == "Own"
    assert paper.answers == {"yes": ["y", "1"], "no": ["n"]}
    assert paper.notes == ["one", "two"]


def test_what_is_said_once_may_not_be_said_otherwise(write: Write) -> None:
    write("title: Common\nstarts: 2018-11-05\nquestions: {2.1: {title: a}}", "base")
    path = write("extends: base\nstarts: 2018-11-12\nquestions: {2.1: [a]}")
    assert refusal(path) == (
        "paper.yml: 2 problems:\n"
        "  starts: the file that this one extends says it already; it may not be said anew\n"
        "  questions[2.1]: the file that this one extends says it already; it may not be said anew"
    )


def test_a_file_may_not_extend_itself_nor_what_is_not_there(write: Write) -> None:
    write("extends: paper\ntitle: a", "other")
    assert "it extends itself, through paper.yml" in refusal(write("extends: other"))
    assert "nowhere.yml: there is no such file." in refusal(write("extends: nowhere"))


def test_the_fingerprint_covers_what_a_file_extends(write: Write) -> None:
    write("title: a", "base")
    path = write("extends: base")
    before = fingerprint(path)
    assert before == fingerprint(path)
    write("title: b", "base")
    assert fingerprint(path) != before


def test_an_unknown_name_is_refused_with_the_nearest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "parameters" / "programmes"
    folder.mkdir(parents=True)
    (folder / "marlshire.yml").write_text("title: a")
    monkeypatch.chdir(tmp_path)
    assert find("programmes", "marlshire", ProgrammeError).name == "marlshire.yml"
    with pytest.raises(ProgrammeError, match=r"marlshire\?"):
        find("programmes", "marlshir", ProgrammeError)
