-- What should have come by now and has not?
-- grain: one row for each thing missing
-- columns:
--   matter varchar: case_list, form, meeting_report or evidence
--   thing varchar: the sample, the case, the meeting or the document
--   since timestamp: since when it could have been there; null: not known
--   who varchar: the inspector's initials or the role that it is expected of; null: not known
with missing as (
    select 'case_list' as matter, samples.title as thing, null::timestamp as since, null as who, samples.ordinal as place
    from samples
    where not exists (from case_statements where case_statements.sample = samples.sample)
    union all
    select 'form', case_id, interview_at, allocated_to, 0
    from cases
    cross join snapshot
    where state = 'selected' and interview_at < as_at
    union all
    select 'meeting_report', title, starts_at, role, 0
    from occasions
    cross join snapshot
    where status = 'scheduled' and kind in ('meeting', 'focus_group') and starts_at < as_at
    union all
    select 'evidence', title, null, null, ordinal
    from evidence_wanted
    left join current_evidence using (item)
    where received_on is null
)
select matter, thing, since, who
from missing
order by case matter when 'case_list' then 1 when 'form' then 2 when 'meeting_report' then 3 else 4 end, since, place, thing
