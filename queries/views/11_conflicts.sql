-- The newest statements of one thing that disagree, though they were recorded at the same time. One of them counts
-- (`current_statements`); a disagreement that a newer statement has settled is none.

create table conflicting_statements as
with several as (  -- most things are said once at a time: to look at the few others only is what makes this quick
    select case_id, about, attribute, recorded_at
    from statements
    group by case_id, about, attribute, recorded_at
    having count(*) > 1
)
select
    said.case_id, said.about, said.attribute, said.recorded_at,
    any_value(counted.value) as counted,
    list(distinct said.value order by said.value) as values_said,
    bool_or(said.value is null) as one_is_blank,
    list(distinct said.sha256 order by said.sha256) as files
from statements as said
join several using (case_id, about, attribute, recorded_at)
join current_statements as counted using (case_id, about, attribute, recorded_at)
group by said.case_id, said.about, said.attribute, said.recorded_at
having count(distinct said.value) + bool_or(said.value is null)::integer > 1;

-- What each file is called, as it last came.
create table file_names as
select sha256, arg_max(name, entry) as name from received group by sha256;
