-- From which sum of scores does each overall rating begin, lowest first? Or from which share of the greatest sum.
-- grain: one row for each overall rating
-- columns:
--   rating varchar: the overall rating
--   lower integer: it begins at this sum, or per cent of the greatest sum (`snapshot`: overall_how), inclusive
select rating, lower
from overall_bands
order by lower
