-- Where do the newest statements of one thing disagree, though they were recorded at the same time?
-- grain: one row for each case and attribute in conflict
-- columns:
--   case_id varchar: the case
--   about varchar: answer, fact, assessment or case list
--   attribute varchar: the question, the fact, or the field
--   recorded_at timestamp: when all of them were recorded
--   values_said varchar[]: what they say; null among them: left blank
--   counted varchar: the one that counts: an arbitrary choice, the same whatever the order in which they came
--   files varchar[]: the names of the files that say so
select
    case_id,
    about,
    attribute,
    recorded_at,
    any_value(values_said) as values_said,
    any_value(counted) as counted,
    list(coalesce(names.name, file.sha256) order by file.sha256) as files
from conflicting_statements, unnest(files) as file (sha256)
left join file_names as names on names.sha256 = file.sha256
group by case_id, about, attribute, recorded_at
order by case_id, about, attribute
