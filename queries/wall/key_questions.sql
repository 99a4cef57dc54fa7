-- What is the organisation's percentage of "yes" to each key question, as far as everybody may know?
-- Yes, no and the rest are parts of the complete cases of `cases`. Where one of them is below the limit, a second
-- number is not said: n where the rest is small, the percentage where yes or no is, or where it would betray n.
-- grain: one row for each key question that is answered on cases
-- columns:
--   key_question varchar: official number
--   short varchar: the key question in a few words
--   sample varchar: the sample whose cases answer it
--   percentage bigint: of yes, to the nearest whole one; null: not said
--   instead varchar: too few cases, fewer than 5 yes, fewer than 5 no, not shown; null where the percentage is said
--   n bigint: answers yes or no; null: not said
--   n_in_words varchar: the same, or "all but fewer than 5" of the complete cases; null: too few cases
--   rating varchar: the rating that its band stands for; null: not said
--   symbol varchar: its symbol
--   band integer: the band's place, 1 is the lowest
select key_question, short, sample, percentage, instead, n, n_in_words, rating, symbol, band_ordinal as band
from wall_key_questions
order by ordinal
