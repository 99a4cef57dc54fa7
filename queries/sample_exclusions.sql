-- How many cases of the long list are out of the sample, by which criterion?
-- grain: one row for each criterion of the sample
-- columns:
--   criterion varchar: the criterion in words
--   asked boolean: somebody says which cases it means; else the long list shows it
--   cases bigint: cases that are out by it; a case is counted at the first that applies
--   evidence varchar: how certain the criterion is
select criteria.title as criterion, criteria.asked, count(cases.case_id) as cases, criteria.evidence
from exclusion_criteria as criteria
left join drawn_cases as cases on cases.criterion = criteria.criterion and cases.state = 'excluded'
group by criteria.title, criteria.asked, criteria.evidence, criteria.ordinal
order by criteria.ordinal
