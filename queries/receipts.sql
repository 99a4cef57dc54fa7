-- What was this snapshot made from, so that it can be made again?
-- grain: one row
-- columns:
--   content varchar: hash of everything below but as_at
--   as_at timestamp: when the newest file was received; null: nothing yet
--   ledger_head varchar: the hash that the ledger's last entry carries
--   code_version varchar: version of fieldwork
--   duckdb_version varchar: version of DuckDB
--   programme_hash varchar: hash of the programme's YAML
--   inspection_hash varchar: hash of the inspection's YAML
--   forms_hash varchar: hash of the forms' YAML
--   queries_hash varchar: hash of the queries
--   files integer: files received, each version counted
--   records integer: what was understood
--   rejects integer: what was not
select
    content, as_at, ledger_head, code_version, duckdb_version,
    programme_hash, inspection_hash, forms_hash, queries_hash, files, records, rejects
from snapshot
order by content
