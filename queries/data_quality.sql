-- How sound are the data behind the figures?
-- grain: one row for each thing counted
-- columns:
--   what varchar: what is counted
--   count bigint: how many
--   share varchar: of how many, in words; null where there is no whole
with complete as (
    select case_id, quality_checked, tier1 from cases where state = 'complete'
),
counted as (
    select 1 as place, 'Files received, every version' as what, count(*) as count, null as whole, null as things
    from received
    union all
    select 2, 'Places that could not be understood, in the newest versions', count(*), null, null
    from refused
    semi join standing_files using (sha256)
    union all
    select 3, 'Statements of one time that disagree', count(*), null, null
    from conflicting_statements
    union all
    select
        4, 'Complete cases with an answer missing',
        count(distinct case_id) filter (outcome = 'incomplete'), count(distinct case_id), 'complete cases'
    from complete
    left join key_question_cases using (case_id)
    union all
    select 5, 'Answers missing in complete cases', count(*) filter (outcome = 'incomplete'), count(*), 'answers asked for'
    from complete
    join key_question_cases using (case_id)
    where outcome <> 'not_applicable'
    union all
    select 6, 'Complete cases without a unit', count(*) filter (tier1 is null), count(*), 'complete cases'
    from complete
    union all
    select 7, 'Complete cases that were quality-checked', count(*) filter (quality_checked), count(*), 'complete cases'
    from complete
    union all
    select 8, 'Quality checks that changed something', count(*) filter (outcome = 'changed'), count(*), 'quality checks'
    from current_quality_checks
)
select what, count, count || ' of ' || whole || ' ' || things as share
from counted
order by place
