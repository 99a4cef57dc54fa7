-- How large is the drawn sample, and how large need it be?
-- grain: one row in the file of a draw, none in a snapshot of fieldwork
-- columns:
--   sample varchar: the sample
--   sample_title varchar: the sample in words
--   listed bigint: rows of the long list
--   eligible bigint: cases of it that are not excluded, as far as the long list shows
--   required_by_formula bigint: cases for the programme's confidence and margin, out of the eligible ones
--   required integer: cases that the programme or the inspection states; null: none is stated
--   planned integer: cases planned, as revised; null: none is stated
--   wanted integer: cases that were asked for
--   selected bigint: cases selected
--   substitutes bigint: substitutes not called on
--   margin double: the margin, in points either way at 50%, that the selected cases give
--   confidence double: at this confidence, per cent
--   officers bigint: responsible officers of selected cases and substitutes
--   most_per_officer integer: cases of one officer at most; null: no limit
--   officers_at_most bigint: officers who have as many; null: no limit
--   without_officer bigint: selected cases and substitutes whose officer the list does not say
--   seed bigint: of the draw
--   drawn_on date: the day of the draw
--   role varchar: whose draw it is
--   buffer integer: per cent more than wanted on the shortlist
with counts as (
    select
        count(*) as listed,
        count(*) filter (cases.eligible) as eligible,
        count(*) filter (state = 'selected') as selected,
        count(*) filter (state = 'substitute') as substitutes,
        count(*) filter (state in ('selected', 'substitute') and officer is null) as without_officer
    from drawn_cases as cases
),
officers as (
    select officer, count(*) as cases
    from drawn_cases
    where state in ('selected', 'substitute') and officer is not null
    group by officer
),
busy as (
    select count(*) as officers, count(*) filter (cases = draws.most_per_officer) as at_most
    from officers
    cross join draws
)
select
    draws.sample,
    samples.title as sample_title,
    counts.listed,
    counts.eligible,
    required_cases(counts.eligible, programme.z, programme.margin) as required_by_formula,
    samples.required,
    coalesce(samples.revised, samples.planned) as planned,
    draws.wanted,
    counts.selected,
    counts.substitutes,
    margin_points(counts.selected, counts.eligible, programme.z) as margin,
    programme.confidence,
    busy.officers,
    draws.most_per_officer,
    case when draws.most_per_officer is not null then busy.at_most end as officers_at_most,
    counts.without_officer,
    draws.seed,
    draws.drawn_on,
    draws.role,
    draws.buffer
from draws
join samples using (sample)
cross join programme
cross join counts
cross join busy
order by draws.sample
