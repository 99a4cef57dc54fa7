-- The team's log as it stands: entries amended by later ones of the same id, without those that were taken back.

-- Of what one column says of one entry, the newest that says anything.
create macro newest(said, recorded_at, sha256, place) as
    arg_max(said, {'at': recorded_at, 'file': sha256, 'place': place});

-- Whether a row stands: an entry with an id does until it is taken back, one without in the newest version of its file.
create view standing_files as
select distinct sha256 from received where not superseded;

-- A file's name without what sync clients add to a copy, capitals, and how é is written:
-- (conflicted copy …), (Jo's conflicted copy), .sync-conflict-20181112-…, (1), _conf(1), " - Copy", -LAPTOP-4711
create macro bare_name(name) as regexp_replace(
    lower(nfc_normalize(name)),
    '( ?\([^()/]*conflict[^()/]*\)|[._]sync-conflict-[^./]*|_conf\(\d+\)| ?\(\d+\)| - copy( \(\d+\))?|-(desktop|laptop)-[a-z0-9]+)(\.[^./]*)?$',
    '\4'
);

-- The rows that stand of one of the log's tables. What a file and its double by a sync client both say, word for word
-- and without an id, is one row: the first that was recorded. A file that says a thing twice has said it twice.
create macro standing(log_table) as table
with numbered as (
    select *, row_number() over (partition by sha256, said order by place) as nth
    from (
        select
            told.*,
            coalesce(bare_name(file_names.name), told.sha256) as bare,
            row(*columns(told.* exclude (id, recorded_at, sha256, place))) as said
        from query_table(log_table) as told
        left join file_names using (sha256)
    )
)
select * exclude (bare, said, nth)
from numbered
where (id is not null or sha256 in (from standing_files)) and coalesce(id, '') not in (select withdraws from withdrawals)
qualify id is not null or row_number() over (partition by bare, said, nth order by recorded_at, sha256) = 1;

create view current_held_meetings as
select
    coalesce(id, sha256 || ' ' || place) as entry,
    newest(title, recorded_at, sha256, place) as title,
    newest(core_meeting, recorded_at, sha256, place) as core_meeting,
    newest(held_at, recorded_at, sha256, place) as held_at,
    newest(minutes, recorded_at, sha256, place) as minutes,
    newest(location, recorded_at, sha256, place) as location,
    newest(tier1, recorded_at, sha256, place) as tier1,
    newest(attendees, recorded_at, sha256, place) as attendees,
    newest(grades, recorded_at, sha256, place) as grades,
    newest(same_grade, recorded_at, sha256, place) as same_grade,
    newest(line_manager, recorded_at, sha256, place) as line_manager,
    newest(role, recorded_at, sha256, place) as role
from standing('held_meetings')
group by entry;

create view current_points as
select
    coalesce(id, sha256 || ' ' || place) as entry,
    newest(question, recorded_at, sha256, place) as question,
    newest(line, recorded_at, sha256, place) as line,
    newest(source_kind, recorded_at, sha256, place) as source_kind,
    newest(core_meeting, recorded_at, sha256, place) as core_meeting,
    newest(tier1, recorded_at, sha256, place) as tier1,
    coalesce(newest(heard_at, recorded_at, sha256, place), min(recorded_at)) as heard_at,
    newest(says, recorded_at, sha256, place) as says,
    newest(role, recorded_at, sha256, place) as role
from standing('points')
group by entry;

create view current_interview_answers as
select case_id, interview_question, answer
from interview_answers
qualify row_number() over (
    partition by case_id, interview_question order by recorded_at desc, sha256 desc, place desc
) = 1;

create view current_judgements as
select question, judgement, reason, role, recorded_at
from judgements
qualify row_number() over (partition by question order by recorded_at desc, sha256 desc, place desc) = 1;

create view current_evidence as
select
    item,
    newest(received_on, recorded_at, sha256, place) as received_on,
    newest(remark, recorded_at, sha256, place) as remark
from evidence_received
group by item;

create view current_alerts as
select
    id,
    newest(case_id, recorded_at, sha256, place) as case_id,
    newest(kind, recorded_at, sha256, place) as kind,
    coalesce(newest(raised_at, recorded_at, sha256, place), min(recorded_at)) as raised_at,
    newest(role, recorded_at, sha256, place) as role,
    newest(assurance, recorded_at, sha256, place) as assurance,
    newest(evidence_seen, recorded_at, sha256, place) as evidence_seen,
    newest(closed_at, recorded_at, sha256, place) as closed_at
from alerts
where id not in (select withdraws from withdrawals)
group by id;

create view current_quality_checks as
select
    coalesce(id, sha256 || ' ' || place) as entry,
    newest(case_id, recorded_at, sha256, place) as case_id,
    newest(kind, recorded_at, sha256, place) as kind,
    newest(checked_at, recorded_at, sha256, place) as checked_at,
    newest(outcome, recorded_at, sha256, place) as outcome,
    newest(role, recorded_at, sha256, place) as role
from standing('quality_checks')
group by entry;

create view current_actions as
select
    id,
    newest(action, recorded_at, sha256, place) as action,
    newest(owner, recorded_at, sha256, place) as owner,
    newest(due, recorded_at, sha256, place) as due,
    newest(done_at, recorded_at, sha256, place) as done_at,
    coalesce(newest(raised_at, recorded_at, sha256, place), min(recorded_at)) as raised_at,
    newest(role, recorded_at, sha256, place) as role
from actions
where id not in (select withdraws from withdrawals)
group by id;

create view current_notes as
select
    coalesce(id, sha256 || ' ' || place) as entry,
    newest(note, recorded_at, sha256, place) as note,
    coalesce(newest(noted_at, recorded_at, sha256, place), min(recorded_at)) as noted_at,
    newest(theme, recorded_at, sha256, place) as theme,
    newest(case_id, recorded_at, sha256, place) as case_id,
    newest(question, recorded_at, sha256, place) as question,
    newest(role, recorded_at, sha256, place) as role
from standing('notes')
group by entry;

-- The panel may decide again of one question: the newest decision that stands holds.
create view current_panel_decisions as
with entries as (
    select *
    from standing('panel_decisions')
    qualify row_number() over (
        partition by coalesce(id, sha256 || ' ' || place) order by recorded_at desc, sha256 desc, place desc
    ) = 1
)
select question, rating, reason, coalesce(decided_at, recorded_at) as decided_at, role, recorded_at
from entries
qualify row_number() over (partition by question order by recorded_at desc, sha256 desc, place desc) = 1;
