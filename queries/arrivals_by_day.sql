-- How much came on each day?
-- grain: one row for each day on which anything came
-- columns:
--   day date: the day
--   files bigint: versions of files
--   records bigint: what was understood
--   rejected bigint: what was not
--   files_in_all bigint: versions of files, all days together
--   records_in_all bigint: what was understood, all days together
--   standing_rejects bigint: what was not understood in the newest versions, all days together
select
    received_at::date as day,
    count(*) as files,
    sum(records)::bigint as records,
    sum(rejected)::bigint as rejected,
    sum(count(*)) over ()::bigint as files_in_all,
    sum(sum(records)) over ()::bigint as records_in_all,
    (sum(sum(rejected) filter (not superseded)) over ())::bigint as standing_rejects
from received
group by day
order by day
