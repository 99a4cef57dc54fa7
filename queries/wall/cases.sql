-- How many cases of each sample are complete?
-- Required and planned are sizes that the programme or the inspection sets, not counts: there is no total, and no part.
-- grain: one row for each sample
-- columns:
--   sample varchar: the sample
--   title varchar: the sample in words
--   complete bigint: cases complete; null: fewer than are said
--   complete_in_words varchar: the same, or "fewer than 5"
--   required integer: cases for the programme's confidence and margin
--   planned integer: cases planned, as revised
select
    samples.sample,
    samples.title,
    count_said(progress.complete, hide_below) as complete,
    count_in_words(progress.complete, hide_below) as complete_in_words,
    samples.required,
    progress.aim as planned
from samples
join sample_progress as progress using (sample)
cross join programme
order by samples.ordinal
