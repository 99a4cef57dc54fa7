-- Which of the meetings that serve each standard and key question are asked, scheduled, held and missing?
-- grain: one row for each core meeting and each standard or key question that it serves
-- columns:
--   standard varchar: official number of the standard
--   key_question varchar: official number of the key question; null: the whole standard
--   core_meeting varchar: the core meeting
--   title varchar: the core meeting in words
--   heading varchar: under which the source lists it
--   focus_group boolean: it is a focus group
--   asked integer: at how many locations it is asked
--   scheduled bigint: locations at which it is still to come
--   unreported bigint: locations at which its time is past and nobody has said that it was held
--   held bigint: locations at which it was held
--   locations varchar[]: these locations
--   missing bigint: locations for which there is neither a meeting nor a time; none where it need not apply
--   if_applicable boolean: not every organisation has such people
--   evidence varchar: how certain the list of core meetings is
select
    serve.standard,
    serve.key_question,
    core_meeting,
    coverage.title,
    heading,
    focus_group,
    coverage.locations as asked,
    scheduled,
    unreported,
    held,
    places_held as locations,
    case when if_applicable then 0 else missing end as missing,
    if_applicable,
    coverage.evidence
from core_coverage as coverage
join core_meetings_serve as serve using (core_meeting)
join standards using (standard)
order by standards.ordinal, serve.key_question nulls first, coverage.ordinal
