-- What is the organisation's overall rating, by the sum of the scores of the standards that count?
-- grain: one row
-- columns:
--   total integer: the sum of the scores; null until every standard that counts is rated
--   out_of integer: the greatest sum there could be
--   rating varchar: the overall rating; null until every standard that counts is rated
--   standards_rated bigint: standards that count and have a rating
--   standards_needed bigint: standards that count
with scores as (
    select
        sum(score)::integer as sum_so_far,
        (count(*) * (select max(score) from bands))::integer as out_of,
        count(score) as standards_rated,
        count(*) as standards_needed
    from standard_results
    where counts
),
totals as (
    select *, case when standards_rated = standards_needed then sum_so_far end as total from scores
)
select
    total,
    out_of,
    (select arg_max(rating, lower) from overall_bands where lower <= total) as rating,
    standards_rated,
    standards_needed
from totals
order by total
