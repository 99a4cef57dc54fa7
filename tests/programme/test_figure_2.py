"""The sample sizes of the 28 organisations are those of Figure 2 in the Guidance Manual, cell by cell.

The manual is not part of the repository: FIELDWORK_SEEDS says in which folder it is, else ../shared/seeds.
"""

import os
from pathlib import Path

import pytest

from fieldwork import programme
from fieldwork.parameters import SampleSize
from fieldwork.programme import Programme
from fieldwork.programme.model import Organisation

ROOT = Path(__file__).resolve().parents[2]
SEEDS = Path(os.environ.get("FIELDWORK_SEEDS", ROOT.parent / "shared" / "seeds"))

# Where a cell of Figure 2 stands in the programme: the heading's words, and (sample or "3", which size).
COLUMNS = {
    "D2 Sample Size 80%": ("d2", "required"),
    "D2 Sample Size": ("d2", "planned"),
    "D2 Sample Size [Revised]": ("d2", "revised"),
    "Unpaid work Sample size 80%": ("unpaid_work", "required"),
    "Unpaid work Sample size": ("unpaid_work", "planned"),
    "Through The Gate Sample size 80%": ("through_the_gate", "required"),
    "Through The Gate Sample size": ("through_the_gate", "planned"),
    "Reports & Allocation Sample size 80%": ("court_reports", "required"),
    "Reports & Allocation Sample size": ("court_reports", "planned"),
    "Statutory victim contact Sample size 80%": ("victim_contact", "required"),
    "Statutory victim contact Sample size": ("victim_contact", "planned"),
    "D3 Sample Size 80%": ("3", "required"),
    "D3 Sample Size": ("3", "planned"),
    "D3 Sample Size [Revised]": ("3", "revised"),
}


def figure_2(kind: str) -> dict[str, dict[str, str]]:
    """Organisation -> heading -> cell, of the part of Figure 2 whose first heading is `kind`."""
    found = sorted(SEEDS.glob("001_*.txt"))
    if not found:
        pytest.skip(f"the Guidance Manual is not in {SEEDS}; say where with FIELDWORK_SEEDS")
    lines = iter(found[0].read_text(encoding="utf-8").splitlines())
    headings = next(line for line in lines if line.startswith(f"{kind}\tCluster Size")).split("\t")
    table: dict[str, dict[str, str]] = {}
    for line in lines:
        cells = line.split("\t")
        if len(cells) != len(headings) or cells[1] == "Cluster Size":
            return table
        table[cells[0]] = {heading: cell for heading, cell in zip(headings, cells, strict=True) if heading}
    return table


def said(organisation: Organisation) -> dict[tuple[str, str], int]:
    """(sample or domain, which size) -> size, for all that the programme says of an organisation."""
    sizes: dict[str, SampleSize] = {**organisation.sizes, **organisation.totals}
    return {
        (name, which): value
        for name, size in sizes.items()
        for which, value in size.model_dump(exclude_none=True).items()
    }


@pytest.mark.parametrize(
    ("kind", "name"), [("CRC", "probation-2018-crc"), ("NPS region", "probation-2018-nps")]
)
def test_every_cell_of_figure_2_is_in_the_programme_and_nothing_else(kind: str, name: str) -> None:
    figure = figure_2(kind)
    organisations = programme.load(name).sizing.organisations
    assert len(figure) == {"CRC": 21, "NPS region": 7}[kind]
    assert list(organisations) == list(figure)
    for title, row in figure.items():
        cells = {COLUMNS[heading]: int(cell) for heading, cell in row.items() if heading in COLUMNS and cell}
        assert said(organisations[title]) == cells, title
        assert organisations[title].cluster == row["Cluster Size"]


def total(loaded: Programme, name: str, which: str) -> int:
    return sum(
        said(organisation).get((name, which), 0) for organisation in loaded.sizing.organisations.values()
    )


def test_the_sums_of_figure_2_are_those_found_by_hand() -> None:
    crc, nps = programme.load("probation-2018-crc"), programme.load("probation-2018-nps")
    assert [total(crc, "d2", which) for which in ("required", "planned", "revised")] == [2342, 2520, 2466]
    assert [total(nps, "d2", which) for which in ("required", "planned")] == [805, 840]
    assert [total(crc, "3", which) for which in ("required", "planned")] == [1457, 1576]
    assert [total(nps, "3", which) for which in ("required", "planned")] == [854, 950]
    assert sum(total(loaded, name, "planned") for loaded in (crc, nps) for name in ("d2", "3")) == 5886


def test_three_totals_of_domain_three_were_revised_without_saying_the_split() -> None:
    organisations = programme.load("probation-2018-crc").sizing.organisations
    revised = {
        title: (organisation.totals["3"].planned, organisation.totals["3"].revised)
        for title, organisation in organisations.items()
        if organisation.totals["3"].planned != organisation.totals["3"].revised
    }
    assert revised == {
        "Durham Tees Valley CRC": (44, 54),
        "Cheshire & Greater Manchester CRC": (120, 115),
        "Staffordshire & West Midlands CRC": (120, 115),
    }
    parts = [size for o in organisations.values() for name, size in o.sizes.items() if name != "d2"]
    assert all(size.revised is None for size in parts)


@pytest.mark.parametrize("name", ["probation-2018-crc", "probation-2018-nps"])
def test_each_required_size_follows_from_80_per_cent_and_5_points_for_some_population(name: str) -> None:
    """Guidance Manual 4.2: "a margin of error of 5% and a confidence level of 80%" (formula inferred)."""
    loaded = programme.load(name)
    z = loaded.tables(None, {})["programme"][0][4]
    unbounded = z**2 * 0.25 / 0.05**2
    assert unbounded == pytest.approx(164.24, abs=0.005)
    reachable = {round(unbounded * n / (n + unbounded - 1)) for n in range(1, 5000)}
    for organisation in loaded.sizing.organisations.values():
        assert {size.required for size in organisation.sizes.values()} <= reachable
