-- A case must belong to one stratum of its sample, or drift is counted wrong.
-- grain: one row for each case in more than one
-- columns:
--   case_id varchar: the case
--   sample varchar: its sample
--   strata varchar[]: the strata that it belongs to
select details.case_id, details.sample, list(strata.population order by strata.ordinal) as strata
from case_details as details
join strata using (sample)
join case_populations as belonging
    on belonging.case_id = details.case_id and belonging.population = strata.population and belonging.belongs
group by details.case_id, details.sample
having count(*) > 1
order by details.case_id
