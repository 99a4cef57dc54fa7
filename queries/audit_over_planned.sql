-- A sample must not hold more cases in play than are planned.
-- grain: one row for each sample that does
-- columns:
--   sample varchar: the sample
--   in_play bigint: cases in play
--   planned integer: cases planned, as revised
select sample, in_play, aim as planned
from sample_progress
where in_play > aim
order by sample
