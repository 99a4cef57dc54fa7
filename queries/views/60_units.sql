-- The units into which results are split, and the units of each case. A unit is null where the case does not say.

create table case_units as
select
    case_id, sample, state, in_play, quality_checked, cases.tier1 as within,
    split.level, split.unit, split.tier1
from cases
cross join inspection
left join populations on populations.population = cases.stratum
left join weeks on cases.completed_at::date between weeks.starts and weeks.ends
cross join unnest([
    {'level': 'organisation', 'unit': organisation, 'tier1': null},
    {'level': 'tier1', 'unit': cases.tier1, 'tier1': cases.tier1},
    {'level': 'tier2', 'unit': cases.tier2, 'tier1': cases.tier1},
    {'level': 'stratum', 'unit': populations.title, 'tier1': null},
    {'level': 'week', 'unit': weeks.week::varchar, 'tier1': null},  -- in which the case was completed
    {'level': 'allocated_to', 'unit': allocated_to, 'tier1': null}
]) as splits (split);

-- Every unit that each sample may have, with or without cases: those declared first, in their order.
create table sample_units as
with declared as (
    select sample, 'organisation' as level, organisation as unit, null as tier1, 1 as ordinal
    from samples, inspection
    union all
    select sample, 'tier1', tier1, tier1, min(units.ordinal) from samples, units group by sample, tier1
    union all
    select sample, 'tier2', tier2, tier1, units.ordinal from samples, units where tier2 is not null
    union all
    select sample, 'stratum', populations.title, null, strata.ordinal
    from strata
    join populations using (population)
    union all
    select sample, 'week', week::varchar, null, week from samples, weeks
),
either as (
    select * from declared
    union all
    select sample, level, unit, tier1, null from case_units where sample is not null
)
select sample, level, unit, tier1, min(ordinal) as ordinal
from either
group by sample, level, unit, tier1;

-- How far each sample is, for the whole organisation. `aim`: the revised size where there is one, else the planned.
create view sample_progress as
select
    samples.sample,
    coalesce(samples.revised, samples.planned) as aim,
    count(cases.case_id) filter (cases.in_play) as in_play,
    count(cases.case_id) filter (cases.state = 'complete') as complete
from samples
left join cases on cases.sample = samples.sample
group by all;
