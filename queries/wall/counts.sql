-- How many meetings were held, and how many alerts and actions are there?
-- `asked` is what the programme asks, not a count; nothing is the sum of others, and no part of one is said.
-- grain: one row for each matter
-- columns:
--   matter varchar: focus_groups_held, meetings_held, alerts_open, alerts_closed (in the last day), actions_open
--   count bigint: how many; null: fewer than are said
--   count_in_words varchar: the same, or "fewer than 5"
--   asked bigint: core meetings that are asked, every location counted; null where so few are, and for other matters
with counted as (
    select
        case when focus_group then 'focus_groups_held' else 'meetings_held' end as matter,
        case when focus_group then 1 else 2 end as place,
        sum(least(held, locations)) as number,
        sum(locations) as asked
    from core_coverage
    where not if_applicable or held + scheduled + unreported > 0
    group by focus_group
    union all
    select 'alerts_open', 3, count(*) filter (closed_at is null), null from current_alerts
    union all
    select 'alerts_closed', 4, count(*) filter (closed_at > as_at - interval 1 day and closed_at <= as_at), null
    from snapshot left join current_alerts on true
    union all
    select 'actions_open', 5, count(*) filter (done_at is null), null from current_actions
)
select
    matter,
    count_said(number, hide_below)::bigint as count,
    count_in_words(number::bigint, hide_below) as count_in_words,
    count_said(asked, hide_below)::bigint as asked
from counted
cross join programme
order by place
