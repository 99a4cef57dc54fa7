"""A second opinion on the figures: plain Python, from the rules and not from the SQL. Dicts in, dicts out.

`tables` is a mapping of a table of queries/schema.sql to its rows, each a dict. Fractions are exact; only the
intervals and margins are floating-point numbers.
"""

from collections import Counter
from fractions import Fraction
from math import floor, sqrt

DONE = ("complete", "quality_checked")


class Oracle:
    def __init__(self, tables):
        self.t = tables
        self.programme = tables["programme"][0]
        self.organisation = tables["inspection"][0]["organisation"]
        self.bands = sorted(tables["bands"], key=lambda band: band["lower"])
        self.samples = {row["sample"]: row for row in tables["samples"]}
        self.titles = {row["population"]: row["title"] for row in tables["populations"]}
        self.questions = sorted(
            (q for q in tables["key_questions"] if q["sample"]), key=lambda q: q["ordinal"]
        )
        self.rules = {}
        for row in tables["population_rules"]:
            facts = self.rules.setdefault(row["population"], {})
            facts.setdefault(row["fact"], set()).add(row["value"])
        self.answers = self._newest("answer_statements", "question", "answer")
        self.facts = self._newest("fact_statements", "fact", "value")
        self.cases = {case: self._case(case) for case in sorted(self._known())}

    # What is current

    def _known(self):
        tables = ("case_statements", "assessments", "fact_statements", "answer_statements")
        return {row["case_id"] for table in tables for row in self.t[table]}

    def _newest(self, table, key, value):
        """(case, key) -> the value said last; a blank said last withdraws."""
        best = {}
        for row in self.t[table]:
            where = (row["case_id"], row[key])
            if where not in best or _order(row) > _order(best[where]):
                best[where] = row
        return {where: row[value] for where, row in best.items()}

    def _said(self, table, case, column):
        """The value that the newest row saying anything of the column says."""
        rows = [row for row in self.t[table] if row["case_id"] == case and row[column] is not None]
        return max(rows, key=_order)[column] if rows else None

    def _list_status(self, case):
        """An exclusion reason excludes, whatever the same row's status."""
        rows = [
            row
            for row in self.t["case_statements"]
            if row["case_id"] == case and (row["status"] or row["exclusion_reason"])
        ]
        if not rows:
            return None
        newest = max(rows, key=_order)
        return "excluded" if newest["exclusion_reason"] else newest["status"]

    def _case(self, case):
        columns = ("sample", "tier1", "tier2", "allocated_to", "substitute_for")
        found = {column: self._said("case_statements", case, column) for column in columns}
        found["sample"] = found["sample"] or self._said("assessments", case, "sample")
        found["outcomes"] = {
            q["key_question"]: self._outcome(case, q)
            for q in self.questions
            if q["sample"] == found["sample"]
        }
        found["state"] = self._state(case, found)
        found["stratum"] = self._stratum(case, found["sample"])
        found["week"] = self._week(case) if found["state"] == "complete" else None
        return found

    def _state(self, case, found):
        listed = self._list_status(case)
        begun = any(row["case_id"] == case for row in self.t["assessments"]) or any(
            who == case and answer for (who, _), answer in self.answers.items()
        )
        if listed == "excluded":
            return "excluded"
        said = self._said("assessments", case, "status")
        if said is None and listed in (*DONE, "in_progress"):
            said = listed
        if said is None and begun:
            outcomes = found["outcomes"].values()
            said = "complete" if outcomes and "incomplete" not in outcomes else "in_progress"
        if said in DONE:
            return "complete"
        if begun or said == "in_progress":
            return "in_progress"
        return "reserve" if listed == "substitute" and not found["substitute_for"] else "selected"

    def _week(self, case):
        day = self._said("assessments", case, "completed_at")
        if day is None:
            said = [
                row["recorded_at"]
                for table in ("assessments", "case_statements")
                for row in self.t[table]
                if row["case_id"] == case and row["status"] in DONE and not row.get("exclusion_reason")
            ]
            answered = [row["recorded_at"] for row in self.t["answer_statements"] if row["case_id"] == case]
            day = min(said) if said else max(answered, default=None)
        for week in self.t["weeks"]:
            if day and week["starts"] <= day.date() <= week["ends"]:
                return str(week["week"])
        return None

    # Populations and outcomes

    def _belongs(self, case, population):
        unknown = False
        for fact, allowed in self.rules.get(population, {}).items():
            value = self.facts.get((case, fact))
            if value is None:
                unknown = True
            elif value not in allowed:
                return False
        return None if unknown else True

    def _outcome(self, case, question):
        answer = self.answers.get((case, question["key_question"]))
        belongs = self._belongs(case, question["population"])
        if belongs is False or answer == "not_applicable":
            return "not_applicable"
        return answer if belongs and answer else "incomplete"

    def _stratum(self, case, sample):
        strata = sorted(
            (row for row in self.t["strata"] if row["sample"] == sample), key=lambda row: row["ordinal"]
        )
        return next(
            (self.titles[s["population"]] for s in strata if self._belongs(case, s["population"])), None
        )

    # Units

    def unit_of(self, case, level):
        """(unit, tier 1 unit of that unit) of a case."""
        if level == "organisation":
            return self.organisation, None
        if level in ("tier1", "tier2"):
            return case[level], case["tier1"]
        return case[level], None

    def units(self, level, sample):
        """Every unit of a level, with or without cases."""
        declared = {
            "organisation": {(self.organisation, None)},
            "tier1": {(row["tier1"], row["tier1"]) for row in self.t["units"]},
            "tier2": {(row["tier2"], row["tier1"]) for row in self.t["units"] if row["tier2"]},
            "stratum": {
                (self.titles[row["population"]], None) for row in self.t["strata"] if row["sample"] == sample
            },
            "week": {(str(row["week"]), None) for row in self.t["weeks"]},
            "allocated_to": set(),
        }[level]
        return declared | {
            self.unit_of(case, level) for case in self.cases.values() if case["sample"] == sample
        }

    # Bands

    def band(self, yes, n):
        """The index of the band, 0 the lowest; None where n is 0."""
        if n == 0:
            return None
        share = Fraction(100 * yes, n)
        if self.programme["rounding"] == "nearest":
            share = floor(share + Fraction(1, 2))
        return self._reach(share)

    def _reach(self, share):
        return sum(band["lower"] <= share for band in self.bands) - 1

    def judged(self, question, yes, n, incomplete):
        """What is said of the organisation only."""
        if n == 0:
            nothing = dict.fromkeys(("settled", "one_case", "near_boundary", "rounding_matters"), False)
            return {"band": None, **nothing}
        share, band = Fraction(100 * yes, n), self.band(yes, n)
        coming = self.to_come(question, incomplete)
        # Every way in which what is still to come can turn out, the not applicable ones leaving.
        ends = {
            self.band(yes + more, n + answered) for answered in range(coming + 1) for more in {0, answered}
        }
        near = self.programme["near_points"]
        far = [abs(share - band["lower"]) for band in self.bands if band["lower"] > 0]
        return {
            "band": self.bands[band]["band"],
            "settled": ends == {band},
            "one_case": {self.band(other, n) for other in (yes - 1, yes + 1) if 0 <= other <= n} != {band},
            "near_boundary": any(d <= near if self.programme["near_inclusive"] else d < near for d in far),
            "rounding_matters": self._reach(share) != self._reach(floor(share + Fraction(1, 2))),
        }

    def to_come(self, question, incomplete):
        sample = self.samples[question["sample"]]
        mine = [case["state"] for case in self.cases.values() if case["sample"] == question["sample"]]
        in_play = sum(state not in ("excluded", "reserve") for state in mine)
        aim = sample["revised"] if sample["revised"] is not None else sample["planned"] or 0
        return max(max(aim, in_play) - mine.count("complete"), 0) + incomplete

    # The answers

    def key_question_results(self, level, tier1=None):
        """(unit, tier1, key question) -> the figures."""
        counted = {}
        for case in self.cases.values():
            if case["state"] == "complete" and tier1 in (None, case["tier1"]):
                for question, outcome in case["outcomes"].items():
                    counted.setdefault((*self.unit_of(case, level), question), Counter())[outcome] += 1
        found = {}
        for q in self.questions:
            for unit, of in self.units(level, q["sample"]):
                outcomes = counted.get((unit, of, q["key_question"]), Counter())
                elsewhere = tier1 is not None and of not in (None, tier1)
                if elsewhere or (unit is None and not outcomes):
                    continue
                name = tier1 if level == "organisation" and tier1 else unit
                rated = level == "organisation" and tier1 is None
                found[name, of, q["key_question"]] = self._figures(q, outcomes, rated)
        return found

    def _figures(self, q, outcomes, rated):
        yes, n = outcomes["yes"], outcomes["yes"] + outcomes["no"]
        shown = n > 0 and (rated or n >= self.programme["count_below"])
        eligible = (
            self.samples[q["sample"]]["eligible"] if rated and q["population"] not in self.rules else None
        )
        low, high = wilson(yes, n, self.programme["z"], eligible) if shown else (None, None)
        said = ("band", "settled", "one_case", "near_boundary", "rounding_matters")
        judged = self.judged(q, yes, n, outcomes["incomplete"]) if rated else dict.fromkeys(said)
        return {
            "complete": outcomes.total(),
            "yes": yes,
            "n": n,
            "not_applicable": outcomes["not_applicable"],
            "incomplete": outcomes["incomplete"],
            "percentage": 100 * yes / n if shown else None,
            "rounded": floor(Fraction(100 * yes, n) + Fraction(1, 2)) if shown else None,
            "low": low,
            "high": high,
            **judged,
        }

    def standard_ratings(self):
        """standard -> deciding_key_question, band, rating, score, basis."""
        results = {key: row for (_, _, key), row in self.key_question_results("organisation").items()}
        scores = {band["rating"]: band["score"] for band in self.bands}
        found = {}
        for standard in self.t["standards"]:
            name = standard["standard"]
            if standard["judged"] == "proposed":
                rows = [row for row in self.t["proposals"] if row["standard"] == name]
                rating = max(rows, key=_order)["rating"] if rows else None
                basis = "proposed" if rows else "not proposed"
                found[name] = (None, None, rating, scores.get(rating), basis)
                continue
            mine = [(q, results[q["key_question"]]) for q in self.questions if q["standard"] == name]
            if not all(row["n"] for _, row in mine):
                found[name] = (None, None, None, None, "awaiting cases")
                continue
            deciding, row = min(
                mine,
                key=lambda pair: (
                    self.band(pair[1]["yes"], pair[1]["n"]),
                    Fraction(pair[1]["yes"], pair[1]["n"]),
                    pair[0]["ordinal"],
                ),
            )
            band = self.bands[self.band(row["yes"], row["n"])]
            found[name] = (deciding["key_question"], band["band"], band["rating"], band["score"], "computed")
        return found

    def overall_rating(self):
        ratings = self.standard_ratings()
        scores = [ratings[row["standard"]][3] for row in self.t["standards"] if row["counts"]]
        rated = [score for score in scores if score is not None]
        total = sum(rated) if len(rated) == len(scores) else None
        reached = [] if total is None else [b for b in self.t["overall_bands"] if b["lower"] <= total]
        return {
            "total": total,
            "out_of": len(scores) * max(band["score"] for band in self.bands),
            "rating": max(reached, key=lambda band: band["lower"])["rating"] if reached else None,
            "standards_rated": len(rated),
            "standards_needed": len(scores),
        }

    def completion(self, level):
        """(sample, unit, tier1) -> the counts."""
        found = {}
        for name, sample in self.samples.items():
            for unit, of in self.units(level, name):
                states = Counter(
                    case["state"]
                    for case in self.cases.values()
                    if case["sample"] == name and self.unit_of(case, level) == (unit, of)
                )
                whole = level == "organisation"
                aim = sample["revised"] if sample["revised"] is not None else sample["planned"]
                found[name, unit, of] = {
                    "selected": states.total() - states["excluded"] - states["reserve"],
                    "complete": states["complete"],
                    "in_progress": states["in_progress"],
                    "waiting": states["selected"],
                    "excluded": states["excluded"],
                    "reserve": states["reserve"],
                    "required": sample["required"] if whole else None,
                    "planned": aim if whole else None,
                    "still_needed": _short(sample["required"], states["complete"]) if whole else None,
                    "margin": margin(
                        states["complete"], self.programme["z"], sample["eligible"] if whole else None
                    ),
                }
        return found


def _order(row):
    return row["recorded_at"], row["sha256"], row["place"]


def _short(required, complete):
    return None if required is None else max(required - complete, 0)


def wilson(yes, n, z, eligible=None):
    """Wilson's interval in per cent: the two roots of (p - x)² = z²x(1-x)/n."""
    p = yes / n
    if eligible is not None:
        if eligible <= n:
            return 100 * p, 100 * p
        n = n * (eligible - 1) / (eligible - n)
    a, b, c = 1 + z * z / n, -(2 * p + z * z / n), p * p
    root = sqrt(max(b * b - 4 * a * c, 0))
    return 100 * (-b - root) / (2 * a), 100 * (-b + root) / (2 * a)


def margin(n, z, eligible=None):
    """The half-width at one half in points, with the finite population correction."""
    if n == 0:
        return None
    left = 1.0 if eligible is None else 0.0 if eligible <= n else (eligible - n) / (eligible - 1)
    return 100 * z * sqrt(0.25 / n * left)
