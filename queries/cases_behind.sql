-- Which cases and files stand behind a figure?
-- $key_question: a value of key_questions.key_question
-- $level: one of organisation, tier1, tier2, stratum, week
-- $unit: the unit as key_question_results names it; null: all
-- $tier1: a value of units.unit; null: the whole organisation
-- grain: one row for each complete case of the key question's sample
-- columns:
--   case_id varchar: the case
--   unit varchar: its unit of the level asked for
--   outcome varchar: what it counts as: yes, no, not_applicable or incomplete
--   answer varchar: the answer as given; null: none
--   quality_checked boolean: the case was checked
--   name varchar: the file that gave the answer, as it last came
--   place varchar: where in the file
--   sha256 varchar: the hash of the file's bytes
--   recorded_at timestamp: when the answer was recorded
select
    units.case_id,
    units.unit,
    counted.outcome,
    counted.answer,
    units.quality_checked,
    names.name,
    counted.place,
    counted.sha256,
    counted.recorded_at
from case_units as units
join key_question_cases as counted using (case_id)
left join file_names as names on names.sha256 = counted.sha256
where units.state = 'complete'
    and counted.key_question = $key_question
    and units.level = $level
    and ($unit::varchar is null or units.unit = $unit)
    and ($tier1::varchar is null or units.within = $tier1)
order by units.case_id
