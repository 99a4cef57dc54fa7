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
select case_id, sample, tier1, allocated_to, state, mode, interview_at, days_late
from following_up
where matter = 'late'
order by days_late desc, case_id
