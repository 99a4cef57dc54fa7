-- What share of responsible officers answers "yes" to each interview question, and is that below the caution?
-- grain: one row for each interview question of the programme
-- columns:
--   interview_question varchar: the question
--   title varchar: what it is about
--   prompt varchar: the prompt that takes it into account
--   yes bigint: answers "yes"
--   n bigint: answers "yes" or "no"
--   percentage double: 100 yes / n; null below the programme's smallest number for a percentage
--   rounded bigint: the percentage to the nearest whole one, halves up
--   caution_below integer: per cent; fewer may support a negative judgement
--   caution boolean: the exact percentage is below it
--   evidence varchar: how certain the rule is
with counted as (
    select
        interview_question,
        count(*) filter (answer = 'yes') as yes,
        count(*) filter (answer in ('yes', 'no')) as n
    from current_interview_answers
    group by interview_question
)
select
    interview_question,
    interview_questions.title,
    prompt,
    coalesce(yes, 0) as yes,
    coalesce(counted.n, 0) as n,
    case when counted.n >= count_below then 100 * yes / counted.n end as percentage,
    case when counted.n >= count_below then rounded_percentage(yes, counted.n) end as rounded,
    interview_questions.caution_below,
    coalesce(counted.n >= count_below and 100 * yes < interview_questions.caution_below * counted.n, false) as caution,
    evidence
from interview_questions
left join counted using (interview_question)
cross join programme
order by ordinal
