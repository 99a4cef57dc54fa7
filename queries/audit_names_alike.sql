-- Two received files should not have one name but for what a sync client adds, capitals, or how é is written.
-- Sync clients make such copies where two people change a file at a time; each is kept, and the later statement counts.
-- grain: one row for each file that has a double
-- columns:
--   name varchar: the file
--   alike varchar[]: the others
--   received_at timestamp: when its newest version came
with names as (
    select
        name,
        max(received_at) as received_at,
        -- (conflicted copy …), (Jo's conflicted copy), .sync-conflict-20181112-…, (1), _conf(1), " - Copy", -LAPTOP-4711
        regexp_replace(
            lower(nfc_normalize(name)),
            '( ?\([^()/]*conflict[^()/]*\)|[._]sync-conflict-[^./]*|_conf\(\d+\)| ?\(\d+\)| - copy( \(\d+\))?|-(desktop|laptop)-[a-z0-9]+)(\.[^./]*)?$',
            '\4'
        ) as bare
    from received
    group by name
)
select
    names.name,
    list(others.name order by others.name) as alike,
    names.received_at
from names
join names as others on others.bare = names.bare and others.name <> names.name
group by all
order by names.name
