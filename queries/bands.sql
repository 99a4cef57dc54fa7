-- Which ratings does the programme have, lowest first, and which percentages of a key question do they stand for?
-- grain: one row for each band
-- columns:
--   band varchar: the band
--   ordinal integer: 1 is the lowest
--   words varchar: the band in words
--   rating varchar: the rating of a standard whose lowest band this is
--   score integer: that rating's score; null where nothing is added up
--   lower integer: the band starts here, per cent, inclusive; null where no percentage decides a rating
--   symbol varchar: the shape shown with its colour
select band, ordinal, words, rating, score, lower, symbol
from bands
order by ordinal
