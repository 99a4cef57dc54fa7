"""InfoPath forms: every field of a real form as an independent parse says, and each oddity by hand."""

from collections import Counter
from collections.abc import Callable, Iterator
from xml.etree import ElementTree

import pytest

from fieldwork import sources
from fieldwork.errors import SourceError
from fieldwork.sources import infopath, walk
from fieldwork.sources.reading import LONGEST_CELL, Tree

XHTML = "{http://www.w3.org/1999/xhtml}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
NAMES = 'xmlns:my="urn:form" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


def tree(inside: str, attributes: str = "") -> Tree:
    found = sources.read("a.xml", f"<my:form {NAMES} {attributes}>{inside}</my:form>".encode()).tree
    assert found is not None
    return found


def fields(inside: str) -> dict[str, str | None]:
    return dict(tree(inside).fields)


def independent(element: ElementTree.Element, path: str) -> Iterator[tuple[str, str | None]]:
    """The standard library's view: each leaf and attribute by its path; rich text as its words in order."""
    for name, value in element.attrib.items():
        if name != f"{XSI}nil":
            yield f"{path}/@{name.split('}')[-1]}", value if value.strip() else None
    if len(element) == 0 or element[0].tag.startswith(XHTML):
        text = " ".join("".join(element.itertext()).split()) if len(element) else element.text or ""
        if not text.startswith("x0lGQ"):
            yield path, (text if text.strip() and element.get(f"{XSI}nil") != "true" else None)
        return
    local = [child.tag.split("}")[-1] for child in element]
    for index, child in enumerate(element):
        name = local[index]
        number = f"[{local[: index + 1].count(name)}]" if Counter(local)[name] > 1 else ""
        yield from independent(child, f"{path}/{name}{number}")


@pytest.mark.parametrize(
    ("name", "root", "version", "attachments"),
    [
        ("thales_isra/test-1.xml", "ISRA", "1.0.0.2065", 0),
        ("thales_isra/test-7.xml", "ISRA", "1.0.0.2065", 1),  # a picture in a rich text
        ("pnp_empreg/EmployeeForm_instance.xml", "EmployeeForm", "1.0.0.481", 1),
    ],
)
def test_a_real_form_says_what_an_independent_parse_says(
    real: Callable[[str], bytes], name: str, root: str, version: str, attachments: int
) -> None:
    data = real(f"1_infopath/{name}")
    found = sources.read(name, data).tree
    assert found is not None
    said = {
        path: text and (text if path in _verbatim(found) else " ".join(text.split()))
        for path, text in found.fields.items()
    }
    expected = {path.removeprefix("/"): text for path, text in independent(_parsed(data), "")}
    expected.pop("", None)
    assert said == expected
    assert (found.root, found.version, found.attachments) == (root, version, attachments)
    assert found.namespace.startswith("http://schemas.microsoft.com/office/infopath/2003/myXSD/")


def _parsed(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data)  # noqa: S314 - a known file


def _verbatim(found: Tree) -> set[str]:
    return {path for path, text in found.fields.items() if text and "\n" not in text}


def test_repeats_nils_attributes_and_rich_text_of_a_real_form(real: Callable[[str], bytes]) -> None:
    found = sources.read("a.xml", real("1_infopath/thales_isra/test-7.xml")).tree
    assert found is not None
    some = {
        "@lang": "en-us",
        "ISRAmeta/projectName": "name of proj",
        "ISRAmeta/ISRA_tracking[3]/trackingComment": "3",
        "BusinessAssetsDesc/Criticity[5]": "0",
        "BusinessAssetsDesc/Criticity[5]/@label": "Not Applicable",
        "ProjectContext/projectDescriptionAttachment": None,
        "Risk[1]/threatAgentDetail": "test",
        "Risk[1]/VulnerabilityRiskEvaluation[1]/vulnerabilityRef[1]/@name": "V1",
        "Risk[1]/VulnerabilityRiskEvaluation[1]/vulnerabilityRef[2]/@name": None,
        "Vulnerability[1]/supportingAssetRef[3]": " 1 ",
        "Vulnerability[2]/vulnerabilityCVSS/impactScore": "6.442976718750001",
    }
    assert {path: found.fields[path] for path in some} == some


def test_numbers_are_given_only_where_a_sibling_has_the_same_name() -> None:
    assert fields("<s><q>1</q></s><s><q>2</q><q>3</q></s><t>4</t>") == {
        "s[1]/q": "1",
        "s[2]/q[1]": "2",
        "s[2]/q[2]": "3",
        "t": "4",
    }


def test_repeats_that_stand_apart_are_numbered_through() -> None:
    assert fields("<q>1</q><t>x</t><q>2</q>") == {"q[1]": "1", "t": "x", "q[2]": "2"}


def test_nil_and_blank_are_none_and_text_stays_as_it_is() -> None:
    assert fields(
        '<a xsi:nil="true"/><b xsi:nil="true">old</b><c xsi:nil="false">x</c><d> </d><e> x </e>'
    ) == {
        "a": None,
        "b": None,
        "c": "x",
        "d": None,
        "e": " x ",
    }


def test_attributes_stand_beside_the_text_of_their_element() -> None:
    assert fields('<q my:number="2.1.1" note="">yes</q>') == {
        "q/@number": "2.1.1",
        "q/@note": None,
        "q": "yes",
    }


def test_rich_text_has_a_line_a_paragraph_and_a_line_break() -> None:
    rich = (
        '<n><html xmlns="http://www.w3.org/1999/xhtml"><div>One  <b>bold</b>\n word.</div><div> </div>'
        "<p>Two<br/>three</p><ul><li>four</li><li>five</li></ul>six</html></n>"
    )
    assert fields(rich) == {"n": "One bold word.\nTwo\nthree\nfour\nfive\nsix"}


def test_blank_rich_text_is_none() -> None:
    assert fields('<n><div xmlns="http://www.w3.org/1999/xhtml">\u00a0</div></n>') == {"n": None}


def test_attachments_are_counted_and_their_contents_left_out() -> None:
    found = tree(f"<a>x0lGQ{'A' * 1000}</a><a>x0lGQRQ==</a><b>1</b>")
    assert (dict(found.fields), found.attachments) == ({"b": "1"}, 2)


def test_an_attachment_of_many_megabytes_does_not_keep_its_form_out() -> None:
    picture = '<img xmlns="http://www.w3.org/1999/xhtml" xmlns:xd="http://schemas.microsoft.com/office/infopath/2003"'
    large = "iVBOR" * 3_000_000
    found = tree(f'<a>x0lGQ{large}</a><b>1</b><c>seen {picture} xd:inline="{large}"/></c>')
    assert (dict(found.fields), found.attachments) == ({"b": "1", "c": "seen"}, 2)


@pytest.mark.parametrize("start", ["iVBORw0KGgo", "/9j/", "R0lGOD"])
def test_a_picture_that_is_a_field_is_an_attachment(start: str) -> None:
    found = tree(f"<a>{start}{'A' * 12_000_000}</a><b>1</b>")
    assert (dict(found.fields), found.attachments) == ({"b": "1"}, 1)


@pytest.mark.parametrize(
    "field", ["<a>%s</a>", '<a b="%s"/>', '<a><p xmlns="http://www.w3.org/1999/xhtml">%s</p></a>']
)
def test_a_form_with_a_text_that_nobody_writes_is_refused(field: str) -> None:
    assert tree(field % ("x" * LONGEST_CELL)).fields
    with pytest.raises(SourceError, match="The form is too large"):
        tree(field % ("x" * (LONGEST_CELL + 1)))


def test_comments_and_instructions_inside_a_field_are_not_its_text() -> None:
    assert fields("<a>on<!-- no -->e</a><b>tw<?x no?>o</b>") == {"a": "one", "b": "two"}


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_version_is_found_whatever_the_order_of_the_instructions(order: tuple[int, ...]) -> None:
    before = [
        '<?mso-infoPathSolution name="urn:x" solutionVersion="1.0.0.7" productVersion="15.0.0"?>',
        '<?mso-application progid="InfoPath.Document"?>',
        "<?mso-infoPath-file-attachment-present?>",
    ]
    data = "".join(before[index] for index in order) + "<form><a>1</a></form>"
    found = sources.read("a.xml", data.encode()).tree
    assert found is not None
    assert (found.root, found.namespace, found.version) == ("form", "", "1.0.0.7")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("declaration", ["", '<?xml version="1.0"?>\r\n'])
def test_any_encoding_that_marks_itself_is_read(encoding: str, declaration: str) -> None:
    found = sources.read("a.xml", f"{declaration}<form><a>naïve – “£”</a></form>".encode(encoding)).tree
    assert found is not None
    assert found.fields == {"a": "naïve – “£”"}


@pytest.mark.parametrize("name", ["xmlbomb.xml", "external.xml"])
def test_hostile_files_that_others_made_are_refused(real: Callable[[str], bytes], name: str) -> None:
    with pytest.raises(SourceError, match="document type") as refusal:
        sources.read(name, real(f"4_hostile/defusedxml/{name}"))
    assert (refusal.value.exit_code, refusal.value.place) == (6, name)


DOCUMENT_TYPE = '<!DOCTYPE f [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "data",
    [
        f"{DOCUMENT_TYPE}<f>&b;</f>".encode(),
        f'<?xml version="1.0"?><!-- x --><?y?>\n{DOCUMENT_TYPE}<f a="&b;"/>'.encode(),
        f"{DOCUMENT_TYPE}<f/>".encode("utf-16"),
        f"{DOCUMENT_TYPE}<f/>".encode("utf-16-be"),
        f"{DOCUMENT_TYPE}<f/>".encode("utf-32"),
        f'<?xml version="1.0" encoding="cp037"?>{DOCUMENT_TYPE}<f/>'.encode("cp037"),
        b"<!DOCTYPE html><html/>",
    ],
)
def test_a_document_type_is_refused_in_any_encoding(data: bytes) -> None:
    with pytest.raises(SourceError):
        sources.read("a.xml", data)


def test_the_words_of_a_document_type_inside_a_field_are_only_words() -> None:
    assert fields("<a><![CDATA[<!DOCTYPE x>]]></a>") == {"a": "<!DOCTYPE x>"}


@pytest.mark.parametrize(
    "data",
    [
        b"<a>" * 300 + b"</a>" * 300,
        b"<r>" + b"<a/>" * (walk.MOST_FIELDS + 1) + b"</r>",
        b"<r " + b" ".join(b'a%d=""' % n for n in range(infopath.MOST_MARKS)) + b"/>",
        b"<r>" + b"<" + b"n" * (walk.LONGEST_PATH + 1) + b"/></r>",
        b"<r>" + b" " * infopath.MOST_BYTES + b"</r>",
        b"<?x?>" * 200_000,
        b"<!-- " * 200_000,
    ],
    ids=["deep", "many fields", "many attributes", "long name", "many bytes", "instructions", "comments"],
)
def test_what_is_too_large_or_too_deep_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError):
        sources.read("a.xml", data)


@pytest.mark.parametrize(
    "data",
    [
        b"<a><b></a>", b"<a>", b"words", b"<a>&undefined;</a>", b"<a>\xff</a>", b"\0",
        b"<undefined:a/>", b'<undefined:a><b xmlns="relative"/></undefined:a>',
    ],
)  # fmt: skip
def test_damaged_xml_is_refused_without_a_word_of_it(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"damaged or cut off") as refusal:
        sources.read("a.xml", data)
    assert "undefined" not in str(refusal.value)
