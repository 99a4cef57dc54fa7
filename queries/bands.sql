-- Which bands does the programme have for the percentage of a key question, lowest first?
-- grain: one row for each band
-- columns:
--   band varchar: the band
--   ordinal integer: 1 is the lowest
--   words varchar: the band in words
--   rating varchar: the rating of a standard whose lowest band this is
--   score integer: that rating's score
--   lower integer: the band starts here, per cent, inclusive
--   symbol varchar: the shape shown with its colour
select band, ordinal, words, rating, score, lower, symbol
from bands
order by ordinal
