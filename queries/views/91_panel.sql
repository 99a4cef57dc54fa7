-- What the panel decided, beside what was computed or given and never in its place: of what cases answer it revises
-- key questions (probation manual, 7.2), and the rest follows. The screens of the team ask 90_standards.sql, not this.

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
        case when held.standard is null then decisions.rating when held.decided then lowest.rating end as panel_rating,
        coalesce(held.decided, decisions.question is not null) as decided,
        coalesce(decisions.reason, held.reason) as reason,
        coalesce(decisions.decided_at, held.decided_at) as decided_at
    from standard_results as results
    left join held on held.standard = results.standard and results.judged = 'computed'
    left join bands as lowest on held.every_one_banded and lowest.ordinal = held.band_ordinal
    left join current_panel_decisions as decisions
        on decisions.question = results.standard and results.judged not in ('computed', 'reported')
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
    case when judged <> 'computed' then either.rating end as proposed_rating
from either
left join bands on bands.rating = coalesce(panel_rating, either.rating);

-- The overall rating twice: `decided` false is without the panel's decisions, true with them. There is a total where
-- scores are added, once every standard that counts has one.
create table overall_results as
with ratings as (
    select false as decided, standard, counts, rating, score from standard_results
    union all
    select true, standard, counts, rating, score from decided_standards
),
totals as (
    select
        decided,
        count(*) filter (counts) as standards_needed,
        count(ratings.rating) filter (counts) as standards_rated,
        standards_needed > 0 and standards_rated = standards_needed as every_one,
        case when overall_how in ('sum', 'share')
            then (standards_needed * (select max(score) from bands))::integer end as out_of,
        case when every_one and overall_how in ('sum', 'share')
            then sum(ratings.score) filter (counts)::integer end as total,
        arg_min(ratings.rating, bands.ordinal) filter (counts) as lowest,
        any_value(ratings.rating) filter (standard = overall_standard) as given,
        overall_how as how
    from ratings
    cross join programme
    left join bands on bands.rating = ratings.rating
    group by decided, overall_how
)
select
    decided,
    how,
    standards_needed,
    standards_rated,
    out_of,
    total,
    case
        when without_overall then null
        when how in ('sum', 'share')
            then (select arg_max(rating, lower) from overall_bands where reaches(how, total, out_of, lower))
        when how = 'lowest' and every_one then lowest
        when how = 'graded' then given
    end as rating
from totals
cross join inspection;
