-- Of which inspection is the wall, and as at when?
-- grain: one row
-- columns:
--   title varchar: the inspection's title
--   invented boolean: nothing in it is real
--   as_at timestamp: when the newest file was received; null: nothing yet
select inspection.title, inspection.invented, snapshot.as_at
from inspection, snapshot
order by inspection.title
