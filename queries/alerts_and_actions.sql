-- How many alerts and actions are open, closed and overdue?
-- grain: one row for alerts and one for actions
-- columns:
--   kind varchar: alerts or actions
--   open bigint: not closed, not done
--   closed bigint: closed, done
--   overdue bigint: actions open after the day that they were due; null for alerts, which have no such day
with counted as (
    select
        1 as place, 'alerts' as kind,
        count(*) filter (closed_at is null) as open, count(closed_at) as closed, null as overdue
    from current_alerts
    union all
    select
        2, 'actions', count(*) filter (done_at is null), count(done_at),
        count(*) filter (done_at is null and due::date < as_at::date)
    from current_actions
    cross join snapshot
)
select kind, open, closed, overdue
from counted
order by place
