-- What grade was given to each key question that is graded, and what did the panel decide?
-- For the lead: the panel's decisions are the lead's to see.
-- grain: one row for each key question that is graded
-- columns:
--   standard varchar: official number of its standard
--   key_question varchar: official number
--   proposed_rating varchar: the grade that was given; null: none yet
--   panel_rating varchar: the panel's; null: none
--   rating varchar: the grade that holds
--   applies varchar: when the question applies, in words; null: always
select
    grades.standard,
    grades.key_question,
    grades.proposed_rating,
    grades.panel_rating,
    grades.rating,
    rules.says as applies
from question_grades as grades
left join rules on rules.rule = 'key_questions.' || grades.key_question || '.applies'
order by grades.ordinal
