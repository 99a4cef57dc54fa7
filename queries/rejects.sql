-- What could not be understood, where does it stand, and what is to be done?
-- grain: one row for each thing refused
-- columns:
--   name varchar: the file's name, as it last came
--   place varchar: where in the file
--   wrong varchar: what is wrong
--   allowed varchar: what is allowed
--   remedy varchar: what to do next
--   received_at timestamp: when these bytes last came
--   superseded boolean: a later version of the file came
--   sha256 varchar: the hash of the file's bytes
with files as (
    select
        sha256,
        arg_max(name, entry) as name,
        max(received_at) as received_at,
        bool_and(superseded) as superseded
    from received
    group by sha256
)
select files.name, refused.place, wrong, allowed, remedy, received_at, superseded, refused.sha256
from refused
left join files using (sha256)
order by received_at desc, files.name, refused.place, wrong, refused.sha256
