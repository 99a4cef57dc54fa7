-- What everybody who passes may know: asked by queries/wall/. A count below the programme's `hide_below` is not said,
-- and nothing that is said gives it away: two inspections that differ only in a hidden count look the same.

-- A count as it is said.
create macro count_said(number, hide_below) as case when number >= hide_below then number end;
create macro count_in_words(number, hide_below) as
    case when number >= hide_below then number::varchar else 'fewer than ' || hide_below end;

-- Whether some yes of these n answers, and neither few yes nor few no, gives this whole percentage.
create macro percentage_fits(percentage, n, hide_below) as
    rounded_percentage((2 * percentage * n + 100) // 200, n) = percentage
    and (2 * percentage * n + 100) // 200 between hide_below and n - hide_below;

-- The organisation's key questions. Three counts of each are parts of the sample's complete cases, which are said:
-- yes, no, and the rest (to which the question does not apply, or without an answer). Where the rest is small, n is
-- said as "all but fewer than 5". Where yes or no is small, no percentage is said, and the band only if it is the same
-- for any number so small. Where a percentage fits a single n of those possible, neither it nor its band is said.
create view wall_key_questions as
with counted as (
    select
        questions.*,
        hide_below,
        rounding,
        (select list(lower order by lower) filter (lower is not null) from bands) as lowers,
        complete - hide_below + 1 as least_of_most,  -- the least that "all but fewer than 5" may be
        -- Not both yes and no are small.
        least(n, least_of_most) >= greatest(count_below, 2 * hide_below, 1) as enough,
        enough and complete - n >= hide_below as n_is_said,
        case when n_is_said then n else least_of_most end as least_n,
        yes < hide_below as few_yes,
        n - yes < hide_below as few_no,
        rounded_percentage(yes, n) as exact
    from key_question_units as questions
    cross join programme
    where rated
),
decided as (
    select
        *,
        len(list_filter(
            range(least_of_most, complete + 1), lambda possible: percentage_fits(exact, possible, hide_below)
        )) as fitting,
        enough and not few_yes and not few_no and (
            n_is_said or (fitting > 1 and (rounding = 'nearest' or not list_contains(lowers, exact)))
        ) as percentage_is_said,
        case
            when not enough then null
            when few_yes and band_of(rounding, lowers, hide_below - 1, least_n) = 1 then 1
            when few_no and band_of(rounding, lowers, least_n - hide_below + 1, least_n) = len(lowers) then len(lowers)
            when percentage_is_said then band_of(rounding, lowers, yes, n)
        end as band_ordinal
    from counted
)
select
    decided.standard,
    decided.key_question,
    decided.ordinal,
    decided.short,
    decided.sample,
    case when percentage_is_said then exact end as percentage,
    case
        when not enough then 'too few cases'
        when few_yes then 'fewer than ' || hide_below || ' yes'
        when few_no then 'fewer than ' || hide_below || ' no'
        when not percentage_is_said then 'not shown'
    end as instead,
    case when n_is_said then n end as n,
    case
        when not enough then null
        when n_is_said then n::varchar
        else 'all but fewer than ' || hide_below
    end as n_in_words,
    bands.rating,
    bands.symbol,
    bands.ordinal as band_ordinal,
    bands.score
from decided
left join bands on bands.ordinal = decided.band_ordinal;

-- A standard is rated here where the band of each of its key questions is said, so that its rating says no more.
create view wall_ratings as
select
    results.standard,
    results.ordinal,
    results.title,
    results.judged,
    results.counts,
    bands.rating,
    bands.symbol,
    bands.ordinal as band_ordinal,
    bands.score
from standard_results as results
left join (
    select standard, bool_and(band_ordinal is not null) as every_one from wall_key_questions group by standard
) as said using (standard)
left join bands on bands.rating = results.rating and (results.judged = 'proposed' or said.every_one);
