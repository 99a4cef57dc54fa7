-- Which tier 1 units are there: those of the inspection, and any other that a case list names?
-- grain: one row for each tier 1 unit
-- columns:
--   unit varchar: the tier 1 unit
select unit
from sample_units
where level = 'tier1' and unit is not null
group by unit
order by min(ordinal) nulls last, unit
