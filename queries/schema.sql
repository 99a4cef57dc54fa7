-- The tables of a snapshot. A snapshot is a build product: the ledger and the parameters are the sources,
-- `fieldwork sync` makes it anew every time, and nothing ever updates one in place.
--
-- Four kinds of table, in this order:
--   1. the programme and the inspection, as their YAML files say them (one row each thing);
--   2. statements: what every received file says, all versions, with the file (sha256) and the place in it;
--   3. the receipts: what came, what was refused, what this snapshot was made from;
--   4. a draw: what became of a long list. Empty in a snapshot of fieldwork.
-- What is *current* (the newest statement of each case, answer and fact) is a definition: views/. Those that many
-- questions build on are worked out once, when the snapshot is built, and kept as tables.
--
-- Times are wall-clock times of the inspection's own time zone. Percentages are 0 to 100.
-- `evidence` is how certain a rule is: source (read in a source document), web (read in a public page),
-- recalled (not seen in any source), inferred (worked out), setting (this inspection's own choice).

-- 1. Programme -------------------------------------------------------------------------------------------

create table programme (
    programme varchar primary key,      -- its name: that of its file
    title varchar not null,
    version varchar not null,
    confidence double,                  -- per cent, e.g. 80; null, as z and margin, where no case is sampled
    z double,                           -- two-sided normal quantile of that confidence
    margin double,                      -- percentage points, e.g. 5
    rounding varchar not null,          -- before banding: 'nearest' whole per cent, or 'none'
    near_points double,                 -- "close to the boundary", in percentage points; null: no boundaries
    near_inclusive boolean,
    count_below integer not null,       -- splits with n below this show counts, not percentages
    caution_below integer not null,     -- splits with n below this are marked as small
    hide_below integer not null,        -- a screen that everybody sees gives no count below this
    licence varchar not null,
    overall_how varchar not null,       -- sum, share, lowest, graded or none: see programme/model.py
    overall_standard varchar            -- the standard whose grade is the overall rating; null unless graded
);

create table rules (                    -- where each rule comes from and how certain it is
    rule varchar primary key,           -- e.g. banding.rounding, populations.rosh_not_low, key_questions.2.2.3
    says varchar not null,
    document varchar,
    section varchar,
    evidence varchar not null
);

create table bands (                    -- the scale of ratings, and the percentages that each stands for
    band varchar primary key,           -- e.g. good
    ordinal integer not null,           -- 1 is the lowest
    words varchar not null,             -- e.g. Reasonable majority
    rating varchar not null,            -- the standard's rating when this is its lowest band
    score integer,                      -- null where nothing is added up
    lower integer,                      -- the band starts here, per cent, inclusive; null: no percentage decides
    symbol varchar not null             -- shape shown with the colour, so that nothing is said by colour alone
);

-- `lower` is a sum of scores, or per cent of the greatest there could be, as `programme.overall_how` says.
create table overall_bands (rating varchar primary key, ordinal integer not null, lower integer not null);

create table phrases (lower integer primary key, words varchar not null); -- of percentages, from `lower` on

create table limits (                   -- what limits the overall rating: it warns in the text's words, and no more
    limit_name varchar primary key, ordinal integer not null,
    needs_all boolean not null,         -- of its judgements, all are so low; else any
    no_better_than varchar not null,    -- an overall rating above this is remarked on
    says varchar not null, evidence varchar not null
);

create table limit_judgements (limit_name varchar not null, judgement varchar not null); -- standard or key question

create table limit_ratings (limit_name varchar not null, rating varchar not null); -- those that bring it about

create table panel_members (ordinal integer primary key, title varchar not null, attends varchar not null);

create table record_parts (ordinal integer primary key, title varchar not null); -- what people write in the record
create table names (thing varchar primary key, one varchar not null, many varchar not null); -- as screens say them

create table screens (                  -- those that apply
    screen varchar primary key, ordinal integer not null, title varchar not null
);

create table facts (fact varchar not null, value varchar not null, ordinal integer not null,
                    title varchar not null, value_title varchar not null, primary key (fact, value));

create table populations (population varchar primary key, title varchar not null, evidence varchar not null);

create table population_rules (         -- a case belongs when, for each fact named, its value is among these
    population varchar not null, fact varchar not null, value varchar not null,
    primary key (population, fact, value)
);

create table samples (
    sample varchar primary key, ordinal integer not null, title varchar not null, mode varchar not null,
    required integer,                   -- cases for the programme's confidence and margin
    planned integer,
    revised integer,                    -- replaces planned where the programme revised it
    eligible integer,                   -- size of the eligible population (N), where it is known
    substitute_mode varchar,            -- how a substitute that is called on is inspected; null: as the others
    evidence varchar not null
);

create table strata (sample varchar not null, ordinal integer not null, population varchar not null,
                     primary key (sample, population));

create table domains (domain varchar primary key, ordinal integer not null, title varchar not null);

create table standards (
    standard varchar primary key,       -- official number, e.g. 2.2
    ordinal integer not null, domain varchar not null, title varchar not null,
    judged varchar not null,            -- computed, proposed, graded, scored or reported: see programme/model.py
    counts boolean not null,            -- towards the overall rating
    evidence varchar not null
);

create table key_questions (
    key_question varchar primary key,   -- official number, e.g. 2.2.3
    ordinal integer not null, standard varchar not null, title varchar not null, short varchar not null,
    sample varchar, population varchar, -- null where the standard is not judged from cases
    evidence varchar not null,
    on_form varchar,                    -- where it stands on the form, whose order and naming are its own
    graded boolean                      -- it is given a grade of its own
);

create table prompts (
    prompt varchar primary key,         -- official number and letter, e.g. 2.2.3a
    ordinal integer not null, key_question varchar not null, title varchar not null,
    decisive boolean not null,          -- a "no" forces the key question to "no"
    evidence varchar not null
);

create table source_kinds (             -- whose voice, or what, evidence comes from
    source_kind varchar primary key, ordinal integer not null, title varchar not null
);

create table core_meetings (            -- the meetings that inspectors routinely want
    core_meeting varchar primary key, ordinal integer not null,
    heading varchar not null,           -- under which the source lists it
    title varchar not null,
    source_kind varchar not null,
    focus_group boolean not null,
    locations integer not null,         -- at how many places it is asked
    if_applicable boolean not null,     -- not every organisation has such people
    evidence varchar not null
);

create table core_meetings_serve (      -- what a core meeting is evidence for; key_question null: the whole standard
    core_meeting varchar not null, standard varchar not null, key_question varchar,
    unique (core_meeting, standard, key_question)
);

create table group_optimum (            -- one row: outside it is a remark, never a failure
    fewest integer not null, most integer not null,           -- people
    shortest integer not null, longest integer not null       -- minutes
);

create table interview_questions (      -- asked of responsible officers
    interview_question varchar primary key, ordinal integer not null, title varchar not null,
    prompt varchar not null,
    caution_below integer not null,     -- per cent of yes: below it the answers may support a negative judgement
    evidence varchar not null
);

create table evidence_wanted (          -- the documents suggested as evidence in advance
    item varchar primary key, ordinal integer not null, standard varchar not null, title varchar not null,
    evidence varchar not null
);

-- Inspection ---------------------------------------------------------------------------------------------

create table inspection (
    inspection varchar primary key, title varchar not null, organisation varchar not null,
    time_zone varchar not null, invented boolean not null,
    late_after_days integer not null,   -- a case is late this long after its interview
    theme varchar,                      -- of the cases of this inspection; null: none
    without_overall boolean             -- this inspection gives no overall rating
);

create table weeks (week integer primary key, starts date not null, ends date not null);

create table units (tier1 varchar not null, tier2 varchar, ordinal integer not null);

create table team (initials varchar primary key, role varchar not null);

create table timetable (                -- the programme's steps in this inspection's own dates
    step varchar primary key,           -- e.g. draft; an action of the log that is called so says whether it is done
    ordinal integer not null,           -- by date
    title varchar not null,
    who varchar not null,               -- has to do it
    rule varchar not null,              -- where the date comes from, in words
    begins date, due date,              -- mostly one day; null: there is no date, and `remark` says why
    at_time varchar,                    -- such as 09:00; null: any time of the day
    remark varchar,
    awaited boolean not null,           -- something must have come by then: it can be late
    evidence varchar not null
);

create table bank_holidays (            -- all of each year that has any
    day date primary key, title varchar not null
);

-- 2. Statements ------------------------------------------------------------------------------------------
-- recorded_at is the statement's own time: what the form or row says, else the file's modification time.

create table case_statements (          -- a row of a case list; null: the list does not say
    case_id varchar not null, sample varchar, tier1 varchar, tier2 varchar,
    status varchar,                     -- selected, substitute, in_progress, complete, quality_checked, excluded
    mode varchar,                       -- interview, replacement, file_read
    allocated_to varchar, interview_at timestamp, exclusion_reason varchar, substitute_for varchar, office varchar,
    agreed_by varchar, agreed_at timestamp, -- who agreed to the exclusion or substitution (a role), and when
    recorded_at timestamp not null, sha256 varchar not null, place varchar not null
);

create table assessments (              -- a version of one case's assessment form
    case_id varchar not null, sample varchar, status varchar, -- in_progress, complete, quality_checked; null: not said
    assessor varchar, completed_at timestamp, form varchar, form_version varchar,
    recorded_at timestamp not null, sha256 varchar not null, place varchar not null
);

create table fact_statements (
    case_id varchar not null, fact varchar not null, value varchar, -- null: left blank
    recorded_at timestamp not null, sha256 varchar not null, place varchar not null
);

create table answer_statements (
    case_id varchar not null, question varchar not null, -- a key question or a prompt
    answer varchar,                     -- yes, no, not_applicable; null: left blank
    recorded_at timestamp not null, sha256 varchar not null, place varchar not null
);

create table meetings (                 -- an occurrence of the schedule
    uid varchar not null, occurrence varchar not null,
    kind varchar not null,              -- interview, focus_group, team_meeting, meeting
    title varchar not null, starts_at timestamp not null, ends_at timestamp, all_day boolean not null,
    location varchar, status varchar not null, -- scheduled, held, cancelled
    case_id varchar, tier1 varchar, attendees integer,
    core_meeting varchar,               -- the core meeting that its title names
    planned_at timestamp,               -- when this occurrence of a series was to start; null: not of a series
    recorded_at timestamp not null, sha256 varchar not null, place varchar not null
);

create table proposals (                -- what the lead proposes, or an inspector gives as grade or score
    standard varchar not null,          -- a standard, or a graded key question
    rating varchar not null, role varchar,
    recorded_at timestamp not null, sha256 varchar not null, place varchar not null
);

-- What follows is the team's own log. `id` is what an entry is called: of several statements of one id the newest
-- counts, and what a later one does not say stays as it was. Without an id, only the newest version of a file counts.
-- `role` is the role of whoever says it, never a name.

create table held_meetings (            -- what became of a meeting or focus group
    id varchar, title varchar not null, core_meeting varchar,
    held_at timestamp not null, minutes integer, location varchar, tier1 varchar,
    attendees integer, grades varchar,  -- roles of those who came
    same_grade boolean, line_manager boolean, -- was anybody's line manager in the group?
    role varchar,                       -- who led it
    recorded_at timestamp not null, sha256 varchar not null, place varchar not null
);

create table points (                   -- what was heard or read
    id varchar, question varchar not null, -- a key question or prompt
    line varchar not null,              -- above, below, neutral
    source_kind varchar not null, core_meeting varchar, tier1 varchar, heard_at timestamp,
    says varchar not null, role varchar,
    recorded_at timestamp not null, sha256 varchar not null, place varchar not null
);

create table interview_answers (        -- a responsible officer's answer, by the case that was discussed
    case_id varchar not null, interview_question varchar not null, answer varchar, -- yes, no, not_applicable
    recorded_at timestamp not null, sha256 varchar not null, place varchar not null
);

create table judgements (               -- the lead inspector's judgement of a prompt or key question
    question varchar not null, judgement varchar not null, -- yes, no, not_applicable
    reason varchar, role varchar,
    recorded_at timestamp not null, sha256 varchar not null, place varchar not null
);

create table evidence_received (        -- which of the documents wanted has come
    item varchar not null, received_on timestamp, remark varchar,
    recorded_at timestamp not null, sha256 varchar not null, place varchar not null
);

create table alerts (                   -- danger to life and limb, or an offence; what happened is told elsewhere
    id varchar not null, case_id varchar, kind varchar, raised_at timestamp, role varchar,
    assurance varchar,                  -- what the organisation was asked to show
    evidence_seen timestamp, closed_at timestamp,
    recorded_at timestamp not null, sha256 varchar not null, place varchar not null
);

create table quality_checks (           -- of a case that is assessed already
    id varchar, case_id varchar not null, kind varchar not null, -- local_assessor, dip_sample
    checked_at timestamp not null, outcome varchar, -- agreed, changed
    role varchar,
    recorded_at timestamp not null, sha256 varchar not null, place varchar not null
);

create table actions (
    id varchar not null, action varchar, owner varchar, -- the role that does it
    due timestamp, done_at timestamp, raised_at timestamp, role varchar,
    recorded_at timestamp not null, sha256 varchar not null, place varchar not null
);

create table notes (                    -- the day's feedback: of a case, of a question, or on a theme
    id varchar, note varchar not null, noted_at timestamp, theme varchar, case_id varchar, question varchar,
    role varchar,
    recorded_at timestamp not null, sha256 varchar not null, place varchar not null
);

create table panel_decisions (          -- kept beside the computed or proposed rating, never over it
    id varchar,
    question varchar not null,          -- a key question answered on cases, or what people rate
    rating varchar not null,            -- of the panel's band, or of the standard
    reason varchar not null, decided_at timestamp, role varchar,
    recorded_at timestamp not null, sha256 varchar not null, place varchar not null
);

create table withdrawals (              -- an entry of the log that is taken back; it stays in the ledger
    withdraws varchar not null, reason varchar, role varchar,
    recorded_at timestamp not null, sha256 varchar not null, place varchar not null
);

-- 3. Receipts --------------------------------------------------------------------------------------------

create table received (                 -- every version of every file, in the order of the ledger
    entry integer primary key, sha256 varchar not null, name varchar not null, bytes bigint not null,
    received_at timestamp not null, modified_at timestamp, format varchar, form varchar, form_version varchar,
    records integer not null, rejected integer not null, attachments integer not null,
    superseded boolean not null         -- a later version of the same name came
);

create table refused (                  -- what could not be understood, each with what to do next
    sha256 varchar not null, place varchar not null, wrong varchar not null,
    allowed varchar not null, remedy varchar not null
);

create table snapshot (                 -- one row: what this snapshot was made from
    content varchar primary key,        -- hash of files (whatever order they came in), parameters and code
    as_at timestamp,                    -- when the newest file was received; null: nothing yet
    ledger_head varchar not null, code_version varchar not null, duckdb_version varchar not null,
    programme_hash varchar not null, inspection_hash varchar not null, forms_hash varchar not null,
    queries_hash varchar not null, files integer not null, records integer not null, rejects integer not null
);

-- 4. A draw ----------------------------------------------------------------------------------------------
-- Only the file that `fieldwork sample` makes has rows here, from a long list. Nothing in it says who anybody is.

create table draws (                    -- one row
    sample varchar not null,
    wanted integer not null,            -- cases
    seed bigint not null,
    drawn_on date not null, role varchar not null, -- whose draw it is
    most_per_officer integer,           -- cases of one responsible officer; null: no limit
    buffer integer not null             -- per cent more than wanted on the shortlist
);

create table drawn_strata (             -- one row with null where the sample has no strata
    stratum varchar, ordinal integer not null,
    wanted integer not null, substitutes integer not null, -- cases that it was to give
    forced varchar                      -- why it gave another number than its rounded share
);

create table drawn_cases (              -- every row of the long list
    case_id varchar not null, place varchar not null, stratum varchar, tier1 varchar, tier2 varchar,
    officer integer,                    -- a number that stands for nobody; null: the list does not say
    eligible boolean not null,          -- as far as the long list shows: it was drawn from
    state varchar not null,             -- selected, substitute, spare (eligible, not drawn), excluded
    turn integer,                       -- a substitute's place among those of its stratum
    criterion varchar, role varchar, decided_on date, -- why it is excluded, by whom, when
    substitute_for varchar              -- the excluded case that a selected one stands in for
);

create table exclusion_criteria (       -- of the sample
    criterion varchar primary key, ordinal integer not null, title varchar not null,
    asked boolean not null,             -- somebody says which cases it means; else the long list shows it
    evidence varchar not null
);
