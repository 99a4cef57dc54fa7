-- How is each standard rated, as far as everybody may know?
-- A computed rating is said only where the bands of all its key questions are: it then says no more than they do.
-- grain: one row for each standard that is rated
-- columns:
--   standard varchar: official number
--   title varchar: the standard's title
--   judged varchar: computed from cases, proposed, graded or scored
--   rating varchar: the rating; null: none yet, or not said
--   symbol varchar: its symbol
--   band integer: its place, 1 is the lowest
select standard, title, judged, rating, symbol, band_ordinal as band
from wall_ratings
where judged <> 'reported'
order by ordinal
