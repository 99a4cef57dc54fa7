-- Every key question for every unit with all that the screens say of it: worked out once, because it is asked most.

create table key_question_figures as
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
)
select
    results.within,
    results.ordinal,
    results.unit_ordinal,
    results.level,
    coalesce(case when results.level = 'organisation' then results.within end, results.unit) as unit,
    results.tier1,
    results.standard,
    results.key_question,
    results.title,
    results.short,
    results.on_form,
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
    -- In the programme's words for percentages, where it has any.
    (select arg_max(phrases.words, phrases.lower) from phrases where phrases.lower <= rounded) as in_words,
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
left join bands on bands.ordinal = judged.band_ordinal;
