-- What is the overall rating, as far as everybody may know?
-- It is said only where the rating of every standard that counts is: it then says no more than they do.
-- grain: one row
-- columns:
--   rating varchar: the overall rating; null until every standard that counts has a rating that is said
--   rated bigint: standards that count and have a rating that is said
--   standards bigint: standards that count
with scores as (
    select sum(score) as total, count(score) as rated, count(*) as standards from wall_ratings where counts
)
select
    (select arg_max(rating, lower) from overall_bands where rated = standards and lower <= total) as rating,
    rated,
    standards
from scores
order by standards
