-- What does the programme call its standards, key questions, ratings, units, and the meeting that settles them?
-- grain: one row for each thing
-- columns:
--   thing varchar: domain, standard, key_question, rating, panel, record, tier1 or tier2
--   one varchar: the name of one of them
--   many varchar: the name of several
select thing, one, many
from names
order by thing
