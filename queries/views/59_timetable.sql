-- Where each step of the timetable stands on the day of the figures, and what of it is late.

-- Working days after one day up to another, that one included. Null beyond the years whose bank holidays are known.
create macro working_days_between(earlier, later) as case
    when year(later) <= (select max(year(day)) from bank_holidays) then (
        select count(*)
        from (select unnest(generate_series(earlier + 1, later, interval 1 day))::date as each_day)
        where isodow(each_day) < 6 and each_day not in (select day from bank_holidays)
    )
end;

-- A step is done when an action of the log that has its name is. Whether steps are late is known only where somebody
-- records any: an inspection whose log never names a step has none late, whatever its date.
create view timetable_steps as
with today as (
    select as_at::date as day from snapshot
),
recorded as (
    select id, done_at from current_actions where id in (select step from timetable)
)
select
    timetable.*,
    done_at::date as done_on,
    case
        when done_at is not null then 'done'
        when due is null then 'undated'
        when due < day and awaited and exists (from recorded) then 'late'
        when due < day then 'past'
        when due = day then 'today'
        when begins <= day then 'under_way'
        when due <= date_trunc('week', day)::date + 6 then 'this_week'
        else 'to_come'
    end as state,
    day as today
from timetable
cross join today
left join recorded on recorded.id = timetable.step;
