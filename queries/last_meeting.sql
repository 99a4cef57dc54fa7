-- When did the team last meet, before the day of these figures, and when does it meet next?
-- grain: one row
-- columns:
--   since timestamp: from then on something is new: the last meeting, else the first day of fieldwork
--   last_at timestamp: when the last team meeting of an earlier day ended; null: there was none
--   next_at timestamp: when the next one begins; null: none is on the schedule
with met as (
    select
        -- What came while the team met was looked at too.
        max(starts_at + to_minutes(coalesce(minutes, 0))) filter (starts_at < as_at::date) as last_at,
        min(starts_at) filter (starts_at > as_at) as next_at
    from snapshot
    left join occasions on kind = 'team_meeting' and status <> 'cancelled'
)
select coalesce(last_at, (select min(starts)::timestamp from weeks)) as since, last_at, next_at
from met
order by last_at
