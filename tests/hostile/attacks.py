"""Attacks that have a name: each gives files under the endings that could carry it."""

import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

MEGABYTE = 2**20
POISON = [
    b"\0", b"\xff\xfe", b"\xed\xa0\x80", "\u202e\u2066".encode(), b"\x1b]0;owned\x07\x1b[2J", b"=cmd|'/C calc'!A0",
    b"&lol9;", b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>", b"<script>alert(1)</script>",
    b"../../../../etc/passwd", b"9" * 5_000, b"1e999", b"99999-12-31", b"0000-00-00T99:99:99Z", b"-" * 300,
    "\U0001f4a9".encode() * 400, b"<a>" * 300, b'"', b"\r\n", b"]]>", b"%s%n{0}{{7*7}}$(id)`id`", b"A" * 70_000,
]  # fmt: skip
Files = Iterator[tuple[str, bytes]]


@dataclass
class Aim:
    """Whom the attacks call, and the file that they write: those of a canary where somebody listens."""

    address: str = "127.0.0.1:9"
    mark: str = "/tmp/fieldwork-slipped"  # noqa: S108 - nothing is ever written there


AIM = Aim()

_WORD_TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Override PartName="/%s" ContentType="application/vnd.openxmlformats-officedocument.%s.main+xml"/></Types>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
_BODY = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'
_TABLE = b"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"


def packed(parts: Mapping[str, bytes], how: int = ZIP_DEFLATED) -> bytes:
    """A package of these parts."""
    file = BytesIO()
    with ZipFile(file, "w", how) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return file.getvalue()


def workbook(sheet: bytes, more: Mapping[str, bytes] | None = None) -> bytes:
    """An .xlsx whose one sheet has this XML inside `sheetData`."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    book = f'<workbook xmlns="{main}" xmlns:r="{_RELATION}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
    return packed({
        "[Content_Types].xml": _WORD_TYPES % (b"xl/workbook.xml", b"spreadsheetml.sheet"),
        "_rels/.rels": _relations("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": _relations("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": _SHEET % sheet,
        **(more or {}),
    })  # fmt: skip


def document(body: bytes, more: Mapping[str, bytes] | None = None) -> bytes:
    """A .docx with this XML inside its body."""
    return packed({
        "[Content_Types].xml": _WORD_TYPES % (b"word/document.xml", b"wordprocessingml.document"),
        "_rels/.rels": _relations("officeDocument", "word/document.xml"),
        "word/document.xml": _BODY % body,
        **(more or {}),
    })  # fmt: skip


def _relations(kind: str, target: str) -> bytes:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_RELATION}/{kind}" Target="{target}"/></Relationships>'
    ).encode()


def _event(lines: str, uid: str = "a") -> str:
    return f"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART:20181105T090000Z\r\n{lines}\r\nEND:VEVENT\r\n"


def _calendar(events: str) -> bytes:
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n".encode()


def entity_bombs() -> Files:
    """A billion laughs, quadratic blow-up, recursion, and parameter entities, also inside packages."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    for kinds in (
        f'<!ENTITY l0 "lol">{laughs}',
        f'<!ENTITY l9 "{"a" * 100_000}">',
        '<!ENTITY l9 "&l9;">',
        "<!ENTITY % p \"<!ENTITY l9 'x'>\">%p;",
    ):
        xml = f'<?xml version="1.0"?><!DOCTYPE f [{kinds}]><f>{"&l9;" * 500}</f>'
        yield "bomb.xml", xml.encode()
        yield "bomb.xml", xml.replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16")
        head = f"<!DOCTYPE w:document [{kinds}]>".encode()
        yield "bomb.docx", document(b"", {"word/document.xml": head + _BODY % (_TABLE % (b"&l9;" * 500))})
        yield "bomb.xlsx", workbook(b"", {"xl/sharedStrings.xml": head + b"<sst><si><t>&l9;</t></si></sst>"})


def external_entities() -> Files:
    """Files and addresses that a careless parser would fetch."""
    for where in (
        "file:///etc/passwd",
        "/etc/passwd",
        f"http://{AIM.address}/x",
        f"ftp://{AIM.address}/x",
        "php://x",
    ):
        for kind in (f'<!ENTITY x SYSTEM "{where}">', f'<!ENTITY % x SYSTEM "{where}">%x;'):
            yield "outside.xml", f"<!DOCTYPE f [{kind}]><f><q>&x;</q></f>".encode()
        yield "outside.xml", f'<!DOCTYPE f SYSTEM "{where}"><f/>'.encode()
        include = (
            f'<f xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{where}" parse="text"/></f>'
        )
        yield "outside.xml", include.encode()
        yield "outside.xml", f'<?xml-stylesheet type="text/xsl" href="{where}"?><f/>'.encode()


def deep_and_wide_xml() -> Files:
    """Nesting, attributes, names and siblings beyond any form."""
    for depth in (250, 5_000, 100_000):
        yield "deep.xml", b"<a>" * depth + b"</a>" * depth
        rich = b'<d xmlns="http://www.w3.org/1999/xhtml">'
        yield "deep.xml", b"<f><q>" + rich + b"<b>" * depth + b"</b>" * depth + b"</d></q></f>"
        yield "deep.docx", document(b"<w:tbl><w:tr><w:tc>" * depth + b"</w:tc></w:tr></w:tbl>" * depth)
    yield "wide.xml", b"<f " + b" ".join(b'a%d="1"' % n for n in range(200_000)) + b"/>"
    yield "wide.xml", b"<f>" + b"<a/>" * 490_000 + b"</f>"
    yield "wide.xml", b"<f>" + b"".join(b"<a%d/>" % n for n in range(99_000)) + b"</f>"
    yield "wide.xml", b"<f><" + b"n" * MEGABYTE + b"/></f>"
    yield "wide.xml", b"<f>" + b"x" * 9 * MEGABYTE + b"</f>"
    yield "wide.xml", b"<f a='" + b"x" * 30 * MEGABYTE + b"'/>"
    yield "wide.xml", b"<f><!--" + b"-" * 3 * MEGABYTE
    yield "wide.xml", b"<?a?>" * 400_000 + b"<f/>"
    yield "wide.xml", b" " * 60 * MEGABYTE


def zip_bombs() -> Files:
    """Little that unpacks to much, also where the package lies about it."""
    zeros = bytes(300 * MEGABYTE)
    for ending, part in (
        (".xlsx", "xl/sharedStrings.xml"),
        (".docx", "word/media/a.png"),
        (".ods", "content.xml"),
    ):
        yield f"bomb{ending}", packed({part: zeros})
    strings = b"<sst><si><t>" + b"A" * 200 * MEGABYTE + b"</t></si></sst>"
    honest = workbook(b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>', {"xl/sharedStrings.xml": strings})
    yield "bomb.xlsx", honest
    yield "bomb.xlsx", honest.replace(struct.pack("<L", len(strings)), struct.pack("<L", 60))
    yield "bomb.xlsx", workbook(b"<c>" * 60 * MEGABYTE)
    body = document(_TABLE % (b"A" * 60 * MEGABYTE))
    yield "bomb.docx", body
    yield "bomb.docx", document(b"<w:p/>" * 9 * MEGABYTE)
    yield (
        "bomb.docx",
        document(_TABLE % b"x", {"word/styles.xml": b"<a>" + b"<b/>" * 14 * MEGABYTE + b"</a>"}),
    )
    inner = packed({"a": bytes(10 * MEGABYTE)})
    for _ in range(5):
        inner = packed({f"{n}.zip": inner for n in range(10)})
    yield "nested.xlsx", inner
    yield "many.xlsx", packed({f"xl/{n}.xml": b"" for n in range(60_000)}, ZIP_STORED)


def zip_slip() -> Files:
    """Parts whose names lead out of the package, and relations that do."""
    for name in (
        30 * "../" + AIM.mark[1:],
        AIM.mark,
        "slipped",
        "C:\\slipped",
        "..\\slipped",
        "xl/\0slipped",
    ):
        yield "slip.xlsx", workbook(b"", {name: b"x"})
        yield "slip.docx", document(_TABLE % b"x", {name: b"x"})
        yield "slip.xlsx", workbook(b"", {"xl/_rels/workbook.xml.rels": _relations("worksheet", name)})
        yield "slip.docx", document(_TABLE % b"x", {"_rels/.rels": _relations("officeDocument", name)})


def exhausting_workbooks() -> Files:
    """Sheets that lay out as far as the format goes, in a handful of cells; long cells; formulas."""
    far = b'<row r="%d"><c r="%s"><v>1</v></c></row>'
    for last in (
        (1_048_576, b"XFD1048576"),
        (1_048_576, b"A1048576"),
        (1, b"XFD1"),
        (9_999_999, b"ZZZ9999999"),
    ):
        yield "far.xlsx", workbook(far % (1, b"A1") + far % last)
        yield "far.xlsx", workbook((far % (1, b"A1") + far % last).replace(b'<c r="', b'<c s="1" r="'))
    text = b'<row r="1"><c r="A1" t="inlineStr"><is><t>%s</t></is></c></row>'
    yield "long.xlsx", workbook(text % (b"A" * 1_000_000))
    yield "long.xlsx", workbook(text % (b"A" * 30_000_000))
    yield "long.xlsx", workbook(text % b"x" * 100_000)
    cells = b"".join(
        b'<c r="%s1"><f>HYPERLINK("http://%s","%d")</f></c>' % (_letters(n), AIM.address.encode(), n)
        for n in range(16_384)
    )
    yield "formulas.xlsx", workbook(b'<row r="1">' + cells + b"</row>")
    for value in (b"1e999", b"-1e308", b"NaN", b"9" * 400, b"2958466", b"-1"):
        yield (
            "numbers.xlsx",
            workbook(
                b'<row r="1"><c r="A1"><v>%s</v></c><c r="B1" t="d"><v>%s</v></c></row>' % (value, value)
            ),
        )
    repeated = b'<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
    names = b"".join(
        b' xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % (n, n)
        for n in (b"office", b"table", b"text")
    )
    ods = b"<office:document-content%s><office:body><office:spreadsheet><table:table table:name='S'>%s</table:table></office:spreadsheet></office:body></office:document-content>"
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    yield (
        "far.ods",
        packed({"mimetype": kind, "META-INF/manifest.xml": b"<m/>", "content.xml": ods % (names, repeated)}),
    )
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    for body in (ole, ole + bytes(4096), ole[:8] + b"\xff" * 8_000, ole[:8] + bytes(range(256)) * 80):
        yield "old.xls", body
        yield "locked.xlsx", body
        yield "locked.docx", body


def _letters(number: int) -> bytes:
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name.encode()


def hostile_tables() -> Files:
    """Text files that are no honest table."""
    for text in (
        b",".join(b"c%d" % n for n in range(100_000)) + b"\n" + b"x," * 100_000 + b"\n",
        b"a,b\n" + b"A" * 1_000_000 + b",x\n",
        b"a,b\n" + b"A" * 60_000_000 + b",x\n",
        b"a,b\n\"" + b"x\n" * 2_000_000,
        b'"' * 3_000_001, b"\n" * 60_000_000, b"\r" * 8_000_000, b"," * 30_000_000, b"a,b\n" * 900_000,
        b"\0" * 10_000_000, b"case_id,question\n\0A1\0,\0b\0\n", b"\xff\xfe" + b"\xd8\x00" * 50_000,
        b"\xfe\xff" + b"\0a" * 3 + b"\xdc\0", b"a;b,c\td|e\n" * 200_000, "\U0001f4a9,".encode() * 4_000_000,
        b"sep=\0\na\0b\n", b"a,b\n\xed\xa0\x80,\xff\xff\n", "é,ü\n".encode("cp1252") * 5, b"\xef\xbb\xbf" * 1_000,
        "\u202ecase_id,\u2066x\n".encode(), b"case_id,status\n=cmd|'/C calc'!A0,@SUM(1)\n",
    ):  # fmt: skip
        yield "table.csv", text
        yield "table.tsv", text[: 4 * MEGABYTE]


def tables_of_nonsense() -> Files:
    """Known headings above what nobody can understand: every row and heading wants an explanation."""
    heads = b"case_id,status,sample"
    yield "rows.csv", heads + b"\n" + b"".join(b"A%d,complet%d,sampel\n" % (n, n) for n in range(300_000))
    yield (
        "rows.csv",
        b"case_id,question,answer\n" + b"".join(b"A%d,2.1.%d,yess\n" % (n, n) for n in range(300_000)),
    )
    yield "heads.csv", heads + b"".join(b",stat%d" % n for n in range(16_000)) + b"\nA1,complete\n"
    yield "heads.csv", (b"case_id " * 15_000 + b",") * 250 + b"\nA1,complete\n"
    yield "rows.csv", b"\n".join([heads] * 300_000)
    sheets = {f"xl/worksheets/sheet{n}.xml": _SHEET % b"" for n in range(2, 5_000)}
    yield "sheets.xlsx", workbook(b"", sheets)


def hostile_calendars() -> Files:
    """Series that never end or never come, and calendars that are torn."""
    starts = ("18000101T090000Z", "00010101T000000Z", "99991231T235959Z", "20181105")
    for rule in (
        "FREQ=DAILY", "FREQ=YEARLY", "FREQ=SECONDLY", "FREQ=HOURLY", "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31", "FREQ=WEEKLY;COUNT=999999999",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=366", "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6", "FREQ=DAILY;BYHOUR=25",
        "FREQ=DAILY;UNTIL=99991231T235959Z", "FREQ=YEARLY;BYYEARDAY=366;INTERVAL=7", "FREQ=DAILY;INTERVAL=999999999999",
        "FREQ=DAILY;BYSECOND=" + ",".join(map(str, range(60))) + ";BYMINUTE=" + ",".join(map(str, range(60))),
        "FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24))) + ";BYMINUTE=" + ",".join(map(str, range(60))),
        "FREQ=DAILY;COUNT=-1", "FREQ=", "BYDAY=XX", "FREQ=DAILY;FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO;BYMONTH=13",
    ):  # fmt: skip
        event = _event(f"RRULE:{rule}")
        yield "rule.ics", _calendar(event)
        for start in starts:
            yield "rule.ics", _calendar(event.replace("20181105T090000Z", start))
        yield "rule.ics", _calendar("".join(_event(f"RRULE:{rule}", str(n)) for n in range(400)))
        stamped = event.replace("UID:a", "UID:a\r\nDTSTAMP:99990101T000000Z")
        yield "rule.ics", _calendar(stamped)
        yield "rule.ics", _calendar(stamped.replace("20181105T090000Z", "00010101T000000Z"))
    days = ",".join(f"{year}0101T000000Z" for year in range(1, 10_000))
    for lines in (
        f"RDATE:{days}", f"EXDATE:{days}\r\nRRULE:FREQ=DAILY", "DURATION:P99999999D", "DTEND:99991231T000000Z",
        "SUMMARY:" + "x" * 8 * MEGABYTE, "X-A:" + "\r\n x" * MEGABYTE, "X-A:1\r\n" * 400_000, "ATTENDEE:x\r\n" * 100_000,
        "DTSTART;TZID=Mars/Olympus:20181105T090000", "DTSTART;TZID=../../etc/passwd:20181105T090000",
        "RECURRENCE-ID:20181105T090000Z\r\nRRULE:FREQ=DAILY", "SUMMARY:\0\x1b[2J\u202e", "SUMMARY:case 0" + "A" * 100_000, "SUMMARY:Case ./-1",
        "BEGIN:VALARM\r\n" * 5_000,
        "\r\n".join("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30" for _ in range(50)), 'X;A="' + ";" * 100_000,
    ):  # fmt: skip
        yield "event.ics", _calendar(_event(lines))
    yield (
        "zone.ics",
        _calendar(
            "BEGIN:VTIMEZONE\r\nTZID:x\r\nBEGIN:STANDARD\r\nDTSTART:00010101T000000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+9999\r\nRRULE:FREQ=DAILY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
            + _event("")
        ),
    )
    yield "many.ics", _calendar("".join(_event("", str(n)) for n in range(4_900)))
    yield "many.ics", _calendar("BEGIN:VEVENT\r\n" * 300_000)
    yield "many.ics", _calendar(_event("RRULE:FREQ=DAILY").replace("UID:a\r\n", "UID:a\r\n") * 2_000)


def other_files() -> Files:
    """What is no file of ours under the endings of ours; names that lead elsewhere or lie."""
    starts = (
        b"%PDF-1.7",
        b"\x89PNG\r\n\x1a\n",
        b"MZ\x90\0",
        b"\x7fELF",
        b"PK\x03\x04",
        b"\x1f\x8b",
        b"<html>",
        b"#!/bin/sh\n",
    )
    for ending in (".xml", ".xlsx", ".xls", ".ods", ".docx", ".csv", ".ics", "", ".exe"):
        for start in (*starts, b"\0", bytes(4096), b"\xff" * 4096, b" "):
            yield f"other{ending}", start + bytes(range(256))
    for name in ("../../etc/passwd.csv", "\u202exslx.csv", "a" * 250 + ".csv", "-rf *.csv", "=1+1.csv", "CON.csv",
                 "\x1b[2J.csv", "a\nb.csv", "<img src=x onerror=alert(1)>.csv", "NUL\0.csv", "\udcff.csv"):  # fmt: skip
        yield name, b"case_id,status\nA1,complete\n"


ATTACKS: Mapping[str, Callable[[], Files]] = {
    "XML: entity bombs": entity_bombs,
    "XML: external entities": external_entities,
    "XML: deep, wide, long": deep_and_wide_xml,
    "packages: bombs": zip_bombs,
    "packages: names that lead out": zip_slip,
    "workbooks that exhaust": exhausting_workbooks,
    "tables of text": hostile_tables,
    "tables of nonsense": tables_of_nonsense,
    "calendars": hostile_calendars,
    "other kinds and names": other_files,
}
