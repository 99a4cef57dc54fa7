-- A substitute must stand for a case that is excluded, and alone.
-- grain: one row for each substitute that does not
-- columns:
--   case_id varchar: the substitute
--   substitute_for varchar: the case that it stands for
--   replaced_state varchar: how far that case is; null: no such case
--   substitutes bigint: how many stand for that case
with called_on as (
    select *, count(*) over (partition by substitute_for) as substitutes
    from cases
    where substitute_for is not null and in_play
)
select called_on.case_id, called_on.substitute_for, replaced.state as replaced_state, called_on.substitutes
from called_on
left join cases as replaced on replaced.case_id = called_on.substitute_for
where replaced.state is distinct from 'excluded' or substitutes > 1
order by called_on.case_id
