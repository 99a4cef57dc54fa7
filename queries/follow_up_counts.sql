-- How many cases are there to follow up, by matter?
-- grain: one row for each matter
-- columns:
--   matter varchar: late, awaiting_check, excluded, substitute or file_read
--   cases bigint: how many
with matters as (
    select unnest(['late', 'awaiting_check', 'excluded', 'substitute', 'file_read']) as matter
)
select matters.matter, count(following_up.case_id) as cases
from matters
left join following_up using (matter)
group by matters.matter
order by list_position(['late', 'awaiting_check', 'excluded', 'substitute', 'file_read'], matters.matter)
