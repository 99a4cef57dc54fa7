-- Which roles sit on the panel, and on which panels?
-- grain: one row for each role
-- columns:
--   role varchar: the role
--   attends varchar: quorum, or which panels
select title as role, attends
from panel_members
order by ordinal
