"""An inspection of any programme, told as rows: who is inspected, and what was rated or answered."""

from pathlib import Path

from drawn import NOW, PROGRAMME, WEEKS

from fieldwork import programme

UNSHIPPED = Path(__file__).resolve().parents[1] / "programme" / "programmes"
SAID = {"recorded_at": NOW, "sha256": "f1", "place": "row"}


def load(name):
    """The programme called `name`: shipped, or one of the tests' own."""
    own = UNSHIPPED / f"{name}.yml"
    return programme.load(str(own) if own.exists() else name)


def tables(told, loaded, given=None, *, decided=None, answers=None, **inspection):
    """All tables. `given`, `decided`: standard or question -> rating; `answers`: question -> (yes, no)."""
    rows = {
        table: [dict(zip(told.columns_of(table), row, strict=True)) for row in its]
        for table, its in loaded.tables(None, {}).items()
    }
    most = max((sum(counts) for counts in (answers or {}).values()), default=0)
    sample = next(iter(loaded.samples), None)
    return rows | {
        "inspection": [PROGRAMME["inspection"][0] | inspection],
        "snapshot": PROGRAMME["snapshot"],
        "weeks": WEEKS,
        "units": [{"tier1": "North", "tier2": None, "ordinal": 1}],
        "proposals": [
            {"standard": number, "rating": rating, **SAID} for number, rating in (given or {}).items()
        ],
        "panel_decisions": [
            {"id": number, "question": number, "rating": rating, "reason": "r", **SAID}
            for number, rating in (decided or {}).items()
        ],
        "case_statements": [
            {"case_id": f"C{n}", "sample": sample, "tier1": "North", "status": "complete", **SAID}
            for n in range(most)
        ],
        "answer_statements": [
            {"case_id": f"C{n}", "question": question, "answer": "yes" if n < yes else "no", **SAID}
            for question, (yes, no) in (answers or {}).items()
            for n in range(yes + no)
        ],
    }
