-- How much evidence stands behind each key question that no case answers?
-- grain: one row for each key question
-- columns:
--   standard varchar: official number of the standard
--   key_question varchar: official number of the key question
--   short varchar: the key question in a few words
--   label varchar: number and words
--   above bigint: points above the line, on the key question and its prompts
--   below bigint: points below the line
--   neutral bigint: points neither above nor below
--   source_kinds varchar[]: the kinds of source that said something, in words
--   prompts bigint: its prompts
--   without bigint: prompts on which nothing was said
--   one_source bigint: prompts that rest on one kind of source
--   judged bigint: prompts that the lead inspector has judged
--   judgement varchar: the lead inspector's of the key question itself; null: none yet
with questions as (
    select key_question, key_question as question, false as prompt from key_questions
    union all
    select key_question, prompt, true from prompts
),
heard as (
    select
        questions.key_question,
        questions.question,
        questions.prompt,
        count(*) filter (line = 'above') as above,
        count(*) filter (line = 'below') as below,
        count(*) filter (line = 'neutral') as neutral,
        count(distinct source_kind) as sources,
        list(source_kinds.title order by source_kinds.ordinal) filter (source_kinds.title is not null) as kinds
    from questions
    left join current_points as points using (question)
    left join source_kinds using (source_kind)
    group by questions.key_question, questions.question, questions.prompt
)
select
    standard,
    key_question,
    short,
    key_question || ' ' || short as label,
    sum(above)::bigint as above,
    sum(below)::bigint as below,
    sum(neutral)::bigint as neutral,
    list_sort(list_distinct(flatten(coalesce(list(kinds) filter (kinds is not null), [])))) as source_kinds,
    count(*) filter (heard.prompt) as prompts,
    count(*) filter (heard.prompt and sources = 0) as without,
    count(*) filter (heard.prompt and sources = 1) as one_source,
    count(judged.judgement) filter (heard.prompt) as judged,
    any_value(judged.judgement) filter (not heard.prompt) as judgement
from heard
join key_questions using (key_question)
left join current_judgements as judged using (question)
where key_questions.sample is null
group by standard, key_question, short, key_questions.ordinal
order by key_questions.ordinal
