-- What every received file says of a case, one attribute a row, and which statement of each attribute is the current one.
--
-- Here and in the files that follow, a definition that many others build on is a table: worked out once, when the
-- snapshot is built, because a snapshot never changes and DuckDB would otherwise plan it again at every mention.

create view statements as
with list_rows as (
    select
        case_id,
        'yes' as listed,
        -- A reason for excluding a case excludes it, whatever the same row says of its status.
        case when exclusion_reason is not null then 'excluded' else status end as status,
        sample, tier1, tier2, mode, allocated_to, interview_at::varchar as interview_at,
        exclusion_reason, substitute_for, office, agreed_by, agreed_at::varchar as agreed_at,
        recorded_at, sha256, place
    from case_statements
),
forms as (
    select
        case_id, 'yes' as begun, sample, status, assessor, completed_at::varchar as completed_at,
        form as form_name, form_version, recorded_at, sha256, place
    from assessments
),
-- `unpivot` leaves nulls out: a list or form that does not say something does not withdraw it. A row that says
-- nothing but which case it is of still says that it is listed, or begun.
list_attributes as (
    unpivot list_rows
    on listed, sample, tier1, tier2, status, mode, allocated_to, interview_at, exclusion_reason, substitute_for, office,
        agreed_by, agreed_at
    into name attribute value value
),
form_attributes as (
    unpivot forms
    on begun, sample, status, assessor, completed_at, form_name, form_version
    into name attribute value value
)
select case_id, 'case list' as about, attribute, value, recorded_at, sha256, place from list_attributes
union all
select case_id, 'assessment', attribute, value, recorded_at, sha256, place from form_attributes
union all
-- An answer or fact that a newer form leaves blank is withdrawn, so its null stays a statement.
select case_id, 'answer', question, answer, recorded_at, sha256, place from answer_statements
union all
select case_id, 'fact', fact, value, recorded_at, sha256, place from fact_statements;

-- The newest statement wins. Of several of the same time the greatest hash wins, then the last place in the file:
-- an arbitrary choice, but the same one whatever the order in which the files came. `conflicts` shows them.
create table current_statements as
select case_id, about, attribute, value, recorded_at, sha256, place
from statements
qualify row_number() over (
    partition by case_id, about, attribute order by recorded_at desc, sha256 desc, place desc
) = 1;

create view current_answers as
select case_id, attribute as question, value as answer, recorded_at, sha256, place
from current_statements
where about = 'answer';

create view current_facts as
select case_id, attribute as fact, value, recorded_at, sha256, place
from current_statements
where about = 'fact';

create view current_proposals as
select standard, rating, role, recorded_at, sha256, place
from proposals
qualify row_number() over (partition by standard order by recorded_at desc, sha256 desc, place desc) = 1;

create view current_meetings as
select *
from meetings
qualify row_number() over (partition by uid, occurrence order by recorded_at desc, sha256 desc, place desc) = 1;
