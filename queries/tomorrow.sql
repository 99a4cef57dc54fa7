-- What is on the schedule of the next day that has anything on it?
-- grain: one row for each hour's interviews, and one for each meeting and focus group
-- columns:
--   day date: that day
--   starts_at timestamp: when
--   kind varchar: interview, focus_group, team_meeting or meeting
--   title varchar: the meeting; null for interviews
--   location varchar: where
--   tier1 varchar: the tier 1 unit
--   interviews bigint: how many begin then; null for meetings
--   moved boolean: to another time than first planned
--   interviews_in_all bigint: interviews of that day
--   meetings_in_all bigint: meetings and focus groups of that day, without the team's own
with planned as (
    select starts_at, 'interview' as kind, null as title, null as location, null as tier1, count(*) as interviews, false as moved
    from current_meetings
    where kind = 'interview' and status = 'scheduled'
    group by starts_at
    union all
    select starts_at, kind, title, location, tier1, null, moved
    from occasions
    where status = 'scheduled'
),
next_day as (
    select min(starts_at::date) as day
    from planned
    cross join snapshot
    where starts_at::date > as_at::date
)
select
    day, starts_at, kind, title, location, tier1, interviews, moved,
    coalesce(sum(interviews) over (), 0)::bigint as interviews_in_all,
    count(*) filter (kind in ('focus_group', 'meeting')) over () as meetings_in_all
from planned
join next_day on starts_at::date = day
order by starts_at, kind, title, location
