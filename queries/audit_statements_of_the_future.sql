-- Nothing can be recorded after it was received: a clock is wrong, and the statement would win against later ones.
-- grain: one row for each file with such statements
-- columns:
--   name varchar: the file, as it last came
--   received_at timestamp: when these bytes first came
--   recorded_at timestamp: the latest time that it says
--   statements bigint: how many say such a time
with files as (
    select sha256, arg_max(name, entry) as name, min(received_at) as received_at from received group by sha256
)
select files.name, files.received_at, max(recorded_at) as recorded_at, count(*) as statements
from statements
join files using (sha256)
where recorded_at > files.received_at
group by files.sha256, files.name, files.received_at
order by files.name, files.sha256
