-- Which screens apply to the programme, and what are they called?
-- grain: one row for each screen
-- columns:
--   screen varchar: the name of its notebook
--   title varchar: its title
select screen, title
from screens
order by ordinal
