-- The ledger's own clock went back before this file came: what is asked as at a moment in between holds it too.
-- grain: one row for each file received earlier, by the clock, than the one before it
-- columns:
--   name varchar: the file
--   received_at timestamp: when it came, by the clock
--   before varchar: the file received just before it
--   before_at timestamp: when that came, by the clock
select name, received_at, before, before_at
from (
    select
        name,
        received_at,
        entry,
        lag(name) over (order by entry) as before,
        lag(received_at) over (order by entry) as before_at
    from received
)
where received_at < before_at
order by entry
