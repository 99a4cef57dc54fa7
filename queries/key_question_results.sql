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
--   on_form varchar: where it stands on the form; null: the form has no other order
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
--   in_words varchar: the percentage in the programme's words for percentages; null where it has none
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
select
    level,
    unit,
    tier1,
    standard,
    key_question,
    title,
    short,
    on_form,
    sample,
    sample_title,
    population,
    sub_sample,
    evidence,
    complete,
    yes,
    n,
    not_applicable,
    incomplete,
    percentage,
    rounded,
    in_words,
    small,
    low,
    high,
    corrected,
    band,
    to_come,
    settled,
    one_case,
    near_boundary,
    rounding_matters
from key_question_figures
where level = $level and within is not distinct from $tier1
order by ordinal, unit_ordinal nulls last, tier1, unit
