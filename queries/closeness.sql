-- How close is each key question to the next band, and what would one case judged otherwise change?
-- After 7.2: information for the panel, never a proposal. All of it is of the answers, before the panel's decisions.
-- grain: one row for each key question that is answered on cases
-- columns:
--   standard varchar: official number of the standard
--   standard_title varchar: the standard's title
--   key_question varchar: official number of the key question
--   short varchar: the key question in a few words
--   sample_title varchar: the sample whose cases answer it, in words
--   population varchar: in words, which cases of the sample it is asked of
--   sub_sample boolean: it is asked of some cases of the sample only
--   yes bigint: answers "yes"
--   n bigint: answers "yes" or "no"
--   percentage double: 100 yes / n; null where n is 0
--   rounded bigint: the percentage to the nearest whole one, halves up
--   low double: lower end of Wilson's interval at the programme's confidence, per cent
--   high double: its upper end
--   band varchar: its computed band; null where n is 0
--   rating varchar: the rating of that band
--   panel_band varchar: the band that the panel decided; null: none
--   boundary_below integer: where its band begins, per cent; null in the lowest band
--   points_above_it double: percentage points above that, unrounded; a little below 0 where only rounding reaches it
--   boundary_above integer: where the next band begins, per cent; null in the highest band
--   points_below_it double: percentage points below that, unrounded
--   near boolean: within the programme's distance of where a band begins
--   one_less_band varchar: its band were one "yes" a "no"; null where no answer is "yes"
--   one_less_standard_rating varchar: the standard's computed rating then; null while one of its key questions has no answer
--   one_less_changes boolean: that changes the band and the standard's rating
--   one_more_band varchar: its band were one "no" a "yes"; null where no answer is "no"
--   one_more_standard_rating varchar: the standard's computed rating then
--   one_more_changes boolean: that changes the band and the standard's rating
--   deciding boolean: it decides the standard's computed rating
--   others varchar[]: the other key questions of the standard, each with its rating and percentage
--   spread double: percentage points between the highest and the lowest key question of the standard
--   evidence varchar: how certain it is that these cases answer it
with judged as (
    select
        *,
        case when yes > 0 then one_less end as less_ordinal,
        case when yes < n then one_more end as more_ordinal,
        bool_and(n > 0) over (partition by standard) as every_one_answered,
        min(band_ordinal) over (
            partition by standard order by ordinal rows between unbounded preceding and unbounded following
            exclude current row
        ) as lowest_of_others
    from key_question_bands
),
named as (
    select
        judged.*,
        figures.* exclude (standard, key_question, ordinal, yes, n, band, near_boundary),
        mine.band as band,
        mine.rating as rating,
        nullif(mine.lower, 0) as boundary_below,  -- the lowest band begins at 0, which is no boundary
        higher.lower as boundary_above,
        less.band as less_band,
        more.band as more_band,
        -- `least` leaves nulls out: a key question that stands alone has no others.
        case when every_one_answered and less_ordinal is not null then least(less_ordinal, lowest_of_others) end
            as standard_if_less,
        case when every_one_answered and more_ordinal is not null then least(more_ordinal, lowest_of_others) end
            as standard_if_more
    from judged
    join key_question_figures as figures using (key_question)
    left join bands as mine on mine.ordinal = judged.band_ordinal
    left join bands as higher on higher.ordinal = judged.band_ordinal + 1
    left join bands as less on less.ordinal = less_ordinal
    left join bands as more on more.ordinal = more_ordinal
    where figures.level = 'organisation' and figures.within is null
),
neighbours as (
    select
        mine.key_question,
        list(
            other.key_question || ' ' || coalesce(other.rating || ' ' || other.rounded || '%', 'no answers')
            order by other.ordinal
        ) as others
    from named as mine
    join named as other on other.standard = mine.standard and other.key_question <> mine.key_question
    group by mine.key_question
)
select
    named.standard,
    results.title as standard_title,
    named.key_question,
    named.short,
    named.sample_title,
    named.population,
    named.sub_sample,
    named.yes,
    named.n,
    named.percentage,
    named.rounded,
    named.low,
    named.high,
    named.band,
    named.rating,
    panels.band as panel_band,
    boundary_below,
    named.percentage - boundary_below as points_above_it,
    boundary_above,
    boundary_above - named.percentage as points_below_it,
    named.near_boundary as near,
    less_band as one_less_band,
    if_less.rating as one_less_standard_rating,
    coalesce(if_less.rating <> results.rating, false) as one_less_changes,
    more_band as one_more_band,
    if_more.rating as one_more_standard_rating,
    coalesce(if_more.rating <> results.rating, false) as one_more_changes,
    coalesce(results.deciding_key_question = named.key_question, false) as deciding,
    coalesce(others, []) as others,
    max(named.percentage) over (partition by named.standard) - min(named.percentage) over (partition by named.standard)
        as spread,
    named.evidence
from named
join standard_results as results using (standard)
left join neighbours using (key_question)
left join bands as if_less on if_less.ordinal = standard_if_less
left join bands as if_more on if_more.ordinal = standard_if_more
left join decided_bands as decided using (key_question)
left join bands as panels on panels.ordinal = decided.panel_ordinal
order by results.ordinal, named.ordinal
