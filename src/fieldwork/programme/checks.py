"""What does not fit together in a programme, said with its path in the file."""

from collections.abc import Collection, Iterator, Mapping

from fieldwork.errors import nearest
from fieldwork.parameters import Location, SampleSize
from fieldwork.programme.model import Content, KeyQuestion, Organisation, Standard
from fieldwork.programme.problem import Problem
from fieldwork.programme.problem import unknown as _unknown
from fieldwork.programme.ratings import bands, limits, overall
from fieldwork.programme.sampling import Drawing
from fieldwork.programme.stated import rules


def problems(programme: Content) -> Iterator[Problem]:
    """Names that nothing declares, bands that do not rise, numbers out of place, sizes that cannot be."""
    yield from _sources(programme)
    yield from bands(programme)
    yield from overall(programme)
    yield from limits(programme)
    yield from _populations(programme)
    yield from _samples(programme)
    for number, standard in programme.standards.items():
        yield from _standard(programme, number, standard)
    yield from _meetings(programme)
    if programme.timetable:
        yield from ((("timetable", *place), wrong) for place, wrong in programme.timetable.problems())
    for name, organisation in programme.sizing.organisations.items():
        yield from _organisation(programme, ("sizing", "organisations", name), organisation)


def misfits(
    programme: Content, organisation: str, sizes: Mapping[str, SampleSize], additional: Collection[str]
) -> list[str]:
    """Why an inspection does not fit; see `Programme.misfits`."""
    here = ("sizes",)
    found = list(_unknown(sizes, programme.samples, here, "a sample of the programme"))
    offered = [number for number, standard in programme.standards.items() if standard.additional]
    found += _unknown(additional, offered, ("additional",), "an additional standard of the programme")
    if organisation not in programme.sizing.organisations:
        hint = nearest(organisation, programme.sizing.organisations)
        wrong = f"the size must be said: the programme does not know {organisation}{hint}"
        found += [((*here, sample), wrong) for sample in programme.samples if sample not in sizes]
    return [f"{'.'.join(map(str, location))}: {wrong}" for location, wrong in found]


def _sources(programme: Content) -> Iterator[Problem]:
    seen: set[Location] = set()
    for _, _, rule, location in rules(programme):
        if location in seen:  # the cases of a standard are a rule of each of its key questions
            continue
        seen.add(location)
        if rule.source:
            here = (*location, "source", "document")
            yield from _unknown([rule.source.document], programme.documents, here, "a declared document")
        elif rule.evidence in ("source", "web"):
            wrong = f"evidence is {rule.evidence}, so its document and section must be said"
            yield (*location, "source"), wrong


def _populations(programme: Content) -> Iterator[Problem]:
    for name, population in programme.populations.items():
        for fact, values in population.where.items():
            here: Location = ("populations", name, "where", fact)
            yield from _unknown([fact], programme.facts, here, "a fact")
            if fact in programme.facts:
                yield from _unknown(values, programme.facts[fact].values, here, f"a value of {fact}")


def _samples(programme: Content) -> Iterator[Problem]:
    if programme.samples and not (programme.confidence and programme.margin):
        yield ("samples",), "cases are sampled, so the confidence and the margin must be said"
    for name, sample in programme.samples.items():
        here = ("samples", name)
        yield from _unknown([sample.domain], programme.domains, (*here, "domain"), "a domain")
        strata = sample.strata.populations if sample.strata else []
        yield from _unknown(strata, programme.populations, (*here, "strata", "populations"), "a population")
        if sample.drawing:
            yield from _exclusions(programme, sample.drawing, (*here, "drawing", "exclusions"))


def _exclusions(programme: Content, drawing: Drawing, here: Location) -> Iterator[Problem]:
    for name, criterion in drawing.exclusions.items():
        if len(criterion.tests) > 1:
            yield (*here, name), f"one test is enough: {', '.join(criterion.tests)}"
        unknown = [criterion.unknown] if criterion.unknown else []
        yield from _unknown(unknown, programme.facts, (*here, name, "unknown"), "a fact")
    if sum(bool(criterion.same) for criterion in drawing.exclusions.values()) != 1:
        yield here, "one of them, and only one, must say by which columns two cases are the same (same)"


def _meetings(programme: Content) -> Iterator[Problem]:
    asked = [number for _, number, _ in programme.key_questions()]
    for name, meeting in programme.core_meetings.items():
        here = ("core_meetings", name)
        yield from _unknown(
            [meeting.source_kind], programme.source_kinds, (*here, "source_kind"), "a kind of source"
        )
        known = [*programme.standards, *asked]
        yield from _unknown(meeting.serves.questions, known, (*here, "serves"), "a standard or key question")
    if programme.group_optimum:
        for part in ("attendees", "minutes"):
            fewest, most = getattr(programme.group_optimum, part)
            if fewest > most:
                yield ("group_optimum", part), f"{fewest} is more than {most}"
    prompts = [
        f"{number}{letter}" for _, number, asks in programme.key_questions() for letter in asks.prompts
    ]
    for name, question in programme.interview_questions.items():
        yield from _unknown([question.prompt], prompts, ("interview_questions", name, "prompt"), "a prompt")
    for name, item in programme.evidence_wanted.items():
        here = ("evidence_wanted", name)
        yield from _unknown([item.standard], programme.standards, (*here, "standard"), "a standard")


def _standard(programme: Content, number: str, standard: Standard) -> Iterator[Problem]:
    here = ("standards", number)
    yield from _unknown([standard.domain], programme.domains, (*here, "domain"), "a domain")
    for asked, question in standard.key_questions.items():
        below = (*here, "key_questions", asked)
        if not _belongs(asked, number):
            yield below, f"the number does not belong to standard {number}"
        yield from _question(programme, standard, question, below)


def _belongs(question: str, standard: str) -> bool:
    """2.1.3 belongs to 2.1, and A3 to A."""
    rest = question.removeprefix(standard)
    return rest != question and bool(rest.startswith(".") if standard[-1].isdigit() else rest)


def _question(
    programme: Content, standard: Standard, question: KeyQuestion, here: Location
) -> Iterator[Problem]:
    cases, judged = standard.cases_of(question), standard.rated.judged
    if cases:
        yield from _unknown([cases.sample], programme.samples, (*here, "cases", "sample"), "a sample")
        where = (*here, "cases", "population")
        yield from _unknown([cases.population], programme.populations, where, "a population")
    if judged == "computed" and not cases:
        yield (*here, "cases"), "the standard is computed, so the cases that answer this must be said"
    if cases and judged in ("proposed", "scored"):
        yield (*here, "cases"), f"the standard is {judged}, so no cases answer this"
    decisive = question.decisive.prompts if question.decisive else []
    at = (*here, "decisive", "prompts")
    yield from _unknown(decisive, question.prompts, at, "a prompt of this question")
    for letter in question.prompts:
        if not (len(letter) == 1 and letter.isalpha()):
            yield (*here, "prompts", letter), "a prompt is named by one letter"


def _organisation(programme: Content, here: Location, organisation: Organisation) -> Iterator[Problem]:
    yield from _unknown(organisation.sizes, programme.samples, (*here, "sizes"), "a sample")
    yield from _unknown(organisation.totals, programme.domains, (*here, "totals"), "a domain")
    for sample in programme.samples:
        if sample not in organisation.sizes:
            yield (*here, "sizes", sample), "is missing"
    for part in ("sizes", "totals"):
        for name, size in getattr(organisation, part).items():
            yield from (((*here, part, name, *place), wrong) for place, wrong in size.problems())
    for domain, total in organisation.totals.items():
        parts = [
            size
            for sample, size in organisation.sizes.items()
            if sample in programme.samples and programme.samples[sample].domain == domain
        ]
        for which in ("required", "planned"):  # a revised total need not say its split
            added = sum(getattr(size, which) or 0 for size in parts)
            if getattr(total, which) not in (None, added):
                yield (*here, "totals", domain, which), f"the samples add up to {added}"
