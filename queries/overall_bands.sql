-- From which sum of scores does each overall rating begin, lowest first?
-- grain: one row for each overall rating
-- columns:
--   rating varchar: the overall rating
--   lower integer: it begins at this sum, inclusive
select rating, lower
from overall_bands
order by lower
