-- How many of the core meetings, each counted at every location where it is asked, are held, to come or missing?
-- grain: one row for focus groups and one for other meetings
-- columns:
--   focus_group boolean: focus groups, or the other core meetings
--   asked bigint: meetings asked, every location counted
--   held bigint: of these, held
--   scheduled bigint: of these, to come
--   unreported bigint: of these, past without a report
--   missing bigint: of these, neither held nor scheduled
select
    focus_group,
    sum(locations)::bigint as asked,
    sum(least(held, locations))::bigint as held,
    sum(least(scheduled, locations - least(held, locations)))::bigint as scheduled,
    sum(least(unreported, locations - least(held + scheduled, locations)))::bigint as unreported,
    sum(missing)::bigint as missing
from core_coverage
where not if_applicable or held + scheduled + unreported > 0
group by focus_group
order by focus_group desc
