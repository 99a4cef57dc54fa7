-- Which rules limit the overall rating that holds, and is it better than they say?
-- For the lead: the screens of the team ask `indicative_limits`.
-- A rule warns in the words of its text and prevents nothing.
-- grain: one row for each rule whose condition holds
-- columns:
--   limit_name varchar: the rule
--   says varchar: what the text says
--   because varchar[]: the judgements that are so low, each with its rating
--   no_better_than varchar: the overall rating that the rule names
--   rating varchar: the overall rating; null while there is none
--   exceeded boolean: the overall rating is better than that; null while there is none
--   evidence varchar: how certain the rule is
select limit_name, says, because, no_better_than, rating, exceeded, evidence
from limits_in_force
where decided
order by ordinal
