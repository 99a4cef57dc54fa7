-- Which cases of the long list are out of the sample, why, by whose decision, and what stands in for them?
-- grain: one row for each case of the long list that is excluded
-- columns:
--   case_id varchar: the case
--   criterion varchar: the criterion in words
--   role varchar: whose decision it is
--   decided_on date: of which day
--   eligible boolean: it was drawn from, and taken out later; else the long list shows it
--   substitute varchar: the case that stands in for it; null: none
select
    cases.case_id,
    criteria.title as criterion,
    cases.role,
    cases.decided_on,
    cases.eligible,
    substitutes.case_id as substitute
from drawn_cases as cases
join exclusion_criteria as criteria using (criterion)
left join drawn_cases as substitutes on cases.eligible and substitutes.substitute_for = cases.case_id
where cases.state = 'excluded'
order by cases.eligible desc, criteria.ordinal, cases.case_id, cases.place
