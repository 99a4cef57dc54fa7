-- What is the rating of each standard, what was computed or proposed, and what did the ratings panel decide?
-- For the lead: the screens of the team ask `indicative_ratings`.
-- grain: one row for each standard
-- columns:
--   standard varchar: official number
--   title varchar: the standard's title
--   domain varchar: number of its domain
--   domain_title varchar: the domain's title
--   judged varchar: computed from cases, or proposed by the lead inspector
--   counts boolean: its score counts towards the overall rating
--   deciding_key_question varchar: the key question in the lowest band that holds; of several the lowest percentage, then the first
--   band varchar: the lowest band that holds among its key questions; null unless computed
--   rating varchar: the rating that holds: the panel's, else the one computed or proposed; null while there is none
--   score integer: the score of the rating that holds; null while there is none
--   basis varchar: computed, awaiting cases, proposed, not proposed, or panel: the panel decided of it or one of its key questions
--   computed_rating varchar: the rating computed from cases, whatever the panel decided
--   computed_score integer: its score
--   proposed_rating varchar: the rating that the lead inspector proposed, whatever the panel decided
--   panel_rating varchar: the rating by the panel's decisions; null where it decided nothing
--   reason varchar: the panel's reason; of a computed standard each with its key question
--   decided_at timestamp: when the panel last decided
--   settled boolean: no outcome of the answers to come can change any of its computed bands; null unless computed
--   one_case boolean: one answer the other way would change the lowest computed band; null unless computed
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
    computed_rating,
    computed_score,
    proposed_rating,
    panel_rating,
    reason,
    decided_at,
    settled,
    one_case,
    evidence
from decided_standards
order by ordinal
