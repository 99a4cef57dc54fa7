-- Which cases are late: not complete, though their interview was longer ago than the inspection allows?
-- grain: one row for each late case
-- columns:
--   case_id varchar: the case
--   sample varchar: its sample
--   tier1 varchar: its tier 1 unit
--   allocated_to varchar: whose case it is
--   state varchar: selected (not begun) or in_progress
--   mode varchar: interview, replacement or file_read
--   interview_at timestamp: when its interview was to be
--   days_late bigint: days since it became late
select
    case_id,
    sample,
    tier1,
    allocated_to,
    state,
    mode,
    interview_at,
    date_diff('day', interview_at::date, snapshot.as_at::date) - inspection.late_after_days as days_late
from cases, inspection, snapshot
where state in ('selected', 'in_progress')
    and date_diff('day', interview_at::date, snapshot.as_at::date) > inspection.late_after_days
order by days_late desc, case_id
