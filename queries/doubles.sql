-- Which files have one name but for what a sync client adds, capitals, or how é is written?
-- Sync clients make such copies where two people change a file at a time; each is kept, and the later statement counts.
-- grain: one row for each file that has a double
-- columns:
--   name varchar: the file
--   alike varchar[]: the others
--   received_at timestamp: when its newest version came
with names as (
    select name, max(received_at) as received_at, bare_name(name) as bare from received group by name
)
select
    names.name,
    list(others.name order by others.name) as alike,
    names.received_at
from names
join names as others on others.bare = names.bare and others.name <> names.name
group by all
order by names.name
