"""A programme whose parts do not fit each other is refused, with every problem and its path in the file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fieldwork import programme
from fieldwork.errors import ProgrammeError
from fieldwork.parameters import SampleSize

SMALL = """
title: A small programme
version: "1"
licence: none
documents: {manual: A manual}
names: &names
  domain: &name {one: thing, many: things}
  standard: *name
  key_question: *name
  rating: *name
  panel: *name
  record: *name
  tier1: *name
  tier2: *name
screens: {today: Today}
confidence: {level: 80, says: c, evidence: setting}
margin: {points: 5, says: m, evidence: setting}
banding:
  bands:
    low: {words: few, rating: Poor, score: 0, lower: 0, symbol: v, evidence: setting}
    high: {words: many, rating: Fine, score: 1, lower: 50, symbol: ^, evidence: setting}
  rounding: {to: nearest, says: r, evidence: setting}
  near_boundary: {points: 5, inclusive: true, says: n, evidence: setting}
overall: {how: sum, says: o, bands: {Poor: 0, Fine: 1}, evidence: setting}
small_numbers: {count_below: 10, caution_below: 30, hide_below: 5, says: s, evidence: setting}
method: {}
facts:
  gender: {title: Gender, values: {male: {title: Male}, female: {title: Female}}, evidence: setting}
populations:
  all: {title: All, evidence: setting}
  women: {title: Women, where: {gender: [female]}, evidence: setting}
samples:
  cases: {title: Cases, domain: "1", mode: interview, evidence: setting}
domains:
  "1": {title: Work}
standards:
  1.1:
    title: Planning
    domain: "1"
    wording: {evidence: recalled}
    rated: {judged: computed, counts: true, evidence: source, source: {document: manual, section: "7"}}
    cases: {sample: cases, population: all, evidence: setting}
    key_questions:
      1.1.1: {title: Is it planned, short: Planned, prompts: {a: Soon}}
      1.1.2:
        title: Is it safe
        short: Safe
        cases: {sample: cases, population: women, evidence: setting}
sizing:
  says: sizes
  evidence: setting
  organisations:
    North: {cluster: A, sizes: {cases: {required: 10, planned: 12}}, totals: {"1": {required: 10}}}
"""

SAFE = "standards[1.1].key_questions[1.1.2]"  # where "Is it safe" stands

Refused = Callable[..., str]


@pytest.fixture
def refused(tmp_path: Path) -> Refused:
    def refused(*changes: tuple[str, str]) -> str:
        text = SMALL
        for old, new in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        path = tmp_path / "small.yml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ProgrammeError) as caught:
            programme.load(str(path))
        return str(caught.value).replace(str(path), "small.yml")

    return refused


def test_the_small_programme_itself_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "small.yml"
    path.write_text(SMALL, encoding="utf-8")
    loaded = programme.load(str(path))
    assert loaded.tables(None, {})["programme"][0][:3] == ("small", "A small programme", "1")
    assert loaded.misfits("North", {}) == []
    assert loaded.misfits("South", {"cases": SampleSize(planned=5)}) == []


def test_an_unknown_key_is_refused_with_the_nearest_known_one(refused: Refused) -> None:
    assert refused(("population: women, evidence", "populaton: women, evidence")) == (
        "small.yml: 2 problems:\n"
        f"  {SAFE}.cases.population: is missing\n"
        f"  {SAFE}.cases.populaton: there is no such key (did you mean population?)"
    )


def test_all_problems_are_said_together(refused: Refused) -> None:
    said = refused(
        ("lower: 50", "lower: 0"),
        ("population: women", "population: woman"),
        ("[female]", "[femal]"),
        ("required: 10, planned: 12", "required: 13, planned: 12"),
    )
    assert said == (
        "small.yml: 5 problems:\n"
        "  banding.bands: the bands must start at 0 and rise\n"
        "  populations.women.where.gender: femal is not a value of gender (did you mean female?)\n"
        f"  {SAFE}.cases.population: woman is not a population (did you mean women?)\n"
        "  sizing.organisations.North.sizes.cases.planned: 12 is less than the 13 that are required\n"
        "  sizing.organisations.North.totals[1].required: the samples add up to 13"
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "document: manual",
            "document: manul",
            "source.document: manul is not a declared document (did you mean manual?)",
        ),
        (
            ', source: {document: manual, section: "7"}',
            "",
            "rated.source: evidence is source, so its document",
        ),
        (
            "evidence: recalled",
            "evidence: sure",
            "wording.evidence: input should be 'source', 'web', 'recalled'",
        ),
        ("symbol: ^", "symbol: v", "banding.bands: each band needs a symbol of its own"),
        ("score: 1", "score: 0", "banding.bands: the scores must rise with the bands"),
        ("Fine: 1}", "Good: 1}", "overall.bands: the ratings must be those of the bands, in the same order"),
        ("Fine: 1}", "Fine: 2}", "overall.bands: with 1 standards that count, no total is above 1"),
        (
            "{gender: [female]}",
            "{gendr: [female]}",
            "women.where.gendr: gendr is not a fact (did you mean gender?)",
        ),
        (
            "mode: interview",
            "mode: interview, strata: {populations: [men], says: s, evidence: setting}",
            "cases.strata.populations: men is not a population (did you mean women?)",
        ),
        ("1.1.2:", "1.2.2:", "key_questions[1.2.2]: the number does not belong to standard 1.1"),
        ("1.1.2:", "1.1.1:", "the key 1.1.1 stands twice"),
        (
            "sample: cases, population: all",
            "sample: case, population: all",
            "key_questions[1.1.1].cases.sample: case is not a sample (did you mean cases?)",
        ),
        (
            "judged: computed",
            "judged: proposed",
            "key_questions[1.1.1].cases: the standard is proposed, so no cases answer this",
        ),
        (
            "    cases: {sample: cases, population: all, evidence: setting}\n",
            "",
            "[1.1.1].cases: the standard is computed, so the cases",
        ),
        (
            "prompts: {a: Soon}",
            "prompts: {a: Soon}, decisive: {prompts: [b], evidence: setting}",
            "decisive.prompts: b is not a prompt of this question: a",
        ),
        ("prompts: {a: Soon}", "prompts: {one: Soon}", "prompts.one: a prompt is named by one letter"),
        ("sizes: {cases: {", "sizes: {casse: {", "sizes: casse is not a sample (did you mean cases?)"),
        ("sizes: {cases: {", "sizes: {casse: {", "sizes.cases: is missing"),
    ],
)
def test_what_does_not_fit_is_said_with_its_path(refused: Refused, old: str, new: str, said: str) -> None:
    assert said in refused((old, new))


def test_an_inspection_that_does_not_fit_is_told_why(tmp_path: Path) -> None:
    path = tmp_path / "small.yml"
    path.write_text(SMALL, encoding="utf-8")
    loaded = programme.load(str(path))
    assert loaded.misfits("Nort", {"case": SampleSize(planned=5)}) == [
        "sizes: case is not a sample of the programme (did you mean cases?)",
        "sizes.cases: the size must be said: the programme does not know Nort (did you mean North?)",
    ]


def test_an_unknown_programme_is_refused_with_the_nearest() -> None:
    with pytest.raises(ProgrammeError, match=r"probation-2018-crc\?"):
        programme.load("probation-2018-crq")
