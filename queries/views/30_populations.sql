-- Which cases belong to which population, by what is known of them: belongs is true, false, or null (not known yet).

create table case_populations as
with known as (
    select
        details.case_id,
        rules.population,
        rules.fact,
        any_value(facts.value) as value,
        bool_or(facts.value = rules.value) as allowed  -- null where the fact is not known
    from case_details as details
    cross join population_rules as rules
    left join current_facts as facts on facts.case_id = details.case_id and facts.fact = rules.fact
    group by details.case_id, rules.population, rules.fact
),
decided as (
    -- Three-valued "and": one fact that does not fit decides, whatever is not known of the others.
    select
        case_id,
        population,
        case when bool_or(not allowed) then false when bool_or(allowed is null) then null else true end as belongs
    from known
    group by case_id, population
)
select case_id, population, belongs from decided
union all
select details.case_id, populations.population, true  -- without rules, every case belongs
from case_details as details
cross join populations
where not exists (from population_rules as rules where rules.population = populations.population);

-- The stratum of each case of its sample; null where a fact is missing or none fits. Strata do not overlap
-- (`audit_overlapping_strata`); if they did, the first would hold the case, so that no case counts twice.
create view case_strata as
select
    details.case_id,
    details.sample,
    arg_min(strata.population, strata.ordinal) filter (belonging.belongs) as stratum
from case_details as details
left join strata on strata.sample = details.sample
left join case_populations as belonging
    on belonging.case_id = details.case_id and belonging.population = strata.population
group by details.case_id, details.sample;
