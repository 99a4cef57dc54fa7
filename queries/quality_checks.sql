-- Which assessed cases were checked, by which kind of check, and which answers changed with it?
-- grain: one row for each check
-- columns:
--   case_id varchar: the case
--   tier1 varchar: its tier 1 unit
--   kind varchar: local_assessor or dip_sample
--   checked_at timestamp: when
--   role varchar: by which role
--   outcome varchar: agreed or changed, as the check says; null: not said
--   changed bigint: questions whose answer now differs from the newest one before the check
--   questions varchar[]: these questions
with before as (
    select checks.entry, answers.question, arg_max(answers.answer, answers.recorded_at) as answer
    from current_quality_checks as checks
    join answer_statements as answers
        on answers.case_id = checks.case_id and answers.recorded_at < checks.checked_at
    group by checks.entry, answers.question
),
differing as (
    select before.entry, before.question
    from before
    join current_quality_checks as checks using (entry)
    join current_answers as now on now.case_id = checks.case_id and now.question = before.question
    where now.answer is distinct from before.answer
)
select
    checks.case_id,
    any_value(case_details.tier1) as tier1,
    checks.kind,
    checks.checked_at,
    any_value(checks.role) as role,
    any_value(checks.outcome) as outcome,
    count(differing.question) as changed,
    coalesce(list(differing.question order by differing.question) filter (differing.question is not null), []) as questions
from current_quality_checks as checks
left join case_details using (case_id)
left join differing using (entry)
group by checks.entry, checks.case_id, checks.kind, checks.checked_at
order by checks.checked_at, checks.case_id, checks.kind, checks.entry
