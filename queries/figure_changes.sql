-- How did each of the organisation's figures come from what it was in an earlier snapshot?
-- It asks two snapshots: the earlier one stands beside this one, and its tables are called `earlier.…`.
-- The parts add up: yes - before_yes = new_yes - gone_yes + changed_to_yes - changed_to_no + from_nothing_yes -
-- to_nothing_yes, and n - before_n = new_cases - gone_cases + from_nothing - to_nothing.
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
--   new_cases bigint: cases that answer it now and were not complete then
--   new_yes bigint: of these, answers "yes"
--   changed_to_yes bigint: cases complete both times, from "no" to "yes"
--   changed_to_no bigint: cases complete both times, from "yes" to "no"
--   changed_to_or_from_nothing bigint: cases complete both times that count at one of the two times only
--   from_nothing bigint: of these, those that count now
--   from_nothing_yes bigint: of these, answers "yes"
--   to_nothing bigint: cases complete both times that counted then and do not count now
--   to_nothing_yes bigint: of these, answers "yes"
--   gone_cases bigint: cases that answered it then and are not complete now: excluded, reopened or gone
--   gone_yes bigint: of these, answers "yes"
with complete_now as (
    select case_id, key_question, outcome
    from key_question_cases join cases using (case_id)
    where state = 'complete'
),
complete_then as (
    select case_id, key_question, outcome
    from earlier.key_question_cases join earlier.cases using (case_id)
    where state = 'complete'
),
compared as (
    select
        key_question,
        exists (from cases where cases.case_id = pairs.case_id and state = 'complete') as counted_now,
        exists (from earlier.cases as was where was.case_id = pairs.case_id and was.state = 'complete') as counted_then,
        outcome_now in ('yes', 'no') is true as answers_now,
        outcome_then in ('yes', 'no') is true as answered_then,
        outcome_now = 'yes' is true as yes_now,
        outcome_then = 'yes' is true as yes_then
    from (
        select case_id, key_question, complete_now.outcome as outcome_now, complete_then.outcome as outcome_then
        from complete_now
        full join complete_then using (case_id, key_question)
    ) as pairs
),
counted as (
    select
        key_question,
        count(*) filter (not counted_then and answers_now) as new_cases,
        count(*) filter (not counted_then and yes_now) as new_yes,
        count(*) filter (counted_then and counted_now and answered_then and not yes_then and yes_now) as changed_to_yes,
        count(*) filter (counted_then and counted_now and yes_then and answers_now and not yes_now) as changed_to_no,
        count(*) filter (counted_then and counted_now and not answered_then and answers_now) as from_nothing,
        count(*) filter (counted_then and counted_now and not answered_then and yes_now) as from_nothing_yes,
        count(*) filter (counted_then and counted_now and answered_then and not answers_now) as to_nothing,
        count(*) filter (counted_then and counted_now and yes_then and not answers_now) as to_nothing_yes,
        count(*) filter (not counted_now and answered_then) as gone_cases,
        count(*) filter (not counted_now and yes_then) as gone_yes
    from compared
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
    coalesce(new_cases, 0) as new_cases,
    coalesce(new_yes, 0) as new_yes,
    coalesce(changed_to_yes, 0) as changed_to_yes,
    coalesce(changed_to_no, 0) as changed_to_no,
    coalesce(from_nothing + to_nothing, 0) as changed_to_or_from_nothing,
    coalesce(from_nothing, 0) as from_nothing,
    coalesce(from_nothing_yes, 0) as from_nothing_yes,
    coalesce(to_nothing, 0) as to_nothing,
    coalesce(to_nothing_yes, 0) as to_nothing_yes,
    coalesce(gone_cases, 0) as gone_cases,
    coalesce(gone_yes, 0) as gone_yes
from key_question_bands as now
join key_questions as questions using (key_question)
left join earlier.key_question_bands as was using (key_question)
left join bands as was_bands on was_bands.ordinal = was.band_ordinal
left join bands as now_bands on now_bands.ordinal = now.band_ordinal
left join counted using (key_question)
order by questions.ordinal
