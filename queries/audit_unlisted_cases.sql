-- An assessment or answer must be of a case that is on a case list.
-- grain: one row for each case that only forms know
-- columns:
--   case_id varchar: the case
--   sample varchar: the sample that its form says; null: none, so that it counts nowhere
--   state varchar: how far it is
select case_id, sample, state
from cases
where not on_list
order by case_id
