-- Which rules behind the figures were not read in a source document?
-- grain: one row for each such rule
-- columns:
--   rule varchar: the rule's name
--   says varchar: what it says
--   evidence varchar: web (read in a public page), recalled (not seen in a source), inferred (worked out), setting (chosen here)
--   document varchar: where it comes from, if anywhere
--   section varchar: the section of the document
select rule, says, evidence, document, section
from rules
where evidence <> 'source'
order by rule
