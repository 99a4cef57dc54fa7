-- What is the indicative rating of each standard, computed or proposed, and which key question decides it?
-- Without the panel's decisions, which are the lead's to see: `standard_ratings` has both.
-- grain: one row for each standard
-- columns:
--   standard varchar: official number
--   title varchar: the standard's title
--   domain varchar: number of its domain
--   domain_title varchar: the domain's title
--   judged varchar: computed from cases, or proposed by the lead inspector
--   counts boolean: its score counts towards the overall rating
--   deciding_key_question varchar: the key question in the lowest band; of several the lowest percentage, then the first
--   band varchar: the lowest band among its key questions; null unless computed
--   rating varchar: the rating; null while there is none
--   score integer: the rating's score; null while there is none
--   basis varchar: computed, awaiting cases, proposed, or not proposed
--   settled boolean: no outcome of the answers to come can change any of its bands; null unless computed
--   one_case boolean: one answer the other way would change the lowest band; null unless computed
--   evidence varchar: how certain the wording of the standard is
select
    standard,
    title,
    domain,
    domain_title,
    judged,
    counts,
    deciding_key_question,
    band,
    rating,
    score,
    basis,
    settled,
    one_case,
    evidence
from standard_results
order by ordinal
