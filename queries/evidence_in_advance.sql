-- Which of the documents suggested as evidence in advance have come?
-- grain: one row for each document suggested
-- columns:
--   item varchar: the document
--   title varchar: in words
--   standard varchar: official number of the standard
--   received_on timestamp: when it came; null: not yet
--   remark varchar: what was said of it
--   evidence varchar: how certain the list is
select item, title, standard, received_on, remark, evidence
from evidence_wanted
left join current_evidence using (item)
order by ordinal
