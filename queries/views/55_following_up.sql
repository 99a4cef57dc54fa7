-- What a deputy lead follows up: one row for each case and matter.

create view following_up as
with matters as (
    select
        'late' as matter,
        cases.*,
        null as detail,
        date_diff('day', interview_at::date, snapshot.as_at::date) - inspection.late_after_days as days_late
    from cases, inspection, snapshot
    where state in ('selected', 'in_progress')
        and date_diff('day', interview_at::date, snapshot.as_at::date) > inspection.late_after_days
    union all
    select 'awaiting_check', *, null, null from cases where state = 'complete' and not quality_checked
    union all
    select 'excluded', *, exclusion_reason, null from cases where state = 'excluded'
    union all
    select 'substitute', *, substitute_for, null from cases where in_play and substitute_for is not null
    union all
    select 'file_read', *, null, null from cases where in_play and mode = 'file_read'
)
select matters.*, samples.ordinal as sample_ordinal
from matters
left join samples using (sample)
-- Where the whole sample is read from files, that is not out of the ordinary.
where matters.matter <> 'file_read' or samples.mode is distinct from 'file_read';
