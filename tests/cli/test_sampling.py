"""fieldwork sample, run as a person runs it: drawn, receipted, back with exclusions, and read by sync."""

import csv
import io
import json
from collections import Counter

import pytest
from typer.testing import CliRunner

from fieldwork.cli import app
from fieldwork.errors import SampleError, SourceError

HEADINGS = (
    "Family name,First name(s),DoB,Gender,Case/sentence type,CRN,PNC,RoSH,"
    "Date of sentence or release on licence,Cluster,LDU,Responsible officer"
)
DRAW = ("--sample", "d2", "--seed", "11", "--on", "2018-10-01")


def long_list(cases=60):
    """One in five a woman, one in three after custody, one in two of low risk; six officers in two units."""
    rows = [
        f"Zebedee{number},Quince,01/02/19{60 + number % 40},{'F' if number % 5 == 0 else 'M'},"
        f"{'Licence' if number % 3 == 0 else 'Community Order'},X{number},{number}/77A,"
        f"{'Low' if number % 2 else 'High'},01/04/2018,North,{'AB'[number % 2]},Ophelia{number % 6}"
        for number in range(cases)
    ]
    return "\n".join(["Long list (invented)", HEADINGS, *rows, ""])


@pytest.fixture
def office(opened_in, tmp_path):
    return opened_in(tmp_path)


@pytest.fixture
def draw(office, tmp_path):
    """Runs `fieldwork sample` with the long list and these options."""
    path = tmp_path / "secret.csv"
    path.write_text(long_list())

    def run(*options):
        declared = str(office.setup.inspection.path)
        return CliRunner().invoke(app, ["sample", declared, "--long-list", str(path), *options])

    return run


def packs(office):
    return sorted(path.name for path in office.folders.packs.iterdir() if not path.name.startswith("."))


def case_list(office, pack="sample-d2"):
    text = (office.folders.packs / pack / "case_list.csv").read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_draw_is_a_case_list_a_report_and_a_receipt_and_the_same_again(draw, office):
    done = draw(*DRAW, "--size", "20")
    assert "Drew 20 of 20 cases with the seed 11" in done.stderr
    folder = office.folders.packs / "sample-d2"
    assert {path.name for path in folder.iterdir()} == {
        "case_list.csv", "csv", "receipt.json", "sample.html", "sample.xlsx",
    }  # fmt: skip
    same = json.loads((folder / "receipt.json").read_text())["the_same_on_every_run"]
    assert (same["seed"], same["size"], same["drawn_on"]) == (11, 20, "2018-10-01")
    assert "Drawn again: the same cases" in draw(*DRAW, "--size", "20").stderr
    assert packs(office) == ["sample-d2"]


def test_another_draw_is_a_next_version_and_the_first_is_kept(draw, office):
    draw(*DRAW, "--size", "20")
    first = case_list(office)
    draw("--sample", "d2", "--seed", "12", "--on", "2018-10-01", "--size", "20")
    assert packs(office) == ["sample-d2", "sample-d2-version-2"]
    assert case_list(office) == first != case_list(office, "sample-d2-version-2")


def test_without_a_seed_one_is_drawn_and_said(draw, office):
    draw("--sample", "d2", "--size", "20")
    draw("--sample", "d2", "--size", "20")
    receipts = [
        json.loads((office.folders.packs / name / "receipt.json").read_text()) for name in packs(office)
    ]
    assert len({receipt["the_same_on_every_run"]["seed"] for receipt in receipts}) == 2


def test_no_name_day_of_birth_number_or_officer_is_in_any_file(draw, office):
    draw(*DRAW, "--size", "20", "--drop")
    office.sync()
    for path in office.folders.root.rglob("*"):
        if path.is_file():
            for secret in (b"Zebedee", b"Quince", b"Ophelia", b"/77A", b"secret.csv"):
                assert secret not in path.read_bytes(), path


def test_sync_reads_the_case_list_whole_and_finds_the_strata_of_the_draw(draw, office):
    draw(*DRAW, "--size", "20", "--drop")
    office.sync()
    assert office.rows("select count(*) from refused") == [(0,)]
    assert dict(office.rows("select state, count(*) from cases group by all")) == {
        "selected": 20,
        "reserve": 5,
    }
    strata = office.rows("select stratum, count(*) from cases where in_play group by all")
    assert dict(strata) == {
        "male_community_not_low": 5, "male_community_low": 5, "male_post_custody_not_low": 3,
        "male_post_custody_low": 3, "female": 4,
    }  # fmt: skip
    assert office.rows("select distinct mode from cases where in_play") == [("interview",)]


def test_what_comes_back_is_taken_out_and_a_substitute_of_the_same_stratum_stands_in(draw, office, tmp_path):
    draw(*DRAW, "--size", "20")
    listed = case_list(office)
    gone = next(row for row in listed if row["Status"] == "Selected" and row["Gender"] == "Female")
    gone |= {"Exclusion reason": "YOT", "Agreed by": "Lead inspector", "Agreed on": "04/10/2018"}
    returned = tmp_path / "returned.csv"
    with returned.open("w", newline="") as file:
        rows = csv.DictWriter(file, list(gone))
        rows.writeheader()
        rows.writerows(listed)
    done = draw(*DRAW, "--size", "20", "--exclusions", str(returned), "--drop")
    assert "Drew 20 of 20" in done.stderr
    after = {row["Case ID"]: row for row in case_list(office, "sample-d2-version-2")}
    assert after[gone["Case ID"]]["Status"] == "Excluded"
    [substitute] = [row for row in after.values() if row["Substitute for"]]
    assert (substitute["Substitute for"], substitute["Gender"]) == (gone["Case ID"], "Female")
    assert (substitute["Agreed by"], substitute["Agreed on"]) == ("Lead inspector", "04/10/2018")
    assert Counter(row["Status"] for row in after.values()) == {
        "Selected": 20,
        "Substitute": 4,
        "Excluded": 1,
    }
    office.sync()
    [excluded] = office.rows(
        "select exclusion_reason, agreed_by, agreed_at from cases where state = 'excluded'"
    )
    assert excluded[:2] == ("A youth offending team holds the case", "Lead inspector")


@pytest.mark.parametrize(
    ("reason", "error"), [("because", "no criterion of the programme"), ("YOT", "not on the shortlist")]
)
def test_an_exclusion_that_cannot_be_is_refused_by_its_place(draw, tmp_path, reason, error):
    draw(*DRAW, "--size", "20")
    returned = tmp_path / "returned.csv"
    returned.write_text(f"Case ID,Exclusion reason\nX999,{reason}\n")
    done = draw(*DRAW, "--size", "20", "--exclusions", str(returned))
    assert isinstance(done.exception, SourceError)
    assert error in str(done.exception)
    assert "X999" not in str(done.exception)


def test_exclusions_need_the_seed_of_the_draw(draw, tmp_path):
    (tmp_path / "returned.csv").write_text("Case ID,Exclusion reason\nX1,YOT\n")
    done = draw("--sample", "d2", "--exclusions", str(tmp_path / "returned.csv"))
    assert isinstance(done.exception, SampleError)
    assert "the seed of the draw is not said" in str(done.exception)


def test_exclusions_are_of_a_draw_that_was_made(draw, tmp_path):
    (tmp_path / "returned.csv").write_text("Case ID,Exclusion reason\nX1,YOT\n")
    draw(*DRAW, "--size", "20")
    done = draw(*DRAW, "--size", "21", "--exclusions", str(tmp_path / "returned.csv"))
    assert isinstance(done.exception, SampleError)
    assert "no draw of this long list" in str(done.exception)


def test_exclusions_of_a_later_day_are_of_the_same_draw(draw, office, tmp_path):
    """The draw keeps its day, its role and its size: a case that starts in between does not come in."""
    path = tmp_path / "secret.csv"
    path.write_text(path.read_text().replace("01/04/2018", "05/10/2018", 1))
    draw(*DRAW, "--size", "20")
    gone = next(row["Case ID"] for row in case_list(office) if row["Status"] == "Selected")
    (tmp_path / "returned.csv").write_text(f"Case ID,Exclusion reason\n{gone},YOT\n")
    later = ("--sample", "d2", "--seed", "11", "--on", "2018-10-09", "--by", "deputy lead inspector")
    done = draw(*later, "--exclusions", str(tmp_path / "returned.csv"))
    assert "Drew 20 of 20" in done.stderr
    said = (office.folders.packs / "sample-d2-version-2" / "csv" / "excluded.csv").read_text("utf-8-sig")
    assert [line.split(",")[0:1] + line.split(",")[2:4] for line in said.splitlines()[1:]] == [
        [gone, "deputy lead inspector", "09/10/2018"],
        ["X0", "administrator", "01/10/2018"],
    ]


def test_where_the_draw_would_be_another_now_nothing_is_taken_out(draw, office, tmp_path):
    draw(*DRAW, "--size", "20")
    receipt = office.folders.packs / "sample-d2" / "receipt.json"
    said = json.loads(receipt.read_text())
    said["the_same_on_every_run"]["outputs"]["case_list.csv"] = "0" * 64  # as an older programme drew it
    receipt.write_text(json.dumps(said))
    (tmp_path / "returned.csv").write_text("Case ID,Exclusion reason\nX1,YOT\n")
    done = draw(*DRAW, "--exclusions", str(tmp_path / "returned.csv"))
    assert isinstance(done.exception, SampleError)
    assert "it gives other cases now" in str(done.exception)


def test_the_size_is_what_is_planned_or_all_there_is(draw):
    """Six officers have six cases each at most, whatever is planned."""
    done = draw(*DRAW)
    assert "Drew 36 of 120 cases" in done.stderr
    assert "Women: all that there are: 60 are eligible, 120 asked for; " in done.stderr


def test_where_no_size_is_planned_the_formula_gives_one(draw, office):
    path = office.setup.inspection.path
    path.write_text(path.read_text().replace("d2: {required: 109, planned: 120}", "d2: {}"))
    assert "of 45 cases" in draw(*DRAW).stderr  # 164.24 x 60 / (60 + 163.24) is 44.1


def test_a_sample_that_the_programme_does_not_draw_is_refused(draw):
    done = draw("--sample", "d3")
    assert isinstance(done.exception, SampleError)
    assert "Allowed: d2, unpaid_work, through_the_gate." in str(done.exception)


def test_each_sample_of_domain_three_is_drawn_by_its_own_strata(draw, office):
    draw("--sample", "unpaid_work", "--seed", "3", "--size", "20")
    assert {row["Mode"] for row in case_list(office, "sample-unpaid_work") if row["Mode"]} == {"File read"}
    strata = (office.folders.packs / "sample-unpaid_work" / "csv" / "strata.csv").read_text("utf-8-sig")
    assert "Men, recorded RoSH low" in strata
    done = draw("--sample", "through_the_gate", "--seed", "3", "--size", "20")  # the list says neither
    assert isinstance(
        done.exception, SourceError
    )  # this list says neither the prison nor who manages the case
    assert "Prison, Managed by" in str(done.exception)
