"""Case forms as InfoPath saves them: processing instructions, `my:`, nil for blanks, rich text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

XSI = "http://www.w3.org/2001/XMLSchema-instance"
XHTML = "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True)
class Design:
    """What InfoPath writes about the form's design: one a sample."""

    root: str
    namespace: str
    version: str


@dataclass(frozen=True)
class Item:
    """A question on the form, in the section of its key question; `response` is None where blank."""

    section: str
    number: str
    response: str | None
    notes: tuple[str, ...] = ()


def form(
    design: Design,
    header: Mapping[str, str | None],
    judgements: Mapping[str, str | None],
    items: Iterable[Item],
) -> bytes:
    """The XML of one saved form. `header` and `judgements` map element names to their texts."""
    sections = "".join(
        f"\t\t<my:section my:number={quoteattr(name)}>\r\n{''.join(map(_question, own))}\t\t</my:section>\r\n"
        for name, own in groupby(items, key=lambda item: item.section)
    )
    solution = f"urn:schemas-microsoft-com:office:infopath:{design.root}:-myXSD"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\r\n'
        f'<?mso-infoPathSolution solutionVersion="{design.version}" productVersion="15.0.0"'
        f' PIVersion="1.0.0.0" href="file:///C:\\Forms\\{design.root}.xsn" name="{solution}"?>\r\n'
        '<?mso-application progid="InfoPath.Document" versionProgid="InfoPath.Document.4"?>\r\n'
        f'<my:{design.root} xmlns:my="{design.namespace}" xmlns:xsi="{XSI}"'
        ' xmlns:xd="http://schemas.microsoft.com/office/infopath/2003" xml:lang="en-gb">\r\n'
        f"{_group('header', header)}{_group('judgements', judgements)}"
        f"\t<my:sections>\r\n{sections}\t</my:sections>\r\n</my:{design.root}>"
    ).encode()


def moment(at: datetime) -> str:
    """A time as InfoPath writes it: local, without a zone."""
    return at.isoformat(timespec="seconds")


def _group(name: str, fields: Mapping[str, str | None]) -> str:
    leaves = "".join(f"\t\t{_leaf(field, text)}\r\n" for field, text in fields.items())
    return f"\t<my:{name}>\r\n{leaves}\t</my:{name}>\r\n"


def _leaf(name: str, text: str | None) -> str:
    return (
        f'<my:{name} xsi:nil="true"></my:{name}>'
        if text is None
        else f"<my:{name}>{escape(text)}</my:{name}>"
    )


def _question(item: Item) -> str:
    notes = "".join(f"<div>{escape(sentence)}</div>" for sentence in item.notes)
    rich = (
        f'<my:notes><html xmlns="{XHTML}" xml:space="preserve">{notes}</html></my:notes>'
        if notes
        else "<my:notes></my:notes>"
    )
    return (
        f"\t\t\t<my:question my:number={quoteattr(item.number)}>\r\n"
        f"\t\t\t\t{_leaf('response', item.response)}\r\n\t\t\t\t{rich}\r\n\t\t\t</my:question>\r\n"
    )
