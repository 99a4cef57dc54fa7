-- What is to happen when, from the announcement to the action plan, and what is done?
-- grain: one row for each step of the programme's timetable
-- columns:
--   step varchar: what the step is called; an action of the log with this id records it
--   title varchar: what is to happen
--   who varchar: who has to do it
--   begins date: the first day; null where there is no date
--   due date: the last day
--   at_time varchar: the time of that day, such as 09:00; null: any
--   state varchar: done, late, past, today, under_way, this_week, to_come or undated
--   done_on date: when it was done, where the log says so
--   rule varchar: where the date comes from, in words
--   remark varchar: what a reader of the date must know, such as a bank holiday
--   evidence varchar: how certain the rule is
select step, title, who, begins, due, at_time, state, done_on, rule, remark, evidence
from timetable_steps
order by ordinal
