"""No programme's name, rating or wording stands in Python or SQL: all of it is data."""

import ast
import re
from pathlib import Path

import pytest

from fieldwork import programme
from fieldwork.folders import known_parameters, resources
from fieldwork.programme import Programme

PATHS = [*(resources() / "src" / "fieldwork").rglob("*.py"), *(resources() / "queries").rglob("*.sql")]
TEXTS = {path: " ".join(path.read_text("utf-8").casefold().split()) for path in PATHS}


def without_comments(path: Path) -> str:
    """What is run: the file without comments and docstrings, which may give an example."""
    text = path.read_text("utf-8")
    if path.suffix == ".sql":
        return re.sub(r"--.*", "", text)
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            node.body = node.body[1:] if ast.get_docstring(node) else node.body
    return ast.unparse(tree)


RUN = {path: without_comments(path).casefold() for path in PATHS}
WORDY = 3  # words from which a text is a programme's own and not plain English


def wordings(loaded: Programme) -> set[str]:
    """The programme's own names and texts."""
    asked = [question for _, _, question in loaded.key_questions()]
    bands = loaded.banding.bands.values()
    texts = [loaded.title, loaded.version, *loaded.documents.values()]
    texts += [standard.title for standard in loaded.standards.values()]
    texts += [
        text for question in asked for text in (question.title, question.short, *question.prompts.values())
    ]
    texts += [meeting.title for meeting in loaded.core_meetings.values()]
    texts += [limit.says for limit in loaded.limits.values()]
    texts += [text for band in bands for text in (band.words, band.rating)]
    texts += loaded.phrases.words if loaded.phrases else []
    return {text for text in texts if len(text.split()) >= WORDY}


@pytest.mark.parametrize("name", known_parameters("programmes"))
def test_no_programme_is_named_in_the_code(name: str) -> None:
    loaded = programme.load(name)
    for path, text in TEXTS.items():
        assert name not in text, path
        for wording in wordings(loaded):
            assert wording.casefold() not in text, (path, wording)


@pytest.mark.parametrize("name", known_parameters("programmes"))
def test_no_rating_or_number_of_a_programme_is_a_literal_of_the_code(name: str) -> None:
    loaded = programme.load(name)
    ratings = {band.rating for band in loaded.banding.bands.values()} | set(loaded.overall.bands)
    numbers = {number for _, number, _ in loaded.key_questions() if len(number) > 1}
    literals = {f"{quote}{one}{quote}".casefold() for one in ratings | numbers for quote in ("'", '"')}
    for path, text in RUN.items():
        assert not {one for one in literals if one in text}, path
    assert len(RUN) > 200
