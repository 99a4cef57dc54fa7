-- Of which inspection is this, and as at when?
-- grain: one row
-- columns:
--   inspection varchar: the inspection's name
--   title varchar: its title
--   organisation varchar: the organisation inspected
--   invented boolean: nothing in it is real
--   programme varchar: the programme's title
--   confidence double: of the intervals, per cent; null where no case is sampled
--   near_points double: how close to where a band begins counts as close, percentage points; null: no bands
--   near_inclusive boolean: exactly that far counts as close
--   count_below integer: a split with fewer answers has counts and no percentage
--   caution_below integer: a split with fewer answers is marked as small
--   overall_how varchar: how the overall rating comes about: sum, share, lowest, graded or none
--   theme varchar: of the cases of this inspection; null: none
--   as_at timestamp: when the newest file was received; null: nothing yet
--   files integer: files received, each version counted
--   records integer: what was understood
--   rejects integer: what was not
--   cases bigint: cases known, in any state
--   conflicts bigint: things of which two statements of the same time disagree
select
    inspection.inspection,
    inspection.title,
    inspection.organisation,
    inspection.invented,
    programme.title as programme,
    programme.confidence,
    programme.near_points,
    programme.near_inclusive,
    programme.count_below,
    programme.caution_below,
    case when inspection.without_overall then 'none' else programme.overall_how end as overall_how,
    inspection.theme,
    snapshot.as_at,
    snapshot.files,
    snapshot.records,
    snapshot.rejects,
    (select count(*) from case_details) as cases,
    (select count(*) from conflicting_statements) as conflicts
from inspection, programme, snapshot
order by inspection.inspection
