-- What is the percentage of "yes" to each key question, over the complete cases of the unit?
-- $level: one of organisation, tier1, tier2, stratum, week
-- $tier1: a value of units.unit; null: the whole organisation
-- grain: one row for each unit of the level and each key question that is answered on cases
-- columns:
--   level varchar: the level asked for
--   unit varchar: the organisation, the unit, the stratum's title or the week's number; null: the case does not say
--   tier1 varchar: the tier 1 unit of a tier 1 or tier 2 unit
--   standard varchar: official number of the standard
--   key_question varchar: official number of the key question
--   title varchar: the key question in full
--   short varchar: the key question in a few words
--   sample varchar: the sample whose cases answer it
--   sample_title varchar: that sample in words
--   population varchar: in words, which cases of the sample it is asked of
--   sub_sample boolean: it is asked of some cases of the sample only
--   evidence varchar: how certain it is that these cases answer it
--   complete bigint: complete cases of the sample in the unit: yes, no, not applicable and incomplete together
--   yes bigint: answers "yes"
--   n bigint: answers "yes" or "no"
--   not_applicable bigint: cases outside the population, or answered not applicable
--   incomplete bigint: cases without an answer, or not yet known to be in the population
--   percentage double: 100 yes / n; null where n is 0, or in a split too small for a percentage
--   rounded bigint: the percentage to the nearest whole one, halves up
--   small boolean: n is below the programme's caution
--   low double: lower end of Wilson's interval at the programme's confidence, per cent
--   high double: its upper end
--   corrected boolean: the interval allows for the size of the eligible population
--   band varchar: the organisation's band; null for every unit, and where n is 0
--   to_come bigint: answers that may still come; null for units
--   settled boolean: no outcome of the answers to come can change the band; null for units
--   one_case boolean: one answer the other way would change the band; null for units
--   near_boundary boolean: the percentage is close to where a band begins; null for units
--   rounding_matters boolean: the exact and the rounded percentage fall into different bands; null for units
with sub_samples as (
    select distinct population from population_rules
),
results as (
    select
        units.*,
        samples.title as sample_title,
        populations.title as population_title,
        programme.z,
        sub_samples.population is not null as sub_sample,
        units.n < programme.caution_below as small,
        -- A split too small for a percentage shows its counts; the organisation's figure is never hidden.
        case when units.n > 0 and (rated or units.n >= programme.count_below) then units.yes / units.n end as share,
        -- How many are eligible is known of whole samples only, not of a unit's or a sub-sample's cases.
        case when rated and not sub_sample then samples.eligible end as population_size,
        effective_n(units.n, population_size) as weight
    from key_question_units as units
    join samples using (sample)
    join populations using (population)
    left join sub_samples using (population)
    cross join programme
    where units.level = $level and units.within is not distinct from $tier1
)
select
    results.level,
    coalesce(case when results.level = 'organisation' then results.within end, results.unit) as unit,
    results.tier1,
    results.standard,
    results.key_question,
    results.title,
    results.short,
    results.sample,
    results.sample_title,
    results.population_title as population,
    results.sub_sample,
    results.evidence,
    results.complete,
    results.yes,
    results.n,
    results.not_applicable,
    results.incomplete,
    100 * share as percentage,
    case when share is not null then rounded_percentage(results.yes, results.n) end as rounded,
    results.small,
    100 * wilson_low(share, weight, z) as low,
    100 * wilson_high(share, weight, z) as high,
    share is not null and population_size is not null as corrected,
    bands.band,
    judged.to_come,
    judged.settled,
    judged.one_case,
    judged.near_boundary,
    judged.rounding_matters
from results
left join key_question_bands as judged on results.rated and judged.key_question = results.key_question
left join bands on bands.ordinal = judged.band_ordinal
order by results.ordinal, results.unit_ordinal nulls last, results.tier1, results.unit
