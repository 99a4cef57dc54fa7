-- Which cases came, were completed, reopened, excluded or substituted since an earlier snapshot, or went?
-- It asks two snapshots: the earlier one stands beside this one, and its tables are called `earlier.…`.
-- grain: one row for each case and each change
-- columns:
--   case_id varchar: the case
--   sample_title varchar: its sample in words; null: not said
--   change varchar: excluded, substituted (it stands in for another), new, completed, reopened (no longer complete or excluded) or gone
--   reason varchar: why it was excluded; null for all other changes
--   before_state varchar: where it stood then; null: not known then
--   after_state varchar: where it stands now; null: not known now
--   substitute_for varchar: the case that it stands in for
with compared as (
    select
        case_id,
        coalesce(cases.sample, was.sample) as sample,
        was.state as before_state,
        cases.state as after_state,
        cases.exclusion_reason,
        cases.substitute_for,
        cases.in_play and cases.substitute_for is not null as substitutes,
        was.in_play and was.substitute_for is not null as substituted_then
    from cases
    full join earlier.cases as was using (case_id)
),
changes as (
    select
        compared.*,
        unnest([
            case when after_state = 'excluded' and before_state is distinct from 'excluded' then 'excluded' end,
            case when substitutes and substituted_then is not true then 'substituted' end,
            case when before_state is null then 'new' end,
            case when after_state = 'complete' and before_state is distinct from 'complete' then 'completed' end,
            case when before_state in ('complete', 'excluded') and after_state not in ('complete', 'excluded')
                then 'reopened' end,
            case when after_state is null then 'gone' end
        ]) as change
    from compared
)
select
    case_id,
    samples.title as sample_title,
    change,
    case when change = 'excluded' then exclusion_reason end as reason,
    before_state,
    after_state,
    substitute_for
from changes
left join samples using (sample)
where change is not null
order by samples.ordinal, case_id, change
