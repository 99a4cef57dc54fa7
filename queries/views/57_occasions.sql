-- Meetings and focus groups, each once: what the schedule says of it, and what was said afterwards.

create table occasions as
with scheduled as (
    select
        uid || ' ' || occurrence as entry, kind, title, core_meeting, starts_at, ends_at, location, tier1, attendees,
        status,
        -- Moved: to another time than its series gives, or than an earlier version of the schedule gave.
        coalesce(planned_at, starts_at) <> starts_at or exists (
            select 1
            from meetings as earlier
            where earlier.uid = current_meetings.uid and earlier.occurrence = current_meetings.occurrence
            and earlier.starts_at <> current_meetings.starts_at
        ) as moved
    from current_meetings
    where kind <> 'interview' and not all_day
),
-- A report belongs to the occasion of the same day and core meeting (of the same title, where none is named):
-- to that at its own location first, then to the nearest in time. Each occasion and each report has one at most.
pairs as (
    select
        held.entry as held,
        scheduled.entry as scheduled,
        held.location is not distinct from scheduled.location as same_place,
        abs(date_diff('minute', held.held_at, scheduled.starts_at)) as apart
    from current_held_meetings as held
    join scheduled
        on scheduled.starts_at::date = held.held_at::date
        and coalesce(scheduled.core_meeting, lower(scheduled.title)) = coalesce(held.core_meeting, lower(held.title))
),
chosen as (
    select * from pairs qualify row_number() over (partition by held order by same_place desc, apart, scheduled) = 1
),
matched as (
    select * from chosen qualify row_number() over (partition by scheduled order by same_place desc, apart, held) = 1
)
select
    coalesce(scheduled.entry, held.entry) as entry,
    coalesce(scheduled.kind, case when core_meetings.focus_group then 'focus_group' else 'meeting' end) as kind,
    coalesce(scheduled.title, held.title) as title,
    coalesce(held.core_meeting, scheduled.core_meeting) as core_meeting,
    coalesce(held.held_at, scheduled.starts_at) as starts_at,
    coalesce(held.location, scheduled.location) as location,
    coalesce(held.tier1, scheduled.tier1) as tier1,
    coalesce(held.attendees, scheduled.attendees) as attendees,
    coalesce(held.minutes, date_diff('minute', scheduled.starts_at, scheduled.ends_at)) as minutes,
    held.grades,
    held.same_grade,
    held.line_manager,
    held.role,
    case when held.entry is not null then 'held' else scheduled.status end as status,
    coalesce(scheduled.moved, false) as moved,
    scheduled.entry is not null as on_schedule
from scheduled
left join matched on matched.scheduled = scheduled.entry
full join current_held_meetings as held on held.entry = matched.held
left join core_meetings on core_meetings.core_meeting = held.core_meeting;
