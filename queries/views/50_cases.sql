-- Where each case stands: excluded, complete, in_progress, reserve (a substitute not called on) or selected.

create table cases as
with incomplete as (
    select case_id, bool_or(outcome = 'incomplete') as some from key_question_cases group by case_id
),
said_complete as (  -- when a form or list first said that the case is complete
    select case_id, min(recorded_at) as since
    from statements
    where about in ('assessment', 'case list') and attribute = 'status' and value in ('complete', 'quality_checked')
    group by case_id
),
progress as (
    select
        details.*,
        -- Whoever says how far the case is decides: the form before the list. "Selected" and "substitute" say how
        -- a case came into the sample, not how far it is; then its answers tell.
        coalesce(
            assessment_status,
            case when list_status in ('in_progress', 'complete', 'quality_checked') then list_status end,
            case when begun and not incomplete.some then 'complete' when begun then 'in_progress' end
        ) as progress
    from case_details as details
    left join incomplete using (case_id)
)
select
    progress.case_id,
    progress.sample,
    progress.tier1,
    progress.tier2,
    strata.stratum,
    case
        when list_status = 'excluded' then 'excluded'
        when progress in ('complete', 'quality_checked') then 'complete'
        when progress = 'in_progress' or begun then 'in_progress'
        when list_status = 'substitute' and substitute_for is null then 'reserve'
        else 'selected'
    end as state,
    state not in ('excluded', 'reserve') as in_play,
    state = 'complete' and (progress = 'quality_checked' or list_status = 'quality_checked') as quality_checked,
    -- How a substitute is inspected is the programme's to say, where no list says it of the case.
    coalesce(progress.mode, case when substitute_for is not null then samples.substitute_mode end, samples.mode) as mode,
    allocated_to,
    assessor,
    coalesce(interview_at, scheduled.starts_at) as interview_at,
    case when state = 'complete' then coalesce(completed_at, said.since, answered_at) end as completed_at,
    case when state = 'excluded' then exclusion_reason end as exclusion_reason,
    substitute_for,
    office,
    agreed_by,
    agreed_at,
    on_list
from progress
left join case_strata as strata using (case_id)
left join samples on samples.sample = progress.sample
left join said_complete as said using (case_id)
left join (
    select case_id, max(starts_at) as starts_at
    from current_meetings
    where kind = 'interview' and status <> 'cancelled' and case_id is not null
    group by case_id
) as scheduled using (case_id);
