-- Which core meetings are held, scheduled, without a report, or missing?
-- grain: one row for each core meeting
-- columns:
--   core_meeting varchar: the core meeting
--   title varchar: in words
--   heading varchar: under which the source lists it
--   focus_group boolean: it is a focus group
--   asked integer: at how many locations it is asked
--   held bigint: locations at which it was held
--   scheduled bigint: locations at which it is still to come
--   unreported bigint: locations at which its time is past and nobody has said that it was held
--   missing bigint: locations for which there is neither a meeting nor a time; none where it need not apply
--   if_applicable boolean: not every organisation has such people
--   standards varchar[]: official numbers of the standards that it serves
--   evidence varchar: how certain the list of core meetings is
with served as (
    select core_meeting, list(distinct standard order by standard) as standards
    from core_meetings_serve
    group by core_meeting
)
select
    core_meeting,
    title,
    heading,
    focus_group,
    locations as asked,
    held,
    scheduled,
    unreported,
    case when if_applicable then 0 else missing end as missing,
    if_applicable,
    standards,
    evidence
from core_coverage
left join served using (core_meeting)
order by ordinal
