-- Which cases are out of the ordinary: to be checked, excluded, a substitute, or read from the file? (See late_cases too.)
-- grain: one row for each case and matter
-- columns:
--   matter varchar: awaiting_check, excluded, substitute or file_read
--   case_id varchar: the case
--   sample varchar: its sample
--   tier1 varchar: its tier 1 unit
--   allocated_to varchar: whose case it is
--   state varchar: where it stands
--   detail varchar: why it was excluded, or which case it stands in for; null: neither
with matters as (
    select 'awaiting_check' as matter, *, null as detail from cases where state = 'complete' and not quality_checked
    union all
    select 'excluded', *, exclusion_reason from cases where state = 'excluded'
    union all
    select 'substitute', *, substitute_for from cases where in_play and substitute_for is not null
    union all
    select 'file_read', *, null from cases where in_play and mode = 'file_read'
)
select matters.matter, matters.case_id, matters.sample, matters.tier1, matters.allocated_to, matters.state, matters.detail
from matters
left join samples using (sample)
-- Where the whole sample is read from files, that is not out of the ordinary.
where matters.matter <> 'file_read' or samples.mode is distinct from 'file_read'
order by matters.matter, samples.ordinal, matters.case_id
