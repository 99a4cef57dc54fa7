-- When did the team last meet, and when does it meet next?
-- $before: a moment, such as now
-- grain: one row
-- columns:
--   last_at timestamp: when the last team meeting before that moment began; null: there was none
--   next_at timestamp: when the next one begins; null: none is on the schedule
select
    max(starts_at) filter (starts_at < $before::timestamp and status <> 'cancelled') as last_at,
    min(starts_at) filter (starts_at >= $before::timestamp and status <> 'cancelled') as next_at
from occasions
where kind = 'team_meeting'
order by last_at
