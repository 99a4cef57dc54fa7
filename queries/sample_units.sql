-- How are the drawn cases spread over tier 1 and tier 2 units, beside the eligible ones?
-- grain: one row for each tier 2 unit of each tier 1 unit that the long list names
-- columns:
--   tier1 varchar: the tier 1 unit; null: the list does not say
--   tier2 varchar: the tier 2 unit; null: the list does not say
--   eligible bigint: cases of the long list that are not excluded, as far as the list shows
--   eligible_share double: share of the eligible cases, per cent
--   selected bigint: cases selected
--   selected_share double: share of the selected cases, per cent
--   difference double: selected_share less eligible_share, in points
--   substitutes bigint: substitutes not called on
with counts as (
    select
        tier1,
        tier2,
        count(*) filter (cases.eligible) as eligible,
        count(*) filter (state = 'selected') as selected,
        count(*) filter (state = 'substitute') as substitutes
    from drawn_cases as cases
    group by tier1, tier2
)
select
    tier1,
    tier2,
    eligible,
    100 * eligible / nullif(sum(eligible) over (), 0) as eligible_share,
    selected,
    100 * selected / nullif(sum(selected) over (), 0) as selected_share,
    selected_share - eligible_share as difference,
    substitutes
from counts
where eligible > 0
order by tier1 nulls last, tier2 nulls last
