-- What each case contributes to each key question of its sample: outcome is yes, no, not_applicable or incomplete.
-- Not applicable: outside the key question's population, or answered so. Incomplete: no answer, or an answer
-- while it is not known yet whether the case belongs to the population.

create table key_question_cases as
select
    details.case_id,
    details.sample,
    questions.key_question,
    case
        when not belonging.belongs or answers.answer = 'not_applicable' then 'not_applicable'
        when belonging.belongs is null or answers.answer is null then 'incomplete'
        else answers.answer
    end as outcome,
    answers.answer,
    answers.recorded_at,
    answers.sha256,
    answers.place
from case_details as details
join key_questions as questions on questions.sample = details.sample
left join case_populations as belonging
    on belonging.case_id = details.case_id and belonging.population = questions.population
left join current_answers as answers
    on answers.case_id = details.case_id and answers.question = questions.key_question;
