-- The results of every key question that is answered on cases, for every unit of every level. `within` null: of the
-- whole organisation, else of the cases of that tier 1 unit only. Only complete cases count.

create view key_question_counts as
select
    level, unit, tier1, scope.within, key_question,
    count(*) as complete,
    count(*) filter (outcome = 'yes') as yes,
    count(*) filter (outcome in ('yes', 'no')) as n,
    count(*) filter (outcome = 'not_applicable') as not_applicable,
    count(*) filter (outcome = 'incomplete') as incomplete
from case_units
join key_question_cases using (case_id)
cross join unnest(case when case_units.within is null then [null] else [null, case_units.within] end) as scope (within)
where state = 'complete'
group by level, unit, tier1, scope.within, key_question;

create table key_question_units as
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
create table key_question_bands as
with reckoned as (
    select
        results.*,
        greatest(greatest(progress.aim, progress.in_play) - progress.complete, 0) + results.incomplete as to_come,
        rounding,
        near_points * n as near_distance,  -- like every distance below, multiplied by n
        near_inclusive,
        (select list(lower order by lower) filter (lower is not null) from bands) as lowers
    from key_question_units as results
    join sample_progress as progress using (sample)
    cross join programme
    where rated
),
banded as (
    select
        *,
        band_of(rounding, lowers, yes, n) as band_ordinal,
        band_of(rounding, lowers, greatest(yes - 1, 0), n) as one_less,
        band_of(rounding, lowers, least(yes + 1, n), n) as one_more,
        band_of(rounding, lowers, yes, n + to_come) as lowest,
        band_of(rounding, lowers, yes + to_come, n + to_come) as highest,
        -- The lowest band begins at 0, which is no boundary.
        list_min(list_transform(lowers[2:], lambda lower: abs(100 * yes - lower * n))) as distance
    from reckoned
)
select
    standard, key_question, ordinal, yes, n, to_come, band_ordinal, one_less, one_more,
    n > 0 and lowest = highest as settled,
    n > 0 and (one_less <> band_ordinal or one_more <> band_ordinal) as one_case,
    n > 0 and (distance < near_distance or (near_inclusive and distance = near_distance)) as near_boundary,
    n > 0 and band_when_rounded(lowers, yes, n) <> band_when_exact(lowers, yes, n) as rounding_matters
from banded;
