"""An inspection holds to its programme's version; a snapshot keeps the programme that it was made with."""

import pytest

from fieldwork import database, programme, queries, sync
from fieldwork.errors import InspectionError

NAME = "probation-2018-crc"


def _changed(office, *changes):
    """The declaration of the office's inspection, changed."""
    path = office.setup.inspection.path
    text = path.read_text("utf-8")
    for old, new in changes:
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return str(path)


def _with_version(office, version):
    return _changed(office, (f"programme: {NAME}\n", f"programme: {NAME}\nprogramme_version: {version}\n"))


def test_an_inspection_that_says_its_programmes_version_opens_under_it(office) -> None:
    version = programme.load(NAME).version
    assert sync.load(_with_version(office, version)).programme.version == version


def test_another_version_than_the_inspection_was_made_with_is_refused_with_what_to_do(office) -> None:
    with pytest.raises(InspectionError, match="made with the version 'V2' of its programme") as caught:
        sync.load(_with_version(office, "V2"))
    assert "Name the file of that version" in str(caught.value)


def test_a_snapshot_keeps_its_own_copy_of_the_programme_when_the_file_changes(office, tmp_path) -> None:
    before = office.sync().published
    changed = tmp_path / "changed.yml"
    extended = programme.load(NAME).path.resolve().with_suffix("")
    changed.write_text(f"extends: {extended}\nversion: V4\ntitle: Changed\n", encoding="utf-8")
    moved = sync.load(_changed(office, (f"programme: {NAME}", f"programme: {changed}")))
    after = sync.once(moved, office.now).published
    titles = []
    for path in (before, after):
        with database.open_snapshot(path) as snapshot:
            titles.append(queries.run(snapshot, "snapshot")[0]["programme"])
    assert titles == ["Probation inspection 2018, CRC", "Changed"]
