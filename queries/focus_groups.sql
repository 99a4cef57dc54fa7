-- Which focus groups are there, and which of them are outside the programme's optimum?
-- grain: one row for each focus group on the schedule or held
-- columns:
--   title varchar: its title
--   core_meeting varchar: the core meeting that it is; null: another
--   starts_at timestamp: when it is, or was held
--   location varchar: where
--   status varchar: scheduled, held, cancelled
--   moved boolean: to another time than first planned
--   attendees integer: how many came, or are expected; null: not said
--   minutes integer: how long it was, or is to be; null: not said
--   grades varchar: roles of those who came
--   remarks varchar[]: too_few, too_many, too_short, too_long, mixed_grades, line_manager; of those held only
select
    title,
    core_meeting,
    starts_at,
    location,
    status,
    moved,
    attendees,
    minutes::integer as minutes,
    grades,
    case when status = 'held' then list_filter([
        case when attendees < fewest then 'too_few' end,
        case when attendees > most then 'too_many' end,
        case when minutes < shortest then 'too_short' end,
        case when minutes > longest then 'too_long' end,
        case when not same_grade then 'mixed_grades' end,
        case when line_manager then 'line_manager' end
    ], lambda remark: remark is not null) else [] end as remarks
from occasions
left join group_optimum on true
where kind = 'focus_group'
order by starts_at, title, location
