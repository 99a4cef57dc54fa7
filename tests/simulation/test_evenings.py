"""Three evenings: what Today says at the team meeting is what the files of that day tell."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest

from fieldwork import queries
from fieldwork.database import Snapshot
from fieldwork.simulation import acting
from fieldwork.simulation.story import Story


@pytest.mark.parametrize("day", [2, 7, 11])  # a Wednesday, a Wednesday, a Tuesday
def test_today_tells_what_the_day_brought(
    story: Story, told_by: Callable[[datetime], Snapshot], day: int
) -> None:
    evening = datetime.combine(story.brief.days[day], time(17))
    since = evening - timedelta(days=1)

    def of_the_day(moment: datetime | None) -> bool:
        return moment is not None and since < moment < evening

    actions = acting.actions(story.brief)
    expected = Counter(
        meeting_held=sum(of_the_day(one.at) for one in story.held),
        point=sum(of_the_day(point.source.at) for point in story.points),
        quality_check=sum(of_the_day(check.at) for check in story.checks),
        action_raised=sum(of_the_day(action.raised_at) for action in actions),
        action_done=sum(of_the_day(action.done_at) for action in actions),
    )
    rows = queries.run(told_by(evening), "today", since=since)
    said = Counter(row["matter"] for row in rows if row["matter"] in expected)
    assert said == expected
    assert {row["title"] for row in rows if row["matter"] == "meeting_held"} == {
        one.occasion.title for one in story.held if of_the_day(one.at)
    }
