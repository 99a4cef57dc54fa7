"""Every spelling of what a programme names: the keys of its YAML, its titles, and its declared synonyms."""

from collections.abc import Mapping
from dataclasses import dataclass

from fieldwork.programme.model import Content


@dataclass(frozen=True)
class Spellings:
    """Each mapping: spelling, as it stands in the file -> the name that is kept. `sync` folds them."""

    questions: Mapping[str, str]  # key questions and prompts
    samples: Mapping[str, str]
    standards: Mapping[str, str]  # those that people rate, and graded key questions
    panel_questions: Mapping[str, str]  # key questions answered on cases, and those
    ratings: Mapping[str, str]
    core_meetings: Mapping[str, str]
    source_kinds: Mapping[str, str]
    interview_questions: Mapping[str, str]
    evidence_wanted: Mapping[str, str]
    fact_headings: Mapping[str, str]
    facts: Mapping[str, Mapping[str, str]]  # fact -> spelling -> value


def spellings(programme: Content) -> Spellings:
    """All the spellings of one programme."""
    asked = [number for _, number, _ in programme.key_questions()]
    prompts = [
        f"{number}{letter}" for _, number, asks in programme.key_questions() for letter in asks.prompts
    ]
    judged = {
        spelling: number
        for number, title in programme.judged_by_people()
        for spelling in (number, title, f"{number} {title}")
    }
    answered = [
        question
        for number, question, _ in programme.key_questions()
        if programme.standards[number].rated.judged == "computed"
    ]
    return Spellings(
        questions={number: number for number in [*asked, *prompts]},
        samples={
            spelling: name
            for name, sample in programme.samples.items()
            for spelling in (name, sample.title, *sample.spellings)
        },
        standards=judged,
        panel_questions={**judged, **{question: question for question in answered}},
        ratings={
            spelling: band.rating
            for name, band in programme.banding.bands.items()
            for spelling in (name, band.rating)
        },
        core_meetings={
            spelling: name
            for name, meeting in programme.core_meetings.items()
            for spelling in (meeting.title, *meeting.spellings)  # not the key: it may stand in any title
        },
        source_kinds={
            spelling: name
            for name, kind in programme.source_kinds.items()
            for spelling in (name, kind.title, *kind.spellings)
        },
        interview_questions={
            spelling: name
            for name, asked in programme.interview_questions.items()
            for spelling in (name, asked.title)
        },
        evidence_wanted={
            spelling: name
            for name, item in programme.evidence_wanted.items()
            for spelling in (name, item.title, item.title.partition(",")[0])
        },
        fact_headings={
            spelling: name
            for name, fact in programme.facts.items()
            for spelling in (name, fact.title, *fact.headings)
        },
        facts={
            name: {
                spelling: kept
                for kept, value in fact.values.items()
                for spelling in (kept, value.title, *value.spellings)
            }
            for name, fact in programme.facts.items()
        },
    )
