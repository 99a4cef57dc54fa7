-- A complete case must have a tier 1 unit, or it is missing from every split by unit.
-- grain: one row for each complete case without one
-- columns:
--   case_id varchar: the case
--   sample varchar: its sample
--   on_list boolean: it is on a case list
select case_id, sample, on_list
from cases
where state = 'complete' and tier1 is null
order by case_id
