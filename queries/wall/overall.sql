-- What is the overall rating, as far as everybody may know?
-- It is said only where the rating of every standard that counts is: it then says no more than they do.
-- grain: one row
-- columns:
--   rating varchar: the overall rating; null until every standard that counts has a rating that is said
--   how varchar: how it comes about: sum, share, lowest, graded or none
--   rated bigint: standards that count and have a rating that is said
--   standards bigint: standards that count
with scores as (
    select
        count(rating) filter (counts) as rated,
        count(*) filter (counts) as standards,
        bool_or(rating is not null and standard = overall_standard) as given
    from wall_ratings
    cross join programme
)
select
    case
        when overall.how = 'graded' then case when given then overall.rating end
        when rated = standards then overall.rating
    end as rating,
    case when without_overall then 'none' else overall.how end as how,
    rated,
    standards
from scores
join overall_results as overall on not overall.decided
cross join inspection
order by standards
