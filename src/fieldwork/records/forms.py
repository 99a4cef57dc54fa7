"""Form mappings, parameters/forms/*.yml: where in a received file its case, facts and answers stand.

A mapping only says where. What a text means is for `values`, with the programme's and inspection's words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cached_property
from typing import Literal

from pydantic import Field

from fieldwork.errors import FormError, SourceError, nearest
from fieldwork.parameters import Document, Entry, find
from fieldwork.parameters import load as load_document
from fieldwork.records.values import shortened
from fieldwork.records.vocabulary import fold
from fieldwork.sources.reading import Tree

_SAYS = {"fact": "value", "answer": "answer"}  # the field without which such a record says nothing
TableKind = Literal[
    "answer",
    "answers",
    "proposal",
    "meeting",
    "case",
    "held_meeting",
    "point",
    "interview_answer",
    "judgement",
    "evidence_received",
    "alert",
    "quality_check",
    "action",
    "note",
    "panel_decision",
    "withdrawal",
]
Words = Mapping[str, Mapping[str, str]]  # list (answer, status, …) -> folded spelling -> what is kept


@dataclass(frozen=True, slots=True)
class Draft:
    """A record before its texts are understood.

    `kind` is one of a mapping's kinds, `place` is in the file ('' for a whole form), and `headings` says for
    each of the `fields` where its text stands: a path, or the heading of a column.
    """

    kind: str
    place: str
    fields: Mapping[str, str | None]
    headings: Mapping[str, str]


class Always(Entry):
    """A field that the design of the form decides."""

    always: str


class Recognise(Entry):
    """Which files are forms of this design: root element, namespace, versions ('1.*')."""

    root: str
    namespace: str | None = None
    versions: list[str] = Field(default_factory=lambda: ["*"])


class Mapped(Entry):
    """A kind of record in a form: once, or once for `each` repeat.

    A path is relative to the repeat, '/…' from the root, '@name' an attribute, '.' the repeat itself.
    """

    kind: Literal["assessment", "case", "fact", "answer", "row"]
    each: str | None = None  # e.g. sections/section[*]/question[*]
    fields: dict[str, str | Always]


class Columns(Entry):
    """A kind of table: the columns that a sheet must have to be one, and the headings of each column."""

    needs: list[str]
    at_least: int = 1  # so many columns that are known: a reference alone makes no case list
    questions: bool = False  # it has columns headed by questions too, at least one
    columns: dict[str, list[str]]

    @cached_property
    def by_heading(self) -> Mapping[str, str]:
        """Folded heading -> column."""
        return {fold(known): name for name, all_of in self.columns.items() for known in (name, *all_of)}


class Form(Document):
    """A mapping: of one design of form (`recognise`, `records`), or of tables (`tables`)."""

    title: str
    sample: str | None = None  # the sample whose cases the form assesses
    recognise: Recognise | None = None
    every: dict[str, str | Always] = Field(default_factory=dict)  # fields of every record
    records: list[Mapped] = Field(default_factory=list)
    tables: dict[TableKind, Columns] = Field(default_factory=dict)
    words: dict[str, dict[str, list[str]]] = Field(default_factory=dict)

    @cached_property
    def spellings(self) -> Words:
        """The form's words by their folded spellings."""
        return {
            name: {fold(spelling): kept for kept, all_of in words.items() for spelling in (kept, *all_of)}
            for name, words in self.words.items()
        }

    def drafts(self, tree: Tree) -> Iterator[Draft]:
        """What a form says, record by record, in the mapping's order."""
        for mapped in self.records:
            fields = {**self.every, **mapped.fields}
            headings = {name: where for name, where in fields.items() if isinstance(where, str)}
            said = fields.get(_SAYS.get(mapped.kind, ""))
            for place in _places(tree, mapped.each):
                if isinstance(said, str) and _path(place, said) not in tree.fields:
                    continue  # a version that does not ask: nothing is said, nothing withdrawn
                found = {name: _text(tree, place, where) for name, where in fields.items()}
                yield Draft(mapped.kind, place, found, headings)


@dataclass(frozen=True)
class Forms:
    """The mappings of an inspection."""

    forms: Sequence[Form]

    @property
    def tables(self) -> Form | None:
        """The mapping of tables, where there is one."""
        return next((form for form in self.forms if form.tables), None)

    def recognise(self, tree: Tree) -> Form:
        """The mapping that a form was made for. SourceError, with what is known, where there is none."""
        designs = [(form, form.recognise) for form in self.forms if form.recognise]
        alike = [
            (form, design)
            for form, design in designs
            if design.root == tree.root and design.namespace in (None, tree.namespace)
        ]
        for form, design in alike:
            if any(fnmatch(tree.version, version) for version in design.versions):
                return form
        remedy = "The file is kept. Ask the information and data team for a mapping in parameters/forms/."
        root, version = shortened(tree.root), shortened(tree.version)
        if alike:
            known = ", ".join(version for _, design in alike for version in design.versions)
            raise SourceError(
                f"form {root}",
                f"version {version or '(none)'} of this form is not known.",
                f"Known: {known}.",
                remedy,
            )
        roots = [design.root for _, design in designs]
        raise SourceError(
            f"form {root}",
            f"no mapping is for forms whose root is {root}{nearest(root, roots)}.",
            f"Known: {', '.join(roots) or 'none'}.",
            remedy,
        )


def load_forms(names: Iterable[str]) -> Forms:
    """The mappings called `names`. FormError with all that is wrong with the first that cannot be used."""
    return Forms([load_document(find("forms", name, FormError), Form, FormError) for name in names])


def _places(tree: Tree, each: str | None) -> Iterable[str]:
    """The paths of a repeat's occurrences in the order of the file; the root's path is ''."""
    if each is None:
        return [""]
    steps = [
        f"{re.escape(step[:-3])}(?:\\[\\d+\\])?" if step.endswith("[*]") else re.escape(step)
        for step in each.split("/")
    ]
    occurrence = re.compile(f"{'/'.join(steps)}(?=/|$)")
    found = (occurrence.match(path) for path in tree.fields)
    return dict.fromkeys(match[0] for match in found if match)


def _text(tree: Tree, place: str, where: str | Always) -> str | None:
    return where.always if isinstance(where, Always) else tree.fields.get(_path(place, where))


def _path(place: str, where: str) -> str:
    if where.startswith("/"):
        return where[1:]
    if where == ".":
        return place
    return f"{place}/{where}" if place else where
