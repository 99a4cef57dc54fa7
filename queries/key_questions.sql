-- Which key questions are answered on cases?
-- grain: one row for each key question
-- columns:
--   key_question varchar: official number
--   title varchar: the key question in full
--   short varchar: the key question in a few words
--   standard varchar: official number of its standard
--   standard_title varchar: the standard's title
--   domain varchar: number of its domain
--   sample varchar: the sample whose cases answer it
--   sample_title varchar: that sample in words
--   population varchar: in words, which cases of the sample it is asked of
--   evidence varchar: how certain it is that these cases answer it
select
    questions.key_question,
    questions.title,
    questions.short,
    standards.standard,
    standards.title as standard_title,
    standards.domain,
    samples.sample,
    samples.title as sample_title,
    populations.title as population,
    questions.evidence
from key_questions as questions
join standards using (standard)
join samples using (sample)
join populations using (population)
order by questions.ordinal
