-- What was written down about a standard, its key questions and prompts, and in which files?
-- $standard: a value of standard_ratings.standard
-- grain: one row for each statement; of two about the same, the later one holds
-- columns:
--   key_question varchar: the key question that it is about; null: the standard itself
--   question varchar: the standard, key question or prompt
--   kind varchar: proposal, judgement, point (heard or read) or panel decision
--   says varchar: the rating, the judgement, or the line: above, below or neutral; the words stand in the file
--   role varchar: by which role; null: not said
--   recorded_at timestamp: when it was written down
--   name varchar: the file, as it last came
--   place varchar: where in the file
--   sha256 varchar: the hash of the file's bytes
with questions as (
    select standard, null as key_question, standard as question from standards
    union all
    select standard, key_question, key_question from key_questions
    union all
    select standard, key_question, prompt from prompts join key_questions using (key_question)
),
said as (
    select 1 as place_in_list, 'proposal' as kind, standard as question, rating as says, role, recorded_at, sha256, place
    from proposals
    union all
    select 2, 'judgement', question, judgement, role, recorded_at, sha256, place
    from judgements
    union all
    select 3, 'point', question, line, role, recorded_at, sha256, place
    from points
    where coalesce(id, sha256 || ' ' || place) in (select entry from current_points)
    union all
    select 4, 'panel decision', question, rating, role, recorded_at, sha256, place
    from panel_decisions
    where coalesce(id, '') not in (select withdraws from withdrawals)
)
select
    questions.key_question,
    said.question,
    said.kind,
    said.says,
    said.role,
    said.recorded_at,
    names.name,
    said.place,
    said.sha256
from said
join questions using (question)
left join file_names as names on names.sha256 = said.sha256
where questions.standard = $standard
order by questions.key_question nulls first, said.question, place_in_list, said.recorded_at, said.sha256, said.place
