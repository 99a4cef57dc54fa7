-- What did the team write down, theme by theme?
-- grain: one row for each theme and each key question that its notes are about
-- columns:
--   theme varchar: the theme; null: none was given
--   key_question varchar: the key question, of a prompt its own; null: the notes are not about one
--   notes bigint: how many notes
--   lines varchar[]: the notes in the order of time
with placed as (
    select
        notes.theme,
        coalesce(prompts.key_question, notes.question) as key_question,
        notes.note,
        notes.noted_at,
        notes.entry
    from current_notes as notes
    left join prompts on prompts.prompt = notes.question
)
select
    theme,
    placed.key_question,
    count(*) as notes,
    list(note order by noted_at, entry) as lines
from placed
left join key_questions using (key_question)
group by theme, placed.key_question, key_questions.ordinal
order by theme nulls last, key_questions.ordinal nulls first
