-- For each key question, the "yes" and "no" of all units of a level must add up to the organisation's.
-- grain: one row for each level and key question where they do not
-- columns:
--   level varchar: the level
--   key_question varchar: the key question
--   organisation_yes bigint: the organisation's "yes"
--   units_yes bigint: the units' together
--   organisation_n bigint: the organisation's "yes" and "no"
--   units_n bigint: the units' together
with summed as (
    select level, key_question, sum(yes)::bigint as yes, sum(n)::bigint as n
    from key_question_units
    where within is null
    group by level, key_question
)
select
    units.level,
    units.key_question,
    whole.yes as organisation_yes,
    units.yes as units_yes,
    whole.n as organisation_n,
    units.n as units_n
from summed as units
join summed as whole on whole.level = 'organisation' and whole.key_question = units.key_question
where (units.yes, units.n) <> (whole.yes, whole.n)
order by units.level, units.key_question
