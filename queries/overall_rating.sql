-- What is the organisation's overall rating, with and without the decisions of the ratings panel?
-- For the lead: the screens of the team ask `indicative_overall`.
-- grain: one row
-- columns:
--   total integer: the sum of the scores that hold; null until every standard that counts is rated, or without scores
--   out_of integer: the greatest sum there could be; null without scores
--   rating varchar: the overall rating that holds; null until there is one
--   standards_rated bigint: standards that count and have a rating
--   standards_needed bigint: standards that count
--   computed_total integer: the sum without the panel's decisions
--   computed_rating varchar: the overall rating without the panel's decisions
--   basis varchar: panel where its decisions changed the rating of a standard that counts, else computed
select
    held.total,
    held.out_of,
    held.rating,
    held.standards_rated,
    held.standards_needed,
    computed.total as computed_total,
    computed.rating as computed_rating,
    case
        when exists (
            from decided_standards
            cross join programme
            where (counts or standard = overall_standard is true)
                and rating is distinct from coalesce(computed_rating, proposed_rating)
        ) then 'panel'
        else 'computed'
    end as basis
from overall_results as held
join overall_results as computed on held.decided and not computed.decided
order by held.total
