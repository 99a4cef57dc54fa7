"""Small inspections by chance for the panel's questions, and the same counted again in plain Python.

An inspection is its answers: standard -> key question -> a list of True (yes) and False (no). What the panel
may ask is found by brute force: change one answer, or move one band, and work everything out anew.
"""

from fractions import Fraction
from math import floor
from random import Random

from drawn import NOW

BANDS = ((0, "Inadequate"), (50, "Requires improvement"), (65, "Good"), (80, "Outstanding"))
RATINGS = [rating for _, rating in BANDS]


class Chance:
    """One inspection. `ratings`: proposed, by standard; `decisions`: the panel's ratings, by question."""

    def __init__(self, seed, rounding, inclusive):
        chance = Random(seed)
        self.rounding, self.inclusive = rounding, inclusive
        self.answers, self.counts = {}, {}
        for standard in range(chance.randint(1, 4)):
            name = f"2.{standard}@{seed}"
            self.answers[name] = {f"{name}.{q}": _answers(chance) for q in range(chance.randint(1, 3))}
        self.proposed = {
            f"1.{number}@{seed}": chance.choice([*RATINGS, *RATINGS, None])
            for number in range(chance.randint(0, 2))
        }
        self.counts = {name: chance.random() < 0.9 for name in (*self.answers, *self.proposed)}
        asked = [question for standard in self.answers.values() for question in standard]
        self.decisions = {
            question: chance.choice(RATINGS)
            for question in (*asked, *self.proposed)
            if chance.random() < 0.15
        }
        highest = 3 * sum(self.counts.values())
        self.overall = sorted({0, *(chance.randint(1, max(highest, 1)) for _ in range(3))})

    def band(self, answers):
        """The index of the band, 0 the lowest; None without answers."""
        if not answers:
            return None
        percentage = Fraction(100 * sum(answers), len(answers))
        if self.rounding == "nearest":
            percentage = floor(percentage + Fraction(1, 2))
        return max(index for index, (lower, _) in enumerate(BANDS) if lower <= percentage)

    def bands(self, answers=None):
        """Key question -> the index of its band, by these answers."""
        return {q: self.band(said) for of in (answers or self.answers).values() for q, said in of.items()}

    def decided(self):
        """The same as it holds: the panel's, else the computed one."""
        return {
            q: RATINGS.index(self.decisions[q]) if q in self.decisions else band
            for q, band in self.bands().items()
        }

    def rated(self, bands):
        """Computed standard -> the index of its lowest band; None while a key question has none."""
        found = {standard: [bands[q] for q in asked] for standard, asked in self.answers.items()}
        return {standard: None if None in each else min(each) for standard, each in found.items()}

    def held(self, bands):
        """Every standard -> the index of its rating."""
        proposed = {s: self.decisions.get(s, rating) for s, rating in self.proposed.items()}
        indices = {s: None if rating is None else RATINGS.index(rating) for s, rating in proposed.items()}
        return {**indices, **self.rated(bands)}

    def total(self, ratings):
        """(sum of the scores, overall rating); None while a standard that counts has no rating."""
        scores = [ratings[standard] for standard, counts in self.counts.items() if counts]
        if not scores or None in scores:
            return None, None
        return sum(scores), f"from {max(lower for lower in self.overall if lower <= sum(scores))}"

    def tables(self):
        """What `Told.tell` takes, beside the toy programme."""
        computed = [
            {"standard": name, "ordinal": number, "domain": "2", "title": name, "judged": "computed"}
            for number, name in enumerate(self.answers, 10)
        ]
        proposed = [
            {"standard": name, "ordinal": number, "domain": "1", "title": name, "judged": "proposed"}
            for number, name in enumerate(self.proposed)
        ]
        questions = [(standard, q, said) for standard, of in self.answers.items() for q, said in of.items()]
        said = {"recorded_at": NOW, "sha256": "f"}
        return {
            "standards": [
                {**row, "counts": self.counts[row["standard"]], "evidence": "source"}
                for row in computed + proposed
            ],
            "key_questions": [
                {
                    "key_question": q, "ordinal": number, "standard": standard, "title": q, "short": q,
                    "sample": "main", "population": "all", "evidence": "source",
                }
                for number, (standard, q, _) in enumerate(questions)
            ],
            "answer_statements": [
                {"case_id": f"C{case}", "question": q, "answer": "yes" if yes else "no", "place": "p", **said}
                for _, q, answers in questions
                for case, yes in enumerate(answers)
            ],
            "proposals": [
                {"standard": name, "rating": rating, "place": "p", **said}
                for name, rating in self.proposed.items()
                if rating
            ],
            "panel_decisions": [
                {"id": q, "question": q, "rating": rating, "reason": "r", "place": "p", **said}
                for q, rating in self.decisions.items()
            ],
        }  # fmt: skip


def _answers(chance):
    """So many that the boundaries are met, and sometimes none."""
    n = chance.choice([0, 1, 2, 3, 5, 10, 20, 20, 31, 44]) if chance.random() < 0.5 else chance.randint(1, 40)
    yes = min(
        n, max(0, round(n * chance.choice([0.5, 0.65, 0.8, chance.random()])) + chance.choice([-1, 0, 0, 1]))
    )
    return [True] * yes + [False] * (n - yes)


def flipped(inspection):
    """(key question, the answer that was changed, all answers then), for every single answer."""
    for standard, asked in inspection.answers.items():
        for question, answers in asked.items():
            for place, answer in enumerate(answers):
                other = [*answers[:place], not answer, *answers[place + 1 :]]
                changed = {**inspection.answers, standard: {**asked, question: other}}
                yield question, answer, changed
