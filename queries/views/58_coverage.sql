-- How far each core meeting has come: at how many places it is asked, held, and still to be held by the schedule.

create table core_coverage as
with places as (
    select
        core_meeting,
        -- A meeting without a place counts as one of its own.
        coalesce(lower(location), entry) as place,
        bool_or(status = 'held') as any_held,
        bool_or(status = 'scheduled' and starts_at > snapshot.as_at) as any_ahead,
        bool_or(status = 'scheduled' and starts_at <= snapshot.as_at) as any_unreported
    from occasions
    cross join snapshot
    where core_meeting is not null
    group by core_meeting, place
),
counted as (
    select
        core_meeting,
        count(*) filter (any_held) as held,
        count(*) filter (not any_held and any_ahead) as scheduled,
        count(*) filter (not any_held and not any_ahead and any_unreported) as unreported,
        list(place order by place) filter (any_held) as places_held
    from places
    group by core_meeting
)
select
    core_meetings.*,
    coalesce(counted.held, 0) as held,
    coalesce(counted.scheduled, 0) as scheduled,
    coalesce(counted.unreported, 0) as unreported,
    coalesce(counted.places_held, []) as places_held,
    greatest(locations - coalesce(counted.held + counted.scheduled + counted.unreported, 0), 0) as missing
from core_meetings
left join counted using (core_meeting);
