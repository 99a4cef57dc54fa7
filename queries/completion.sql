-- How far are the cases of each sample: done, required for the programme's confidence, and planned?
-- $level: one of organisation, tier1, tier2, stratum, allocated_to
-- grain: one row for each sample and each of its units
-- columns:
--   sample varchar: the sample
--   sample_title varchar: the sample in words
--   unit varchar: the organisation, the unit, the stratum's title or the inspector; null: the case does not say
--   tier1 varchar: the tier 1 unit of a tier 1 or tier 2 unit
--   selected bigint: cases in play: all but those excluded and substitutes not called on
--   complete bigint: cases complete
--   in_progress bigint: cases begun and not complete
--   waiting bigint: cases in play and not begun
--   quality_checked bigint: complete cases that were checked
--   excluded bigint: cases taken out
--   reserve bigint: substitutes not called on
--   required integer: cases needed for the programme's confidence and margin; null for units
--   planned integer: cases planned, as revised; null for units
--   still_needed bigint: cases still to complete to reach the required; null for units
--   margin double: the margin, in points either way at 50%, that the complete cases give; null without any
--   corrected boolean: the margin allows for the size of the eligible population
with counts as (
    select
        sample, unit, tier1,
        count(*) filter (in_play) as selected,
        count(*) filter (state = 'complete') as complete,
        count(*) filter (state = 'in_progress') as in_progress,
        count(*) filter (state = 'selected') as waiting,
        count(*) filter (quality_checked) as quality_checked,
        count(*) filter (state = 'excluded') as excluded,
        count(*) filter (state = 'reserve') as reserve
    from case_units
    where level = $level
    group by sample, unit, tier1
),
units as (
    select *, level = 'organisation' as whole from sample_units where level = $level
)
select
    units.sample,
    samples.title as sample_title,
    units.unit,
    units.tier1,
    coalesce(counts.selected, 0) as selected,
    coalesce(counts.complete, 0) as complete,
    coalesce(counts.in_progress, 0) as in_progress,
    coalesce(counts.waiting, 0) as waiting,
    coalesce(counts.quality_checked, 0) as quality_checked,
    coalesce(counts.excluded, 0) as excluded,
    coalesce(counts.reserve, 0) as reserve,
    case when units.whole then samples.required end as required,
    case when units.whole then coalesce(samples.revised, samples.planned) end as planned,
    case when units.whole and samples.required is not null then
        greatest(samples.required - coalesce(counts.complete, 0), 0)
    end as still_needed,
    -- How many are eligible is known of whole samples only.
    margin_points(counts.complete, case when units.whole then samples.eligible end, programme.z) as margin,
    units.whole and samples.eligible is not null as corrected
from units
join samples using (sample)
cross join programme
left join counts
    on counts.sample = units.sample
    and counts.unit is not distinct from units.unit
    and counts.tier1 is not distinct from units.tier1
order by samples.ordinal, units.ordinal nulls last, units.tier1, units.unit
