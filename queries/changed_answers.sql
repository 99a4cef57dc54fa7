-- Which answers of cases that counted already changed since an earlier snapshot, and what did each do to its figure?
-- It asks two snapshots: the earlier one stands beside this one, and its tables are called `earlier.…`.
-- grain: one row for each case complete both times and each key question that counts otherwise now
-- columns:
--   case_id varchar: the case
--   key_question varchar: official number
--   short varchar: the key question in a few words
--   before varchar: what it counted as then: yes, no, not_applicable or incomplete
--   after varchar: what it counts as now; null where the case is of another sample now
--   recorded_at timestamp: when the answer, or else the fact that it depends on, was recorded
--   quality_check varchar: the kind of the last check of the case since then; null: none
--   name varchar: the file that says so, as it last came
--   sha256 varchar: the hash of that file's bytes
--   yes_without bigint: answers "yes" had this one answer not changed
--   n_without bigint: answers "yes" or "no" had this one answer not changed
--   without bigint: the percentage then would be, to the nearest whole one
--   now bigint: the percentage as it is, to the nearest whole one
--   band_without varchar: the band had this one answer not changed
--   band varchar: the band as it is
with complete_twice as (
    select cases.case_id
    from cases
    join earlier.cases as was using (case_id)
    where cases.state = 'complete' and was.state = 'complete'
),
changed as (
    select
        case_id, key_question, was.outcome as before, counts.outcome as after,
        counts.answer is distinct from was.answer as said_otherwise,
        counts.recorded_at, counts.sha256
    from (from earlier.key_question_cases semi join complete_twice using (case_id)) as was
    full join (from key_question_cases semi join complete_twice using (case_id)) as counts using (case_id, key_question)
    where counts.outcome is distinct from was.outcome
),
facts as (  -- the newest fact on which it depends whether a case is asked
    select
        case_id, key_question,
        arg_max(current_facts.sha256, current_facts.recorded_at) as sha256,
        max(current_facts.recorded_at) as recorded_at
    from current_facts
    join population_rules using (fact)
    join key_questions using (population)
    group by case_id, key_question
),
checks as (
    select case_id, arg_max(kind, checked_at) as kind
    from current_quality_checks
    where checked_at > (select as_at from earlier.snapshot)
    group by case_id
),
sourced as (
    select
        changed.* exclude (recorded_at, sha256),
        coalesce(case when said_otherwise then changed.recorded_at end, facts.recorded_at, changed.recorded_at) as recorded_at,
        coalesce(case when said_otherwise then changed.sha256 end, facts.sha256, changed.sha256) as sha256
    from changed
    left join facts using (case_id, key_question)
),
weighed as (
    select
        sourced.*,
        judged.yes, judged.n, judged.band_ordinal, programme.rounding,
        (select list(lower order by lower) filter (lower is not null) from bands) as lowers,
        judged.yes - (after = 'yes' is true)::integer + (before = 'yes' is true)::integer as yes_without,
        judged.n - (after in ('yes', 'no') is true)::integer + (before in ('yes', 'no') is true)::integer as n_without
    from sourced
    join key_question_bands as judged using (key_question)
    cross join programme
)
select
    weighed.case_id,
    weighed.key_question,
    questions.short,
    before,
    after,
    weighed.recorded_at,
    checks.kind as quality_check,
    file_names.name,
    weighed.sha256,
    yes_without,
    n_without,
    rounded_percentage(yes_without, n_without) as without,
    rounded_percentage(yes, n) as now,
    other.band as band_without,
    bands.band
from weighed
join key_questions as questions using (key_question)
left join checks using (case_id)
left join file_names on file_names.sha256 = weighed.sha256
left join bands as other on other.ordinal = band_of(rounding, lowers, yes_without, n_without)
left join bands on bands.ordinal = weighed.band_ordinal
order by questions.ordinal, weighed.case_id
