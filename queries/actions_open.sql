-- What is still to be done, by whom, and what is overdue?
-- grain: one row for each action that is not done
-- columns:
--   id varchar: what the action is called
--   action varchar: what is to be done
--   owner varchar: the role that does it
--   due timestamp: by when; null: not said
--   raised_at timestamp: when it was agreed
--   overdue boolean: its day is past
select
    id,
    action,
    owner,
    due,
    raised_at,
    coalesce(due::date < snapshot.as_at::date, false) as overdue
from current_actions
cross join snapshot
where done_at is null
order by overdue desc, due nulls last, raised_at, id
