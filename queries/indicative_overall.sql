-- What is the organisation's indicative overall rating?
-- Without the panel's decisions, which are the lead's to see: `overall_rating` has both.
-- grain: one row
-- columns:
--   total integer: the sum of the scores; null until every standard that counts is rated, or without scores
--   out_of integer: the greatest sum there could be; null without scores
--   rating varchar: the overall rating; null until there is one
--   standards_rated bigint: standards that count and have a rating
--   standards_needed bigint: standards that count
select total, out_of, rating, standards_rated, standards_needed
from overall_results
where not decided
order by total
