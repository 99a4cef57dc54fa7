-- How far do the complete cases drift from the strata of the cases in play?
-- grain: one row for each stratum of each sample that has strata, and one for cases whose stratum is not known
-- columns:
--   sample varchar: the sample
--   sample_title varchar: the sample in words
--   stratum varchar: the stratum in words; null: a fact is missing, or no stratum fits
--   selected bigint: cases in play
--   complete bigint: cases complete
--   selected_share double: share of the sample's cases in play, per cent
--   complete_share double: share of the sample's complete cases, per cent
--   drift double: complete_share less selected_share, in points
with counts as (
    select
        units.sample, units.unit, units.ordinal,
        count(cases.case_id) filter (in_play) as selected,
        count(cases.case_id) filter (state = 'complete') as complete
    from sample_units as units
    left join case_units as cases
        on cases.level = 'stratum' and cases.sample = units.sample and cases.unit is not distinct from units.unit
    where units.level = 'stratum' and units.sample in (select sample from strata)
    group by all
),
shares as (
    select
        *,
        100 * selected / nullif(sum(selected) over (partition by sample), 0) as selected_share,
        100 * complete / nullif(sum(complete) over (partition by sample), 0) as complete_share
    from counts
)
select
    shares.sample,
    samples.title as sample_title,
    shares.unit as stratum,
    selected,
    complete,
    selected_share,
    complete_share,
    complete_share - selected_share as drift
from shares
join samples using (sample)
where shares.unit is not null or selected > 0
order by samples.ordinal, shares.ordinal nulls last
