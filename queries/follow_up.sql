-- Which cases are out of the ordinary: late, to be checked, excluded, a substitute, or read from the file?
-- grain: one row for each case and matter
-- columns:
--   matter varchar: late (see late_cases), awaiting_check, excluded, substitute or file_read
--   case_id varchar: the case
--   sample varchar: its sample
--   tier1 varchar: its tier 1 unit
--   allocated_to varchar: whose case it is
--   state varchar: where it stands
--   detail varchar: why it was excluded, or which case it stands in for; null: neither
--   agreed_by varchar: the role that agreed to the exclusion or substitution; null: neither, or not said
--   agreed_at timestamp: when; null: neither, or not said
--   days_late bigint: days since it became late; null: it is not
select
    matter, case_id, sample, tier1, allocated_to, state, detail,
    case when matter in ('excluded', 'substitute') then agreed_by end as agreed_by,
    case when matter in ('excluded', 'substitute') then agreed_at end as agreed_at,
    days_late
from following_up
order by matter = 'late' desc, matter, days_late desc, sample_ordinal, case_id
