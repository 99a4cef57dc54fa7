-- The rating of each standard: that of the lowest band among its key questions, or the one that somebody gave.
-- A computed one is none while any of its key questions has no answer.

create table standard_results as
with ranked as (
    select
        *,
        row_number() over (partition by standard order by band_ordinal, yes / nullif(n, 0), ordinal) as place,
        min(band_ordinal) over (partition by standard) as lowest,
        -- The lowest band of the others: a key question that improves alone moves the standard no further than this.
        min(band_ordinal) over (
            partition by standard order by ordinal rows between unbounded preceding and unbounded following
            exclude current row
        ) as lowest_of_others
    from key_question_bands
),
computed as (
    select
        standard,
        bool_and(n > 0) as every_one_answered,
        any_value(key_question) filter (place = 1) as deciding_key_question,
        any_value(lowest) as band_ordinal,
        bool_and(settled) as settled,
        bool_or(
            one_less < lowest
            or (band_ordinal = lowest and one_more > lowest and coalesce(lowest_of_others, one_more) > lowest)
        ) as one_case
    from ranked
    group by standard
)
select
    standards.standard,
    standards.ordinal,
    standards.title,
    standards.domain,
    domains.title as domain_title,
    standards.judged,
    standards.counts,
    case when every_one_answered then computed.deciding_key_question end as deciding_key_question,
    bands.band,
    coalesce(bands.rating, proposed.rating) as rating,
    coalesce(bands.score, proposed.score) as score,
    case
        when standards.judged = 'reported' then 'not rated'
        when standards.judged = 'computed' then case when bands.band is null then 'awaiting cases' else 'computed' end
        when proposed.rating is null then 'not ' || standards.judged
        else standards.judged
    end as basis,
    case when bands.band is not null then computed.settled end as settled,
    case when bands.band is not null then computed.one_case end as one_case,
    standards.evidence
from standards
join domains using (domain)
left join computed on computed.standard = standards.standard and standards.judged = 'computed'
left join bands on every_one_answered and bands.ordinal = computed.band_ordinal
left join (
    select current_proposals.standard, bands.rating, bands.score
    from current_proposals
    join bands using (rating)
) as proposed on proposed.standard = standards.standard and standards.judged not in ('computed', 'reported');
