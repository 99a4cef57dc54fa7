-- What would the overall rating be if one standard, or one key question, were a band higher or lower?
-- From the ratings that hold, the panel's decisions included. Information for the panel, never a proposal.
-- grain: one row for each standard that is rated, each key question that has a band, and each way that it can move
-- columns:
--   kind varchar: standard or key_question: what moves
--   standard varchar: official number of the standard
--   question varchar: official number of what moves
--   title varchar: the standard's title, or the key question in a few words
--   direction varchar: up or down
--   from_rating varchar: the rating of what moves, as it holds
--   to_rating varchar: its rating then
--   standard_rating varchar: the standard's rating then; null while one of its key questions has no band
--   total integer: the sum of the scores then; null until every standard that counts is rated
--   rating varchar: the overall rating then
--   changes boolean: it is not the overall rating that holds
with questions as (
    select
        *,
        bool_and(band_ordinal is not null) over (partition by standard) as every_one_banded,
        min(band_ordinal) over (
            partition by standard order by ordinal rows between unbounded preceding and unbounded following
            exclude current row
        ) as lowest_of_others
    from decided_bands
),
moves as (
    select * from (values ('up', 1), ('down', -1)) as moves (direction, step)
),
moved as (
    select
        'standard' as kind, standard, standard as question, held.title, 0 as place, direction,
        bands.ordinal as from_ordinal, bands.ordinal + step as to_ordinal, to_ordinal as standard_ordinal
    from decided_standards as held
    join bands using (rating)
    cross join moves
    union all
    select
        'key_question', questions.standard, questions.key_question, named.short, named.ordinal, direction,
        band_ordinal, band_ordinal + step,
        -- `least` leaves nulls out: a key question that stands alone has no others.
        case when every_one_banded then least(band_ordinal + step, lowest_of_others) end
    from questions
    join key_questions as named using (key_question)
    cross join moves
),
lowest_of_others as (  -- of the standards that count
    select mine.standard, min(bands.ordinal) as lowest_ordinal
    from decided_standards as mine
    join decided_standards as other on other.counts and other.standard <> mine.standard
    join bands on bands.rating = other.rating
    group by mine.standard
),
summed as (
    select
        moved.*,
        held.ordinal,
        was.rating as from_rating,
        becomes.rating as to_rating,
        then_rated.rating as standard_rating,
        overall.how,
        overall.rating as rating_now,
        overall.out_of,
        overall.total + case when held.counts then then_rated.score - held.score else 0 end as total,
        case when held.counts then least(standard_ordinal, others.lowest_ordinal) end as lowest
    from moved
    join decided_standards as held using (standard)
    join bands as was on was.ordinal = from_ordinal
    join bands as becomes on becomes.ordinal = to_ordinal  -- nothing moves beyond the last band
    left join bands as then_rated on then_rated.ordinal = standard_ordinal
    join overall_results as overall on overall.decided
    left join lowest_of_others as others using (standard)
),
reached as (
    select
        *,
        case
            when how in ('sum', 'share')
                then (select arg_max(rating, lower) from overall_bands where reaches(how, total, out_of, lower))
            when how = 'lowest' and lowest is not null and rating_now is not null
                then (select rating from bands where bands.ordinal = lowest)
            else rating_now
        end as rating
    from summed
)
select
    kind,
    standard,
    question,
    title,
    direction,
    from_rating,
    to_rating,
    standard_rating,
    total::integer as total,
    rating,
    rating is distinct from rating_now as changes
from reached
order by reached.ordinal, place, direction desc
