-- What came, when, and what was made of it?
-- grain: one row for each version of each file
-- columns:
--   entry integer: its number in the ledger
--   name varchar: the file's name in the inbox
--   received_at timestamp: when it was received
--   modified_at timestamp: when it was last changed, as its folder says
--   bytes bigint: its size
--   format varchar: how it was read; null: it could not be read
--   form varchar: the form design that fits it; null: none
--   form_version varchar: the version that the form says
--   records integer: what was understood
--   rejected integer: what was not
--   attachments integer: attachments counted, not kept in the snapshot
--   superseded boolean: a later version of the same name came
--   sha256 varchar: the hash of its bytes
select
    entry, name, received_at, modified_at, bytes, format, form, form_version,
    records, rejected, attachments, superseded, sha256
from received
order by entry desc
