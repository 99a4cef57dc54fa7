-- What the ratings panel decided, beside what was computed or proposed and never in its place: 7.2 lets it revise at
-- the level of key questions, and the rest follows again. The screens of the team ask 90_standards.sql, not this.

-- The organisation's key questions: the band computed, the panel's where it decided one, and the one that holds.
create table decided_bands as
select
    judged.standard,
    judged.key_question,
    judged.ordinal,
    judged.yes,
    judged.n,
    judged.band_ordinal as computed_ordinal,
    bands.ordinal as panel_ordinal,
    coalesce(panel_ordinal, computed_ordinal) as band_ordinal,
    decisions.reason,
    decisions.decided_at
from key_question_bands as judged
left join current_panel_decisions as decisions on decisions.question = judged.key_question
left join bands on bands.rating = decisions.rating;

-- Every standard with both ratings. `rating`, `score`, `band` and `deciding_key_question` are those that hold.
create table decided_standards as
with ranked as (
    select *, row_number() over (partition by standard order by band_ordinal, yes / nullif(n, 0), ordinal) as place
    from decided_bands
),
held as (
    select
        standard,
        bool_and(band_ordinal is not null) as every_one_banded,
        any_value(key_question) filter (place = 1) as deciding_key_question,
        min(band_ordinal) as band_ordinal,
        bool_or(panel_ordinal is not null) as decided,
        string_agg(key_question || ': ' || reason, '; ' order by ordinal) as reason,
        max(decided_at) as decided_at
    from ranked
    group by standard
),
either as (
    select
        results.*,
        case when held.every_one_banded then held.deciding_key_question end as held_key_question,
        lowest.band as held_band,
        case when results.judged = 'proposed' then decisions.rating when held.decided then lowest.rating end as panel_rating,
        coalesce(held.decided, decisions.question is not null) as decided,
        coalesce(decisions.reason, held.reason) as reason,
        coalesce(decisions.decided_at, held.decided_at) as decided_at
    from standard_results as results
    left join held on held.standard = results.standard and results.judged = 'computed'
    left join bands as lowest on held.every_one_banded and lowest.ordinal = held.band_ordinal
    left join current_panel_decisions as decisions
        on decisions.question = results.standard and results.judged = 'proposed'
)
select
    either.* exclude (deciding_key_question, band, rating, score, basis, held_key_question, held_band),
    held_key_question as deciding_key_question,
    held_band as band,
    bands.rating,
    bands.score,
    case when decided and bands.rating is not null then 'panel' else either.basis end as basis,
    case when judged = 'computed' then either.rating end as computed_rating,
    case when judged = 'computed' then either.score end as computed_score,
    case when judged = 'proposed' then either.rating end as proposed_rating
from either
left join bands on bands.rating = coalesce(panel_rating, either.rating);

-- The overall rating twice: `decided` false is without the panel's decisions, true with them.
create table overall_results as
with scores as (
    select false as decided, counts, score from standard_results
    union all
    select true, counts, score from decided_standards
),
totals as (
    select
        decided,
        count(*) filter (counts) as standards_needed,
        count(score) filter (counts) as standards_rated,
        (standards_needed * (select max(score) from bands))::integer as out_of,
        case when standards_rated = standards_needed then sum(score) filter (counts)::integer end as total
    from scores
    group by decided
)
select totals.*, reached.rating
from totals
asof left join overall_bands as reached on totals.total >= reached.lower;
