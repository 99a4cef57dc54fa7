-- What is due today and this week, what is under way, and what is late?
-- grain: one row for each such step of the timetable
-- columns:
--   step varchar: what the step is called
--   title varchar: what is to happen
--   who varchar: who has to do it
--   state varchar: late, today, under_way or this_week
--   due date: the last day
--   at_time varchar: the time of that day, such as 09:00; null: any
--   working_days_late bigint: working days since that day; null where it is not late, or bank holidays are not known
--   remark varchar: what a reader of the date must know
select
    step, title, who, state, due, at_time,
    case when state = 'late' then working_days_between(due, today) end as working_days_late,
    remark
from timetable_steps
where state in ('late', 'today', 'under_way', 'this_week')
order by array_position(['late', 'today', 'under_way', 'this_week'], state), ordinal
