-- What do people write into the record of the meeting that settles the ratings, beside the ratings?
-- grain: one row for each part, in order
-- columns:
--   ordinal integer: 1, 2, 3 …
--   title varchar: its heading
select ordinal, title
from record_parts
order by ordinal
