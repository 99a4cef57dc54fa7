"""Invented sentences for what inspectors hear: by a word of the prompt's text, about nobody and no place."""

from collections.abc import Set
from random import Random

SAYINGS = {  # a word of the prompt -> what is said above its line, and below
    "workload": (
        ["Caseloads are looked at monthly and work is moved before it piles up.",
         "Most say that the week's work fits into the week."],
        ["Evenings are used to catch up with records, and this is seen as normal.",
         "The workload tool shows everybody above capacity, so nobody uses it."],
    ),
    "staffing": (
        ["Vacancies are filled within two months, with cover in between.",
         "Absence is planned for, and teams lend each other people."],
        ["Several posts have been empty since the spring.",
         "Agency staff come and go; cases change hands each time."],
    ),
    "supervision": (
        ["Supervision looks at two cases each time, and changes what is done next.",
         "Managers observe practice and say what was good about it."],
        ["Supervision is about targets; cases are rarely talked through.",
         "Sessions are often put off, and not held again."],
    ),
    "induction": (
        ["New staff shadow colleagues for their first weeks and have fewer cases.",
         "The induction checklist is used, and signed off by a manager."],
        ["Induction was a link to a folder.",
         "New staff had a full caseload in their second week."],
    ),
    "appraisal": (
        ["Appraisals name one thing to do better, and return to it.",
         "Objectives speak of the quality of work, not only of dates."],
        ["Appraisals are written once a year and not looked at again.",
         "Appraisal is described as a form to be sent off."],
    ),
    "poor performance": (
        ["Managers can describe how they support somebody whose work falls short.",
         "Weak work is found early, by audits and by observation."],
        ["Managers say that they have no time for formal support.",
         "Weak work is known of, but passed on with the case."],
    ),
    "training": (
        ["Training is planned a quarter ahead and time is kept free for it.",
         "There are places enough, and classroom training has come back."],
        ["Training is online only, and done between appointments.",
         "Courses are cancelled for want of numbers."],
    ),
    "learning": (
        ["Team meetings end with one thing learned from a case.",
         "Learning needs are gathered each year and answered in a plan."],
        ["Lessons are sent by email and not talked about.",
         "Nobody could name a change that came from learning."],
    ),
    "skills": (
        ["Skills are mapped, and gaps are recruited for.",
         "Specialist staff advise their colleagues readily."],
        ["Less experienced staff hold the most complex cases.",
         "There is no picture of which skills are missing."],
    ),
    "volunteer": (
        ["Mentors are trained, and know whom to ask.",
         "Volunteers have a clear role beside the officer's."],
        ["Mentors were asked to do what officers should do.",
         "Volunteers wait a long time to be matched."],
    ),
    "motivated": (
        ["People are proud of their work and say so.",
         "Goodwill is strong, and managers take care not to use it up."],
        ["Morale has fallen since the last change of structure.",
         "Many said that they stay for their colleagues alone."],
    ),
    "wellbeing": (
        ["Support after a hard case is offered, not only available.",
         "Staff safety is on the agenda of every team meeting."],
        ["Lone working arrangements are known of, but not used.",
         "Counselling has a waiting list of several weeks."],
    ),
    "engagement": (
        ["The staff survey was answered with a plan, and the plan with changes.",
         "Leaders visit each office, and come back with answers."],
        ["Survey results were presented, then not heard of again.",
         "Staff feel informed, but not asked."],
    ),
    "culture": (
        ["Mistakes are talked about openly.",
         "Challenge is welcome in meetings, and leads to changes."],
        ["People are careful what they say in meetings.",
         "Ideas go up; nothing comes back."],
    ),
    "vision": (
        ["Quality comes first in what leaders say, and staff repeat it in their own words.",
         "The vision was written with staff and partners."],
        ["The vision hangs on the wall; few could say what it means for their work.",
         "Partners had not seen the strategy."],
    ),
    "strategy": (
        ["Progress is reviewed each quarter against a short plan.",
         "The strategy is followed from the board to the team plans."],
        ["There is a strategy, but no dates and no owners.",
         "Reviews look at numbers and not at effects."],
    ),
    "risks": (
        ["The risk register is short, current and used.",
         "Controls are tested, and the results reported."],
        ["The register lists the same risks as two years ago.",
         "Staff did not know how to raise a risk."],
    ),
    "operating model": (
        ["One officer keeps the case from start to end.",
         "Staff can explain the model and their part in it."],
        ["Cases pass through several hands in the first months.",
         "The model differs from office to office, and nobody could say why."],
    ),
    "analysis": (
        ["Needs are analysed yearly and services are bought accordingly.",
         "The profile is broken down by age, sex and ethnicity."],
        ["The analysis rests on data that are three years old.",
         "There is a profile, but no decision was traced to it."],
    ),
    "diversity": (
        ["Services for women are separate and well used.",
         "Interpreters are booked without difficulty."],
        ["Services are the same for everybody, whatever is needed.",
         "Diversity data are collected, but not used."],
    ),
    "services": (
        ["Referrals are simple and first appointments come within two weeks.",
         "The range of services is known, and explained well."],
        ["Waiting lists outlast shorter sentences.",
         "Some services exist in one office only."],
    ),
    "agencies": (
        ["Police and children's services answer the same day.",
         "Agencies meet monthly and agree who does what."],
        ["Checks are requested, and rarely chased.",
         "Housing partners left the meeting last year."],
    ),
    "court": (
        ["Courts are told of new programmes before they begin.",
         "Sentencers have confidence in what is offered."],
        ["Courts had not heard of the newer programmes.",
         "Sentencers ask for feedback on results and get none."],
    ),
    "polic": (
        ["Policies are short, dated and easy to find.",
         "Changes of policy are talked through in team meetings."],
        ["Two versions of the same policy are in use.",
         "Policies are long, and staff ask a colleague instead."],
    ),
    "premises": (
        ["Interview rooms are private and welcoming.",
         "Entrances are level, and reception is calm."],
        ["Conversations in the booths can be overheard.",
         "One office has no room that is free for groups."],
    ),
    "ICT": (
        ["Laptops work from any office and from home.",
         "Reports for managers are ready each Monday."],
        ["The system is slow in the mornings, and work is lost.",
         "The same facts are typed in three places."],
    ),
    "views of": (
        ["A forum of people on probation meets quarterly and is answered.",
         "Feedback led to longer opening hours."],
        ["Surveys are taken at the end only, by few.",
         "There is no way to see what came of feedback."],
    ),
    "performance": (
        ["Managers know their figures and the reasons behind them.",
         "Audits are followed by another look three months later."],
        ["Figures are about timeliness, hardly about quality.",
         "Audit results are not shared with those audited."],
    ),
}  # fmt: skip
OTHERWISE = (
    ["Several people described the same good practice without being asked.",
     "This works well, and there are examples to show it.",
     "What is written down is also what is done.",
     "Improved a good deal since the last year, by all accounts.",
     "Everybody who was asked knew how this is done.",
     "Looked at regularly, and put right where needed.",
     "A strength; other offices have asked how it is done."],
    ["Arrangements are described on paper, but few had seen them at work.",
     "This depends on who is on duty.",
     "Nobody could give a recent example.",
     "Promised for some time, and not begun.",
     "Done in one office and unheard of in another.",
     "People work round this rather than with it.",
     "Known to be weak; no date for putting it right."],
)  # fmt: skip
NEUTRAL = [
    "Views differed; there was no clear picture.",
    "This has changed lately, and it is too early to say.",
    "Described, with nothing yet to bear it out. To be asked again.",
    "One office does this differently from the others; neither is plainly better.",
    "Two accounts do not agree; documents are asked for.",
    "In place, but seldom needed so far.",
    "People knew of this and had no view of it.",
    "Planned for the spring; nothing to see yet.",
    "Partly in place; the rest is under way.",
]


def saying(prompt: str, line: str, said: Set[str], rng: Random) -> str:
    """A sentence above, below or neutral to the line of `prompt`, by the first of its words that is known.

    It is one that was not `said` before, of no subject where those are used up.
    """
    subjects = sorted((word for word in SAYINGS if word in prompt), key=prompt.index)
    above, below = SAYINGS[subjects[0]] if subjects else OTHERWISE
    bank, further = {
        "above": (above, OTHERWISE[0]),
        "below": (below, OTHERWISE[1]),
        "neutral": (NEUTRAL, NEUTRAL),
    }[line]
    fresh = [each for each in bank if each not in said] or [each for each in further if each not in said]
    return rng.choice(fresh or bank)
