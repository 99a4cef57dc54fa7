"""How good the invented organisation's work is: answers that tell a story, in believable percentages.

Each key question is given an aim, a percentage of "yes"; then the cases with the best work get the "yes",
so that the aim is met to the nearest case, however small the sample. Work is weaker in one tier 1 unit, and
where the inspector finds more risk; prompts go with their key question. The weak key questions are the ones
that only some of the cases answer (about keeping people safe).
"""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from fieldwork.simulation.brief import Brief
from fieldwork.simulation.caseload import Case

TYPICAL, BY_STANDARD, BY_QUESTION = 72, 8, 7  # per cent of "yes"; standard deviations around it
LEAST, MOST = 30, 94  # per cent: nobody is all bad or all good
UNSAFE = 12  # points by which the key questions that only some cases answer are weaker
WEAK_UNIT, RISK, CASE, CHANCE = 1.1, 0.4, 0.8, 1.0  # what the quality of one piece of work is made of
PROMPT_YES = {"yes": 0.9, "no": 0.3}  # how often a prompt is "yes", by the answer to its key question
PROMPT_BLANK, PROMPT_NOT_APPLICABLE = 0.02, 0.05

Answers = Mapping[str, str | None]  # by the number of a key question or prompt; None where it was left blank


def answer(brief: Brief, cases: Sequence[Case], rng: Random) -> dict[str, Answers]:
    """By case id: the answers to the key questions that apply to the case, each followed by its prompts'."""
    work = {case.case_id: _work(brief, case, rng) for case in cases}
    asked = {
        question.number: [case.case_id for case in cases if question.asks(case.sample.name, case.facts)]
        for question in brief.questions
    }
    aims = _aims(brief, rng)
    goods = {number: round(aims[number] * len(its) / 100) for number, its in asked.items()}
    goods |= _straddling(brief, {number: len(its) for number, its in asked.items()}, aims)
    answers: dict[str, dict[str, str | None]] = {case.case_id: {} for case in cases}
    for question in brief.questions:
        quality = {case: work[case] + CHANCE * bell(rng) for case in asked[question.number]}
        for place, case in enumerate(sorted(quality, key=lambda case: (-quality[case], case))):
            said = "yes" if place < goods[question.number] else "no"
            answers[case][question.number] = said
            answers[case] |= {prompt: _prompt(said, rng) for prompt in question.prompts}
    return dict(answers)


def bell(rng: Random) -> float:
    """About a standard normal number, by additions alone: logarithms differ from machine to machine."""
    return sum(rng.random() for _ in range(12)) - 6


def _aims(brief: Brief, rng: Random) -> dict[str, float]:
    numbers = dict.fromkeys(question.standard for question in brief.questions)
    standards = {number: TYPICAL + BY_STANDARD * bell(rng) for number in numbers}
    return {
        question.number: min(
            MOST,
            max(
                LEAST, standards[question.standard] + BY_QUESTION * bell(rng) - UNSAFE * bool(question.needs)
            ),
        )
        for question in brief.questions
    }


def _straddling(brief: Brief, asked: Mapping[str, int], aims: Mapping[str, float]) -> dict[str, int]:
    """One key question, and a number of "yes" with which rounding to whole per cents decides its band.

    The one for which that is nearest to its aim, but not the first: about that one, two forms disagree. None
    where no number of cases allows it.
    """

    def found() -> Iterator[tuple[float, str, int]]:
        for number, n in list(asked.items())[1:]:
            for lower in (band.lower for band in brief.bands if band.lower):
                yes = -(-lower * n // 100) - 1  # the most that stay below the band, unrounded
                if yes >= 0 and 200 * yes + n >= 2 * n * lower:
                    yield abs(100 * yes / n - aims[number]), number, yes

    return {number: yes for _, number, yes in sorted(found())[:1]}


def _work(brief: Brief, case: Case, rng: Random) -> float:
    weak = WEAK_UNIT if case.tier1 == brief.weak_unit else 0
    return CASE * bell(rng) - weak - RISK * _risk(case)


def _risk(case: Case) -> int:
    """How far up its scale the inspector puts what was recorded too (the risk of serious harm)."""
    looked_at = [fact for fact in case.sample.judged if fact.mirrors]
    return sum(list(fact.values).index(case.judged[fact.name]) for fact in looked_at)


def _prompt(said: str, rng: Random) -> str | None:
    chance = rng.random()
    if chance < PROMPT_BLANK:
        return None
    if chance < PROMPT_BLANK + PROMPT_NOT_APPLICABLE:
        return "not_applicable"
    return "yes" if rng.random() < PROMPT_YES[said] else "no"
