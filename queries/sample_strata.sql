-- Does the drawn sample have the strata of the eligible cases, and what forced it where it has not?
-- grain: one row for each stratum of the drawn sample
-- columns:
--   stratum varchar: the stratum in words; null: the sample has no strata
--   eligible bigint: cases of the long list that are not excluded, as far as the list shows
--   eligible_share double: share of the eligible cases, per cent
--   wanted integer: cases that the stratum was to give
--   selected bigint: cases selected
--   selected_share double: share of the selected cases, per cent
--   difference double: selected_share less eligible_share, in points
--   cases_off double: selected cases less the stratum's exact share of the cases wanted
--   substitutes bigint: substitutes not called on
--   excluded bigint: selected cases and substitutes that were taken out
--   forced varchar: why it is not the nearest number to its share; null: it is
with counts as (
    select
        strata.stratum,
        strata.ordinal,
        strata.wanted,
        strata.forced,
        count(*) filter (cases.eligible) as eligible,
        count(*) filter (cases.state = 'selected') as selected,
        count(*) filter (cases.state = 'substitute') as substitutes,
        count(*) filter (cases.state = 'excluded' and cases.eligible) as excluded
    from drawn_strata as strata
    left join drawn_cases as cases on cases.stratum is not distinct from strata.stratum
    group by all
)
select
    populations.title as stratum,
    counts.eligible,
    100 * counts.eligible / nullif(sum(counts.eligible) over (), 0) as eligible_share,
    counts.wanted,
    counts.selected,
    100 * counts.selected / nullif(sum(counts.selected) over (), 0) as selected_share,
    selected_share - eligible_share as difference,
    counts.selected - counts.eligible * sum(counts.wanted) over () / nullif(sum(counts.eligible) over (), 0) as cases_off,
    counts.substitutes,
    counts.excluded,
    counts.forced
from counts
left join populations on populations.population = counts.stratum
order by counts.ordinal
