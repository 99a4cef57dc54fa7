-- An answer must be to a key question that is asked of the case's sample, or it counts nowhere.
-- grain: one row for each answer that is not
-- columns:
--   case_id varchar: the case
--   sample varchar: the case's sample
--   key_question varchar: the key question answered
--   asked_of varchar: the sample that it is asked of; null: none, it is not answered on cases
select answers.case_id, details.sample, questions.key_question, questions.sample as asked_of
from current_answers as answers
join key_questions as questions on questions.key_question = answers.question
join case_details as details using (case_id)
where answers.answer is not null and details.sample is not null and questions.sample is distinct from details.sample
order by answers.case_id, questions.ordinal
