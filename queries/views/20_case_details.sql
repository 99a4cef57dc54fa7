-- What is currently said of each case, one case a row. The case list goes before the form where both say something,
-- because the administrator keeps it; a case that only forms know is here too, with what they say.

create table case_details as
select
    case_id,
    coalesce(
        max(value) filter (about = 'case list' and attribute = 'sample'),
        max(value) filter (about = 'assessment' and attribute = 'sample')
    ) as sample,
    max(value) filter (about = 'case list' and attribute = 'tier1') as tier1,
    max(value) filter (about = 'case list' and attribute = 'tier2') as tier2,
    max(value) filter (about = 'case list' and attribute = 'status') as list_status,
    max(value) filter (about = 'assessment' and attribute = 'status') as assessment_status,
    max(value) filter (about = 'case list' and attribute = 'mode') as mode,
    max(value) filter (about = 'case list' and attribute = 'allocated_to') as allocated_to,
    max(value) filter (about = 'assessment' and attribute = 'assessor') as assessor,
    max(value) filter (about = 'case list' and attribute = 'interview_at')::timestamp as interview_at,
    max(value) filter (about = 'assessment' and attribute = 'completed_at')::timestamp as completed_at,
    max(value) filter (about = 'case list' and attribute = 'exclusion_reason') as exclusion_reason,
    max(value) filter (about = 'case list' and attribute = 'substitute_for') as substitute_for,
    max(value) filter (about = 'case list' and attribute = 'office') as office,
    max(value) filter (about = 'case list' and attribute = 'agreed_by') as agreed_by,
    max(value) filter (about = 'case list' and attribute = 'agreed_at')::timestamp as agreed_at,
    coalesce(bool_or(about = 'case list'), false) as on_list,
    -- Work has begun once a form came or an answer stands; facts alone may come with the case list.
    coalesce(bool_or(about = 'assessment' or (about = 'answer' and value is not null)), false) as begun,
    max(recorded_at) filter (about = 'answer') as answered_at
from current_statements
group by case_id;
