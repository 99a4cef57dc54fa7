-- What evidence stands behind each key question that no case answers, and behind its prompts?
-- grain: one row for each key question and each of its prompts
-- columns:
--   standard varchar: official number of the standard
--   key_question varchar: official number of the key question
--   question varchar: the prompt's official number and letter, or the key question's own number
--   title varchar: the prompt or key question in full
--   prompt boolean: it is a prompt
--   decisive boolean: a "no" to this prompt makes the key question "no"
--   above bigint: points above the line
--   below bigint: points below the line
--   neutral bigint: points neither above nor below
--   sources bigint: kinds of source that said something
--   source_kinds varchar[]: these kinds, in words
--   one_source boolean: all that is known rests on one kind of source
--   judgement varchar: the lead inspector's: yes, no, not_applicable; null: none yet
--   judged_at timestamp: when
with questions as (
    select standard, key_question, key_question as question, title, false as prompt, false as decisive, ordinal, 0 as place
    from key_questions
    where sample is null
    union all
    select
        key_questions.standard, key_question, prompts.prompt, prompts.title, true, prompts.decisive,
        key_questions.ordinal, prompts.ordinal
    from prompts
    join key_questions using (key_question)
    where key_questions.sample is null
),
heard as (
    select
        question,
        count(*) filter (line = 'above') as above,
        count(*) filter (line = 'below') as below,
        count(*) filter (line = 'neutral') as neutral,
        count(distinct source_kind) as sources,
        list(distinct source_kinds.title order by source_kinds.title) as kinds
    from current_points
    join source_kinds using (source_kind)
    group by question
)
select
    questions.standard,
    questions.key_question,
    question,
    questions.title,
    prompt,
    decisive,
    coalesce(above, 0) as above,
    coalesce(below, 0) as below,
    coalesce(neutral, 0) as neutral,
    coalesce(sources, 0) as sources,
    coalesce(kinds, []) as source_kinds,
    coalesce(sources, 0) = 1 as one_source,
    judgement,
    judged.recorded_at as judged_at
from questions
left join heard using (question)
left join current_judgements as judged using (question)
order by questions.ordinal, place
