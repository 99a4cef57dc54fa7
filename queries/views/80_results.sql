-- The results of every key question that is answered on cases, for every unit of every level. `within` null: of the
-- whole organisation, else of the cases of that tier 1 unit only. Only complete cases count.

create view key_question_counts as
with complete_cases as (
    select level, unit, tier1, null as within, key_question, outcome
    from case_units
    join key_question_cases using (case_id)
    where state = 'complete'
    union all
    select level, unit, tier1, within, key_question, outcome
    from case_units
    join key_question_cases using (case_id)
    where state = 'complete' and within is not null
)
select
    level, unit, tier1, within, key_question,
    count(*) as complete,
    count(*) filter (outcome = 'yes') as yes,
    count(*) filter (outcome in ('yes', 'no')) as n,
    count(*) filter (outcome = 'not_applicable') as not_applicable,
    count(*) filter (outcome = 'incomplete') as incomplete
from complete_cases
group by level, unit, tier1, within, key_question;

create view key_question_units as
with scopes as (
    select null as within
    union all
    select distinct tier1 from sample_units where level = 'tier1' and tier1 is not null
)
select
    units.level, units.unit, units.tier1, scopes.within, units.ordinal as unit_ordinal,
    -- Ratings belong to the inspected organisation: nothing smaller is ever banded.
    units.level = 'organisation' and scopes.within is null as rated,
    questions.* exclude (evidence), questions.evidence,
    coalesce(counts.complete, 0) as complete,
    coalesce(counts.yes, 0) as yes,
    coalesce(counts.n, 0) as n,
    coalesce(counts.not_applicable, 0) as not_applicable,
    coalesce(counts.incomplete, 0) as incomplete
from sample_units as units
join key_questions as questions using (sample)
join scopes on scopes.within is null or units.tier1 is null or units.tier1 = scopes.within
left join key_question_counts as counts
    on counts.key_question = questions.key_question
    and counts.level = units.level
    and counts.unit is not distinct from units.unit
    and counts.tier1 is not distinct from units.tier1
    and counts.within is not distinct from scopes.within
where units.unit is not null or counts.complete > 0;

-- The organisation's key questions with everything that a rating needs. `to_come`: answers that may still come, from
-- cases not complete and from answers missing in complete ones. Of those, the ones not applicable only leave.
create view key_question_bands as
with reckoned as (
    select
        results.*,
        greatest(greatest(progress.aim, progress.in_play) - progress.complete, 0) + results.incomplete as to_come
    from key_question_units as results
    join sample_progress as progress using (sample)
    where rated
),
banded as (
    select
        *,
        band_of(yes, n) as band_ordinal,
        band_of(greatest(yes - 1, 0), n) as one_less,
        band_of(least(yes + 1, n), n) as one_more,
        band_of(yes, n + to_come) as lowest,
        band_of(yes + to_come, n + to_come) as highest,
        band_when_rounded(yes, n) is distinct from band_when_exact(yes, n) as rounding_matters
    from reckoned
)
select
    standard, key_question, ordinal, yes, n, to_come, band_ordinal, one_less, one_more, rounding_matters,
    n > 0 and lowest = highest as settled,
    n > 0 and (one_less <> band_ordinal or one_more <> band_ordinal) as one_case,
    exists (
        select 1
        from bands, programme
        where bands.lower > 0 and n > 0 and case
            when near_inclusive then abs(100 * yes - bands.lower * n) <= near_points * n
            else abs(100 * yes - bands.lower * n) < near_points * n
        end
    ) as near_boundary
from banded;
