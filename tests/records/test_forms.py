"""Foreign forms, read through mappings alone, say what an independent parse (ElementTree) of them says."""

import os
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from fieldwork import sources
from fieldwork.errors import SourceError
from fieldwork.records.forms import Forms, load_forms

HERE = Path(__file__).resolve().parent
INPUTS = Path(os.environ.get("FIELDWORK_INPUTS") or HERE.parents[2] / "shared" / "inputs") / "1_infopath"
NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"

Said = Mapping[str, str | None]


class Foreign:
    """One foreign form, read twice: by its mapping, and by ElementTree."""

    def __init__(self, file: str, mapping: str) -> None:
        if not (INPUTS / file).is_file():
            pytest.skip(f"{file} is not among the inputs; set FIELDWORK_INPUTS to their folder")
        tree = sources.read(file, (INPUTS / file).read_bytes()).tree
        assert tree is not None
        self.tree = tree
        self.forms: Forms = load_forms([str(HERE / "forms" / f"{mapping}.yml")])
        self.drafts = list(self.forms.recognise(tree).drafts(tree))
        self.root = ElementTree.parse(INPUTS / file).getroot()  # noqa: S314  (an input that we know)

    def said(self, field: str) -> list[Said]:
        """What the mapping's records that have `field` say, in the order of the file."""
        return [draft.fields for draft in self.drafts if field in draft.fields]

    def found(self, path: str) -> list[ElementTree.Element]:
        """ElementTree's elements of that path, whatever their namespace."""
        return self.root.findall("/".join(f"{{*}}{step}" for step in path.split("/")))


def leaf(element: ElementTree.Element | None) -> str | None:
    """The words of an element, rich or plain; None where it is nil, blank or not there."""
    if element is None or element.get(NIL) == "true":
        return None
    return " ".join("".join(element.itertext()).split()) or None


def below(element: ElementTree.Element, path: str) -> str | None:
    return leaf(element.find("/".join(f"{{*}}{step}" for step in path.split("/"))))


def attribute(element: ElementTree.Element, name: str) -> str | None:
    return next((text or None for key, text in element.items() if key.endswith(f"}}{name}")), None)


def column(said: Iterable[Said], field: str) -> list[str | None]:
    """One field of each record, its blanks told apart from its words but not from each other."""
    return [" ".join(text.split()) if (text := fields[field]) else None for fields in said]


@pytest.fixture(params=["test-1.xml", "test-7.xml"])
def risks(request: pytest.FixtureRequest) -> Foreign:
    return Foreign(f"thales_isra/{request.param}", "risk-assessment")


@pytest.fixture
def employee() -> Foreign:
    return Foreign("pnp_empreg/EmployeeForm_instance.xml", "employee")


def test_repeats_without_a_wrapper_come_out_one_by_one(risks: Foreign) -> None:
    tracked = risks.found("ISRAmeta/ISRA_tracking")
    assert column(risks.said("comment"), "comment") == [below(one, "trackingComment") for one in tracked]
    assert column(risks.said("comment"), "on") == [below(one, "trackingDate") for one in tracked]


def test_attributes_are_values_beside_the_text(risks: Foreign) -> None:
    levels = risks.found("BusinessAssetsDesc/Criticity")
    assert column(risks.said("label"), "label") == [attribute(one, "label") for one in levels]
    assert column(risks.said("label"), "level") == [leaf(one) for one in levels]
    assert len(levels) == 5


def test_rich_text_comes_out_as_its_words(risks: Foreign) -> None:
    for field, element in {"threat": "threatAgentDetail", "decision": "riskManagmentDetail"}.items():
        assert column(risks.said("threat"), field) == [below(one, element) for one in risks.found("Risk")]


def test_nil_is_a_blank(risks: Foreign) -> None:
    assert column(risks.said("project"), "attachment") == [None]
    wanted = [below(one, "ImpactRiskEvaluation/riskImpact") for one in risks.found("Risk")]
    assert column(risks.said("threat"), "impact") == wanted


def test_nested_repeats_come_out_in_the_order_of_the_file(risks: Foreign) -> None:
    paths = risks.found("Risk/VulnerabilityRiskEvaluation")
    assert column(risks.said("path"), "score") == [below(one, "attackPathScore") for one in paths]
    refs = risks.found("Risk/VulnerabilityRiskEvaluation/vulnerabilityRef")
    assert column(risks.said("vulnerability"), "vulnerability") == [leaf(one) for one in refs]
    for field in ("name", "score"):
        assert column(risks.said("vulnerability"), field) == [attribute(one, field) for one in refs]


def test_a_repeated_leaf_and_its_neighbours_come_out(employee: Foreign) -> None:
    assert column(employee.said("site_group"), "site_group") == ["7", "7", "21"]
    assert employee.said("technology") == [
        {"technology": "SharePoint", "experience": "10", "name": "Raja Reddy"}
    ]
    assert column(employee.said("designation"), "error") == [None]


def test_an_attachment_is_counted_and_not_read(employee: Foreign) -> None:
    assert employee.tree.attachments == 1
    assert not [path for path in employee.tree.fields if path.startswith("Attachments")]


def test_a_form_of_another_design_names_the_designs_that_are_known(employee: Foreign) -> None:
    other = load_forms([str(HERE / "forms" / "risk-assessment.yml")])
    with pytest.raises(SourceError, match=r"whose root is EmployeeForm.*Known: ISRA"):
        other.recognise(employee.tree)
