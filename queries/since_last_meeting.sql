-- Which of the organisation's figures moved between an earlier snapshot and this one, and why?
-- It asks two snapshots: the earlier one stands beside this one, and its tables are called `earlier.…`.
-- grain: one row for each key question that is answered on cases
-- columns:
--   key_question varchar: official number
--   short varchar: the key question in a few words
--   before_yes bigint: answers "yes" then
--   before_n bigint: answers "yes" or "no" then
--   before bigint: the percentage then, to the nearest whole one; null without answers
--   before_band varchar: its band then
--   yes bigint: answers "yes" now
--   n bigint: answers "yes" or "no" now
--   now bigint: the percentage now, to the nearest whole one; null without answers
--   band varchar: its band now
--   moved boolean: the counts are not the same
--   crossed boolean: it was in another band then
--   risen boolean: the band now is a higher one; null where none was crossed
--   new_cases bigint: cases that count now and did not count then
--   changed_answers bigint: cases that counted both times, with another answer now
--   gone bigint: cases that counted then and do not count now
--   compared_with timestamp: when the newest file of the earlier snapshot was received
with outcomes as (
    select key_question, case_id, outcome
    from key_question_cases join cases using (case_id)
    where state = 'complete' and outcome in ('yes', 'no')
),
earlier_outcomes as (
    select key_question, case_id, outcome
    from earlier.key_question_cases join earlier.cases using (case_id)
    where state = 'complete' and outcome in ('yes', 'no')
),
compared as (
    select
        key_question,
        count(*) filter (was.outcome is null) as new_cases,
        count(*) filter (outcomes.outcome <> was.outcome) as changed_answers,
        count(*) filter (outcomes.outcome is null) as gone
    from outcomes
    full join earlier_outcomes as was using (key_question, case_id)
    group by key_question
)
select
    questions.key_question,
    questions.short,
    coalesce(was.yes, 0) as before_yes,
    coalesce(was.n, 0) as before_n,
    rounded_percentage(was.yes, was.n) as before,
    was_bands.band as before_band,
    now.yes,
    now.n,
    rounded_percentage(now.yes, now.n) as now,
    now_bands.band,
    (now.yes, now.n) is distinct from (was.yes, was.n)
        or coalesce(new_cases + changed_answers + gone, 0) > 0 as moved,
    was.band_ordinal <> now.band_ordinal is true as crossed,
    case when crossed then now.band_ordinal > was.band_ordinal end as risen,
    coalesce(new_cases, 0) as new_cases,
    coalesce(changed_answers, 0) as changed_answers,
    coalesce(gone, 0) as gone,
    was_snapshot.as_at as compared_with
from key_question_bands as now
join key_questions as questions using (key_question)
left join earlier.key_question_bands as was using (key_question)
left join bands as was_bands on was_bands.ordinal = was.band_ordinal
left join bands as now_bands on now_bands.ordinal = now.band_ordinal
left join compared using (key_question)
cross join earlier.snapshot as was_snapshot
order by questions.ordinal
