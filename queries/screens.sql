-- Which screens apply to the programme?
-- grain: one row for each screen
-- columns:
--   screen varchar: the name of its notebook
select screen
from screens
order by ordinal
