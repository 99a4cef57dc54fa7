-- What has happened since a moment, such as the last team meeting?
-- $since: a moment; what was said of later ones counts
-- grain: one row for each thing that happened
-- columns:
--   matter varchar: meeting_held, point, note (of no case), alert_raised, alert_closed, action_raised, action_done, quality_check
--   moment timestamp: when
--   title varchar: the meeting, action, kind of alert or theme
--   detail varchar: what was said; null for what is told elsewhere
--   question varchar: the key question or prompt that it is about
--   line varchar: above, below or neutral
--   location varchar: where
--   attendees integer: how many came
--   role varchar: the role that says so, or has to do it
with happened as (
    select
        'meeting_held' as matter, starts_at as moment, title, null as detail, null as question, null as line,
        location, attendees, role
    from occasions where status = 'held' and kind <> 'team_meeting'
    union all
    select
        'point', heard_at, coalesce(core_meetings.title, source_kinds.title), says, question, line, null, null, role
    from current_points
    join source_kinds using (source_kind)
    left join core_meetings using (core_meeting)
    union all
    select 'note', noted_at, theme, note, question, null, null, null, role from current_notes where case_id is null  -- what is said of a case is for no shared screen
    union all
    select 'alert_raised', raised_at, kind, null, null, null, null, null, role from current_alerts
    union all
    select 'alert_closed', closed_at, kind, null, null, null, null, null, role from current_alerts where closed_at is not null
    union all
    select 'action_raised', raised_at, action, null, null, null, null, null, owner from current_actions
    union all
    select 'action_done', done_at, action, null, null, null, null, null, owner from current_actions where done_at is not null
    union all
    select 'quality_check', checked_at, kind, null, null, outcome, null, null, role from current_quality_checks
)
select matter, moment, title, detail, question, line, location, attendees, role
from happened
where moment > $since::timestamp
order by matter, moment, title, detail
