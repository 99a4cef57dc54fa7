-- How many key questions lie in each band, for the whole organisation, and how many may still change it?
-- $standard: a value of key_questions.standard; null: all standards
-- grain: one row for each band that a key question has reached, highest first
-- columns:
--   band varchar: the band
--   words varchar: the band in words
--   symbol varchar: the shape shown with its colour
--   key_questions bigint: how many lie in it
--   of_all bigint: how many lie in any band
--   of_all_unsettled bigint: how many of all could still move into another band by the answers to come
select
    bands.band,
    bands.words,
    bands.symbol,
    count(*) as key_questions,
    sum(count(*)) over ()::bigint as of_all,
    sum(count(*) filter (not judged.settled)) over ()::bigint as of_all_unsettled
from key_question_bands as judged
join bands on bands.ordinal = judged.band_ordinal
where $standard is null or judged.standard = $standard
group by bands.band, bands.words, bands.symbol, bands.ordinal
order by bands.ordinal desc
