-- How much has happened since a moment, such as the last team meeting?
-- $since: a moment
-- grain: one row for each sample, in `sample_title`, and one for each other matter
-- columns:
--   matter varchar: cases_complete, meetings_held, alerts_raised, alerts_closed, alerts_open, actions_done, actions_open, actions_overdue
--   sample_title varchar: the sample; null for other matters
--   since bigint: since that moment; null where a matter has no moment
--   altogether bigint: until now
--   required integer: cases of the sample for the programme's confidence
with counted as (
    select
        'cases_complete' as matter, 1 as place, samples.ordinal, samples.title as sample_title,
        count(*) filter (state = 'complete' and completed_at > $since::timestamp) as since,
        count(*) filter (state = 'complete') as altogether,
        any_value(samples.required) as required
    from samples
    left join cases using (sample)
    group by samples.ordinal, samples.title
    union all
    select
        'meetings_held', 2, 0, null, count(*) filter (starts_at > $since::timestamp), count(*), null
    from occasions where status = 'held' and kind <> 'team_meeting'
    union all
    select 'alerts_raised', 3, 0, null, count(*) filter (raised_at > $since::timestamp), count(*), null from current_alerts
    union all
    select
        'alerts_closed', 4, 0, null, count(*) filter (closed_at > $since::timestamp), count(closed_at), null
    from current_alerts
    union all
    select 'alerts_open', 5, 0, null, null, count(*) filter (closed_at is null), null from current_alerts
    union all
    select
        'actions_done', 6, 0, null, count(*) filter (done_at > $since::timestamp), count(done_at), null
    from current_actions
    union all
    select 'actions_open', 7, 0, null, null, count(*) filter (done_at is null), null from current_actions
    union all
    select
        'actions_overdue', 8, 0, null, null, count(*) filter (done_at is null and due::date < as_at::date), null
    from snapshot left join current_actions on true
)
select matter, sample_title, since, altogether, required
from counted
order by place, ordinal
