"""The rows that a programme puts into a snapshot, in the column order of `queries/schema.sql`."""

from collections.abc import Mapping
from statistics import NormalDist
from typing import Any

from fieldwork.parameters import SampleSize
from fieldwork.programme.meetings import of_meetings
from fieldwork.programme.model import Content
from fieldwork.programme.stated import rules

Row = tuple[Any, ...]


def tables(
    programme: Content, name: str, organisation: str | None, sizes: Mapping[str, SampleSize]
) -> dict[str, list[Row]]:
    """All the programme's tables; see `Programme.tables`."""
    return {
        "programme": [_programme(programme, name)],
        "rules": _rules(programme, sizes),
        "bands": _bands(programme),
        "overall_bands": [
            (rating, ordinal, lower)
            for ordinal, (rating, lower) in enumerate(programme.overall.bands.items(), 1)
        ],
        "phrases": [(lower, words) for words, lower in programme.phrases.words.items()]
        if programme.phrases
        else [],
        "limits": [
            (
                name,
                ordinal,
                limit.needs == "all",
                limit.no_better_than,
                limit.says,
                limit.evidence,
            )
            for ordinal, (name, limit) in enumerate(programme.limits.items(), 1)
        ],
        "limit_judgements": [
            (name, judgement) for name, limit in programme.limits.items() for judgement in limit.judgements
        ],
        "limit_ratings": [
            (name, rating) for name, limit in programme.limits.items() for rating in limit.rated
        ],
        "panel_members": [
            (ordinal, member.title, member.attends)
            for ordinal, member in enumerate(programme.panel_members.values(), 1)
        ],
        "record_parts": list(enumerate(programme.record_parts, 1)),
        "names": [(thing, name["one"], name["many"]) for thing, name in programme.names.model_dump().items()],
        "screens": [
            (screen, ordinal, title) for ordinal, (screen, title) in enumerate(programme.screens.items(), 1)
        ],
        "facts": _facts(programme),
        "populations": [
            (name, population.title, population.evidence)
            for name, population in programme.populations.items()
        ],
        "population_rules": [
            (name, fact, value)
            for name, population in programme.populations.items()
            for fact, values in population.where.items()
            for value in values
        ],
        "samples": _samples(programme, organisation, sizes),
        "strata": [
            (name, ordinal, population)
            for name, sample in programme.samples.items()
            if sample.strata
            for ordinal, population in enumerate(sample.strata.populations, 1)
        ],
        "domains": [
            (number, ordinal, domain.title)
            for ordinal, (number, domain) in enumerate(programme.domains.items(), 1)
        ],
        "standards": _standards(programme),
        "key_questions": _key_questions(programme),
        "prompts": _prompts(programme),
        **of_meetings(programme),
    }


def sizes_of(
    programme: Content, organisation: str | None, own: Mapping[str, SampleSize]
) -> dict[str, SampleSize]:
    """By sample; see `Programme.sizes_of`."""
    known = programme.sizing.organisations.get(organisation or "")
    return {
        name: own.get(name, SampleSize()).over(known.sizes[name] if known else SampleSize())
        for name in programme.samples
    }


def quantile(confidence: float) -> float:
    """The two-sided normal quantile z of a confidence in per cent: 80 gives 1.2816."""
    return NormalDist().inv_cdf(0.5 + confidence / 200)


def _programme(programme: Content, name: str) -> Row:
    near, small, level = programme.banding.near_boundary, programme.small_numbers, programme.confidence
    rounding = programme.banding.rounding
    return (
        name,
        programme.title,
        programme.version,
        level and level.level,
        level and quantile(level.level),
        programme.margin and programme.margin.points,
        rounding.to if rounding else "none",
        near and near.points,
        near and near.inclusive,
        small.count_below,
        small.caution_below,
        small.hide_below,
        programme.licence,
        programme.overall.how,
        programme.overall.standard,
    )


def _rules(programme: Content, sizes: Mapping[str, SampleSize]) -> list[Row]:
    stated: list[Row] = []
    for name, says, rule, _ in rules(programme):
        document = programme.documents[rule.source.document] if rule.source else None
        stated.append((name, says, document, rule.source.section if rule.source else None, rule.evidence))
    for sample in (name for name, size in sizes.items() if size != SampleSize()):
        says = f"Sizes of the sample: {programme.samples[sample].title}"
        stated.append((f"samples.{sample}.sizes", says, "The inspection's own file", "sizes", "setting"))
    return stated


def _bands(programme: Content) -> list[Row]:
    return [
        (name, ordinal, band.words, band.rating, band.score, band.lower, band.symbol)
        for ordinal, (name, band) in enumerate(programme.banding.bands.items(), 1)
    ]


def _facts(programme: Content) -> list[Row]:
    every = [
        (name, kept, fact.title, value.title)
        for name, fact in programme.facts.items()
        for kept, value in fact.values.items()
    ]
    return [(name, kept, ordinal, title, said) for ordinal, (name, kept, title, said) in enumerate(every, 1)]


def _samples(programme: Content, organisation: str | None, sizes: Mapping[str, SampleSize]) -> list[Row]:
    samples: list[Row] = []
    for ordinal, (name, size) in enumerate(sizes_of(programme, organisation, sizes).items(), 1):
        sample = programme.samples[name]
        counts = (size.required, size.planned, size.revised, size.eligible)
        called_on = sample.drawing.substitutes.mode if sample.drawing else None
        samples.append((name, ordinal, sample.title, sample.mode, *counts, called_on, sample.evidence))
    return samples


def _standards(programme: Content) -> list[Row]:
    return [
        (number, ordinal, of.domain, of.title, of.rated.judged, of.rated.counts, of.wording.evidence)
        for ordinal, (number, of) in enumerate(programme.standards.items(), 1)
    ]


def _key_questions(programme: Content) -> list[Row]:
    """The evidence is that of the cases which answer it, if cases do: the figures rest on them."""
    questions: list[Row] = []
    for standard, number, question in programme.key_questions():
        rated = programme.standards[standard]
        cases = rated.cases_of(question)
        on = (
            (cases.sample, cases.population, cases.evidence)
            if cases
            else (None, None, rated.wording.evidence)
        )
        named = (number, len(questions) + 1, standard, question.title, question.short)
        questions.append((*named, *on, question.on_form, rated.rated.questions))
    return questions


def _prompts(programme: Content) -> list[Row]:
    prompts: list[Row] = []
    for standard, number, question in programme.key_questions():
        evidence = programme.standards[standard].wording.evidence
        decisive = question.decisive.prompts if question.decisive else []
        for letter, text in question.prompts.items():
            named = (f"{number}{letter}", len(prompts) + 1, number)
            prompts.append((*named, text, letter in decisive, evidence))
    return prompts
