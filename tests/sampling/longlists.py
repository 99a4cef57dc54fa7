"""Long lists of these tests: drawn as text, or made by chance."""

from datetime import datetime
from random import Random

from fieldwork.programme.sampling import Drawing
from fieldwork.sampling import Listed

SETTING = {"evidence": "setting"}
STRATA = {
    "men": {"gender": ["male"], "rosh": ["high"]},
    "men_low": {"gender": ["male"], "rosh": ["low"]},
    "women": {"gender": ["female"]},
}


def drawing(cap=6, buffer=20):
    """Spread over tier 1, tier 2 and officers; exclusions of every kind."""
    return Drawing.model_validate(
        {
            "long_list": "probation-2018",
            "spread": {"says": "s", "columns": ["tier1", "tier2", "officer"], **SETTING},
            "most_per_officer": {"says": "m", "cases": cap, **SETTING} if cap else None,
            "buffer": {"says": "b", "percent": buffer, **SETTING},
            "substitutes": {"says": "r", "mode": "file_read", **SETTING},
            "exclusions": {
                "restricted": {"title": "Restricted", "marked": {"family_name": "*"}, **SETTING},
                "no_stratum": {"title": "No stratum", "outside_strata": True, **SETTING},
                "duplicate": {"title": "Same person", "same": [["case_id"], ["pnc"]], **SETTING},
                "transferred": {"title": "Transferred", "spellings": ["moved"], **SETTING},
            },
        }
    )


def case(case_id, tier1="North", tier2="A", officer="o1", starts=None, persons=(), marks=(), **facts):
    """A row of a long list; its place is its reference and whose it is."""
    return Listed(
        f"{case_id} {sorted(persons)}", case_id, tier1, tier2, officer, (tier1, tier2, officer), facts,
        starts, frozenset({case_id, *persons}), frozenset(marks),
    )  # fmt: skip


def by_chance(chance: Random, cases: int):
    """A long list that might be: units, officers and strata of any size, some rows spoilt."""
    tier1 = [f"T{number}" for number in range(chance.randint(1, 3))]
    officers = [
        (unit, f"{unit}{chance.randint(1, 3)}", f"o{number}" if chance.random() < 0.97 else "")
        for number in range(chance.randint(1, max(9, cases // 6)))
        for unit in [chance.choice(tier1)]
    ]
    women = chance.random() * 0.5
    listed = []
    for number in range(cases):
        unit, team, officer = chance.choice(officers)
        facts = {
            "gender": "female" if chance.random() < women else "male",
            "rosh": chance.choice(["low", "high"]),
        }
        if chance.random() < 0.02:
            del facts["gender"]
        listed.append(
            case(
                f"C{number}",
                unit,
                team,
                officer,
                datetime(2018, 6, chance.randint(1, 30)),
                [f"P{chance.randint(0, 5 * cases)}"],
                ["restricted"] if chance.random() < 0.03 else [],
                **facts,
            )
        )
    return listed
