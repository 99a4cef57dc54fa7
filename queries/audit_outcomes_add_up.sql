-- For each key question, yes, no, not applicable and incomplete must add up to the complete cases of its sample.
-- grain: one row for each key question of the organisation whose outcomes do not
-- columns:
--   key_question varchar: the key question
--   complete bigint: complete cases of its sample
--   counted bigint: what its outcomes add up to
select
    questions.key_question,
    progress.complete,
    coalesce(results.n + results.not_applicable + results.incomplete, 0) as counted
from key_questions as questions
join sample_progress as progress using (sample)
left join key_question_units as results on results.rated and results.key_question = questions.key_question
where progress.complete <> coalesce(results.n + results.not_applicable + results.incomplete, 0)
order by questions.ordinal
