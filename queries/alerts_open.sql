-- Which alerts still lack assurance?
-- grain: one row for each alert that is not closed
-- columns:
--   alert varchar: what the alert is called
--   case_id varchar: the case
--   tier1 varchar: its tier 1 unit
--   kind varchar: what kind of danger; null: not said
--   raised_at timestamp: when it was raised
--   role varchar: by which role
--   assurance varchar: what the organisation was asked to show
--   evidence_seen timestamp: when evidence was seen; null: not yet
--   days_open bigint: days since it was raised, until the data's own time
select
    alerts.id as alert,
    alerts.case_id,
    case_details.tier1,
    alerts.kind,
    alerts.raised_at,
    alerts.role,
    alerts.assurance,
    alerts.evidence_seen,
    date_diff('day', alerts.raised_at, snapshot.as_at) as days_open
from current_alerts as alerts
left join case_details using (case_id)
cross join snapshot
where alerts.closed_at is null
order by alerts.raised_at, alert
