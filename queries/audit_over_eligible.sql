-- A sample must not hold more cases in play than are eligible: its intervals would be too narrow.
-- grain: one row for each sample that does
-- columns:
--   sample varchar: the sample
--   in_play bigint: cases in play
--   eligible integer: size of the eligible population
select sample, in_play, eligible
from sample_progress
join samples using (sample)
where in_play > eligible
order by sample
