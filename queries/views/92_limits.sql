-- Graded key questions, and the rules by which low grades limit the overall rating. A rule warns and prevents nothing.

create table question_grades as
select
    questions.key_question,
    questions.standard,
    questions.ordinal,
    proposals.rating as proposed_rating,
    decisions.rating as panel_rating,
    coalesce(panel_rating, proposed_rating) as rating
from key_questions as questions
left join current_proposals as proposals on proposals.standard = questions.key_question
left join current_panel_decisions as decisions on decisions.question = questions.key_question
where questions.graded;

-- The rules whose condition holds, twice as the overall rating (`overall_results`). `because`: the judgements that are
-- as low as that, each with its rating. `exceeded`: the overall rating is better than the rule says; null without one.
create table limits_in_force as
with judgements as (
    select false as decided, standard as judgement, rating from standard_results
    union all
    select true, standard, rating from decided_standards
    union all
    select false, key_question, proposed_rating from question_grades
    union all
    select true, key_question, rating from question_grades
),
met as (
    select
        judgements.decided,
        limits.limit_name,
        any_value(limits.needs_all) as needs_all,
        count(*) as asked,
        count(named.rating) as so_rated,
        list(judgement || ' ' || named.rating order by judgement) filter (named.rating is not null) as because
    from limits
    join limit_judgements using (limit_name)
    join judgements using (judgement)
    left join limit_ratings as named
        on named.limit_name = limits.limit_name and named.rating = judgements.rating
    group by judgements.decided, limits.limit_name
)
select
    met.decided,
    limits.ordinal,
    limits.limit_name,
    limits.says,
    limits.evidence,
    limits.no_better_than,
    met.because,
    overall.rating,
    reached.ordinal > allowed.ordinal as exceeded
from met
join limits using (limit_name)
join overall_results as overall using (decided)
join bands as allowed on allowed.rating = limits.no_better_than
left join bands as reached on reached.rating = overall.rating
where case when met.needs_all then so_rated = asked else so_rated > 0 end;
