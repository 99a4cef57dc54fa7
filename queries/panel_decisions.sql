-- What did the ratings panel decide, and what was computed or proposed?
-- grain: one row for each key question or standard that the panel decided of
-- columns:
--   question varchar: a key question of a computed standard, or what people rate
--   title varchar: the key question in a few words, or the standard's title
--   standard varchar: official number of the standard
--   computed_band varchar: the key question's band by its percentage; null for a standard, and without answers
--   computed_rating varchar: the rating of that band, or the one that the lead inspector proposed; null: none
--   panel_band varchar: the key question's band by the panel; null for a standard
--   panel_rating varchar: the rating of that band, or the panel's rating of the standard
--   reason varchar: why
--   decided_at timestamp: when the panel decided
--   recorded_at timestamp: when it was written down
--   changed boolean: the panel's is not the one computed or proposed
with of_key_questions as (
    select
        judged.standard, key_question as question, questions.short as title, questions.ordinal as place,
        computed.band as computed_band, computed.rating as computed_rating
    from key_question_bands as judged
    join key_questions as questions using (key_question)
    left join bands as computed on computed.ordinal = judged.band_ordinal
    anti join question_grades as graded on graded.key_question = judged.key_question
),
of_standards as (
    select standard, standard as question, title, 0 as place, null as computed_band, rating as computed_rating
    from standard_results
    where judged not in ('computed', 'reported')
),
of_grades as (
    select grades.standard, key_question, short, -1, null, proposed_rating
    from question_grades as grades
    join key_questions using (key_question)
)
select
    question,
    about.title,
    about.standard,
    about.computed_band,
    about.computed_rating,
    case when place > 0 then bands.band end as panel_band,
    decisions.rating as panel_rating,
    decisions.reason,
    decisions.decided_at,
    decisions.recorded_at,
    decisions.rating is distinct from about.computed_rating as changed
from current_panel_decisions as decisions
join (from of_key_questions union all from of_standards union all from of_grades) as about using (question)
join bands on bands.rating = decisions.rating
join standards on standards.standard = about.standard
order by standards.ordinal, abs(place), question
