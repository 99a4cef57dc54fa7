"""Invented remarks for the notes of a form: generic, and naming nobody and no place."""

from random import Random

_OPENINGS = {
    "yes": [
        "The record shows this clearly from the first month.",
        "There is good evidence of this in the contact log and the plan.",
        "The responsible officer could explain the reasoning, and the record bears it out.",
        "This was done in time and revisited when circumstances changed.",
        "A careful piece of work that kept the individual involved throughout.",
        "Information from other agencies was sought early and used well.",
    ],
    "no": [
        "There is little on the record to show that this was considered.",
        "The plan repeats the assessment and says little about how it will be done.",
        "This was recognised at the start, but not followed up after the change of officer.",
        "Information from other agencies was asked for once and never chased.",
        "Contact was regular, but it did not deal with the matters that counted most.",
        "The review was completed late and changed nothing.",
    ],
}
_DETAILS = [
    "Discussed at interview; the account given there agrees with the record.",
    "Appointments were moved to fit work and caring duties.",
    "Motivation was low at first and is described well.",
    "Accommodation was unsettled during most of the period.",
    "Substance misuse is named as a factor in every document seen.",
    "Employment was found in the second month and supported.",
    "Home circumstances were described, though not checked.",
    "A referral was made, with a wait of some weeks before it began.",
    "The induction covered rights, expectations and how to complain.",
    "Absences were followed up within two working days.",
    "Partnership information reached the file within the first fortnight.",
    "Sequencing of the requirements was sensible, and explained to the individual.",
    "Workload was mentioned by the officer as a reason for delay.",
    "Management oversight is recorded once, in general terms.",
]


def remark(said: str, rng: Random) -> list[str]:
    """One to three sentences that fit the answer `yes` or `no`."""
    return [rng.choice(_OPENINGS[said]), *rng.sample(_DETAILS, rng.randrange(3))]
