-- How did the complete cases grow day by day, and what pace reaches the required number by the last day of fieldwork?
-- grain: one row for each sample and each working day of fieldwork, and any other day on which a case was completed
-- columns:
--   sample varchar: the sample
--   sample_title varchar: the sample in words
--   day date: the day; working days are Monday to Friday but for bank holidays
--   complete bigint: cases completed by the end of the day; null: still to come
--   needed double: the straight line from where the sample stands to the required number; null before, and once reached
--   required integer: cases needed for the programme's confidence and margin
--   planned integer: cases planned, as revised
--   working_days_left bigint: working days of fieldwork after this one
--   holidays_known boolean: the bank holidays of the day's year are known
with today as (
    select coalesce(snapshot.as_at::date, min(weeks.starts) - 1) as today
    from weeks
    left join snapshot on true
    group by snapshot.as_at
),
working_days as (
    select day
    from (select unnest(generate_series(starts::timestamp, ends::timestamp, interval 1 day))::date as day from weeks)
    where isodow(day) < 6 and day not in (select day from bank_holidays)
),
completions as (
    select sample, completed_at::date as day, count(*) as cases
    from cases
    where state = 'complete' and sample is not null
    group by all
),
days as (
    select sample, day from samples, working_days
    union
    select sample, day from completions where day is not null
),
so_far as (
    select sample, count(*) filter (state = 'complete') as complete
    from samples
    left join cases using (sample)
    group by sample
),
counted as (
    select
        days.sample,
        days.day,
        (
            select coalesce(sum(cases), 0)::bigint
            from completions
            where completions.sample = days.sample and completions.day <= days.day
        ) as complete,
        (select count(*) from working_days where working_days.day > days.day) as left_then,
        (select count(*) from working_days where working_days.day > today.today) as left_now,
        today.today
    from days, today
)
select
    samples.sample,
    samples.title as sample_title,
    counted.day,
    case when day <= today then counted.complete end as complete,
    case
        when day >= today and so_far.complete < samples.required then
            samples.required - (samples.required - so_far.complete) * left_then / nullif(left_now, 0)
    end as needed,
    samples.required,
    coalesce(samples.revised, samples.planned) as planned,
    left_then as working_days_left,
    year(counted.day) in (select year(day) from bank_holidays) as holidays_known
from counted
join samples using (sample)
join so_far using (sample)
order by samples.ordinal, counted.day
