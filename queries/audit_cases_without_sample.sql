-- A case must have a sample, or it counts nowhere.
-- grain: one row for each case without one
-- columns:
--   case_id varchar: the case
--   state varchar: how far it is
--   on_list boolean: it is on a case list
select case_id, state, on_list
from cases
where sample is null
order by case_id
